import MatchingCore
import SyncInterfaces

/// Keeps the access token of one account in memory until it expires, and gets the next.
///
/// An actor, so that no two calls get one at the same time.
actor AccessTokens {
    /// A token, and until when it is good for calls.
    struct Grant: Sendable {
        let token: String
        let expiresAt: Timestamp
    }

    private let now: @Sendable () -> Timestamp
    private let renew: @Sendable () async throws -> Grant
    private var grant: Grant?
    private var renewal: Task<Grant, any Error>?

    /// Creates a keeper without a token.
    ///
    /// - Parameters:
    ///   - now: The clock by which tokens expire.
    ///   - renew: Gets a new token; one that has begun is not cancelled with the call that needs it.
    init(
        now: @escaping @Sendable () -> Timestamp,
        renew: @escaping @Sendable () async throws -> Grant
    ) {
        self.now = now
        self.renew = renew
    }

    /// Calls with the token at hand; once more with a new one when it is refused.
    ///
    /// A token may end before its time: somebody signed in elsewhere, or the marketplace took it
    /// back.
    ///
    /// - Throws: ``ServiceFailure``, and what `call` throws.
    nonisolated func call<Value: Sendable>(
        _ call: @Sendable (String) async throws -> Value
    ) async throws -> Value {
        let token = try await current()
        do {
            return try await call(token)
        } catch let failure as ServiceFailure {
            guard case .notSignedIn = failure.problem else { throw failure }
            await drop(token)
            return try await call(try await current())
        }
    }

    /// A token that is good for more than a minute.
    private func current() async throws -> String {
        if let renewal { return try await renewal.value.token }
        if let grant, now() < grant.expiresAt.advanced(by: .seconds(-60)) { return grant.token }
        let task = Task { try await renew() }
        renewal = task
        defer { renewal = nil }
        let new = try await task.value
        grant = new
        return new.token
    }

    /// Forgets a token that was refused, unless it has been replaced already.
    private func drop(_ refused: String) {
        if grant?.token == refused { grant = nil }
    }
}
