import MatchingCore
import SyncInterfaces

/// The journal, the newest first unless it is sorted otherwise; it follows what happens.
struct ActivityPage: SortedPage {
    enum Column: String, ChoosableColumn {
        case time, actor, act, account, cancellation, outcome, note, order

        var isMark: Bool { false }
        var isKept: Bool { self == .time || self == .act }
    }

    /// The account whose journal was opened; `nil` for that of all.
    private let ownAccount: AccountID?
    /// `nil` for all accounts.
    var onlyAccount: AccountID? {
        didSet { if onlyAccount != oldValue { list.restart() } }
    }
    var filter: RowFilter
    var sort: JournalSort
    var list = CursoredList<JournalEntry>()
    var viewSteps = ViewSteps()

    init(
        account: AccountID?,
        filter: RowFilter = RowFilter(),
        sort: JournalSort = JournalSort()
    ) {
        ownAccount = account
        onlyAccount = account
        self.filter = filter
        self.sort = sort
    }

    var context: ActionContext { .activity }
    var kept: KeptScreen? { .activity(ownAccount) }
    var account: AccountID? { onlyAccount ?? list.selected?.account }

    var orderOfRow: OrderKey? {
        guard let entry = list.selected, let account = entry.account,
            let number = entry.orderNumber
        else { return nil }
        return OrderKey(account: account, orderNumber: number)
    }

    func exportList(now: Timestamp) -> ExportList? {
        .journal(query(now: now))
    }

    var filteredList: FilteredList? { .journal }
    var rememberedList: ConsoleMemory.List? { .activity(ownAccount) }

    func sortOffer(_ setting: PageSetting) -> SortOffer? {
        SortOffer(sort) { setting.phrases.name(of: $0) }
    }

    func sortKey(of column: Column) -> String? {
        column == .time ? JournalSortKey.time.rawValue : nil
    }

    private func query(now: Timestamp) -> JournalQuery {
        JournalQuery(account: onlyAccount, filter: filter, now: now, sort: sort, limit: 0)
    }

    func title(_ phrases: Phrases) -> String { phrases.pick("이력", "Activity") }

    func question(_ part: PagedList<JournalEntry>.PageRequest, now: Timestamp) -> PageQuestion {
        var query = query(now: now)
        query.position = part.position
        query.limit = part.limit
        query.ids = part.ids
        if part.isNews { query.sort = JournalSort() }
        return .journal(query)
    }

    static func rows(of event: ConsoleEvent) -> AnswerPage<JournalEntry>? {
        if case .journalPage(let page) = event { page } else { nil }
    }

    func obstacle(to action: Action.Identifier, _ phrases: Phrases) -> String? {
        switch action {
        case .enter where list.selected == nil, .openOrders where list.selected == nil:
            phrases.pick("선택한 행이 없습니다.", "No row is selected.")
        case .openOrders where orderOfRow == nil:
            phrases.pick("주문에 관한 행이 아닙니다.", "This is not about an order.")
        case .filterAccount where onlyAccount == nil && list.selected?.account == nil:
            phrases.pick("계정에 관한 행이 아닙니다.", "This is not about an account.")
        default: nil
        }
    }

    mutating func perform(
        _ action: Action.Identifier,
        key: Key,
        _ setting: PageSetting
    ) -> PageOutcome {
        switch action {
        case .find: return askForFilter(setting)
        case .enter:
            guard let entry = list.selected else { return .nothing }
            guard let id = entry.cancellation else { return .open(.page(EntryPage(entry))) }
            return .open(.explanation(ExplanationPane(id: id)))
        case .filterAccount:
            onlyAccount = onlyAccount == nil ? list.selected?.account : nil
            return .nothing
        default: return .nothing
        }
    }

    func draw(on canvas: inout Canvas, _ setting: PageSetting) {
        let (phrases, layout) = (setting.phrases, setting.layout)
        let place =
            onlyAccount.map { phrases.name(of: $0) } ?? phrases.pick("모든 계정", "all accounts")
        canvas.write(
            "\(place) · \(phrases.name(of: sort))",
            in: layout.tabs.insetColumns(1),
            Style(onlyAccount == nil ? .secondary : .key)
        )
        let none =
            filter.isEmpty
            ? phrases.pick("아직 이력이 없습니다.", "Nothing has happened yet.")
            : phrases.nothingInJournal(by: setting.console.filterText(filter, .journal))
        drawList(on: &canvas, setting, none: Span(none, Style(.secondary)))
        drawPane(on: &canvas, setting)
    }

    static var columnedList: ColumnedList { .activity }

