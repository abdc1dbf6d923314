import FeedConnectors
import MatchingCore
import SyncInterfaces
import Synchronization

/// Answers requests without a network, as told.
struct CannedAnswers: HTTPTransport {
    private let answer: @Sendable (HTTPRequest) -> HTTPAnswer

    /// Answers each request by what its target is about.
    init(_ answer: @escaping @Sendable (HTTPRequest) -> HTTPAnswer) { self.answer = answer }

    /// Answers requests whose target or body contains a text with the body beside it, the first that
    /// fits; others with `otherwise`.
    init(_ bodies: KeyValuePairs<String, String>, otherwise: String) {
        let bodies = bodies.map { ($0.key, $0.value) }
        answer = { request in
            let body = String(decoding: request.body, as: UTF8.self)
            let found = bodies.first { request.target.contains($0.0) || body.contains($0.0) }
            return HTTPAnswer(status: 200, body: Array((found?.1 ?? otherwise).utf8))
        }
    }

    func send(_ request: HTTPRequest) async throws -> HTTPAnswer { answer(request) }

    /// A client that is answered so.
    func client(at now: Timestamp) -> ServiceClient {
        ServiceClient(
            transport: self,
            time: StillClock(now),
            pace: CallPace(100, per: .seconds(1)),
            manners: CallManners(randomness: SeededGenerator(seed: 1))
        )
    }
}

extension MarketplaceConnector {
    /// Everything that the connector reads in `window`, as one page.
    func everything(in window: TimeWindow, observedAt: Timestamp) async throws -> FeedPage {
        let pages = PageSum()
        try await read(APIReading(window, observedAt: observedAt)) { await pages.add($0) }
        return await pages.sum
    }
}

private actor PageSum {
    private(set) var sum = FeedPage()

    func add(_ page: FeedPage) {
        sum.notices += page.notices
        sum.lines += page.lines
        sum.problems += page.problems
    }
}

extension HTTPAnswer {
    /// An answer in JSON.
    init(_ body: String, status: Int = 200) {
        self.init(
            status: status,
            headers: ["content-type": "application/json;charset=UTF-8"],
            body: Array(body.utf8)
        )
    }
}
