import MatchingCore

/// A call of an API, as it goes out.
package struct HTTPRequest: Sendable, Hashable {
    /// `GET` or `POST`.
    package var method: String
    /// Scheme, host and port: `https://api-gateway.coupang.com`.
    package var base: String
    /// Path and query, byte for byte as they are sent (and signed).
    package var target: String
    /// Names and values, in order.
    package var headers: [Header]
    package var body: [UInt8]
    /// Whether asking twice does no more than asking once, as with all calls that read.
    package var isRepeatable: Bool
    /// Members of the query whose values are kept out of every log, beside those whose names tell.
    package var secretQueryNames: Set<String> = []

    /// A header of a request.
    package struct Header: Sendable, Hashable {
        package let name: String
        package let value: String
        /// Whether the value is kept out of every log.
        package let isSecret: Bool

        package init(_ name: String, _ value: String, isSecret: Bool = false) {
            self.name = name
            self.value = value
            self.isSecret = isSecret
        }
    }

    package init(
        _ method: String = "GET",
        base: String,
        target: String,
        headers: [Header] = [],
        body: [UInt8] = [],
        isRepeatable: Bool = true
    ) {
        self.method = method
        self.base = base
        self.target = target
        self.headers = headers
        self.body = body
        self.isRepeatable = isRepeatable
    }
}

/// What came back, whole.
package struct HTTPAnswer: Sendable, Hashable {
    package let status: Int
    /// Names in lower case; of repeated ones the last.
    package let headers: [String: String]
    package let body: [UInt8]

    package init(status: Int, headers: [String: String] = [:], body: [UInt8] = []) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// The seconds of `Retry-After`; `nil` without one.
    ///
    /// A date in it is made seconds of by ``countingFrom(_:)``.
    package var retryAfter: Int? { headers["retry-after"].flatMap { Int($0) } }

    /// The answer with the seconds from `now` on where `Retry-After` names a date.
    func countingFrom(_ now: Timestamp) -> HTTPAnswer {
        guard let date = headers["retry-after"].flatMap({ HTTPDate.timestamp($0) }) else {
            return self
        }
        let wait = max(0, now.duration(to: date).wholeSeconds)
        var headers = headers
        headers["retry-after"] = String(wait)
        return HTTPAnswer(status: status, headers: headers, body: body)
    }

    /// What errors say of a body that is not as documented: its size and announced type.
    ///
    /// Never a word of it, for it may hold buyers' names or tokens.
    package var outline: String {
        let type = headers["content-type"].map { " of \($0.prefix(60))" } ?? ""
        return "\(body.count) bytes\(type)"
    }

    /// Whether the body has these words, in whatever form they are wrapped.
    func mentions(_ words: String) -> Bool {
        String(decoding: body.prefix(4096), as: UTF8.self).contains(words)
    }
}

/// Sends one request over the network.
package protocol HTTPTransport: Sendable {
    /// Sends a request and waits for the whole answer, whatever its status.
    ///
    /// - Throws: ``ServiceFailure`` when there is no whole answer; `CancellationError`.
    func send(_ request: HTTPRequest) async throws -> HTTPAnswer
}
