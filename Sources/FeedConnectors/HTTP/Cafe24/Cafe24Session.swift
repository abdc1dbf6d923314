import Foundation
import MatchingCore
import SyncInterfaces

/// Signs in to one 카페24 mall: access tokens of two hours, got with a refresh token that is good
/// for one use.
///
/// An actor, so that a refresh token is never used twice at the same time.
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
    private let access = AccessTokens()
    private var renewal: Task<String, any Error>?
    /// A refresh token that could not be kept; it is the only one that is still of use.
    private var unkept: (used: String, new: String)?

    init(keys: Cafe24Connector.Keys, base: String, client: ServiceClient) {
        self.keys = keys
        self.base = base
        self.client = client
    }

    /// A token for the next call; a new one where there is none that is still good.
    ///
    /// - Throws: ``ServiceFailure``.
    func token() async throws -> String {
        if let renewal { return try await renewal.value }
        if let token = await access.current(at: client.now()) { return token }
        if let renewal { return try await renewal.value }
        let task = Task { try await renew() }
        renewal = task
        defer { renewal = nil }
        return try await task.value
    }

    /// Forgets an access token that was refused before its time.
    func drop(_ token: String) async { await access.drop(token) }

    private func renew() async throws -> String {
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
            guard case .keyExpired = failure.problem, newer != used else { throw failure }
            used = newer
            answer = try await exchange(used)
        }
        // The old token is of no use any more: the new one is safe before anything else is done.
        unkept = (used, answer.refresh)
        try await keepRefreshToken()
        let now = client.now()
        guard let end = TimeText.timestamp(answer.expiresAt) else {
            throw ServiceFailure(.unexpectedAnswer("expires_at: \(answer.expiresAt)"))
        }
        await access.keep(answer.access, from: now, life: now.duration(to: end))
        return answer.access
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
