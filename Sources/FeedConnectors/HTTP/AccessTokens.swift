import MatchingCore

/// Keeps the access token of one account in memory until it expires.
actor AccessTokens {
    private var token: String?
    private var expiresAt = Timestamp(rawValue: 0)

    /// The token that is good for calls at `moment`; `nil` when a new one is needed.
    func current(at moment: Timestamp) -> String? { moment < expiresAt ? token : nil }

    /// Keeps a token that is good for `life`, the last minute of which is not used.
    func keep(_ token: String, from moment: Timestamp, life: Duration) {
        self.token = token
        expiresAt = moment.advanced(by: life - .seconds(60))
    }

    /// Forgets a token that was refused, unless it has been replaced already.
    func drop(_ refused: String) {
        if token == refused { token = nil }
    }
}
