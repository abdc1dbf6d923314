import MatchingCore
import SyncInterfaces

/// The list of accounts: what waits where, how polling goes, and when it goes on.
struct MarketplacesView {
    private enum Column: String, ChoosableColumn {
        case chosen, mark, name, health, held, pending, appliedToday, next, lastPoll, states, rule
        case interval, day

        var isMark: Bool { self == .chosen || self == .mark }
        var isKept: Bool { self == .name || self == .health }
        /// What the list is sorted by with this column; `nil` for marks.
        var sort: AccountSortKey? { AccountSortKey(rawValue: rawValue) }
    }

    let console: Console
    let now: Timestamp

    private var phrases: Phrases { console.phrases }

    func draw(on canvas: inout Canvas, _ layout: ScreenLayout) {
        let state = console.marketplaces
        let table = table(layout)
        canvas.draw(
            table,
            rows: state.rows.lazy.map { line(of: $0) },
            id: \.id,
            state.cursor,
            layout,
            head: tableHead,
            cell: { slot, line in
                let span = cell(slot.id, of: line)
                return switch slot.id {
                case .next: span.lastWord(within: slot.width)
                case .lastPoll: span.wholeParts(within: slot.width)
                default: span
                }
            },
            changes: RowSigns(state.changes, in: table, now: now)
        )
        if state.rows.isEmpty { drawEmpty(on: &canvas, in: layout.list) }
        guard !layout.pane.isEmpty else { return }
        drawDivider(on: &canvas, layout)
        if let id = state.cursor.selected, let account = console.accountsByID[id] {
            drawDetail(of: account, on: &canvas, in: layout.pane.insetColumns(1))
        }
    }

    /// Whether small comes before great by this column; `nil` where another one sorts the list.
    private func direction(of column: Column) -> Bool? {
        let sort = console.marketplaces.sort
        return column.sort == sort.column ? sort.isAscending : nil
    }

    /// The columns that can be chosen.
    var offeredColumns: ColumnChooser.Offer {
        let layout = ScreenLayout(size: console.size, context: .marketplaces)
        return columns.offered(in: table(layout), title: head)
    }

    private func table(_ layout: ScreenLayout) -> TableLayout<Column> {
        TableLayout(
            columns.arranged(by: console.memory.columns(of: .accounts)).holding(tableHead),
            width: layout.list.columns - 1
        )
    }

    private func tableHead(of column: Column) -> TableHead {
        TableHead(head(of: column), isAscending: direction(of: column))
    }

    private func drawEmpty(on canvas: inout Canvas, in area: Rect) {
        canvas.write(nothingThere, in: area.insetColumns(1), Style(.secondary))
    }

    /// Why there is no account, and what Enter makes of what is being typed.
    private var nothingThere: String {
        if console.accounts.isEmpty {
            return phrases.pick("설정된 계정이 없습니다.", "No accounts are set up.")
        }
        // What health and numbers are like comes with the first answer.
        if console.totals == nil { return phrases.pick("읽는 중…", "Reading…") }
        guard console.isFindingAccounts, case .prompt(let prompt) = console.overlay,
            FilterParser.mistake(in: prompt.input.text, [console.words(of: .cancellations)]) == nil
        else {
            let nothing = phrases.pick("맞는 계정이 없습니다.", "There is no such account.")
            return console.wayOut == .clearFilter
                ? nothing + phrases.pick(" Esc: 모두 보기", " Esc: show all") : nothing
        }
        return phrases.pick(
            "맞는 계정이 없습니다. Enter: 주문·취소번호로 찾기, Esc: 모두 보기",
            "No account is called so. Enter: find as order or claim number, Esc: show all"
        )
    }

