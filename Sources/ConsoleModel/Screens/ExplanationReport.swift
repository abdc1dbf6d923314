package import MatchingCore
package import SyncInterfaces

/// Explanations as plain lines of text, the way the console's screen has them; for commands.
package struct ExplanationReport {
    private let phrases: Phrases
    private let width: Int

    /// Prepares to explain in the language of `phrases`, in lines of at most `width` cells.
    package init(phrases: Phrases, width: Int) {
        self.phrases = phrases
        self.width = width
    }

    /// A cancellation's explanation: the sentence, what to do, the evidence, the history.
    package func lines(of answer: ExplanationAnswer) -> [String] {
        ExplanationText(answer: answer, phrases: phrases, width: width)
            .lines.map { line in Self.trimmed(line.map(\.text).joined()) }
    }

    /// An order line's explanation: the sentence, what to do, each cancellation that named
    /// its order, and rows that were set aside and name it.
    package func lines(
        of explanation: OrderExplanation,
        setAside: [SetAsideRow] = []
    ) -> [String] {
        let account = explanation.line.line.key.account
        var lines = DisplayText.wrapped(phrases.sentence(for: explanation), to: width)
        if let step = phrases.nextStep(for: explanation, isRowAside: !setAside.isEmpty) {
            lines += DisplayText.wrapped("→ \(step)", to: width)
        }
        for row in setAside {
            lines += DisplayText.wrapped("! \(phrases.line(for: row))", to: width)
        }
        for naming in explanation.cancellations {
            let sentence = phrases.sentence(for: naming.explanation)
            lines += DisplayText.wrapped("#\(naming.id) · \(sentence)", to: width)
            let step = phrases.line(for: naming.explanation.nextStep, in: account)
            lines += DisplayText.wrapped("  → \(step)", to: width)
        }
        return lines
    }

    /// An order: why each line stands where it stands, every notice that named it, what happened.
    package func lines(of answer: OrderAnswer, explanations: [OrderExplanation]) -> [String] {
        OrderText(answer: answer, whys: explanations, phrases: phrases, width: width)
            .lines.map { line in Self.trimmed(line.map(\.text).joined()) }
    }

    /// What a scanned number means: the verdict, then each line with what is to be done.
    package func lines(of answer: ParcelAnswer) -> [String] {
        let texts = ParcelView(phrases: phrases).texts(of: answer)
        return [phrases.verdict(on: answer)]
            + texts.flatMap { DisplayText.wrapped($0, to: width) }
    }

    // A screen's columns reach its edge; a line of output ends with its text.
    private static func trimmed(_ line: String) -> String {
        String(line.reversed().drop { $0 == " " }.reversed())
    }
}
