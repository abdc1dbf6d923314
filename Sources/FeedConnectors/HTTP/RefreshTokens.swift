/// Keeps the token that gets new access tokens, where using it once replaces it.
package protocol RefreshTokens: Sendable {
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