    private var columns: [TableColumn<Column>] {
        let isKorean = console.language == .korean
        let widths = console.textWidths
        let totals = console.totals
        // Where nothing is marked, marks take no room.
        let marks = [TableColumn(id: Column.chosen, width: 1, priority: 0)]
        return (console.marketplaces.marked.isEmpty ? [] : marks) + [
            TableColumn(id: .mark, width: 1, priority: 0),
            TableColumn(id: .name, least: 9, most: min(24, max(9, widths.name)), priority: 1),
            TableColumn(
                id: .health,
                least: isKorean ? 10 : 11,
                most: isKorean ? 10 : 11,
                priority: 6
            ),
            count(.held, of: totals?.counts[.held], priority: 2),
            count(.pending, of: totals?.counts[.pending], priority: 3),
            count(.appliedToday, of: totals?.appliedToday, priority: 7),
            TableColumn(id: .next, least: 8, most: 12, priority: 4, alignment: .right),
            TableColumn(id: .lastPoll, least: isKorean ? 19 : 16, most: 22, priority: 8),
            TableColumn(id: .states, least: 12, most: max(12, min(36, widths.states)), priority: 9),
            TableColumn(id: .rule, least: 14, most: max(14, min(60, widths.rule)), priority: 11),
            // It stands under the list as well, where names would have to make room for it.
            TableColumn(
                id: .interval,
                width: 6,
                priority: 12,
                alignment: .right,
                isUsual: console.size.columns >= 120
            ),
            TableColumn(id: .day, width: 24, priority: 10),
        ]
    }

    /// A column of counts: as wide as the greatest number that it can hold.
    private func count(_ id: Column, of total: Int?, priority: Int) -> TableColumn<Column> {
        let width = DisplayText.width(of: phrases.number(total ?? 0))
        return TableColumn(id: id, width: width, priority: priority, alignment: .right)
    }

    private func head(of column: Column) -> String {
        column.sort.map { phrases.head(of: $0) } ?? ""
    }

    /// The column at a place of the heads, from the left, as what the list can be sorted by.
    func sortColumn(at place: Int, _ layout: ScreenLayout) -> String? {
        table(layout).slot(at: place)?.id.sort?.rawValue
    }

    /// What a row tells about an account.
    private struct Line: Identifiable {
        let id: AccountID
        let summary: AccountSummary?
        let health: AccountHealth
        let minutes: Int
    }

    private func line(of id: AccountID) -> Line {
        let account = console.accountsByID[id]
        return Line(
            id: id,
            summary: console.summaries[id],
            health: account.map { console.health(of: $0, now: now) } ?? .notPolling,
            minutes: account?.marketplace.pollIntervalMinutes ?? 0
        )
    }

    private func cell(_ column: Column, of line: Line) -> Span {
        let (summary, health) = (line.summary, line.health)
        let texts = console.accountTexts[line.id]
        switch column {
        case .chosen:
            let isMarked = console.marketplaces.marked.contains(line.id)
            return Span(isMarked ? "*" : "", Style(.attention, isBold: true))
        case .mark: return Span(health.mark, Style(health.role, isBold: true))
        case .name:
            let isUrgent = health == .failing || (summary?.counts[.held] ?? 0) > 0
            return Span(texts?.name ?? "", Style(.text, isBold: isUrgent))
        case .health: return Span(phrases.word(for: health), Style(health.role))
        case .held: return count(summary.map { $0.counts[.held, default: 0] }, .attention)
        case .pending: return count(summary.map { $0.counts[.pending, default: 0] }, .waiting)
        case .appliedToday: return count(summary?.appliedToday, .good)
        case .next: return nextPoll(line)
        case .lastPoll: return lastPoll(summary)
        case .states: return Span(texts?.states ?? "", Style(.secondary))
        case .rule: return Span(texts?.rule ?? "", Style(.secondary))
        case .interval:
            return Span(phrases.interval(minutes: line.minutes), Style(.secondary))
        case .day:
            let bars = Sparkline.text(
                summary?.hourlyCounts.suffix(24) ?? []
            )
            return Span(bars, Style(.waiting))
        }
    }

    /// A count; zeros recede, so that the others stand out.
    private func count(_ number: Int?, _ role: Role) -> Span {
        guard let number, number != 0 else {
            return Span(number == nil ? "" : "·", Style(.secondary))
        }
        return Span(phrases.number(number), Style(role, isBold: role == .attention))
    }

