import MatchingCore
import SyncInterfaces

/// Everything about one account as lines of text.
struct AccountText {
    let account: Account
    let summary: AccountSummary?
    let health: AccountHealth
    /// The one thing to know about it now.
    let news: String
    /// `nil` until it was read.
    let answer: AccountAnswer?
    /// The name of the key that records what a person looked through.
    let vouchKey: String
    let phrases: Phrases
    let width: Int
    let now: Timestamp

    private var blocks: TextBlocks { TextBlocks(width: width) }
    private var policy: SyncPolicy { account.marketplace.policy }

    var lines: [StyledLine] {
        guard width > 4 else { return [] }
        return standing + coverage + connection + states + support + rule + polls
    }

    private var standing: [StyledLine] {
        var lines: [StyledLine] = [
            [
                Span(" \(health.mark) ", Style(health.role, isBold: true)),
                Span(phrases.word(for: health), Style(health.role, isBold: true)),
                Span("  \(nextPoll)"),
                Span("  \(ids)", Style(.secondary)),
            ]
        ]
        lines += blocks.paragraph(news, Style(health.role))
        let counts = summary?.counts ?? [:]
        lines += blocks.flow(
            Status.allCases.map { status in
                let count = counts[status, default: 0]
                return Span(
                    "\(phrases.word(for: status)) \(phrases.number(count))",
                    Style(count > 0 ? status.role : .secondary)
                )
            }
        )
        let pulls = summary?.pullCounts[.labeled, default: 0] ?? 0
        let recalls = summary?.pullCounts[.recall, default: 0] ?? 0
        let today = phrases.number(summary?.appliedToday ?? 0)
        let recall = phrases.pick(
            "  회수할 품목 \(phrases.number(recalls))",
            "  lines to recall \(phrases.number(recalls))"
        )
        lines.append([
            Span(phrases.pick(" 오늘 적용 \(today)  ", " applied today \(today)  "), Style(.good)),
            Span(
                phrases.pick(
                    "당길 품목 \(phrases.number(pulls))",
                    "lines to pull \(phrases.number(pulls))"
                ),
                Style(pulls > 0 ? .problem : .secondary, isBold: pulls > 0)
            ),
            Span(recalls > 0 ? recall : "", Style(.problem, isBold: true)),
        ])
        return lines + setAside
    }

    /// Rows that are in no list, because they were set aside.
    private var setAside: [StyledLine] {
        guard let answer else { return [] }
        let places = [
            (answer.setAside, account.id.rawValue), (answer.setAsideOrders, "orders"),
        ]
        return places.compactMap { rows, folder in
            phrases.setAsideSentence(rows, in: "inbox/rejected/\(folder)")
        }
        .flatMap { blocks.paragraph("! " + $0, Style(.problem)) }
    }

    /// On whole seconds, so that all countdowns move at once.
    private var nextPoll: String {
        let minutes = account.marketplace.pollIntervalMinutes
        let interval = phrases.interval(minutes: minutes)
        let every = phrases.pick("주기 \(interval)", "every \(interval)")
        guard let timer = summary?.timer, !timer.isPaused,
            let next = timer.dueAt(now: now, interval: .seconds(minutes * 60))
        else { return every }
        let countdown = phrases.countdown(
            to: Timestamp(seconds: next.seconds),
            now: Timestamp(seconds: now.seconds)
        )
        return phrases.pick("다음 수집 \(countdown) · \(every)", "next poll \(countdown) · \(every)")
    }

    /// The account's id; also the marketplace's where that is another one.
    private var ids: String {
        let (own, marketplace) = (account.id.rawValue, account.marketplace.id.rawValue)
        return own == marketplace ? own : "\(own) · \(marketplace)"
    }

    private var coverage: [StyledLine] {
        guard let answer else {
            return blocks.paragraph(phrases.pick("읽는 중…", "Reading…"), Style(.secondary))
        }
        let bar = CoverageBar(
            window: answer.window,
            gaps: answer.coverage.gaps,
            readUntil: readUntil(answer),
            width: max(24, min(96, width - 4))
        )
        var lines = blocks.section(phrases.pick("수집 구간 (24시간)", "Coverage (24 hours)"))
        lines.append([Span("  ")] + bar.spans)
        lines.append([
            Span(
                "  "
                    + bar.scale(
                        from: phrases.moment(answer.window.start, now: now),
                        to: phrases.moment(answer.window.end, now: now)
                    ),
                Style(.secondary)
            )
        ])
        lines += gaps(answer) + unread
        let hours = summary?.hourlyCounts.suffix(24) ?? []
        let found = hours.reduce(0, Int.saturatingSum)
        lines.append([
            Span(phrases.pick(" 새 취소건 ", " New cancellations "), Style(.secondary)),
            Span(Sparkline.text(hours), Style(.waiting)),
            Span(" \(phrases.cancellations(found))"),
        ])
        lines += blocks.facts(arrivals(answer.arrivals))
        if let silence = summary.map(Silence.init), silence.isUnusual {
            let comparison = phrases.comparison(of: silence, now: now)
            lines += blocks.paragraph(
                phrases.pick(
                    "평소와 달리 조용함: \(comparison)",
                    "unusually silent: \(comparison)"
                ),
                Style(.problem)
            )
        }
        return lines
    }

