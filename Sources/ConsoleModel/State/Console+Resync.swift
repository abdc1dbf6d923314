import MatchingCore
import SyncInterfaces

// Resyncs that are under way: how they end, and how they are stopped.
extension Console {
    mutating func finishResync(_ polls: [PollRecord], now: Timestamp) {
        let last = resync
        resync = nil
        var tally = PassTally()
        var failures: [AccountID] = []
        for poll in polls {
            tally.add(poll.tally)
            // A long period is read in several polls.
            if poll.outcome.isProblem, !failures.contains(poll.account) {
                failures.append(poll.account)
            }
        }
        let accountCount = Set(polls.map(\.account)).count
        let wasStopped =
            last?.stoppedBy != nil || polls.contains { $0.outcome == .cancelled }
        guard wasStopped, let last else {
            return show(failures.isEmpty ? .success : .problem, now: now) {
                $0.resyncResult(accountCount, tally: tally, failures: failures)
            }
        }
        let person = last.stoppedBy == configuration.operatorName ? nil : last.stoppedBy
        show(.information, now: now) { $0.phrases.stopped(last, by: person) }
    }

    private func resyncResult(
        _ accountCount: Int,
        tally: PassTally,
        failures: [AccountID]
    ) -> String {
        let done = phrases.pick(
            "재수집 완료: 계정 \(accountCount)곳 · \(phrases.tally(tally))",
            "resync done: accounts \(accountCount) · \(phrases.tally(tally))"
        )
        let count = phrases.number(failures.count)
        let failed = phrases.names(failures, phrases.pick("실패 \(count)", "failed \(count)"))
        return [done, failed].compactMap(\.self).joined(separator: " · ")
    }

    /// Notes on which screen a resync was asked for: there Esc asks whether to stop it.
    mutating func noteResync(_ effects: [ConsoleEffect]) {
        let isAsked = effects.contains { if case .resync = $0 { true } else { false } }
        if isAsked { resyncDepth = stack.count }
        if let depth = resyncDepth, stack.count < depth { resyncDepth = nil }
    }

    /// Stops this console's own resync at once; asks first about one of somebody else.
    mutating func stopResync() -> [ConsoleEffect] {
        if resync != nil { return [.cancelResync] }
        if let othersResync {
            askToStop(.resync(othersResync.id), .stopResync(othersResync.id))
        }
        return []
    }

    /// Asks before Esc, which elsewhere only leads back, stops this console's resync.
    ///
    /// Over a screen that can be left, who only wanted to go back does so with Enter.
    mutating func askToStopResync() {
        let goingBack = Dialog.Choice(
            text: phrases.pick("계속 수집하고 뒤로", "Let it go on, and go back"),
            outcome: .leave
        )
        askToStop(.ownResync, .cancelResync, otherwise: stack.isEmpty ? nil : goingBack)
    }

    /// The question whether to stop what is under way says how far that is, and goes when it has ended.
    mutating func keepQuestionTrue() {
        guard case .dialog(var dialog) = overlay, let concern = dialog.concern else { return }
        guard let body = body(of: concern) else {
            overlay = nil
            return
        }
        dialog.body = body
        overlay = .dialog(dialog)
    }

    /// How far it is, and what stopping it means; `nil` when it is not under way.
    private func body(of concern: Dialog.Concern) -> [String]? {
        let progress =
            switch concern {
            case .ownResync: resync.map { phrases.line(for: $0) }
            case .resync(let id):
                othersResync.flatMap { $0.id == id ? phrases.line(for: $0) : nil }
            }
        let consequence = phrases.pick(
            "끝난 계정은 그대로이고, 나머지는 정해진 주기에 수집합니다.",
            "Accounts that are done stay done; the others are polled when they are due."
        )
        return progress.map { [$0, consequence] }
    }

    private mutating func askToStop(
        _ concern: Dialog.Concern,
        _ effect: ConsoleEffect,
        otherwise: Dialog.Choice? = nil
    ) {
        guard let body = body(of: concern) else { return }
        let goingOn = Dialog.Choice(
            text: phrases.pick("계속 수집", "Let it go on"),
            outcome: .close
        )
        let title = phrases.pick("재수집 중지", "Stop the resync")
        overlay = .dialog(
            Dialog(
                title: title,
                body: body,
                choices: [
                    otherwise ?? goingOn,
                    Dialog.Choice(text: title, outcome: .act(effect)),
                ],
                concern: concern
            )
        )
    }
}

extension ResyncProgress {
    /// The same by a clock that runs `factor` times as slow, as in demonstrations.
    func inRealTime(_ factor: Int) -> ResyncProgress {
        var copy = self
        copy.elapsed = elapsed / factor
        return copy
    }
}
