import FeedConnectors
import NIOSSL
import SyncInterfaces
import Testing

@Suite("What a misbehaving server costs", .timeLimit(.minutes(2)))
struct AsyncHTTPTransportTests {
    private static let answer = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok"

    private func failure(
        of act: RudeServer.Act,
        timeLimit: Duration = .seconds(20),
        sizeLimit: Int = 1 << 20
    ) async throws -> ServiceFailure? {
        let server = try await RudeServer([act])
        let transport = AsyncHTTPTransport(timeLimit: timeLimit, sizeLimit: sizeLimit)
        var failure: ServiceFailure?
        do {
            _ = try await transport.send(request(server))
        } catch let error as ServiceFailure {
            failure = error
        }
        await transport.close()
        await server.stop()
        return failure
    }

    private func request(_ server: RudeServer, scheme: String = "http") -> HTTPRequest {
        HTTPRequest(base: "\(scheme)://127.0.0.1:\(server.port)", target: "/orders?a=1")
    }

    @Test("A whole answer comes with status, headers and body, and connections are kept")
    func reuse() async throws {
        let server = try await RudeServer([.send(Self.answer), .send(Self.answer)])
        let transport = AsyncHTTPTransport()
        for _ in 1...2 {
            let answer = try await transport.send(request(server))
            #expect(answer.status == 200)
            #expect(answer.headers["content-length"] == "2")
            #expect(answer.body == Array("ok".utf8))
        }
        #expect(server.connections == 1)
        await transport.close()
        await server.stop()
    }

    @Test("A port that does not speak TLS is told as that, without anything of the library")
    func plainPort() async throws {
        let server = try await RudeServer([.sendAndClose("HTTP/1.1 400 Bad Request\r\n\r\n")])
        let transport = AsyncHTTPTransport()
        let failure = await #expect(throws: ServiceFailure.self) {
            _ = try await transport.send(request(server, scheme: "https"))
        }
        #expect(failure?.problem == .notTLS)
        await transport.close()
        await server.stop()
    }

    @Test("A reset before the answer is no connection, and may pass")
    func reset() async throws {
        let failure = try await failure(of: .reset)
        guard case .notReachable = failure?.problem else {
            Issue.record("\(String(describing: failure))")
            return
        }
        #expect(failure?.mayPass == true)
    }

    @Test("A connection that is closed before the answer is no connection")
    func closed() async throws {
        let failure = try await failure(of: .sendAndClose(""))
        guard case .notReachable = failure?.problem else {
            Issue.record("\(String(describing: failure))")
            return
        }
    }

    @Test("A body that ends too early is cut off, whether its length was announced or chunked")
    func truncated() async throws {
        let answers = [
            "HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{\"data\":[",
            "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n9\r\n{\"data\":[\r\n",
        ]
        for answer in answers {
            #expect(
                try await failure(of: .sendAndClose(answer))
                    == ServiceFailure(.cutOff, mayPass: true)
            )
        }
    }

    @Test("What is no HTTP is no answer")
    func garbage() async throws {
        let failure = try await failure(of: .sendAndClose("220 ftp.example.com ready\r\n"))
        #expect(failure?.mayPass == true)
    }

    @Test("A body above the limit is given up, and asking again would not help")
    func tooLarge() async throws {
        let body = String(repeating: "x", count: 5000)
        let failure = try await failure(
            of: .send("HTTP/1.1 200 OK\r\ncontent-length: 5000\r\n\r\n\(body)"),
            sizeLimit: 1000
        )
        #expect(failure == ServiceFailure(.tooLarge(limit: 1000)))
    }

    @Test(
        "The time limit holds from sending to the last byte",
        arguments: [RudeServer.Act.silence, .trickle]
    )
    func slow(act: RudeServer.Act) async throws {
        let failure = try await failure(of: act, timeLimit: .seconds(1))
        #expect(failure == ServiceFailure(.timedOut(seconds: 1), mayPass: true))
    }

    @Test("Nobody listening is no connection, in the system's words")
    func refused() async throws {
        let transport = AsyncHTTPTransport()
        // A port that only the system could give away.
        let request = HTTPRequest(base: "http://127.0.0.1:1", target: "/")
        let failure = await #expect(throws: ServiceFailure.self) {
            _ = try await transport.send(request)
        }
        #expect(
            failure == ServiceFailure(.notReachable("Connection refused"), mayPass: true)
        )
        await transport.close()
    }

    @Test("A redirection is not followed")
    func redirection() async throws {
        let answer =
            "HTTP/1.1 302 Found\r\nlocation: http://127.0.0.1:1/\r\ncontent-length: 0\r\n\r\n"
        let server = try await RudeServer([.send(answer)])
        let transport = AsyncHTTPTransport()
        #expect(try await transport.send(request(server)).status == 302)
        #expect(server.connections == 1)
        await transport.close()
        await server.stop()
    }

    @Test("A certificate that nobody vouches for is refused, and asking again would not help")
    func certificate() async throws {
        let certificate = try NIOSSLCertificate(
            bytes: Array(SelfSigned.certificate.utf8),
            format: .pem
        )
        let key = try NIOSSLPrivateKey(bytes: Array(SelfSigned.key.utf8), format: .pem)
        let context = try NIOSSLContext(
            configuration: .makeServerConfiguration(
                certificateChain: [.certificate(certificate)],
                privateKey: .privateKey(key)
            )
        )
        let server = try await RudeServer([.send(Self.answer)], tls: context)
        let transport = AsyncHTTPTransport(timeLimit: .seconds(20))
        let failure = await #expect(throws: ServiceFailure.self) {
            _ = try await transport.send(request(server, scheme: "https"))
        }
        guard case .certificateRefused = failure?.problem else {
            Issue.record("\(String(describing: failure))")
            return
        }
        #expect(failure?.mayPass == false)
        await transport.close()
        await server.stop()
    }

    @Test("A task that is cancelled ends with that, not with a failure of the server")
    func cancelled() async throws {
        let server = try await RudeServer([.silence])
        let transport = AsyncHTTPTransport()
        let task = Task { try await transport.send(request(server)) }
        while server.connections == 0 { await Task.yield() }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        await transport.close()
        await server.stop()
    }
}
