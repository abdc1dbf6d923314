package import MatchingCore
package import SyncInterfaces

extension Phrases {
    /// One or two words for what was done (판단, 직접 적용…).
    package func word(for act: JournalEntry.Act) -> String {
        switch act {
        case .decide: pick("판단", "decided")
        case .apply: pick("직접 적용", "applied")
        case .dismiss: pick("제외", "dismissed")
        case .undo: pick("되돌림", "undone")
        case .pause: pick("일시정지", "paused")
        case .resume: pick("재개", "resumed")
        case .resync: pick("재수집", "resynced")
        case .changePolicy: pick("설정 변경", "new set-up")
        case .takeIn: pick("파일 반영", "taken in")
        case .settle: pick("그대로 둠", "left as is")
        case .recall: pick("송장 회수", "recalled")
        case .pull: pick("송장 당김", "pulled")
        case .returnToPullList: pick("당김 취소", "not pulled")
        case .returnToRecall: pick("회수 취소", "not recalled")
        case .stopResync: pick("재수집 중지", "sync stopped")
        case .export: pick("내보냄", "exported")
        case .vouch: pick("직접 확인", "vouched")
        case .takeBackVouch: pick("확인 취소", "not vouched")
        }
    }

    /// Who did something: the operator's login name, or `자동`.
    package func name(of actor: Actor) -> String {
        switch actor {
        case .system: pick("자동", "auto")
        case .person(let name): DisplayText.sanitized(name)
        }
    }

    /// A journal entry on one line: `11-24 09:05 kim 제외 · 쿠팡 #41 · 주문 2001 · 제외 · 중복 접수`.
    package func line(for entry: JournalEntry, now: Timestamp) -> String {
        var parts = [
            "\(moment(entry.at, now: now)) \(name(of: entry.actor)) \(word(for: entry.act))"
        ]
        let places =
            [entry.account.map(name), entry.cancellation.map { "#\($0)" }].compactMap { $0 }
        if !places.isEmpty { parts.append(places.joined(separator: " ")) }
        if let number = entry.orderNumber { parts.append(pick("주문 \(number)", "order \(number)")) }
        let outcome = outcome(of: entry)
        if !outcome.isEmpty { parts.append(outcome) }
        let note = note(of: entry)
        if !note.isEmpty { parts.append(note) }
        return DisplayText.sanitized(parts.joined(separator: " · "))
    }

    /// What was done by whom, without when: `kim 제외 · 제외 · 중복 접수`.
    func line(for entry: JournalEntry) -> String {
        var parts = ["\(name(of: entry.actor)) \(word(for: entry.act))"]
        let outcome = outcome(of: entry)
        if !outcome.isEmpty { parts.append(outcome) }
        let note = note(of: entry)
        if !note.isEmpty { parts.append(DisplayText.sanitized(note)) }
        return parts.joined(separator: " · ")
    }

    /// The particulars of what was done, empty for none; what the engine keeps as codes is worded.
    package func note(of entry: JournalEntry) -> String {
        if let problem = entry.problem { return line(for: problem) }
        if let followUp = FollowUp(entry) { return line(for: followUp) }
        if let vouched = VouchedTime(entry) { return line(for: vouched) }
        let note = entry.note ?? ""
        let parts = note.split(separator: " ", maxSplits: 1)
        guard entry.act == .resync, let first = parts.first,
            let trigger = PollRecord.Trigger(rawValue: String(first))
        else { return note }
        let moments = parts.dropFirst().joined()
            .split(separator: "/", omittingEmptySubsequences: false)
            .map { text in TimeText.timestamp(String(text)).map(dateAndTime) ?? String(text) }
        return [word(for: trigger), moments.joined(separator: " ~ ")]
            .filter { !$0.isEmpty }.joined(separator: " · ")
    }

    private func line(for vouched: VouchedTime) -> String {
        [period(vouched.window), vouched.reason].compactMap(\.self).joined(separator: " · ")
    }

    /// The particulars of what was done in both languages, in either of which they can be found.
    package func notes(of entry: JournalEntry) -> [String] {
        let notes = both { $0.note(of: entry) }
        return notes.korean == notes.english ? [notes.korean] : [notes.korean, notes.english]
    }

    /// Where a cancellation stood after what was done, and why: `판단필요: 이미 배송`; empty for none.
    package func outcome(of entry: JournalEntry) -> String {
        outcome(entry.status, entry.reason)
    }

    func outcome(_ status: Status?, _ reason: ReasonCode?) -> String {
        status.map { standing($0, reason) } ?? reason.map { word(for: $0) } ?? ""
    }

    /// What an act did, and who took units because of it: `적용: 품목 01 2개 취소`.
    package func line(for result: ActResult) -> String {
        let changes = result.changes.map { change(in: $0) }
        let detail = changes.isEmpty ? word(for: result.reason) : list(changes)
        var parts = ["#\(result.id) \(word(for: result.status)): \(detail)"]
        if !result.others.isEmpty { parts.append(line(for: .taken(by: result.takers))) }
        return DisplayText.sanitized(parts.joined(separator: " · "))
    }

    /// What led to a decision, or what an act led to: `이어서 취소: #2 1개`.
    private func line(for followUp: FollowUp) -> String {
        switch followUp {
        case .after(let act, let id):
            pick("#\(id) \(word(for: act))에 이어", "after #\(id) was \(word(for: act))")
        case .taken(let takers):
            pick("이어서 취소: \(list(of: takers))", "then cancelled at once for \(list(of: takers))")
        }
    }

    /// Who would take at once what undoing gives back; `nil` for nobody.
    func nextTakers(_ takers: [UnitTaker]) -> String? {
        guard !takers.isEmpty else { return nil }
        return pick(
            "되돌린 수량을 같은 주문의 다른 취소건이 바로 가져갑니다: \(list(of: takers)).",
            "What is given back is cancelled at once for other claims of the order: \(list(of: takers))."
        )
    }

    /// Cancellations with their units, a few at most: `#2 1개, #5 3개 외 2건`.
    private func list(of takers: [UnitTaker]) -> String {
        let most = 6
        let named = takers.prefix(most).map { taker in
            let units = units(taker.units)
            return pick("#\(taker.id) \(units)", "#\(taker.id) (\(units))")
        }
        guard takers.count > most else { return list(named) }
        let rest = number(takers.count - most)
        return list(named) + pick(" 외 \(rest)건", " and \(rest) more")
    }

    private func change(in line: LineChange) -> String {
        let difference = line.unitsAfter - line.unitsBefore
        let place = "\(line.line.orderNumber) · \(line.line.lineID)"
        if difference == 0 { return pick("\(place) 변경 없음", "\(place) unchanged") }
        let count = units(abs(difference))
        return difference > 0
            ? pick("\(place) \(count) 취소", "\(place) \(count) cancelled")
            : pick("\(place) \(count) 되돌림", "\(place) \(count) given back")
    }
}
