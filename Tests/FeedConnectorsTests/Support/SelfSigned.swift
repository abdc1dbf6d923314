/// A certificate for 127.0.0.1 that only its own key vouches for; good for a hundred years, used in
/// tests alone.
enum SelfSigned {
    static let certificate = """
        -----BEGIN CERTIFICATE-----
        MIIBjzCCATagAwIBAgIUdjnCfAmdLs0L+qJnyoJmc1hd7iYwCgYIKoZIzj0EAwIw
        FDESMBAGA1UEAwwJMTI3LjAuMC4xMCAXDTI2MTEyNTIwMzY1MVoYDzIxMjYxMTAx
        MjAzNjUxWjAUMRIwEAYDVQQDDAkxMjcuMC4wLjEwWTATBgcqhkjOPQIBBggqhkjO
        PQMBBwNCAARiTa7UjuDPLDRQDmMnru75q0QIGNt882cCvdgRP9IRp6Wys82Ihg+H
        fNtDm+eeJwPSBpmIbAeNYLtbTqQZ1SqTo2QwYjAdBgNVHQ4EFgQUIWR+tvOejX/Q
        d+5bjnZjyI7FuTwwHwYDVR0jBBgwFoAUIWR+tvOejX/Qd+5bjnZjyI7FuTwwDwYD
        VR0TAQH/BAUwAwEB/zAPBgNVHREECDAGhwR/AAABMAoGCCqGSM49BAMCA0cAMEQC
        IBE/Kqs61ZY9JMieZe1DSrqPDMCZ7+pyGVIbmzvkLVBkAiAnGhfDjipAJ+Aq7LH2
        C0qBD9JZ/RG+OETx3EHGhwzJAw==
        -----END CERTIFICATE-----
        """

    static let key = """
        -----BEGIN PRIVATE KEY-----
        MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgm6fUcYyJ35wwOog2
        W6FnAevh+Xeu0PLH/2dlsgc2j7ahRANCAARiTa7UjuDPLDRQDmMnru75q0QIGNt8
        82cCvdgRP9IRp6Wys82Ihg+HfNtDm+eeJwPSBpmIbAeNYLtbTqQZ1SqT
        -----END PRIVATE KEY-----
        """
}
