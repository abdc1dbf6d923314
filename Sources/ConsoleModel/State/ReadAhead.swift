import MatchingCore

/// Explanations of the rows around the selected one, read before they are wanted.
///
/// A key then shows the row and why it stands there in one frame. Nothing that is older than the
/// last change of the store is ever handed out, and no more is kept than lies around the cursor.
struct ReadAhead: Sendable {
    /// How many rows on, in the direction of travel, are read; and how many behind.
    private static let (onward, behind) = (12, 4)
    /// As soon as one of the next few rows is missing, a whole stretch is read.
    private static let soon = 5

    /// What was read since the last change; `nil` for rows that the store does not have.
    private var answers: [CancellationID: ExplanationAnswer?] = [:]
    private var underWay: RequestToken?
    /// Whether what is under way was asked before the last change.
    private var isOutdated = false
    private var hasFailed = false
    private var isGoingUp = false
    private var lastIndex = 0

    /// The explanation of a row as of the last change; `nil` when it was not read yet.
    subscript(id: CancellationID) -> ExplanationAnswer? { answers[id] ?? nil }

    /// Forgets everything, as the store changed.
    mutating func markStale() {
        answers = [:]
        isOutdated = underWay != nil
        hasFailed = false
    }

    /// The rows to ask about next, if any; one question at a time.
    ///
    /// - Parameters:
    ///   - ids: The list's rows.
    ///   - index: The row that is selected.
    ///   - page: How far a page key goes.
    ///   - tokens: Gives out the token.
    /// - Returns: What to ask; `nil` when enough is known or a question is under way.
    mutating func nextQuestion(
        in ids: [CancellationID],
        near index: Int,
        page: Int,
        _ tokens: inout TokenSource
    ) -> (ids: [CancellationID], token: RequestToken)? {
        if index != lastIndex { isGoingUp = index < lastIndex }
        lastIndex = index
        guard underWay == nil, !hasFailed else { return nil }
        let step = isGoingUp ? -1 : 1
        func missing(_ distances: some Sequence<Int>) -> [CancellationID] {
            distances.map { index + step * $0 }.filter(ids.indices.contains).map { ids[$0] }
                .filter { answers[$0] == nil }
        }
        guard !missing(-1...Self.soon).isEmpty else { return nil }
        let nearest = Array(-Self.behind...Self.onward)
        let wanted = missing(nearest)
        let around = (nearest + [page, -page]).map { index + step * $0 }
        let kept = Set(around.filter(ids.indices.contains).map { ids[$0] })
        answers = answers.filter { kept.contains($0.key) }
        let token = tokens.next()
        underWay = token
        isOutdated = false
        return (wanted + missing([page, -page].filter { !nearest.contains($0) }), token)
    }

    /// Takes answers in.
    ///
    /// - Returns: Whether the question was this one's.
    mutating func take(_ answer: AnswersAhead) -> Bool {
        guard finish(answer.token) else { return false }
        if !isOutdated {
            for id in answer.ids { answers[id] = .some(nil) }
            for found in answer.found { answers[found.id] = .some(found) }
        }
        return true
    }

    /// Takes in that a question could not be answered; the next change asks again.
    mutating func fail(_ token: RequestToken) -> Bool {
        guard finish(token) else { return false }
        hasFailed = !isOutdated
        return true
    }

    private mutating func finish(_ token: RequestToken) -> Bool {
        guard underWay == token else { return false }
        underWay = nil
        return true
    }
}
