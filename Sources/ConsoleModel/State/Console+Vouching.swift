import MatchingCore
import SyncInterfaces

// What a person says of times that an account could not read.
extension Console {
    /// What of the account on the screen could not be read, oldest first.
    var unreadPeriods: [TimeWindow] { timerOnScreen?.unreadPeriods.merged ?? [] }

    /// What of it a person has vouched for, oldest first.
    var vouchedPeriods: [TimeWindow] { timerOnScreen?.vouchedPeriods ?? [] }

    /// Asks about ``Action/Identifier/vouch`` or ``Action/Identifier/takeBackVouch``.
    mutating func openVouching(_ action: Action.Identifier) {
        if action == .vouch { openVouching() } else { openTakingBack() }
    }

    mutating func noteVouch(
        for account: AccountID,
        _ windows: [TimeWindow],
        isVouched: Bool,
        now: Timestamp
    ) {
        show(.success, now: now) {
            $0.phrases.vouchChanged(account, windows, isVouched: isVouched)
        }
        areSummariesStale = true
    }

    /// Asks whether what could not be read was looked through, and what was found.
    private mutating func openVouching() {
        let periods = unreadPeriods
        guard let account = selectedAccountID, !periods.isEmpty else { return }
        let meaning = phrases.pick(
            "이 기간의 취소를 판매처 화면에서 직접 확인했습니까? 읽은 것으로 기록하고 따로 다시 묻지 않습니다. 그때의 주문은 출고할 수 있게 됩니다.",
            "Did you look this time through on the marketplace's pages? It then counts as read, and orders of that time may leave."
        )
        open(
            phrases.pick("직접 확인", "Vouch for what was not read"),
            about: account,
            meaning,
            periods,
            phrases.vouchReasons.map { reason in
                let effect = ConsoleEffect.setVouched(account, periods, true, reason: reason)
                return Dialog.Choice(text: reason, outcome: .act(effect))
            }
        )
    }

    /// Asks whether to have read again what somebody has vouched for.
    private mutating func openTakingBack() {
        let periods = vouchedPeriods
        guard let account = selectedAccountID, !periods.isEmpty else { return }
        let meaning = phrases.pick(
            "직접 확인했다는 기록을 취소하고 이 기간을 다시 읽습니다. 읽을 때까지 그때의 주문은 출고할 수 없습니다.",
            "The record is taken back and this time is read again. Until then orders of that time must not leave."
        )
        let title = phrases.pick("확인 취소", "Take back what was vouched for")
        let effect = ConsoleEffect.setVouched(account, periods, false)
        open(
            title,
            about: account,
            meaning,
            periods,
            [Dialog.Choice(text: title, outcome: .act(effect))]
        )
    }

    private mutating func open(
        _ title: String,
        about account: AccountID,
        _ meaning: String,
        _ periods: [TimeWindow],
        _ choices: [Dialog.Choice]
    ) {
        let name = configuration.operatorName
        let lines = phrases.lines(for: periods, most: 5).map { "· \($0)" }
        overlay = .dialog(
            Dialog(
                title: "\(title) · \(phrases.name(of: account))",
                body: [meaning] + lines + (name.isEmpty ? [] : [phrases.inTheName(of: name)]),
                choices: [.doNothing(phrases)] + choices,
                reason: Dialog.ReasonField(phrases)
            )
            .naming(lines[0])
        )
    }

    private var timerOnScreen: AccountTimer? {
        selectedAccountID.flatMap { summaries[$0]?.timer }
    }
}
