import MatchingCore
import SyncInterfaces

/// A page that is one list of rows in columns.
///
/// A page says what its rows and columns are. How such a list is read, moved in, clicked and drawn
/// is here, for all of them.
protocol TablePage: ScreenPage {
    associatedtype Row: ListedRow
    associatedtype Column: ChoosableColumn

    var list: CursoredList<Row> { get set }
    /// What rows have to be like; empty for all of them.
    var filter: RowFilter { get set }

    /// What to ask the store for a part of the list.
    mutating func question(_ part: PagedList<Row>.PageRequest, now: Timestamp) -> PageQuestion
    /// The rows that an event brings; `nil` when it brings something else.
    static func rows(of event: ConsoleEvent) -> AnswerPage<Row>?

    /// The name by which the choice of columns is kept.
    static var columnedList: ColumnedList { get }
    /// The columns as they are without a choice.
    func usualColumns(_ setting: PageSetting) -> [TableColumn<Column>]
    func head(of column: Column, _ phrases: Phrases) -> String
    func cell(_ column: Column, of row: Row, _ setting: PageSetting) -> Span
    /// The order of which the column is the key; `nil` where no index holds one.
    func sortKey(of column: Column) -> String?
}

extension TablePage {
    var isAwaited: Bool { list.pages.isAwaited }
    var hasBeginning: Bool { !isAwaited && list.pages.hasBeginning }
    func sortKey(of column: Column) -> String? { nil }

    func sortColumn(at place: Int, _ setting: PageSetting) -> String? {
        table(setting).slot(at: place).flatMap { sortKey(of: $0.id) }
    }

    mutating func submit(_ filter: RowFilter) {
        guard self.filter != filter else { return }
        self.filter = filter
        list.restart()
    }

    /// The search that can be stopped, or the filter that can be cleared.
    var searchToClear: WayOut? {
        if list.isSearching { return .stopSearch }
        return filter.isEmpty ? nil : .clearFilter
    }

    /// Stops a search, or clears the filter.
    mutating func clearSearch() {
        if !list.stopSearch() { submit(RowFilter()) }
    }

    var wayBack: WayOut? { searchToClear }
    mutating func goBack() { clearSearch() }

    /// Asks for a filter, beginning with the one that there is.
    func askForFilter(_ setting: PageSetting) -> PageOutcome {
        guard let kind = filteredList else { return .nothing }
        return .ask(Prompt(.find(kind), text: setting.console.filterText(filter, kind)))
    }

    func offeredColumns(_ setting: PageSetting) -> ColumnChooser.Offer {
        usualColumns(setting).offered(in: table(setting)) { head(of: $0, setting.phrases) }
    }

    /// The columns as they were chosen.
    func columns(_ setting: PageSetting) -> [TableColumn<Column>] {
        usualColumns(setting)
            .arranged(by: setting.console.memory.columns(of: Self.columnedList))
    }

    mutating func markStale() { list.markStale() }

    mutating func settle(
        _ setting: PageSetting,
        _ tokens: inout TokenSource
    ) -> [ConsoleEffect] {
        settleList(setting, &tokens)
    }

    mutating func layOut(_ layout: ScreenLayout) { list.layOut(height: layout.list.rows) }

    mutating func move(_ movement: Movement, _ layout: ScreenLayout) {
        list.move(movement, height: layout.list.rows)
    }

    mutating func selectRow(_ row: Int, height: Int) -> Bool {
        list.selectRow(row, height: height)
    }

    mutating func take(_ event: ConsoleEvent, _ layout: ScreenLayout) -> Bool {
        takeRows(event, layout)
    }

    mutating func fail(_ token: RequestToken, isMissing: Bool) -> Bool { list.fail(token) }

    /// Asks for the rows that are missing.
    mutating func settleList(
        _ setting: PageSetting,
        _ tokens: inout TokenSource
    ) -> [ConsoleEffect] {
        let height = setting.layout.list.rows
        let part = list.nextPage(height: height, &tokens)
        list.see(height: height, setting.console.changeSetting(now: setting.now))
        guard let part else { return [] }
        return [.ask(question(part, now: setting.now), part.token)]
    }

    /// Takes rows in.
    ///
    /// - Returns: Whether the list had asked for them.
    mutating func takeRows(_ event: ConsoleEvent, _ layout: ScreenLayout) -> Bool {
        guard let page = Self.rows(of: event) else { return false }
        return list.take(page, height: layout.list.rows)
    }

    /// Draws the list; `none` stands where it has no rows.
    func drawList(on canvas: inout Canvas, _ setting: PageSetting, none: Span) {
        let layout = setting.layout
        let (table, head) = (table(setting), heads(setting))
        canvas.draw(
            table,
            rows: list.rows,
            id: \.id,
            list.cursor,
            layout,
            head: head,
            cell: { cell($0.id, of: $1, setting) },
            changes: RowSigns(list.changes, in: table, now: setting.now)
        )
        canvas.drawSearch(of: list.pages, in: layout.list, setting.phrases)
        guard list.rows.isEmpty, list.pages.searched == nil else { return }
        let status = list.pages.statusText(setting.phrases).map { Span($0, Style(.secondary)) }
        canvas.write([status ?? none], in: layout.list.insetColumns(1))
    }

