import MatchingCore
import SyncInterfaces

/// The top of each screen: where one is, what waits, who polls.
struct HeaderView {
    let console: Console
    let now: Timestamp

    private var phrases: Phrases { console.phrases }

    func draw(on canvas: inout Canvas, in area: Rect) {
        let first = area.line(0)
        var right = first
        if console.configuration.isDemo {
            let text = demoText
            let width = DisplayText.width(of: text) + 1
            canvas.write(text, in: right.takeRight(width), Style(.demo, isBold: true))
        }
        if console.configuration.readOnly != nil {
            let text = phrases.pick("읽기 전용", "read-only")
            let width = DisplayText.width(of: text) + 1
            canvas.write(text, in: right.takeRight(width), Style(.attention, isBold: true))
        }
        if console.isFrozen {
            let key = console.bindings.keyName(of: .freeze, in: phrases.language)
            let text = phrases.pick("고정됨(\(key) 풀기)", "frozen (\(key) follows)")
            let width = DisplayText.width(of: text) + 1
            canvas.write(text, in: right.takeRight(width), Style(.attention, isBold: true))
        }
        let path = path(within: right.columns - 2)
        let second = area.line(1)
        if second.isEmpty {
            let parts = totals(within: right.columns - path.width - 3)
            if !parts.isEmpty { canvas.write(parts, in: right.takeRight(parts.width + 1)) }
        } else {
            let area = second.insetColumns(1)
            canvas.write(totals(within: area.columns), in: area)
        }
        canvas.write(path, in: right.insetColumns(1))
    }

    private var demoText: String {
        let factor = console.configuration.timeFactor
        // On a narrow screen the place where one is matters more.
        guard console.size.columns >= 60 else { return factor > 1 ? "DEMO ×\(factor)" : "DEMO" }
        return factor > 1
            ? phrases.pick("DEMO ×\(factor) · 시간 가속", "DEMO ×\(factor) · time sped up")
            : "DEMO"
    }

    /// Where one is; where not all has room, from the end, which tells most.
    private func path(within width: Int) -> StyledLine {
        let (names, filters) = (pathNames, filters)
        let lines = names.indices.lazy.flatMap { start in
            let path = path((start == 0 ? [] : ["…"]) + names[start...])
            return filters.map { path + $0 }
        }
        return lines.first { $0.width <= width } ?? lines.reversed().first ?? []
    }

    private var pathNames: [String] {
        var names = [phrases.pick("판매처", "Marketplaces")]
        for screen in console.stack {
            switch screen {
            case .cancellations(let state):
                let account = state.account.map { phrases.name(of: $0) }
                // Over the account's own screen its name would say nothing.
                names.append(
                    account.map { $0 == names.last ? phrases.pick("취소건", "Cancellations") : $0 }
                        ?? phrases.pick("전체 취소건", "All cancellations")
                )
            case .explanation(let pane):
                names.append(
                    phrases.pick("취소건", "Cancellation") + (pane.id.map { " #\($0)" } ?? "")
                )
            case .help: names.append(phrases.pick("도움말", "Help"))
            case .page(let page): names.append(page.title(phrases))
            }
        }
        return names
    }

    private func path(_ names: [String]) -> StyledLine {
        var line: StyledLine = []
        for (index, name) in names.enumerated() {
            let isLast = index == names.count - 1
            if index > 0 { line.append(Span(" › ", Style(.border))) }
            line.append(Span(name, Style(isLast ? .title : .secondary, isBold: isLast)))
        }
        return line
    }

    /// What the visible list is filtered by, from all that there is to say of it to the least.
    private var filters: [StyledLine] {
        switch console.stack.last {
        case .cancellations(let state): [filter(of: state)]
        case .page(let page): [page.filteredList.map { filterSpans(page.filter, $0) } ?? []]
        case .explanation, .help: [[]]
        case nil: accountFilters
        }
    }

    /// What the accounts are found by, how many are, which in trouble are not, and how to see all.
    private var accountFilters: [StyledLine] {
        let (state, accounts) = (console.marketplaces, console.accounts)
        // What is being typed stands where it is typed.
        guard !state.filter.isEmpty, !console.isFindingAccounts else { return [[]] }
        let count = Span(" \(state.rows.count)/\(accounts.count)", Style(.secondary))
        let troubles = console.totals == nil ? [] : console.troubleHidden(now: now)
        let trouble = Span(" · " + phrases.hidden(troubles), Style(.problem, isBold: true))
        let key = console.bindings.keyName(of: .out, in: phrases.language)
        let all = Span(phrases.pick(" · \(key): 모두 보기", " · \(key): show all"), Style(.secondary))
        let text = filterSpans(state.filter)
        let least = text + (troubles.isEmpty ? [] : [trouble])
        let more = text + [count] + (troubles.isEmpty ? [] : [trouble])
        let isCleared = console.overlay == nil && console.wayOut == .clearFilter
        return (isCleared ? [more + [all]] : []) + [more, least, text]
    }

