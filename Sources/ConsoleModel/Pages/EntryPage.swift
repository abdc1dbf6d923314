import MatchingCore
import SyncInterfaces

/// One entry of the journal that is about no cancellation, with all that was noted.
struct EntryPage: TextPage {
    private let entry: JournalEntry
    var text = ScrollingText()

    init(_ entry: JournalEntry) { self.entry = entry }

    var account: AccountID? { entry.account }

    func title(_ phrases: Phrases) -> String { phrases.pick("이력 한 건", "Entry") }

    func lines(_ setting: PageSetting, columns: Int) -> [StyledLine] {
        let phrases = setting.phrases
        let facts: [(label: String, text: String)] = [
            (phrases.pick("시각", "Time"), phrases.dateAndTime(entry.at)),
            (phrases.pick("누가", "Who"), phrases.name(of: entry.actor)),
            (phrases.pick("한 일", "Act"), phrases.word(for: entry.act)),
            (phrases.pick("판매처", "Marketplace"), entry.account.map(phrases.name(of:)) ?? ""),
            (phrases.pick("결과", "Outcome"), phrases.outcome(of: entry)),
            (phrases.pick("내용", "Note"), phrases.note(of: entry)),
        ]
        return TextBlocks(width: columns).facts(
            facts.filter { !$0.text.isEmpty }.map { ($0.label, Span($0.text)) }
        )
    }
}
