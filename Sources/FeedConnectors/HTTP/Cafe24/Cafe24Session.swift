import Foundation
import MatchingCore
import SyncInterfaces

/// Signs in to one 카페24 mall: access tokens of two hours, got with a refresh token that is good
/// for one use.
///
/// An actor, because it remembers a refresh token that could not be kept. ``AccessTokens`` renews
/// once at a time, so that none is used twice.
actor Cafe24Session {
    private struct Answer: Decodable {
        let access: String
        let refresh: String
        let expiresAt: String

        enum CodingKeys: String, CodingKey {
            case access = "access_token"
            case refresh = "refresh_token"
            case expiresAt = "expires_at"
        }
    }

    private let keys: Cafe24Connector.Keys
    private let base: String
    private let client: ServiceClient
    /// A refresh token that could not be kept; it is the only one that is still of use.
    private var unkept: (used: String, new: String)?

    init(keys: Cafe24Connector.Keys, base: String, client: ServiceClient) {
        self.keys = keys
        self.base = base
        self.client = client
    }

    /// A new access token; the refresh token that comes with it is kept first.
    ///
    /// - Throws: ``ServiceFailure``.
    func renew() async throws -> AccessTokens.Grant {
        try await keepRefreshToken()
        let turn = try await keys.refreshTokens.turn()
        defer { turn.end() }
        var used = try await keys.refreshTokens.token()
        let answer: Answer
        do {
            answer = try await exchange(used)
        } catch let failure as ServiceFailure {
            // Another process may have used the token since it was read.
            let newer = try await keys.refreshTokens.token()
            guard case .signInEnded = failure.problem, newer != used else { throw failure }
            used = newer
            answer = try await exchange(used)
        }
        // The old token is of no use any more: the new one is safe before anything else is done.
        unkept = (used, answer.refresh)
        try await keepRefreshToken()
        guard let end = TimeText.timestamp(answer.expiresAt) else {
            throw ServiceFailure(.unexpectedAnswer("expires_at: no moment"))
        }
        return AccessTokens.Grant(token: answer.access, expiresAt: end)
    }

    /// Gets an access token for a refresh token, and the latter's successor.
    private func exchange(_ refreshToken: String) async throws -> Answer {
        try await client.call { answer in
            try Cafe24Failure.checkToken(answer)
            return try WireJSON.value(Answer.self, in: answer)
        } request: { [keys, base] _ in
            let name = "\(keys.clientID):\(try keys.clientSecret.value())"
            return HTTPRequest(
                "POST",
                base: base,
                target: "/api/v2/oauth/token",
                headers: [
                    .init(
                        "Authorization",
                        "Basic \(Data(name.utf8).base64EncodedString())",
                        isSecret: true
                    ),
                    .init("Content-Type", "application/x-www-form-urlencoded"),
                ],
                body: Array(
                    FormText.members([
                        ("grant_type", "refresh_token"), ("refresh_token", refreshToken),
                    ]).utf8
                ),
                isRepeatable: false
            )
        }
    }

    private func keepRefreshToken() async throws {
        guard let unkept else { return }
        try await keys.refreshTokens.replace(unkept.used, with: unkept.new)
        self.unkept = nil
    }
}
