import FeedConnectors
import Foundation
import MatchingCore
import SyncInterfaces
import Testing

@Suite("What is kept of how an account's calls went")
struct ConnectionReportTests {
    private let time = StillTime()
    private let folder = NSTemporaryDirectory() + "reports-\(UUID().uuidString)"

    private var files: ConnectionReportFiles { ConnectionReportFiles(folder: folder) }

    private func connection(_ transport: some HTTPTransport) throws -> Connection {
        Connection(
            .init(
                account: try #require(Sample.account(named: "coupang")),
                connector: try #require(Connectors.connector("coupang")),
                base: nil,
                readsOrders: true,
                sources: [
                    "vendor_id": .text("A00012345"), "access_key": .text("access-key"),
                    "secret_key": .text("secret-key"),
                ]
            ),
            on: .init(
                transport: transport,
                surroundings: .init(environment: [:], time: time),
                manners: CallManners(randomness: SeededGenerator(seed: 1)),
                recorder: nil,
                tokenFolder: folder,
                reports: files
            )
        )
    }

    @Test("The last call, its outcome and since when the API rests are there for everybody")
    func resting() async throws {
        let connection = try connection(Answering(status: 503, "<p>secret-key</p>"))
        for _ in 1...2 {
            await #expect(throws: FeedError.self) { try await connection.check() }
        }
        let report = try #require(files.calls(of: "coupang"))
        #expect(report.count == 0, "a check is no poll")
        #expect(report.last.status == 503 && report.last.method == "GET")
        #expect(report.last.path.hasSuffix("/v6/vendors/A00012345/returnRequests"))
        let rest = try #require(report.rest(at: time.now()))
        #expect(rest.since == time.now() && rest.until == time.now().advanced(by: .seconds(300)))
        #expect(report.last.problem == rest.reason)
        guard case .serverFailed(status: 503, let words) = rest.reason else {
            Issue.record("\(rest.reason)")
            return
        }
        #expect(!words.contains("secret-key"))
        #expect(report.rest(at: rest.until) == nil)
        try? FileManager.default.removeItem(atPath: folder)
    }

    @Test("A trial that fails lengthens the rest, one that is answered ends it")
    func trial() async throws {
        let failing = try connection(Answering(status: 503, ""))
        for _ in 1...2 { _ = try? await failing.check() }
        let first = try #require(files.calls(of: "coupang")?.rest)
        time.advance(by: .seconds(300))
        _ = try? await failing.check()
        let second = try #require(files.calls(of: "coupang")?.rest)
        #expect(second.since == first.since && second.until > first.until)
        _ = try await connection(Answering(status: 200, #"{"code":200,"data":[]}"#)).check()
        let report = try #require(files.calls(of: "coupang"))
        #expect(report.rest == nil && report.last.problem == nil && report.count == 0)
        try? FileManager.default.removeItem(atPath: folder)
    }

    @Test("An API is told by its name, its version and the address that is called")
    func names() throws {
        let connection = try connection(Answering(status: 200, ""))
        #expect(connection.api.korean == "쿠팡 Wing Open API")
        #expect(connection.api.version == "v4, v6")
        #expect(connection.api.address == "https://api-gateway.coupang.com")
        #expect(connection.api.pace == CallPace(8, per: .seconds(1)))
        #expect(files.calls(of: "coupang") == nil, "nobody has called")
    }

    private struct Answering: HTTPTransport {
        let answer: HTTPAnswer

        init(status: Int, _ body: String) {
            answer = HTTPAnswer(status: status, body: Array(body.utf8))
        }

        func send(_ request: HTTPRequest) async throws -> HTTPAnswer { answer }
    }
}
