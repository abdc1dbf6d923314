import FeedConnectors
import MarketplaceSimulator

extension SimulatedWorld {
    /// Answers a connector's request without a network.
    func answer(_ request: HTTPRequest, of name: String) -> HTTPAnswer {
        let answer = respond(
            to: SimulatedRequest(
                method: request.method,
                target: request.target,
                headers: Dictionary(
                    request.headers.map { ($0.name.lowercased(), $0.value) },
                    uniquingKeysWith: { $1 }
                ),
                body: request.body
            ),
            of: name
        )
        return HTTPAnswer(status: answer.status, headers: answer.headers, body: answer.body)
    }
}
