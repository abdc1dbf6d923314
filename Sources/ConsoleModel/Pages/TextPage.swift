import MatchingCore
import SyncInterfaces

/// A page that is text to be read and scrolled, and asks for nothing.
protocol TextPage: ScreenPage {
    var text: ScrollingText { get set }
    /// What stands there without any text.
    func placeholder(_ phrases: Phrases) -> String?
    /// The text in a body of that many columns.
    func lines(_ setting: PageSetting, columns: Int) -> [StyledLine]
}

extension TextPage {
    var context: ActionContext { .messages }

    func placeholder(_ phrases: Phrases) -> String? { nil }

    mutating func markStale() {}

    mutating func settle(
        _ setting: PageSetting,
        _ tokens: inout TokenSource
    ) -> [ConsoleEffect] {
        let area = setting.layout.body
        text.show(lines(setting, columns: area.columns), height: area.rows)
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
        if text.lines.isEmpty, let placeholder = placeholder(phrases) {
            canvas.write(placeholder, in: area.insetColumns(1), Style(.secondary))
            return
        }
        canvas.draw(text, in: area, phrases)
    }
}
