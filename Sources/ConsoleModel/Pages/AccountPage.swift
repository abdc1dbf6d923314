import MatchingCore
import SyncInterfaces

/// One account: what it syncs and how, what came of it, and how polling goes.
struct AccountPage: ScreenPage {
    private let id: AccountID
    private var pane: AnswerPane<AccountAnswer>
    private var text = ScrollingText()

    init(_ id: AccountID) {
        self.id = id
        pane = AnswerPane(id: id)
    }

    var context: ActionContext { .account }
    var account: AccountID? { id }
    var kept: KeptScreen? { .account(id) }
    var isAwaited: Bool { pane.isAwaited }
    var showsCountdown: Bool { true }
    func title(_ phrases: Phrases) -> String { phrases.name(of: id) }

    mutating func markStale() { pane.markStale() }

    mutating func settle(
        _ setting: PageSetting,
        _ tokens: inout TokenSource
    ) -> [ConsoleEffect] {
        text.show(lines(setting), height: setting.layout.body.rows)
        return pane.nextQuestion(&tokens).map { [.ask(.account($0.id), $0.token)] } ?? []
    }

    mutating func move(_ movement: Movement, _ layout: ScreenLayout) {
        text.scroll(movement, height: layout.body.rows)
    }

    mutating func take(_ event: ConsoleEvent, _ layout: ScreenLayout) -> Bool {
        guard case .account(let answer) = event else { return false }
        return pane.take(answer)
    }

    mutating func fail(_ token: RequestToken, isMissing: Bool) -> Bool {
        isMissing ? pane.miss(token) : pane.fail(token)
    }

    mutating func perform(
        _ action: Action.Identifier,
        key: Key,
        _ setting: PageSetting
    ) -> PageOutcome {
        if action == .rehearse {
            let rule = setting.console.accountsByID[id]?.marketplace.policy.rule
            return .ask(Prompt(.rule(id), text: rule?.description ?? "order_no"))
        }
        guard action == .enter else { return .nothing }
        let counts = setting.console.summaries[id]?.counts ?? [:]
        return .open(.cancellations(setting.console.list(of: id, .first(for: counts))))
    }

    func draw(on canvas: inout Canvas, _ setting: PageSetting) {
        let area = setting.layout.body
        // Times run, so the lines are those of now; there are always as many.
        var shown = text
        shown.show(lines(setting), height: area.rows)
        canvas.draw(shown, in: area, setting.phrases)
    }

    private func lines(_ setting: PageSetting) -> [StyledLine] {
        let console = setting.console
        guard let account = console.accountsByID[id] else { return [] }
        let health = console.health(of: account, now: setting.now)
        return AccountText(
            account: account,
            summary: console.summaries[id],
            health: health,
            news: console.news(of: account, health),
            answer: pane.answer,
            vouchKey: console.bindings.keyName(of: .vouch, in: console.language),
            phrases: console.phrases,
            width: setting.layout.body.columns,
            now: setting.now
        )
        .lines
    }
}