    /// Up to where the account was read; a moment that is yet to come was written by a clock that
    /// was ahead.
    private func readUntil(_ answer: AccountAnswer) -> Timestamp {
        let until = summary?.timer.coveredUntil ?? answer.window.start
        return until <= now ? until : answer.coverage.gaps.last?.start ?? now
    }

    /// What came last, and what these hours bring otherwise.
    private func arrivals(_ arrivals: AccountArrivals) -> [(label: String, text: Span)] {
        func time(_ moment: Timestamp?) -> Span {
            Span(moment.map { phrases.moment($0, now: now) } ?? phrases.none)
        }
        return [
            (phrases.pick("마지막 주문", "Last order"), time(arrivals.lastOrderAt)),
            (phrases.pick("마지막 취소건", "Last cancellation"), time(arrivals.lastCancellationAt)),
            (phrases.pick("평소 24시간", "Usual 24 hours"), Span(phrases.usual(arrivals.usualCounts))),
        ]
    }

    private func gaps(_ answer: AccountAnswer) -> [StyledLine] {
        guard !answer.coverage.gaps.isEmpty else {
            return blocks.paragraph(
                phrases.pick("공백 없음: 24시간을 빠짐없이 읽었습니다.", "No gap: all of it was read."),
                Style(.good)
            )
        }
        return answer.coverage.gaps.prefix(6).flatMap { gap in
            let length = phrases.clock(gap.start.duration(to: gap.end))
            let window = phrases.window(gap, now: now)
            return blocks.paragraph(
                phrases.pick(
                    "░ 공백 \(window) (\(length)): 읽지 못했습니다.",
                    "░ gap \(window) (\(length)): nobody read it."
                ),
                Style(.problem)
            )
        }
    }

    /// What no poll could read, wherever it lies, and what a person has said of such times.
    private var unread: [StyledLine] {
        let unread = (summary?.timer.unreadPeriods ?? []).merged
        var lines = phrases.lines(for: unread, most: Self.mostPeriods).flatMap { period in
            blocks.paragraph(
                phrases.pick("░ 읽지 못한 기간 \(period)", "░ could not be read: \(period)"),
                Style(.problem)
            )
        }
        if !unread.isEmpty {
            lines += blocks.paragraph(
                phrases.pick(
                    "→ 수집할 때마다 다시 시도합니다. 판매처 화면에서 확인했으면 \(vouchKey)로 기록하십시오.",
                    "→ Polls try again. Where you looked it through there, record that with \(vouchKey)."
                ),
                Style(.attention)
            )
        }
        let vouched = Array((summary?.timer.vouchedPeriods ?? []).reversed())
        return lines
            + phrases.lines(for: vouched, most: Self.mostPeriods).flatMap { period in
                blocks.paragraph(
                    phrases.pick(
                        "✓ 직접 확인한 기간 \(period)",
                        "✓ looked through by a person: \(period)"
                    ),
                    Style(.secondary)
                )
            }
    }

    private static let mostPeriods = 6

    private var connection: [StyledLine] {
        guard let connection = answer?.connection else { return [] }
        return ConnectionText(connection: connection, phrases: phrases, width: width, now: now)
            .lines
    }

    private var states: [StyledLine] {
        var lines = blocks.section(phrases.pick("취소상태", "Cancel states"))
        if !policy.missing.isEmpty {
            lines += blocks.paragraph(
                phrases.sentence(for: .needsSetup, of: account),
                Style(.attention)
            )
        }
        let tallies = answer?.states ?? [:]
        var listed: [(state: String, meaning: SyncPolicy.StateMeaning)] = []
        let known = policy.cancelStates + policy.confirmStates + policy.withdrawalStates
        for state in known + tallies.keys.sorted()
        where !listed.contains(where: { $0.state == state }) {
            listed.append((state, policy.meaning(ofState: state)))
        }
        let names = listed.map { DisplayText.sanitized($0.state) }
        let nameWidth = min(width / 3, names.map { DisplayText.width(of: $0) }.max() ?? 0)
        for ((state, meaning), name) in zip(listed, names) {
            let tally = tallies[state]
            let count = answer == nil ? "" : phrases.number(tally?.count ?? 0)
            let since = meaning.isListed ? nil : tally?.since.map { phrases.comesIn(since: $0) }
            let head = [
                Span("  " + DisplayText.fitted(name, to: nameWidth)),
                Span("  " + DisplayText.fitted(count, to: 7, alignment: .right) + "  "),
            ]
            let word = Span(phrases.word(for: meaning), Style(meaning.role))
            let more = since.map { [Span(" · " + $0, Style(.attention))] } ?? []
            let isWhole = (head + [word] + more).width <= width
            lines.append(head + [word] + (isWhole ? more : []))
            if !isWhole { lines += blocks.paragraph("  " + (since ?? ""), Style(.attention)) }
        }
        return lines
    }

