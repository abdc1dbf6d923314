import MatchingCore
import SyncInterfaces

/// What another rule would decide of an account's newest cancellations.
struct RehearsalPage: ScreenPage {
    private let id: RehearsalAnswer.Subject
    private var pane: AnswerPane<RehearsalAnswer>
    private var text = ScrollingText()
    private var layoutKey: LayoutKey?

    init(_ account: AccountID, _ rule: MatchRule) {
        id = RehearsalAnswer.Subject(account: account, rule: rule)
        pane = AnswerPane(id: id)
    }

    var context: ActionContext { .rehearsal }
    var account: AccountID? { id.account }
    func title(_ phrases: Phrases) -> String { phrases.pick("기준 시험", "Rule on trial") }

    // Each trial reads hundreds of cancellations: it is what was at the moment it was asked for.
    mutating func markStale() {}

    mutating func settle(
        _ setting: PageSetting,
        _ tokens: inout TokenSource
    ) -> [ConsoleEffect] {
        let area = setting.layout.body
        let key = LayoutKey(
            token: pane.answer?.token,
            width: area.columns,
            language: setting.console.language,
            isMissing: pane.isMissing
        )
        if key != layoutKey {
            layoutKey = key
            text.show(lines(setting), height: area.rows)
        }
        text.scroll(to: text.top, height: area.rows)
        return pane.nextQuestion(&tokens).map {
            [.ask(.rehearsal($0.id.account, $0.id.rule), $0.token)]
        } ?? []
    }

    mutating func move(_ movement: Movement, _ layout: ScreenLayout) {
        text.scroll(movement, height: layout.body.rows)
    }

    mutating func take(_ event: ConsoleEvent, _ layout: ScreenLayout) -> Bool {
        guard case .rehearsal(let answer) = event else { return false }
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
        guard action == .rehearse else { return .nothing }
        return .ask(Prompt(.rule(id.account), text: id.rule.description))
    }

    func draw(on canvas: inout Canvas, _ setting: PageSetting) {
        canvas.draw(text, in: setting.layout.body, setting.phrases)
    }

    private func lines(_ setting: PageSetting) -> [StyledLine] {
        RehearsalText(
            id: id,
            result: pane.answer?.result,
            account: setting.console.accountsByID[id.account],
            phrases: setting.phrases,
            width: setting.layout.body.columns
        )
        .lines
    }
}
