import MatchingCore
import RequestSigning
import Testing

@Suite("Signatures, against answers known beforehand")
struct KnownAnswerTests {
    /// 2026-03-01 02:03:04 UTC.
    private let moment = Timestamp(seconds: 1_772_330_584)

    @Test(
        "쿠팡: date, method, path and query as sent",
        arguments: [
            (":", "e73303deaff74cefda28459fc5c49a9248a0e85a5f897e0d36b0aea935906d8e"),
            ("%3A", "428351243d167318e454fd9d3c525114c62afb511202f2745c2a0ab0f8e873d2"),
        ]
    )
    func coupang(colon: String, expected: String) {
        let signature = CoupangSignature(
            method: "GET",
            path: "/v2/providers/openapi/apis/api/v6/vendors/A00012345/returnRequests",
            query: "searchType=timeFrame&createdAtFrom=2026-03-01T10\(colon)00"
                + "&createdAtTo=2026-03-01T11\(colon)00&status=RU",
            secret: "0123456789abcdef0123456789abcdef01234567",
            at: moment
        )
        #expect(signature.value == expected)
        #expect(
            signature.header(accessKey: "key")
                == "CEA algorithm=HmacSHA256, access-key=key, signed-date=260301T020304Z, "
                + "signature=\(expected)"
        )
    }

    @Test("스마트스토어: the documentation's example")
    func naver() throws {
        let signature = try NaverSignature.sign(
            clientID: "aaaabbbbcccc",
            clientSecret: "$2a$10$abcdefghijklmnopqrstuv",
            at: Timestamp(rawValue: 1_643_961_623_299)
        )
        #expect(
            signature
                == "JDJhJDEwJGFiY2RlZmdoaWprbG1ub3BxcnN0dXVCVldZSk42T0VPdEx1OFY0cDQxa2IuTnpVaUEzbmsy"
        )
    }

    @Test(
        "스마트스토어: a secret that is no salt is refused",
        arguments: ["", "secret", "$2a$10$short", "$2a$99$abcdefghijklmnopqrstuv"]
    )
    func noSalt(secret: String) {
        #expect(throws: NaverSignature.Problem.notASalt) {
            try NaverSignature.sign(clientID: "a", clientSecret: secret, at: moment)
        }
    }

    @Test("옥션, 지마켓: header, payload and signature of the token")
    func esm() {
        let token = ESMToken(
            masterID: "master01",
            issuer: "www.example.com",
            sellers: "A:auc01,G:gmk01"
        )
        .signed(secret: "ZDE2YjlmZjUtYTc0Mi00ZWU3", at: Timestamp(seconds: 1_503_294_000))
        #expect(
            token.split(separator: ".") == [
                "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCIsImtpZCI6Im1hc3RlcjAxIn0",
                "eyJpc3MiOiJ3d3cuZXhhbXBsZS5jb20iLCJzdWIiOiJzZWxsIiwiYXVkIjoic2EuZXNtcGx1cy5jb20i"
                    + "LCJpYXQiOjE1MDMyOTQwMDAsInNzaSI6IkE6YXVjMDEsRzpnbWswMSJ9",
                "6oiJxSE10eHRnPn2U37Sdjq_Bu5EZHOXyrVygbXQ6z8",
            ]
        )
    }

    @Test("지그재그: milliseconds and the query with single blanks")
    func zigzag() {
        let signature = ZigzagSignature(
            query: "query {\n  hello {\tmessage }\n}",
            secret: "zz-secret",
            at: moment
        )
        #expect(signature.date == "1772330584000")
        #expect(signature.value == "f71f2fa05113c1c1d80b5efa208417a971db192f")
    }
}
