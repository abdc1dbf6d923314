import MatchingCore
import SyncInterfaces

/// A list of cancellations by status, with the explanation of the selected one.
struct CancellationsView {
    private typealias Column = CancellationColumn

    let console: Console
    let state: CancellationsState
    let now: Timestamp

    private var phrases: Phrases { console.phrases }
    private var pages: PagedList<CancellationRow> { state.list.pages }

    func draw(on canvas: inout Canvas, _ layout: ScreenLayout) {
        TabsView(console: console, state: state).draw(on: &canvas, in: layout.tabs)
        let table = table(layout)
        canvas.draw(
            table,
            rows: state.list.rows,
            id: \.id,
            state.list.cursor,
            layout,
            head: tableHead,
            cell: { cell($0.id, of: $1) },
            changes: RowSigns(state.list.changes, in: table, now: now)
        )
        canvas.drawSearch(of: pages, in: layout.list, phrases)
        if state.list.rows.isEmpty {
            canvas.write(emptyText, in: layout.list.insetColumns(1), Style(.secondary))
        }
        drawPane(on: &canvas, layout)
    }

    /// The columns with their places.
    func table(_ layout: ScreenLayout) -> TableLayout<CancellationColumn> {
        TableLayout(
            columns.arranged(by: console.memory.columns(of: .cancellations)).holding(tableHead),
            width: layout.list.columns - 1
        )
    }

    /// The columns that can be chosen.
    var offeredColumns: ColumnChooser.Offer {
        let layout = ScreenLayout(size: console.size, context: .cancellations)
        return columns.offered(in: table(layout), title: head)
    }

    private var sort: CancellationSort { state.sort.offered(for: state.tab.status, state.filter) }

    /// Whether small comes before great by the column; `nil` where the list is not sorted by it.
    private func direction(of column: Column) -> Bool? {
        column.sort == sort.column ? sort.isAscending : nil
    }

    private func tableHead(of column: Column) -> TableHead {
        TableHead(head(of: column), isAscending: direction(of: column))
    }

    private var emptyText: String {
        if let text = pages.statusText(phrases) { return text }
        if pages.searched != nil { return "" }
        if !state.filter.isEmpty {
            return phrases.nothingFound(by: console.filterText(state.filter, .cancellations))
        }
        return phrases.pick(
            "\(state.tab.title(phrases)) 취소건이 없습니다.",
            "No cancellations here: \(state.tab.title(phrases))."
        )
    }

    private var columns: [TableColumn<Column>] {
        let isKorean = console.language == .korean
        let extent = state.list.extent
        let names = console.textWidths.name
        let widest = extent.standings.map { DisplayText.width(of: text(of: $0)) }.max() ?? 0
        // Where there is any room, none of our own words is cut.
        let standing = min(console.size.columns < 60 ? 14 : 40, max(10, widest))
        let since = timeWidth(extent.oldestStanding)
        let seen = max(timeWidth(extent.oldestRequest), isKorean ? 4 : 9)
        var columns = [TableColumn(id: Column.mark, width: 1, priority: 0)]
        // Where nothing is marked, marks take no room.
        if !state.marked.isEmpty {
            columns.insert(TableColumn(id: .chosen, width: 1, priority: 0), at: 0)
        }
        if state.account == nil {
            columns.append(
                TableColumn(id: .account, least: 8, most: max(8, min(16, names)), priority: 3)
            )
        }
        columns += [
            column(.order, isKorean ? 10 : 12, extent.orderNumber, most: 24, priority: 1),
            TableColumn(
                id: .standing,
                least: standing,
                most: max(standing, min(40, widest)),
                priority: 2
            ),
            column(.state, 8, extent.state, most: 18, priority: 5),
            column(.product, 10, extent.product, most: 60, priority: 6),
            TableColumn(
                id: .quantity,
                least: max(4, extent.share),
                most: max(4, extent.share),
                priority: extent.share > 0 ? 4 : 7,
                alignment: .right
            ),
            TableColumn(id: .since, width: since, priority: 4, alignment: .right),
            column(.claim, 10, extent.claimID, most: 24, priority: priority(.claim, 9)),
            TableColumn(id: .seen, width: seen, priority: priority(.seen, 8), alignment: .right),
        ]
        return columns
    }

