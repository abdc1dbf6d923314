import MatchingCore
import SyncInterfaces

// Acts on accounts: the marked ones where some are marked, else the selected one.
extension Console {
    /// The accounts that an act is about, in the order of the list.
    var chosenAccounts: [AccountID] {
        if stack.isEmpty && !marketplaces.marked.isEmpty {
            return accounts.map(\.id).filter(marketplaces.marked.contains)
        }
        return selectedAccountID.map { [$0] } ?? []
    }

    mutating func resyncChosen(now: Timestamp) -> [ConsoleEffect] {
        let chosen = chosenAccounts
        guard !chosen.isEmpty else { return [] }
        if chosen.count > 1 {
            show(.information, now: now) { console in
                let accounts = console.phrases.accounts(chosen.count)
                return console.phrases.pick(
                    "\(accounts)을 지금 수집합니다.",
                    "\(accounts) are polled now."
                )
            }
        }
        return [.resync(chosen, nil)]
    }

    /// Asks whether to pause the chosen accounts, or to resume them when all are paused.
    mutating func openPause() {
        let chosen = chosenAccounts
        guard !chosen.isEmpty else { return }
        let running = chosen.filter { summaries[$0]?.timer.isPaused != true }
        let effect = running.isEmpty ? ConsoleEffect.resume(chosen) : .pause(running)
        let title =
            running.isEmpty
            ? phrases.pick("수집 재개", "Resume polling")
            : phrases.pick("수집 일시정지", "Pause polling")
        let affected = running.isEmpty ? chosen : running
        let name = configuration.operatorName
        overlay = .dialog(
            Dialog(
                title: title,
                body: names(of: affected) + (name.isEmpty ? [] : [phrases.inTheName(of: name)]),
                choices: [
                    .doNothing(phrases),
                    Dialog.Choice(
                        text: "\(title): \(phrases.accounts(affected.count))",
                        outcome: .act(effect)
                    ),
                ],
                reason: Dialog.ReasonField(phrases)
            )
        )
    }

    /// Asks for which time the chosen accounts are to be read.
    mutating func openPeriods(now: Timestamp) {
        let chosen = chosenAccounts
        guard !chosen.isEmpty else { return }
        func choice(_ korean: String, _ english: String, _ start: Timestamp?) -> Dialog.Choice {
            Dialog.Choice(
                text: phrases.pick(korean, english),
                outcome: .act(.resync(chosen, start.map { ResyncPeriod(start: $0) }))
            )
        }
        let today = CivilTime(now)
        let midnight = CivilTime(year: today.year, month: today.month, day: today.day)?.timestamp()
        let day = now.advanced(by: .seconds(-86_400))
        let week = now.advanced(by: .seconds(-7 * 86_400))
        let whatFor = phrases.pick(
            "다시 읽을 기간을 고르십시오. 이미 읽은 것은 다시 적용되지 않습니다.",
            "Choose the time to read again. What was taken in already is not applied twice."
        )
        overlay = .dialog(
            Dialog(
                title: phrases.pick("기간 재수집", "Resync a period"),
                body: names(of: chosen) + [whatFor],
                choices: [
                    .doNothing(phrases),
                    choice("지금 (마지막 수집 이후)", "Now (since the last poll)", nil),
                    choice("오늘 0시부터", "Since midnight", midnight ?? day),
                    choice("최근 24시간", "The last 24 hours", day),
                    choice("최근 7일", "The last 7 days", week),
                    Dialog.Choice(
                        text: phrases.pick("직접 입력…", "Type a period…"),
                        outcome: .typePeriod(chosen)
                    ),
                ]
            )
        )
    }

    /// Takes a period that was typed.
    mutating func submitPeriod(
        _ text: String,
        for accounts: [AccountID],
        now: Timestamp
    ) -> [ConsoleEffect] {
        if let period = PeriodText.period(text, now: now) {
            let length = period.window(at: now)
            guard length.start.duration(to: length.end) > Self.longestUnasked else {
                return [.resync(accounts, period)]
            }
            askWhetherToRead(period, of: accounts, now: now)
            return []
        }
        let sentence = Bilingual(
            "'\(text)'\(KoreanParticle.topic.form(after: text)) 지난 기간이 아닙니다. 2026-11-24 09:00 ~ 18:00처럼 입력하십시오.",
            "'\(text)' is no past period. Write it like 2026-11-24 09:00 ~ 2026-11-24 18:00."
        )
        show(.problem, sentence, now: now)
        overlay = .prompt(Prompt(.period(accounts), text: text))
        return []
    }

    /// The longest period that is read without asking: a month.
    private static let longestUnasked = Duration.seconds(31 * 86_400)

    private mutating func askWhetherToRead(
        _ period: ResyncPeriod,
        of accounts: [AccountID],
        now: Timestamp
    ) {
        let window = period.window(at: now)
        let part = ResyncPeriod.longestPart.components.seconds
        let weeks = (window.start.duration(to: window.end).components.seconds + part - 1) / part
        let count = phrases.number(Int(weeks) * accounts.count)
        let span =
            "\(phrases.dateAndTime(window.start)) ~ \(phrases.dateAndTime(window.end))"
        let parts = phrases.pick(
            "\(span): API로는 1주씩 \(count)구간을 읽습니다. 오래 걸리며, 멈추면 읽은 데까지 남습니다.",
            "\(span): over an API that is \(count) parts of a week. It takes long; "
                + "what is read stays when it is stopped."
        )
        overlay = .dialog(
            Dialog(
                title: phrases.pick("긴 기간 재수집", "Resync a long period"),
                body: names(of: accounts) + [parts],
                choices: [
                    .doNothing(phrases),
                    Dialog.Choice(
                        text: phrases.pick("\(count)구간 읽기", "Read \(count) parts"),
                        outcome: .act(.resync(accounts, period))
                    ),
                ]
            )
        )
    }

    /// Which accounts, and how many: the first few by name.
    private func names(of accounts: [AccountID]) -> [String] {
        let named = accounts.prefix(5).map { phrases.name(of: $0) }
        let others = accounts.count - named.count
        let list = phrases.list(named)
        let text =
            others > 0 ? phrases.pick("\(list) 외 \(others)곳", "\(list) and \(others) more") : list
        return accounts.count > 1 ? ["\(phrases.accounts(accounts.count)): \(text)"] : [text]
    }
}
