import FeedConnectors
import SyncInterfaces

/// Keeps refresh tokens as long as the test runs.
actor TokensInMemory: RefreshTokens {
    private(set) var current: String
    /// How often a token was replaced.
    private(set) var replacements = 0
    /// How many replacements fail before one succeeds.
    private var failuresLeft: Int

    init(_ first: String, failing failures: Int = 0) {
        current = first
        failuresLeft = failures
    }

    func token() async throws -> String { current }

    func replace(_ used: String, with new: String) async throws {
        guard failuresLeft == 0 else {
            failuresLeft -= 1
            throw ServiceFailure(.secretNotAvailable("refresh_token", reason: "no space"))
        }
        guard used == current else { return }
        current = new
        replacements += 1
    }
}
