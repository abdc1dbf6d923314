import MatchingCore
import SyncInterfaces

/// One entry of the journal that is about no cancellation, with all that was noted.
struct EntryPage: ScreenPage {
    private let entry: JournalEntry
    private var text = ScrollingText()

    init(_ entry: JournalEntry) { self.entry = entry }

    var context: ActionContext { .messages }
    var account: AccountID? { entry.account }

    func title(_ phrases: Phrases) -> String { phrases.pick("이력", "Activity") }

    mutating func markStale() {}

    mutating func settle(
        _ setting: PageSetting,
        _ tokens: inout TokenSource
    ) -> [ConsoleEffect] {
        let area = setting.layout.body
        let phrases = setting.phrases
        let facts: [(label: String, text: String)] = [
            (phrases.pick("시각", "Time"), phrases.dateAndTime(entry.at)),
            (phrases.pick("누가", "Who"), phrases.name(of: entry.actor)),
            (phrases.pick("한 일", "Act"), phrases.word(for: entry.act)),
            (phrases.pick("판매처", "Marketplace"), entry.account.map(phrases.name(of:)) ?? ""),
            (phrases.pick("결과", "Outcome"), phrases.outcome(of: entry)),
            (phrases.pick("내용", "Note"), entry.note ?? ""),
        ]
        let lines = TextBlocks(width: area.columns).facts(
            facts.filter { !$0.text.isEmpty }.map { ($0.label, Span($0.text)) }
        )
        text.show(lines, height: area.rows)
        return []
    }

    mutating func move(_ movement: Movement, _ layout: ScreenLayout) {
        text.scroll(movement, height: layout.body.rows)
    }

    mutating func take(_ event: ConsoleEvent, _ layout: ScreenLayout) -> Bool { false }
    mutating func fail(_ token: RequestToken, isMissing: Bool) -> Bool { false }

    mutating func perform(
        _ action: Action.Identifier,
        key: Key,
        _ setting: PageSetting
    ) -> PageOutcome { .nothing }

    func draw(on canvas: inout Canvas, _ setting: PageSetting) {
        let area = setting.layout.body
        canvas.draw(text, in: area)
        canvas.markRest(of: text, in: area, setting.phrases)
    }
}
