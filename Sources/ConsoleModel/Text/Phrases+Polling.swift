package import MatchingCore
package import SyncInterfaces

extension Phrases {
    /// One word for an account's health (정상, 늦음…).
    package func word(for health: AccountHealth) -> String {
        switch health {
        case .healthy: pick("정상", "healthy")
        case .silent: pick("조용함", "silent")
        case .late: pick("늦음", "late")
        case .failing: pick("실패", "failing")
        case .paused: pick("일시정지", "paused")
        case .needsSetup: pick("설정 필요", "needs setup")
        case .notPolling: pick("폴링 안 함", "not polling")
        }
    }

    /// What an account's health means and what to do, one sentence.
    package func sentence(for health: AccountHealth, of account: Account) -> String {
        let missing = account.marketplace.policy.missing
        switch health {
        case .healthy: return pick("수집이 정상입니다.", "Polling goes well.")
        case .silent:
            return pick(
                "수집은 성공하지만 24시간 동안 취소 통지가 없습니다. 판매처 화면과 비교하십시오.",
                "Polls succeed but found nothing for 24 hours. Compare with the marketplace."
            )
        case .late:
            return pick(
                "예정된 수집이 늦어지고 있습니다. 수집 프로세스를 확인하거나 재수집하십시오.",
                "A poll is overdue. Check the poller, or resync now."
            )
        case .failing:
            return pick(
                "수집이 실패하고 있습니다. 마지막 오류를 확인하십시오.",
                "Polls are failing. Look at the last error."
            )
        case .paused:
            return pick(
                "일시정지되어 수집하지 않습니다. 재개하면 빠진 시간대부터 수집합니다.",
                "Paused; nothing is read. Resume to read what was left out."
            )
        case .needsSetup:
            guard !missing.isEmpty else { return word(for: health) }
            return pick(
                "설정 필요: \(missingParts(missing)). 설정 폴더에 추가하면 자동으로 다시 판단합니다.",
                "Needs setup: \(missingParts(missing)). Add it to the configuration folder."
            )
        case .notPolling:
            return pick(
                "수집하는 프로세스가 없습니다. cancelsync run을 실행하십시오.",
                "No poller is running. Start `cancelsync run`."
            )
        }
    }

    /// The result of a poll without its time: `정상 · 새 3건`, `실패: …`.
    package func result(of poll: PollRecord) -> String {
        switch poll.outcome {
        case .succeeded:
            let tally = tally(poll.tally)
            return pick("정상 · \(tally)", "ok · \(tally)")
        case .incomplete(let unread): return "\(line(for: unread)) · \(tally(poll.tally))"
        case .failed(let failure):
            let line = line(for: failure)
            return pick("실패: \(line)", "failed: \(line)")
        case .cancelled: return pick("중단됨", "stopped")
        }
    }

    /// The result of a poll with its time: `12:05 정상 · 새 3건`.
    package func line(for poll: PollRecord, now: Timestamp) -> String {
        "\(moment(poll.finishedAt, now: now)) \(result(of: poll))"
    }

    /// The result of a poll and everything that it changed: for details and for `sync`.
    package func details(of poll: PollRecord) -> String {
        guard poll.outcome.isWhole else { return result(of: poll) }
        return "\(result(of: poll))\(decisions(of: poll.tally))"
    }

    /// Who asked for a poll (주기, 재수집, 명령).
    package func word(for trigger: PollRecord.Trigger) -> String {
        switch trigger {
        case .timer: pick("주기", "timer")
        case .resync: pick("재수집", "resync")
        case .command: pick("명령", "command")
        }
    }

    /// What a pass brought: `새 3건`, with order lines and bad rows where there are any.
    ///
    /// - Parameters:
    ///   - tally: The counts.
    ///   - namesNews: Whether cancellations were looked for, so that none is worth a word.
    /// - Returns: The parts with dots between them.
    package func tally(_ tally: PassTally, namesNews: Bool = true) -> String {
        let news = pick("새 \(number(tally.news))건", "\(number(tally.news)) new")
        var parts = namesNews ? [news] : []
        if tally.orderLines > 0 { parts.append(orderLines(tally.orderLines)) }
        if tally.rejectedRows > 0 {
            let rows = rows(tally.rejectedRows)
            parts.append(pick("오류 \(rows)", "\(rows) rejected"))
        }
        return parts.joined(separator: " · ")
    }

    /// What a pass decided, as further parts of a line: ` · 적용 3 · 취소 4개`.
    func decisions(of tally: PassTally) -> String {
        var parts = Status.allCases.compactMap { status in
            tally.decided[status].flatMap { $0 == 0 ? nil : "\(word(for: status)) \(number($0))" }
        }
        if tally.unitsCancelled > 0 {
            let units = units(tally.unitsCancelled)
            parts.append(pick("취소 \(units)", "\(units) cancelled"))
        }
        return parts.map { " · \($0)" }.joined()
    }

    /// Who polls, and since when: `수집 ops-1:4711 (09:05부터)`.
    func poller(_ holder: String, since: Timestamp?, now: Timestamp) -> String {
        guard let since else { return pick("수집 \(holder)", "polled by \(holder)") }
        let time = moment(since, now: now)
        return pick("수집 \(holder) (\(time)부터)", "polled by \(holder) (since \(time))")
    }

    /// Why an account is paused: who did it and why, where that is on file.
    package func pause(of timer: AccountTimer) -> String {
        let note = timer.pauseNote.map { ": \($0)" } ?? ""
        return pick("일시정지\(note)", "paused\(note)")
    }
}
