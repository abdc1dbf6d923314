package import MatchingCore
package import SyncInterfaces

/// What a rule on trial would decide, as plain lines of text, for commands.
package struct RehearsalReport {
    private let phrases: Phrases
    private let width: Int

    /// Prepares to report in the language of `phrases`, in lines of at most `width` cells.
    package init(phrases: Phrases, width: Int) {
        self.phrases = phrases
        self.width = width
    }

    /// Both rules, what would change, and how the rule on trial comes into force.
    package func lines(of result: RehearsalResult, account: Account) -> [String] {
        RehearsalText(
            id: RehearsalAnswer.Subject(account: result.account, rule: result.rule),
            result: result,
            account: account,
            phrases: phrases,
            width: width
        )
        .lines.map { line in line.map(\.text).joined().withoutTrailingSpaces }
    }
}