    private func filterSpans(_ filter: RowFilter, _ list: FilteredList) -> StyledLine {
        filter.isEmpty ? [] : filterSpans(console.filterText(filter, list))
    }

    private func filterSpans(_ filter: String) -> StyledLine {
        let text = DisplayText.clipped(
            DisplayText.sanitized(filter),
            to: max(8, console.size.columns / 2)
        )
        return [Span(" /\(text)", Style(.key, isBold: true))]
    }

    private func filter(of state: CancellationsState) -> StyledLine {
        let count = state.marked.count
        let marks =
            count == 0
            ? [] : [Span(phrases.pick(" · 표시 \(count)", " · marked \(count)"), Style(.key))]
        return filterSpans(state.filter, .cancellations) + marks
    }

    /// What there is to count, as much of it as has room; nothing where not even the first has.
    private func totals(within width: Int) -> StyledLine {
        guard let totals = console.totals else {
            return [Span(phrases.pick("읽는 중…", "Reading…"), Style(.secondary))]
        }
        let gap = Span(" · ", Style(.border))
        func joined(_ parts: some Sequence<Span>) -> StyledLine {
            Array(parts.map { [$0] }.joined(separator: [gap]))
        }
        let forms = [(pollerText, false), (shortPollerText, false)]
        let whole = forms.lazy.map { joined(parts(totals, $0, isShort: $1)) }
        if let line = whole.first(where: { $0.width <= width }) { return line }
        let least = parts(totals, shortPollerText, isShort: true)
        return (0...least.count).reversed().lazy.map { joined(least.prefix($0)) }
            .first { $0.width <= width } ?? []
    }

    private func parts(_ totals: Totals, _ poller: Span, isShort: Bool = false) -> [Span] {
        let held = totals.counts[.held, default: 0]
        let pending = totals.counts[.pending, default: 0]
        let today = phrases.number(totals.appliedToday)
        let waiting = [
            pullText,
            Span(
                "\(phrases.word(for: .held)) \(phrases.number(held))",
                Style(held > 0 ? .attention : .secondary, isBold: held > 0)
            ),
            Span(
                "\(phrases.word(for: .pending)) \(phrases.number(pending))",
                Style(pending > 0 ? .waiting : .secondary)
            ),
        ]
        let applied = Span(
            phrases.pick("오늘 적용 \(today)", isShort ? "today \(today)" : "applied today \(today)"),
            Style(.good)
        )
        // Where not all has room, the last goes first; that nobody polls must not go.
        let others = console.poller == .nobody ? [poller, applied] : [applied, poller]
        return recallText + waiting + others
    }

    /// Lines on hold that left all the same; said only where there are any.
    private var recallText: StyledLine {
        let count = console.totals?.pullCounts[.recall, default: 0] ?? 0
        guard count > 0 else { return [] }
        let number = phrases.number(count)
        return [
            Span(phrases.pick("회수 \(number)", "recall \(number)"), Style(.problem, isBold: true))
        ]
    }

    /// Lines on hold with a label, of which one parcel can have several.
    private var pullText: Span {
        let count = console.totals?.pullCounts[.labeled, default: 0] ?? 0
        return Span(
            phrases.pick(
                "당길 품목 \(phrases.number(count))",
                "lines to pull \(phrases.number(count))"
            ),
            Style(count > 0 ? .problem : .secondary, isBold: count > 0)
        )
    }

    /// Who polls, but not since when.
    private var shortPollerText: Span {
        guard case .elsewhere(let holder, _) = console.poller else { return pollerText }
        return Span(phrases.poller(holder, since: nil, now: now), Style(.secondary))
    }

    private var pollerText: Span {
        switch console.poller {
        case .here: Span(phrases.pick("수집 중", "polling"), Style(.good))
        case .elsewhere(let holder, let since):
            Span(phrases.poller(holder, since: since, now: now), Style(.secondary))
        case .nobody:
            Span(phrases.pick("수집 꺼짐", "nobody polls"), Style(.problem, isBold: true))
        }
    }
}
