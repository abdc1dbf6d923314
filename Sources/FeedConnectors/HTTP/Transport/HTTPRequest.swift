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

    /// The seconds of `Retry-After`; `nil` without one, or where it names a date.
    package var retryAfter: Int? { headers["retry-after"].flatMap { Int($0) } }

    /// The beginning of the body as text, for errors: at most 200 characters, one line.
    package var excerpt: String {
        let text = String(decoding: body.prefix(800), as: UTF8.self)
        return String(text.split(whereSeparator: \.isWhitespace).joined(separator: " ").prefix(200))
    }
}

/// Sends one request over the network.
package protocol HTTPTransport: Sendable {
    /// Sends a request and waits for the whole answer, whatever its status.
    ///
    /// - Throws: ``ServiceFailure`` when there is no whole answer; `CancellationError`.
    func send(_ request: HTTPRequest) async throws -> HTTPAnswer
}
