package import MatchingCore
package import SyncInterfaces

/// Calls one API for one account, at the API's pace.
package struct ServiceClient: Sendable {
    private let transport: any HTTPTransport
    private let time: any TimeSource
    private let gate: CallGate

    /// Creates a client.
    package init(transport: any HTTPTransport, time: any TimeSource, pace: CallPace) {
        self.transport = transport
        self.time = time
        gate = CallGate(pace, time: time)
    }

    /// The moment by the clock that signs.
    package func now() -> Timestamp { time.now() }

    /// Sends a request until it is answered, or another try would not help.
    ///
    /// - Parameters:
    ///   - reading: What an answer means to this API: its value, or a ``ServiceFailure``.
    ///   - request: Makes the request for one try, with the moment to sign it with.
    /// - Returns: What `reading` returns.
    /// - Throws: ``ServiceFailure``, `CancellationError`.
    package func call<Value: Sendable>(
        _ reading: @Sendable (HTTPAnswer) throws -> Value,
        request: @Sendable (Timestamp) throws -> HTTPRequest
    ) async throws -> Value {
        try await gate.pass()
        return try reading(try await transport.send(try request(now())))
    }
}