    /// What the list is sorted by is shown before what else has room.
    private func priority(_ column: Column, _ usual: Int) -> Int {
        column.sort == sort.column ? 3 : usual
    }

    /// A column that is as wide as its widest text where there is room.
    private func column(
        _ id: Column,
        _ least: Int,
        _ wanted: Int,
        most: Int,
        priority: Int
    ) -> TableColumn<Column> {
        let isKey = id == .order
        let wanted = min(most, max(least, wanted))
        return TableColumn(
            id: id,
            least: isKey ? min(18, wanted) : least,
            most: wanted,
            priority: priority
        )
    }

    /// The width of a column of moments, the oldest of which is `oldest`.
    private func timeWidth(_ oldest: Timestamp?) -> Int {
        max(5, oldest.map { DisplayText.width(of: phrases.moment($0, now: now)) } ?? 5)
    }

    private func head(of column: Column) -> String {
        switch column {
        case .chosen, .mark: ""
        case .account: phrases.accountHead
        case .order: phrases.pick("주문번호", "Order number")
        case .claim: phrases.pick("취소번호", "Claim")
        case .state: phrases.pick("취소상태", "State")
        case .standing:
            state.tab == .all ? phrases.pick("상태", "Status") : phrases.pick("사유", "Reason")
        case .product: phrases.productHead
        case .quantity: phrases.pick("수량", "Qty")
        case .seen: phrases.pick("요청", "Requested")
        case .since: phrases.pick("이후", "Since")
        }
    }

    private func cell(_ column: Column, of row: CancellationRow) -> Span {
        switch column {
        case .mark: return Span(row.mark, Style(row.role, isBold: true))
        case .chosen:
            return Span(state.marked[row.id] == nil ? "" : "*", Style(.key, isBold: true))
        case .account: return Span(console.accountTexts[row.account]?.name ?? row.account.rawValue)
        case .order: return Span(row.orderNumber.rawValue)
        case .claim: return Span(row.claimID.rawValue, Style(.secondary))
        case .state: return Span(row.state)
        case .standing:
            return Span(text(of: StandingWords(row)), Style(row.role))
        case .product:
            return Span(row.productAndOption, Style(.secondary))
        case .quantity:
            return Span(phrases.quantity(of: row))
        case .seen:
            return Span(phrases.moment(row.askedAt, now: now), Style(.secondary))
        case .since: return Span(phrases.moment(row.standingSince, now: now), Style(.secondary))
        }
    }

    /// Where a row stands, and why; in a list of one status only why.
    private func text(of standing: StandingWords) -> String {
        let reason = phrases.reason(standing)
        guard state.tab == .all else { return reason }
        return standing.restoring == nil && !standing.isPartial
            ? phrases.standing(standing.status, standing.reason, " · ")
            : "\(phrases.word(for: standing.status)) · \(reason)"
    }

    private func drawPane(on canvas: inout Canvas, _ layout: ScreenLayout) {
        guard !layout.pane.isEmpty else { return }
        let title = state.list.selectedID.map {
            phrases.pick(" 취소건 #\($0) ", " Cancellation #\($0) ")
        }
        if state.pane.answer != nil {
            let more = phrases.pick(" Enter 전체 설명 ", " Enter: full explanation ")
            canvas.drawPane(state.pane.text, title: title, more: more, layout)
            return
        }
        canvas.drawDivider(layout, title: title)
        if let row = console.selectedRow {
            // What the row alone tells, until the explanation comes.
            canvas.write(
                phrases.sentence(for: row.reason),
                in: layout.pane.insetColumns(1),
                Style(row.status.role)
            )
        }
    }
}
