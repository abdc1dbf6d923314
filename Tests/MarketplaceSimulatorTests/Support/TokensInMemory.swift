import FeedConnectors
import MarketplaceSimulator
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

/// Tokens of which another process has used the first a moment after it was read here.
actor LateTokens: RefreshTokens {
    private let kept: TokensInMemory
    private var isFirst = true

    init(_ kept: TokensInMemory) { self.kept = kept }

    func token() async throws -> String {
        if isFirst {
            isFirst = false
            return SimulatedCafe24.firstRefreshToken
        }
        return await kept.current
    }

    func replace(_ used: String, with new: String) async throws {
        try await kept.replace(used, with: new)
    }
}
