/// One kind of question to the store: at most one is under way, and bursts are merged.
///
/// ```
/// idle ──ask──► asked(token) ──ask again──► asked, and wanted again ──answer──► asked(next)
///   ▲               │ answer
///   └───────────────┘
/// ```
struct Request: Sendable, Hashable {
    private(set) var token: RequestToken?
    private var isWantedAgain = false

    /// Asks unless a question is under way, which is then followed by another one.
    ///
    /// - Returns: The token to ask with; `nil` when there is nothing to do now.
    mutating func ask(_ tokens: inout TokenSource) -> RequestToken? {
        guard token == nil else {
            isWantedAgain = true
            return nil
        }
        token = tokens.next()
        return token
    }

    /// Forgets the question under way; its answer will be ignored.
    mutating func abandon() {
        token = nil
        isWantedAgain = false
    }

    /// Takes in that the question with `answered` is done with.
    ///
    /// - Returns: Whether it is the one under way, and whether to ask again.
    mutating func finish(_ answered: RequestToken) -> (isCurrent: Bool, isWantedAgain: Bool) {
        guard token == answered else { return (false, false) }
        let again = isWantedAgain
        abandon()
        return (true, again)
    }
}

/// Gives out tokens, each once.
struct TokenSource: Sendable, Hashable {
    private var last = 0

    /// The one that was given out last.
    var latest: RequestToken { RequestToken(rawValue: last) }

    mutating func next() -> RequestToken {
        last += 1
        return RequestToken(rawValue: last)
    }
}
