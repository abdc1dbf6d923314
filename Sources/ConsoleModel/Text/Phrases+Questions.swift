// What is said where a question is open.
extension Phrases {
    /// A number was scanned while a question was open, and nothing came of it.
    func openQuestion(meeting number: String) -> String {
        let scanned = DisplayText.sanitized(number)
        return pick(
            "질문이 열려 있어 '\(scanned)'\(KoreanParticle.by.form(after: scanned)) 아무것도 하지 않았습니다. "
                + "질문에 답하거나 Esc로 닫은 뒤 다시 읽히십시오.",
            "A question is open, so nothing was done with '\(scanned)'. "
                + "Answer it or close it with Esc, then scan again."
        )
    }
}