    private func table(_ setting: PageSetting) -> TableLayout<Column> {
        TableLayout(
            columns(setting).holding(heads(setting)),
            width: setting.layout.list.columns - 1
        )
    }

    /// The heads of the columns, with the direction at the one that sorts the list.
    private func heads(_ setting: PageSetting) -> (Column) -> TableHead {
        let offer = sortOffer(setting)
        return { column in
            TableHead(
                head(of: column, setting.phrases),
                isAscending: offer?.direction(of: sortKey(of: column))
            )
        }
    }
}

extension PagedList {
    /// What stands where there are no rows yet; `nil` once it is known that there are none.
    func statusText(_ phrases: Phrases) -> String? {
        if isLoaded { return nil }
        return hasFailed
            ? phrases.pick("목록을 읽지 못했습니다.", "The list could not be read.")
            : phrases.pick("읽는 중…", "Reading…")
    }
}

/// What became of a table's rows, and where signs say so.
struct RowSigns<ID: Hashable & Sendable> {
    /// From the left of a row: between its marks and what follows, where nothing else stands.
    let column: Int
    let change: (ID) -> RowChange?

    init<Column: ChoosableColumn>(
        _ changes: ChangeMarks<ID>,
        in table: TableLayout<Column>,
        now: Timestamp
    ) {
        let slot = table.slots.prefix { $0.id.isMark }.last ?? table.slots.first
        column = slot.map { $0.column + $0.width } ?? 0
        change = { changes.change(of: $0, now: now) }
    }
}

extension Canvas {
    /// Says how far a search is that takes a while.
    mutating func drawSearch<Row>(of list: PagedList<Row>, in area: Rect, _ phrases: Phrases) {
        guard let searched = list.searched else { return }
        let note = phrases.searchProgress(
            searched,
            found: list.rows.count,
            isStopped: list.isSearchStopped
        )
        writeRight(" \(note) ", in: area.line(area.rows - 1), Style(.waiting, isBold: true))
    }

    /// Draws the visible rows of a table under its heads; the selected one is reversed.
    ///
    /// What came or changed stands bold, with a sign behind the marks.
    mutating func draw<Column, Rows: RandomAccessCollection, ID>(
        _ table: TableLayout<Column>,
        rows: Rows,
        id: KeyPath<Rows.Element, ID>,
        _ cursor: ListCursor<ID>,
        _ layout: ScreenLayout,
        head: (Column) -> TableHead,
        cell: (TableLayout<Column>.Slot, Rows.Element) -> Span,
        changes: RowSigns<ID>? = nil
    ) {
        for slot in table.slots {
            let text = head(slot.id).text(width: slot.width, usesASCII: usesASCII)
            write(text, in: slot, of: layout.heads, Style(.header))
        }
        let visible = rows.dropFirst(cursor.top).prefix(layout.list.rows)
        for (offset, row) in visible.enumerated() {
            let line = layout.list.line(offset)
            let change = changes?.change(row[keyPath: id])
            for slot in table.slots {
                let span = cell(slot, row)
                var style = span.style
                if change != nil { style.isBold = true }
                write(span.text, in: slot, of: line, style)
            }
            if let change, let changes {
                let place = line.dropping(changes.column)
                write(change.sign, in: place, Style(.key, isBold: true))
            }
            if row[keyPath: id] == cursor.selected { select(line) }
        }
    }

    /// Draws a text about the selected row under its title; of one that is cut, what leads to all of
    /// it stands beside the title, where it hides nothing.
    mutating func drawPane(
        _ text: ScrollingText,
        title: String?,
        more: String,
        _ layout: ScreenLayout
    ) {
        drawDivider(layout, title: title)
        let rule = layout.divider.insetColumns(2)
        let width = DisplayText.width(of: more) + DisplayText.width(of: title ?? "") + 2
        let isInRule = !rule.isEmpty && width <= rule.columns
        draw(text, in: layout.pane) { _ in isInRule ? "" : more }
        guard isInRule, text.countBelow(height: layout.pane.rows) > 0 else { return }
        writeRight(more, in: rule, Style(.key))
    }

    /// Draws what parts a list from the pane about its selected row: a line beside or below it.
    mutating func drawDivider(_ layout: ScreenLayout, title: String? = nil) {
        guard !layout.divider.isEmpty else { return }
        guard layout.divider.columns > 1 else {
            return fill(layout.divider, with: "│", Style(.border))
        }
        rule(in: layout.divider)
        guard let title else { return }
        write(title, in: layout.divider.insetColumns(2), Style(.title, isBold: true))
    }
}
