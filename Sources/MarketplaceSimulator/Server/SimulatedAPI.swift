import Foundation
package import MatchingCore

/// One marketplace's API as the simulator plays it: checks a request as strictly as the real one,
/// and answers from the shop.
package protocol SimulatedAPI: Sendable {
    /// The catalogue's names of the marketplaces that it serves.
    var marketplaces: [MarketplaceID] { get }

    /// The name in addresses: everything below `/<name>` is this API's.
    ///
    /// Real APIs are told apart by their hosts; on loopback each has a port of its own instead.
    var name: String { get }

    /// Answers one request.
    ///
    /// - Parameters:
    ///   - request: As it came in, nothing decoded.
    ///   - shops: The shops of ``marketplaces``.
    ///   - now: The simulated moment.
    /// - Returns: The answer, unspoilt.
    mutating func answer(
        _ request: SimulatedRequest,
        shops: [MarketplaceID: SimulatedShop],
        now: Timestamp
    ) -> SimulatedAnswer

    /// Ends every access token that was issued so far.
    mutating func endTokens()

    /// Whether what a request asks for is given out once: whoever loses the answer cannot ask again.
    func isAnsweredOnce(_ request: SimulatedRequest) -> Bool
}

extension SimulatedAPI {
    /// An API without tokens has none to end.
    package mutating func endTokens() {}

    /// What is read can be read again.
    package func isAnsweredOnce(_ request: SimulatedRequest) -> Bool { false }
}

/// A request as it came in.
package struct SimulatedRequest: Sendable, Hashable {
    package let method: String
    /// Path and query, byte for byte.
    package let target: String
    /// Names in lower case.
    package let headers: [String: String]
    package let body: [UInt8]
    /// How far the clock is off by which signatures are checked; the world's is never off.
    package var clockError = Duration.zero

    package init(
        method: String,
        target: String,
        headers: [String: String] = [:],
        body: [UInt8] = []
    ) {
        self.method = method
        self.target = target
        self.headers = headers
        self.body = body
    }

    /// What stands before `?`.
    package var path: String { String(target.prefix { $0 != "?" }) }

    /// What stands behind `?`, byte for byte; empty without.
    package var query: String { String(target.dropFirst(path.count).dropFirst()) }

    /// The query's members, decoded; of repeated ones the last.
    package var parameters: [String: String] { Self.form(query) }

    /// The members of a form, decoded.
    package static func form(_ text: String) -> [String: String] {
        var members: [String: String] = [:]
        for part in text.split(separator: "&") {
            let halves = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let value = halves.count > 1 ? String(halves[1]).replacing("+", with: " ") : ""
            members[String(halves[0])] = value.removingPercentEncoding ?? value
        }
        return members
    }
}

/// What goes back.
package struct SimulatedAnswer: Sendable, Hashable {
    package var status: Int
    package var headers: [String: String]
    package var body: [UInt8]

    package init(status: Int = 200, headers: [String: String] = [:], body: [UInt8] = []) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// An answer in JSON, UTF-8.
    package static func json(_ text: String, status: Int = 200) -> SimulatedAnswer {
        SimulatedAnswer(
            status: status,
            headers: ["content-type": "application/json;charset=UTF-8"],
            body: Array(text.utf8)
        )
    }
}