    private func nextPoll(_ line: Line) -> Span {
        guard let timer = line.summary?.timer else { return Span("") }
        if timer.isPaused { return Span("–", Style(.secondary)) }
        guard let next = timer.dueAt(now: now, interval: .seconds(line.minutes * 60)) else {
            return Span("–", Style(.secondary))
        }
        // On whole seconds, so that all countdowns of the screen move at once.
        let deadline = Timestamp(seconds: next.seconds)
        let present = Timestamp(seconds: now.seconds)
        return Span(
            phrases.countdown(to: deadline, now: present),
            Style(deadline < present ? .attention : .text)
        )
    }

    private func lastPoll(_ summary: AccountSummary?) -> Span {
        guard let poll = summary?.lastPoll else {
            return Span(phrases.pick("없음", "never"), Style(.secondary))
        }
        let hasFailed = poll.outcome.isProblem
        return Span(phrases.line(for: poll, now: now), Style(hasFailed ? .problem : .secondary))
    }
}

extension Span {
    /// The text without the last of its parts where they do not fit: `정상 · 새 3건 · 주문 …` → `정상 · 새 3건`.
    fileprivate func wholeParts(within width: Int) -> Span {
        var parts = text.split(separator: " · ").map(String.init)
        while parts.count > 1, DisplayText.width(of: parts.joined(separator: " · ")) > width {
            parts.removeLast()
        }
        return Span(parts.joined(separator: " · "), style)
    }

    /// The text without the words before its last where they do not fit: `늦음 +5:00` → `+5:00`.
    fileprivate func lastWord(within width: Int) -> Span {
        guard DisplayText.width(of: text) > width, let last = text.split(separator: " ").last
        else { return self }
        return Span(String(last), style)
    }
}

extension MarketplacesView {
    private func drawDivider(on canvas: inout Canvas, _ layout: ScreenLayout) {
        canvas.rule(in: layout.divider)
        guard let id = console.marketplaces.cursor.selected else { return }
        let name = phrases.name(of: id)
        let area = layout.divider.insetColumns(2)
        canvas.write(" \(name) ", in: area, Style(.title, isBold: true))
        let count = console.marketplaces.marked.count
        let marked = count == 0 ? "" : phrases.pick(" · 표시 \(count)", " · marked \(count)")
        let place =
            "\(console.marketplaces.cursor.index + 1)/\(console.marketplaces.rows.count)\(marked)"
        canvas.writeRight(" \(place) ", in: area, Style(.secondary))
    }

    /// Everything about the selected account that the columns may have had no room for.
    private func drawDetail(of account: Account, on canvas: inout Canvas, in area: Rect) {
        let summary = console.summaries[account.id]
        let texts = console.accountTexts[account.id]
        let health = console.health(of: account, now: now)
        canvas.write(
            [
                Span("\(health.mark) ", Style(health.role, isBold: true)),
                Span(console.news(of: account, health), Style(health.role)),
            ],
            in: area.line(0)
        )
        let none = phrases.pick("설정 안 됨", "not set up")
        let label = Style(.secondary)
        let states = texts?.states ?? ""
        let rule = texts?.rule ?? ""
        canvas.write(
            [
                Span(phrases.pick("취소상태 ", "Cancel states "), label),
                Span(states.isEmpty ? none : states),
                Span(phrases.pick("  매칭 ", "  match "), label),
                Span(rule.isEmpty ? none : rule),
            ],
            in: area.line(1)
        )
        let hours = summary?.hourlyCounts.suffix(24) ?? []
        let found = hours.reduce(0, Int.saturatingSum)
        let interval = phrases.interval(minutes: account.marketplace.pollIntervalMinutes)
        canvas.write(
            [
                Span(phrases.pick("24시간 ", "24 hours "), label),
                Span(
                    Sparkline.text(hours),
                    Style(.waiting)
                ),
                Span(" \(phrases.cancellations(found))"),
                Span(phrases.pick("  수집 주기 ", "  polled every "), label),
                Span(interval),
            ],
            in: area.line(2)
        )
    }
}
