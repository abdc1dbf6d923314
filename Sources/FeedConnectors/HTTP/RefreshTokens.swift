import Glibc
import Synchronization

/// Keeps the token that gets new access tokens, where using it once replaces it.
package protocol RefreshTokens: Sendable {
    /// Waits until no other process uses the token; none does until the turn is ended.
    ///
    /// Of two processes that use one token at the same time the second is refused, and with some
    /// APIs both lose their sign-in.
    ///
    /// - Throws: ``ServiceFailure`` when the wait is too long; `CancellationError`.
    func turn() async throws -> RefreshTurn

    /// The token to use next.
    ///
    /// - Throws: ``ServiceFailure`` when there is none.
    func token() async throws -> String

    /// Puts a new token in place of one that has just been used.
    ///
    /// Returns once the new one cannot be lost any more.
    ///
    /// - Throws: ``ServiceFailure`` when it cannot be kept.
    func replace(_ used: String, with new: String) async throws
}

extension RefreshTokens {
    /// A turn at once: tokens that no other process knows.
    package func turn() async throws -> RefreshTurn { RefreshTurn(locked: nil) }
}

/// The right to use a refresh token, until it is ended.
///
/// A class, because the lock is let go of once.
package final class RefreshTurn: Sendable {
    private let descriptor: Mutex<Int32?>

    init(locked descriptor: Int32?) { self.descriptor = Mutex(descriptor) }

    deinit { end() }

    /// Lets another process have its turn.
    package func end() {
        descriptor.withLock { descriptor in
            if let descriptor { close(descriptor) }
            descriptor = nil
        }
    }
}