    private var rule: [StyledLine] {
        var lines = blocks.section(phrases.pick("매칭 기준", "Match rule"))
        guard let rule = policy.rule else {
            return lines
                + blocks.paragraph(phrases.pick("설정 안 됨", "not set up"), Style(.attention))
        }
        lines += blocks.paragraph(phrases.ruleInWords(rule, in: account.id))
        lines += blocks.paragraph(rule.description, Style(.secondary))
        return lines + origin + versions
    }

    /// What the entry can do, and how far it is to be trusted.
    private var support: [StyledLine] {
        let isWhole = policy.missing.isEmpty
        let note = account.marketplace.note
        let facts = [
            (
                phrases.pick("배송 전", "Before shipping"),
                Span(phrases.beforeShipping(policy), Style(isWhole ? .good : .attention))
            ),
            (phrases.pick("배송 후", "After shipping"), Span(phrases.afterShipping)),
            (
                phrases.pick("목록의 근거", "Entry"),
                Span(phrases.completeness(policy), Style(isWhole ? .text : .attention))
            ),
        ]
        let remark = (phrases.pick("참고", "Note"), Span(note, Style(.secondary)))
        return blocks.section(phrases.pick("연동 범위", "What is synced"))
            + blocks.facts(facts + (note.isEmpty ? [] : [remark]))
    }

    /// Where rule and states are set, and how to see what another rule would do.
    private var origin: [StyledLine] {
        let places = account.marketplace.places
        let facts = [
            (phrases.pick("기준 설정", "Rule set in"), places.rule),
            (phrases.pick("취소상태 설정", "States set in"), places.cancelStates),
        ]
        return blocks.facts(
            facts.compactMap { label, place in
                place.map { (label, Span($0, Style(.secondary))) }
            }
        )
    }

    /// What the rule and the states were before; nothing while they never changed.
    private var versions: [StyledLine] {
        guard let answer, answer.versions.count > 1 else { return [] }
        return answer.versions.flatMap { version in
            let states = phrases.list(version.cancelStates)
            return blocks.hanging(
                phrases.dateAndTime(version.since),
                "v\(version.number) · \(version.rule ?? phrases.none) · \(states)",
                Style(.secondary)
            )
        }
    }

    private var polls: [StyledLine] {
        var lines = blocks.section(phrases.pick("수집 기록", "Polls"))
        guard let answer else { return lines }
        if answer.polls.isEmpty {
            return lines + blocks.paragraph(phrases.pick("없음", "none"), Style(.secondary))
        }
        let windows = answer.polls.map { phrases.window($0.window, now: now) }
        let windowWidth = windows.map { DisplayText.width(of: $0) }.max() ?? 0
        for (poll, window) in zip(answer.polls, windows) {
            let hasFailed = poll.outcome.isProblem
            let lasted = phrases.clock(poll.startedAt.duration(to: poll.finishedAt))
            let start = DisplayText.fitted(phrases.moment(poll.startedAt, now: now), to: 11)
            let trigger = DisplayText.fitted(phrases.word(for: poll.trigger), to: 7)
            let head: StyledLine = [
                Span(" \(start) \(trigger) ", Style(.secondary)),
                Span(DisplayText.fitted(window, to: windowWidth) + "  \(lasted)  "),
            ]
            // Beside when and what, or where there is no room under it.
            let isBeside = width - head.width >= 24
            let indent = isBeside ? head.width : 3
            let details = DisplayText.sanitized(phrases.details(of: poll))
            let texts = DisplayText.wrapped(details, to: max(8, width - indent))
                .map { Span($0, Style(hasFailed ? .problem : .text)) }
            let margin = Span(String(repeating: " ", count: indent))
            let first = isBeside ? head + texts.prefix(1) : head.fitted(to: width)
            lines.append(first)
            lines += texts.dropFirst(isBeside ? 1 : 0).map { [margin, $0] }
        }
        return lines
    }
}

extension SyncPolicy.StateMeaning {
    fileprivate var role: Role {
        switch self {
        case .cancel: .good
        case .confirm: .attention
        case .withdrawal, .notSynced: .secondary
        case .unknown: .attention
        }
    }
}
