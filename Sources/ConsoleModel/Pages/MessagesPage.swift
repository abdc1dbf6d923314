import MatchingCore
import SyncInterfaces

/// What the notices at the bottom said, newest first, to be read again.
struct MessagesPage: ScreenPage {
    private var text = ScrollingText()

    var context: ActionContext { .messages }

    func title(_ phrases: Phrases) -> String { phrases.pick("메시지", "Messages") }

    mutating func markStale() {}

    mutating func settle(
        _ setting: PageSetting,
        _ tokens: inout TokenSource
    ) -> [ConsoleEffect] {
        let area = setting.layout.body
        let blocks = TextBlocks(width: area.columns)
        let lines = setting.console.messages.reversed().flatMap { message in
            blocks.hanging(
                setting.phrases.dateAndTime(message.at),
                "\(message.level.mark) \(message.text)",
                Style(message.level.role)
            )
        }
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
        let (phrases, area) = (setting.phrases, setting.layout.body)
        guard !text.lines.isEmpty else {
            let none = phrases.pick("아직 메시지가 없습니다.", "There are no messages yet.")
            canvas.write(none, in: area.insetColumns(1), Style(.secondary))
            return
        }
        canvas.draw(text, in: area)
        canvas.markRest(of: text, in: area, phrases)
    }
}
