/// The explanation of one cancellation.
typealias ExplanationPane = AnswerPane<ExplanationAnswer>

/// What a text was laid out for; it is laid out again when that differs.
struct LayoutKey: Sendable, Hashable {
    let token: RequestToken?
    let width: Int
    let language: Language
    let isMissing: Bool
}

/// What is shown about one thing: asked for, shown, and asked for again when the store changes.
struct AnswerPane<Answer: SubjectAnswer>: Sendable {
    /// What is asked about.
    private(set) var id: Answer.Subject?
    /// The answer for ``id``; `nil` until it comes.
    private(set) var answer: Answer?
    /// Whether the store has no such thing.
    private(set) var isMissing = false
    var text = ScrollingText()
    var layoutKey: LayoutKey?
    private var isStale = true
    private var askedID: Answer.Subject?
    private var token: RequestToken?

    init(id: Answer.Subject? = nil) { self.id = id }

    /// Turns to another thing; the old answer is never shown for the new one.
    ///
    /// - Parameters:
    ///   - id: What is to be shown; `nil` for nothing.
    ///   - known: What was read about it since the store last changed; `nil` asks for it.
    mutating func turn(to id: Answer.Subject?, known: Answer? = nil) {
        guard id != self.id else { return }
        self.id = id
        answer = known
        isMissing = false
        isStale = known == nil
        text = ScrollingText()
        layoutKey = nil
    }

    /// The same answer for a screen of its own, which asks and scrolls for itself.
    var continued: AnswerPane {
        var pane = self
        pane.isStale = isStale || answer == nil || token != nil
        pane.token = nil
        pane.text = ScrollingText()
        pane.layoutKey = nil
        return pane
    }

    mutating func markStale() { isStale = true }

    /// Whether the first answer is still to come.
    var isAwaited: Bool { id != nil && answer == nil && !isMissing && (isStale || token != nil) }

    /// Whether everything about the thing is on screen and nothing is under way.
    var isComplete: Bool { answer != nil && !isStale && token == nil }

    /// What to ask, if anything; one question at a time, so that holding a key floods nothing.
    mutating func nextQuestion(
        _ tokens: inout TokenSource
    ) -> (id: Answer.Subject, token: RequestToken)? {
        guard token == nil, isStale, let id else { return nil }
        isStale = false
        let next = tokens.next()
        token = next
        askedID = id
        return (id, next)
    }

    /// Takes an answer in; one about something else only ends the question.
    ///
    /// - Returns: Whether the question was this pane's.
    mutating func take(_ answer: Answer) -> Bool {
        guard finish(answer.token) else { return false }
        if answer.id == id {
            self.answer = answer
            isMissing = false
        }
        return true
    }

    /// Takes in that there is no such thing.
    mutating func miss(_ token: RequestToken) -> Bool {
        let asked = askedID
        guard finish(token) else { return false }
        if asked == id {
            answer = nil
            isMissing = true
        }
        return true
    }

    /// Takes in that the question could not be answered; the next change asks again.
    mutating func fail(_ token: RequestToken) -> Bool { finish(token) }

    private mutating func finish(_ token: RequestToken) -> Bool {
        guard self.token == token else { return false }
        self.token = nil
        return true
    }
}
