import MatchingCore
import SyncInterfaces

/// Charts of the last hours over all accounts.
struct ChartsPage: ScreenPage {
    private var answer: ChartsAnswer?
    private var request = Request()
    private var isStale = true
    private var text = ScrollingText()
    private var layoutKey: LayoutKey?

    var context: ActionContext { .charts }
    var kept: KeptScreen? { .charts }
    var isAwaited: Bool { answer == nil && (isStale || request.token != nil) }
    func title(_ phrases: Phrases) -> String { phrases.pick("차트", "Charts") }

    mutating func markStale() { isStale = true }

    mutating func settle(
        _ setting: PageSetting,
        _ tokens: inout TokenSource
    ) -> [ConsoleEffect] {
        layOut(setting)
        guard isStale else { return [] }
        isStale = false
        return request.ask(&tokens).map { [.ask(.charts, $0)] } ?? []
    }

    mutating func move(_ movement: Movement, _ layout: ScreenLayout) {
        text.scroll(movement, height: layout.body.rows)
    }

    mutating func take(_ event: ConsoleEvent, _ layout: ScreenLayout) -> Bool {
        guard case .charts(let answer) = event, finish(answer.token) else { return false }
        self.answer = answer
        return true
    }

    mutating func fail(_ token: RequestToken, isMissing: Bool) -> Bool { finish(token) }

    mutating func perform(
        _ action: Action.Identifier,
        key: Key,
        _ setting: PageSetting
    ) -> PageOutcome {
        .nothing
    }

    func draw(on canvas: inout Canvas, _ setting: PageSetting) {
        let area = setting.layout.body
        if answer == nil {
            let text = setting.phrases.pick("차트를 읽는 중…", "Reading the charts…")
            canvas.write(text, in: area.insetColumns(1), Style(.secondary))
        }
        canvas.draw(text, in: area, setting.phrases)
    }

    /// Lays the charts out where what they depend on has changed.
    private mutating func layOut(_ setting: PageSetting) {
        let area = setting.layout.body
        let key = LayoutKey(
            token: answer?.token,
            width: area.columns,
            language: setting.phrases.language,
            isMissing: false
        )
        if key != layoutKey, let answer {
            layoutKey = key
            let charts = ChartText(answer: answer, phrases: setting.phrases, width: area.columns)
            text.show(charts.lines, height: area.rows)
        }
        text.scroll(to: text.top, height: area.rows)
    }

    private mutating func finish(_ token: RequestToken) -> Bool {
        let (isCurrent, isWantedAgain) = request.finish(token)
        if isWantedAgain { isStale = true }
        return isCurrent
    }
}
