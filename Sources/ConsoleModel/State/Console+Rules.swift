import MatchingCore

// Rules that are tried before anybody writes them into the configuration.
extension Console {
    /// Opens what the rule that was typed would decide; where it is none, the prompt stays.
    mutating func submitRule(_ prompt: Prompt, for account: AccountID, now: Timestamp) {
        do {
            let rule = try MatchRule(parsing: prompt.input.text)
            if case .page(let page) = stack.last, page.context == .rehearsal { stack.removeLast() }
            open(RehearsalPage(account, rule))
        } catch {
            var prompt = prompt
            prompt.placeCaret(at: error.offset)
            overlay = .prompt(prompt)
            show(.problem, now: now) { $0.phrases.line(for: error) }
        }
    }
}