    func usualColumns(_ setting: PageSetting) -> [TableColumn<Column>] {
        let (phrases, extent) = (setting.phrases, list.extent)
        func widest(_ words: [String]) -> Int { words.map { DisplayText.width(of: $0) }.max() ?? 0 }
        let time = widest(
            [phrases.moment(extent.oldest ?? setting.now, now: setting.now)]
        )
        let act = widest(extent.acts.map { phrases.word(for: $0) })
        let outcome = widest(extent.outcomes.map { phrases.outcome($0.status, $0.reason) })
        let program = widest([phrases.name(of: .system)])
        var columns = [
            // Where days are told it is longer, and worth nothing without its end.
            TableColumn(id: Column.time, width: time, priority: 0),
            TableColumn(
                id: .actor,
                least: program,
                most: min(12, max(program, extent.actor)),
                priority: 5
            ),
            TableColumn(id: .act, width: act, priority: 1),
        ]
        if onlyAccount == nil {
            columns.append(setting.accountColumn(.account, priority: 4))
        }
        let isNarrow = setting.console.size.columns < 60
        return columns + [
            TableColumn(id: .cancellation, least: 5, most: 8, priority: 6),
            // On the narrowest screens its first words say more than any other column.
            TableColumn(
                id: .outcome,
                least: isNarrow ? min(phrases.language == .korean ? 16 : 12, outcome) : outcome,
                most: outcome,
                priority: 2
            ),
            // What has no room here stands under the list.
            TableColumn(id: .note, least: 8, most: 80, priority: 7),
            TableColumn(
                id: .order,
                least: min(18, extent.orderNumber),
                most: min(24, extent.orderNumber),
                priority: extent.orderNumber > 0 ? 3 : 8
            ),
        ]
    }

    /// All of the selected entry, of which the columns show a part.
    private func drawPane(on canvas: inout Canvas, _ setting: PageSetting) {
        let (phrases, layout) = (setting.phrases, setting.layout)
        guard !layout.pane.isEmpty else { return }
        canvas.drawDivider(layout)
        guard let entry = list.selected else { return }
        let area = layout.pane.insetColumns(1)
        let text = phrases.line(for: entry, now: setting.now)
        for (row, line) in DisplayText.wrapped(text, to: area.columns).enumerated() {
            let style = Style(row == 0 ? .text : .secondary)
            canvas.write(line, in: area.line(row), style)
        }
    }

    func head(of column: Column, _ phrases: Phrases) -> String {
        switch column {
        case .time: phrases.pick("시각", "Time")
        case .actor: phrases.pick("누가", "Who")
        case .act: phrases.pick("한 일", "Act")
        case .account: phrases.accountHead
        case .cancellation: phrases.pick("취소건", "Claim")
        case .outcome: phrases.pick("결과", "Outcome")
        case .note: phrases.pick("내용", "Note")
        case .order: phrases.pick("주문번호", "Order number")
        }
    }

    func cell(_ column: Column, of entry: JournalEntry, _ setting: PageSetting) -> Span {
        let phrases = setting.phrases
        switch column {
        case .time: return Span(phrases.moment(entry.at, now: setting.now), Style(.secondary))
        case .actor:
            let isPerson = entry.actor != .system
            return Span(phrases.name(of: entry.actor), Style(isPerson ? .key : .secondary))
        case .act: return Span(phrases.word(for: entry.act))
        case .account: return Span(entry.account.map { setting.name(of: $0) } ?? "")
        case .cancellation: return Span(entry.cancellation.map { "#\($0)" } ?? "")
        case .outcome:
            let outcome = phrases.outcome(of: entry)
            // Where notes have no room of their own, those of what had no outcome stand here.
            let isFree = setting.console.size.columns < 100 && list.extent.orderNumber > 0
            return outcome.isEmpty && isFree
                ? note(of: entry, phrases) : Span(outcome, Style(entry.status?.role ?? .text))
        case .note: return note(of: entry, phrases)
        case .order: return Span(DisplayText.sanitized(entry.orderNumber?.rawValue ?? ""))
        }
    }
}

extension ActivityPage {
    private func note(of entry: JournalEntry, _ phrases: Phrases) -> Span {
        Span(DisplayText.sanitized(phrases.note(of: entry)), Style(.secondary))
    }
}

extension JournalEntry: ListedRow {
    /// Only note and order number are foreign, and they are cleaned as they are drawn.
    var cleanedForScreen: JournalEntry { self }
    /// What was written down stays as it is.
    var standing: Int64 { id }

    /// What the entries' words are about, and how much room foreign texts take at most.
    struct Extent: ListExtent {
        struct Outcome: Sendable, Hashable {
            let status: Status?
            let reason: ReasonCode?
        }

        fileprivate(set) var acts: Set<Act>
        fileprivate(set) var outcomes: Set<Outcome>
        /// Cells of the longest name of a person.
        fileprivate(set) var actor: Int
        /// Cells of the longest order number; 0 where no entry is about an order.
        fileprivate(set) var orderNumber: Int
        /// When the oldest entry was written down; `nil` where there is none.
        fileprivate(set) var oldest: Timestamp?

        mutating func widen(by other: Self) {
            acts.formUnion(other.acts)
            outcomes.formUnion(other.outcomes)
            actor = max(actor, other.actor)
            orderNumber = max(orderNumber, other.orderNumber)
            oldest = .earlier(oldest, other.oldest)
        }
    }

    static func extent(of rows: [JournalEntry]) -> Extent {
        let names = rows.map { entry in
            if case .person(let name) = entry.actor { name } else { "" }
        }
        func widest(_ texts: [String]) -> Int { texts.map { DisplayText.width(of: $0) }.max() ?? 0 }
        return Extent(
            acts: Set(rows.map(\.act)),
            outcomes: Set(rows.map { Extent.Outcome(status: $0.status, reason: $0.reason) }),
            actor: widest(names),
            orderNumber: widest(rows.compactMap(\.orderNumber?.rawValue)),
            oldest: rows.map(\.at).min()
        )
    }
}
