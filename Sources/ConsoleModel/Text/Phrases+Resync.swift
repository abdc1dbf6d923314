package import SyncInterfaces

extension Phrases {
    /// How far a resync is: `재수집 3/43 · 쿠팡 · 구간 5/12 · 새 12건 · 초당 85행 · 약 2분 남음`.
    ///
    /// Parts are named where a long period is read in several.
    package func line(for progress: ResyncProgress) -> String { line(for: progress, isWhole: true) }

    /// The same, also without parts and what is new, where all of it has no room:
    /// `재수집 3/43 · 쿠팡 · 초당 85행 · 약 2분 남음`.
    func line(for progress: ResyncProgress, isWhole: Bool) -> String {
        var parts = [share(of: progress)]
        if let account = progress.current { parts.append(name(of: account)) }
        if isWhole, progress.partCount != progress.accountCount {
            let place = "\(number(progress.partsDone))/\(number(progress.partCount))"
            parts.append(pick("구간 \(place)", "part \(place)"))
        }
        if isWhole { parts.append(tally(progress.tally)) }
        if let rate = progress.rowsPerSecond {
            let rows = rate < 1 ? "<1" : number(Int(min(rate, 1e9)))
            parts.append(pick("초당 \(rows)행", "\(rows) rows/s"))
        }
        if let remaining = progress.remaining { parts.append(rest(remaining)) }
        return parts.joined(separator: " · ")
    }

    /// How far a resync is, where there is little room: `재수집 3/43 · 약 2분 남음`.
    func shortLine(for progress: ResyncProgress) -> String {
        share(of: progress) + (progress.remaining.map { " · " + rest($0) } ?? "")
    }

    /// How far a resync is that somebody else asked for: `재수집 3/43 · 쿠팡 · 새 12건 · lee 요청`.
    package func line(for running: RunningResync) -> String { line(for: running, isWhole: true) }

    /// The same, also without what has no room.
    func line(for running: RunningResync, isWhole: Bool) -> String {
        let asker = DisplayText.sanitized(running.asker)
        return line(for: running.progress, isWhole: isWhole)
            + pick(" · \(asker) 요청", " · asked by \(asker)")
    }

    /// How a resync ended that somebody stopped; `nil` where that was the reader.
    package func stopped(_ progress: ResyncProgress, by person: String?) -> String {
        let who = person.map { "(\(DisplayText.sanitized($0)))" } ?? ""
        let by = person.map { " by \(DisplayText.sanitized($0))" } ?? ""
        let done = "\(number(progress.accountsDone))/\(number(progress.accountCount))"
        return pick(
            "재수집 중지\(who): 계정 \(done)곳 · \(tally(progress.tally))",
            "resync stopped\(by): accounts \(done) · \(tally(progress.tally))"
        )
    }

    /// What came of stopping a resync that somebody else asked for.
    package func stopped(_ wasRunning: Bool) -> String {
        wasRunning
            ? pick("재수집을 멈춥니다.", "The resync is being stopped.")
            : pick("그 재수집은 이미 끝났습니다.", "That resync has ended already.")
    }

    /// A resync was stopped by a command: `멈춤: 재수집 3/43 · 쿠팡 · 새 12건 · lee 요청`.
    package func stopped(_ running: RunningResync) -> String {
        pick("멈춤: \(line(for: running))", "stopped: \(line(for: running))")
    }

    /// A command goes on with what was read before its process ended in the middle.
    package func resumed(_ progress: ResyncProgress) -> String {
        let count = number(progress.pollsBefore)
        let polls = progress.pollsBefore == 1 ? "poll is" : "polls are"
        return pick(
            "중단된 재수집을 이어 갑니다. 그때까지의 수집 \(count)회는 다시 읽지 않습니다.",
            "going on with an interrupted resync; its \(count) \(polls) not made again."
        )
    }

    /// Nothing could be stopped.
    package var noResyncRunning: String {
        pick("멈출 재수집이 없습니다.", "No resync is running.")
    }

    /// How far a resync is, where there is hardly any room: `재수집 3/43`.
    func share(of progress: ResyncProgress) -> String {
        let (done, count) = (number(progress.accountsDone), number(progress.accountCount))
        return pick("재수집 \(done)/\(count)", "resync \(done)/\(count)")
    }

    private func rest(_ duration: Duration) -> String {
        let seconds = Int(min(duration.components.seconds, 359_999))
        if seconds < 60 { return pick("1분 안에 끝남", "under a minute left") }
        let minutes = (seconds + 30) / 60
        if minutes < 90 { return pick("약 \(minutes)분 남음", "about \(minutes) min left") }
        let hours = (minutes + 30) / 60
        return pick("약 \(hours)시간 남음", "about \(hours) h left")
    }
}
