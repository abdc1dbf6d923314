import MatchingCore
import SyncInterfaces

/// What must not leave, the most urgent first, with a look-up for the packing table.
///
/// A barcode scanner types digits and Enter: the digits open the look-up, Enter answers it.
struct PullPage: SortedPage {
    enum Column: String, ChoosableColumn {
        case urgency, since, tracking, account, order, line, product, units, ordered

        var isMark: Bool { false }
        var isKept: Bool { self == .urgency || self == .order }
    }

    var filter: RowFilter
    var sort: PullSort
    var list = CursoredList<PullRow>()
    var viewSteps = ViewSteps()
    /// What was scanned or typed last.
    private var scan = AnswerPane<ParcelAnswer>()
    /// The lines that were marked here, the last one last.
    private var pulled: [OrderLineKey] = []

    init(filter: RowFilter = RowFilter(), sort: PullSort = PullSort()) {
        self.filter = filter
        self.sort = sort
    }

    var context: ActionContext { .pullList }
    var kept: KeptScreen? { .pullList }
    var filteredList: FilteredList? { .pullList }
    var rememberedList: ConsoleMemory.List? { .pullList }
    var account: AccountID? { list.selectedID?.account }
    var copyableNumber: String? {
        let line = list.selected?.line.line
        return line?.trackingNumber ?? line?.key.orderNumber.rawValue
    }
    func exportList(now: Timestamp) -> ExportList? { .pullList(query(now: now)) }

    private func query(now: Timestamp) -> PullQuery {
        PullQuery(filter: filter, now: now, sort: sort, limit: 0)
    }

    func sortOffer(_ setting: PageSetting) -> SortOffer? {
        let count = setting.console.totals?.pullCounts.values.reduce(0, +) ?? 0
        let isTooLong = count > PullSort.longestSorted
        return SortOffer(
            sort.offered(forCount: count),
            remark: isTooLong ? setting.phrases.pullListTooLong : nil,
            isOffered: { PullSort($0).isOffered(forCount: count) },
            title: { setting.phrases.name(of: $0) }
        )
    }

    func sortKey(of column: Column) -> String? {
        switch column {
        case .urgency: PullSortKey.urgency.rawValue
        case .since: PullSortKey.since.rawValue
        case .ordered: PullSortKey.ordered.rawValue
        case .account: PullSortKey.account.rawValue
        case .order: PullSortKey.order.rawValue
        case .tracking, .line, .product, .units: nil
        }
    }

    func title(_ phrases: Phrases) -> String { phrases.pick("당길 송장", "Pull list") }

    mutating func markStale() {
        list.markStale()
        scan.markStale()
    }

    mutating func settle(
        _ setting: PageSetting,
        _ tokens: inout TokenSource
    ) -> [ConsoleEffect] {
        var effects = settleList(setting, &tokens)
        if let question = scan.nextQuestion(&tokens) {
            effects.append(.ask(.parcel(question.id), question.token))
        }
        return effects
    }

    mutating func move(_ movement: Movement, _ layout: ScreenLayout) {
        // Who moves through the list looks at the list again.
        scan.turn(to: nil)
        list.move(movement, height: layout.list.rows)
    }

    mutating func selectRow(_ row: Int, height: Int) -> Bool {
        scan.turn(to: nil)
        return list.selectRow(row, height: height)
    }

    mutating func take(_ event: ConsoleEvent, _ layout: ScreenLayout) -> Bool {
        switch event {
        case .parcel(let answer): return scan.take(answer)
        case .pullChanged(let line, _, let isPulled):
            pulled.removeAll { $0 == line }
            if isPulled { pulled.append(line) }
            return true
        default: return takeRows(event, layout)
        }
    }

    func question(_ part: PagedList<PullRow>.PageRequest, now: Timestamp) -> PageQuestion {
        var query = query(now: now)
        query.position = part.position
        query.limit = part.limit
        query.ids = part.ids
        if part.isNews { query.sort = PullSort(.since, isReversed: true) }
        return .pullList(query)
    }

    static func rows(of event: ConsoleEvent) -> AnswerPage<PullRow>? {
        if case .pullPage(let page) = event { page } else { nil }
    }

    mutating func fail(_ token: RequestToken, isMissing: Bool) -> Bool {
        list.fail(token) || scan.fail(token)
    }

    func obstacle(to action: Action.Identifier, _ phrases: Phrases) -> String? {
        switch action {
        case .pull where linesToMark.isEmpty:
            phrases.pick("당기거나 회수할 품목이 없습니다.", "There is no line to pull or recall.")
        case .undoPull where pulled.isEmpty:
            phrases.pick("여기서 당김·회수로 표시한 품목이 없습니다.", "Nothing was marked here.")
        case .enter where orderToOpen == nil:
            phrases.pick("선택한 행이 없습니다.", "Nothing is selected.")
        default: nil
        }
    }

    /// The scanned parcel's lines; without a scan the selected one.
    private var linesToMark: [OrderLineKey] {
        if scan.id != nil {
            return scan.answer?.lines.filter(\.isToPull).map(\.line.line.key) ?? []
        }
        return list.selectedID.map { [$0] } ?? []
    }

    private var orderToOpen: OrderKey? {
        scan.id == nil ? list.selectedID?.order : scan.answer?.order
    }

    mutating func perform(
        _ action: Action.Identifier,
        key: Key,
        _ setting: PageSetting
    ) -> PageOutcome {
        switch action {
        case .enter: return orderToOpen.map { .open(.page(OrderPage($0))) } ?? .nothing
        case .find: return askForFilter(setting)
        case .typeNumber:
            guard case .character(let digit) = key else { return .nothing }
            return .ask(Prompt(.lookUpParcel, text: digit.isNumber ? String(digit) : ""))
        case .pull: return .effects(linesToMark.map { .setPulled($0, true) })
        case .undoPull: return .effects(pulled.suffix(1).map { .setPulled($0, false) })
        default: return .nothing
        }
    }

    mutating func submit(_ text: String) {
        scan.turn(to: text.isEmpty ? nil : text)
        // The same parcel once more is looked up once more.
        scan.markStale()
    }

    /// A number alone is looked up, as a scanned one is.
    mutating func submit(_ filter: RowFilter) {
        if let number = filter.onlyBeginning { return submit(number) }
        scan.turn(to: nil)
        guard self.filter != filter else { return }
        self.filter = filter
        list.restart()
    }

    var wayBack: WayOut? { scan.id == nil ? searchToClear : .closePart }

    mutating func goBack() {
        guard scan.id != nil else { return clearSearch() }
        scan.turn(to: nil)
    }

    func draw(on canvas: inout Canvas, _ setting: PageSetting) {
        let (phrases, layout) = (setting.phrases, setting.layout)
        drawTabs(on: &canvas, in: layout.tabs.insetColumns(1), setting)
        if scan.id != nil && layout.pane.isEmpty {
            drawScan(on: &canvas, in: belowTabs(layout), phrases)
            return
        }
        let none =
            filter.isEmpty
            ? Span(phrases.pick("당길 송장이 없습니다.", "There is nothing to pull."), Style(.good))
            : Span(
                phrases.nothingToPull(by: setting.console.filterText(filter, .pullList)),
                Style(.secondary)
            )
        drawList(on: &canvas, setting, none: none)
        drawPane(on: &canvas, layout, phrases)
    }

    private func belowTabs(_ layout: ScreenLayout) -> Rect {
        var area = layout.body
        _ = area.takeTop(layout.tabs.rows)
        return area
    }

    private func drawTabs(on canvas: inout Canvas, in area: Rect, _ setting: PageSetting) {
        let phrases = setting.phrases
        let counts = setting.console.totals?.pullCounts ?? [:]
        // What is rare takes no room where there is none.
        let shown = PullUrgency.allCases.filter { $0 != .recall || counts[$0, default: 0] > 0 }
        let spans = shown.map { urgency in
            let count = counts[urgency, default: 0]
            return Span(
                "\(phrases.word(for: urgency)) \(phrases.number(count))  ",
                Style(count > 0 ? urgency.role : .secondary, isBold: count > 0)
            )
        }
        let hints = [
            phrases.pick("바코드를 찍거나 번호를 입력하고 Enter", "scan a barcode, or type a number and Enter"),
            phrases.pick("바코드를 찍거나 번호 입력", "scan or type a number"),
        ]
        let head = [Span(phrases.pick("품목: ", "Lines: "), Style(.secondary))] + spans
        let hint = DisplayText.first(of: hints, within: area.columns - head.width) ?? ""
        canvas.write(head + [Span(hint, Style(.key))], in: area)
    }

    private func drawPane(on canvas: inout Canvas, _ layout: ScreenLayout, _ phrases: Phrases) {
        guard !layout.pane.isEmpty else { return }
        canvas.drawDivider(layout)
        if scan.id != nil {
            drawScan(on: &canvas, in: layout.pane, phrases)
        } else if let row = list.selected {
            let view = ParcelView(phrases: phrases)
            view.draw(row.line, on: &canvas, in: layout.pane)
        }
    }

    private func drawScan(on canvas: inout Canvas, in area: Rect, _ phrases: Phrases) {
        guard let answer = scan.answer else {
            let text = phrases.pick("찾는 중…", "Looking it up…")
            canvas.write(text, in: area.insetColumns(1), Style(.secondary))
            return
        }
        ParcelView(phrases: phrases).draw(answer, on: &canvas, in: area)
    }

    static var columnedList: ColumnedList { .pullList }

    func usualColumns(_ setting: PageSetting) -> [TableColumn<Column>] {
        let isKorean = setting.console.language == .korean
        return [
            TableColumn(
                id: .urgency,
                least: isKorean ? 5 : 8,
                most: isKorean ? 5 : 8,
                priority: 0
            ),
            TableColumn(id: .since, width: sinceWidth(setting), priority: 4),
            setting.trackingColumn(.tracking, list.extent, priority: 2),
            setting.accountColumn(.account, priority: 5),
            TableColumn(
                id: .order,
                least: max(12, min(18, list.extent.orderNumber)),
                most: max(12, min(24, list.extent.orderNumber)),
                priority: 1
            ),
            TableColumn(id: .line, least: 8, most: 16, priority: 7),
            // Where there is room, what is to be taken out can be read before more is shown of it.
            TableColumn(
                id: .product,
                least: setting.layout.list.columns < 100 ? 12 : 24,
                most: 60,
                priority: 3
            ),
            TableColumn(id: .units, width: 7, priority: 6, alignment: .right),
            setting.orderedColumn(
                .ordered,
                list.extent,
                priority: sort.column == .ordered ? 3 : 8
            ),
        ]
    }

    /// Room for any number of minutes or hours, and for the days of the oldest one.
    private func sinceWidth(_ setting: PageSetting) -> Int {
        let oldest = list.rows.map(\.place.since).min()
        let age = oldest.map { setting.phrases.age(of: $0, now: setting.now) } ?? ""
        return max(setting.console.language == .korean ? 9 : 10, DisplayText.width(of: age))
    }

    func head(of column: Column, _ phrases: Phrases) -> String {
        switch column {
        case .urgency: phrases.pick("배송", "Stage")
        case .since: phrases.pick("취소 이후", "Cancelled")
        case .tracking: phrases.pick("송장번호", "Tracking")
        case .account: phrases.accountHead
        case .order: phrases.pick("주문번호", "Order number")
        case .line: phrases.pick("관리번호", "Line")
        case .product: phrases.productHead
        case .units: phrases.pick("취소", "Canc.")
        case .ordered: phrases.pick("주문일시", "Ordered")
        }
    }

    func cell(_ column: Column, of row: PullRow, _ setting: PageSetting) -> Span {
        let (phrases, line) = (setting.phrases, row.line)
        switch column {
        case .urgency:
            return Span(
                phrases.stage(of: row),
                Style(row.place.urgency.role, isBold: row.place.urgency != .received)
            )
        case .since: return Span(phrases.age(of: row.place.since, now: setting.now))
        case .tracking: return Span(DisplayText.sanitized(line.line.trackingNumber ?? "–"))
        case .account: return Span(setting.name(of: row.id.account))
        case .order: return Span(DisplayText.sanitized(row.id.orderNumber.rawValue))
        case .line: return Span(DisplayText.sanitized(row.id.lineID.rawValue))
        case .product: return Span(phrases.contents(of: line), Style(.secondary))
        case .units: return Span("\(line.cancelledUnits)/\(line.line.quantity)")
        case .ordered:
            let moment = line.line.orderedAt.map { phrases.moment($0, now: setting.now) }
            return Span(moment ?? "", Style(.secondary))
        }
    }
}

extension PullRow: ListedRow {
    /// The row names the line that is marked, so it stays as it is; it is cleaned as it is drawn.
    var cleanedForScreen: PullRow { self }
    var standing: PullUrgency { place.urgency }

    static func extent(of rows: [PullRow]) -> OrderExtent { OrderExtent(rows.lazy.map(\.line)) }
}

extension PullUrgency {
    var role: Role {
        switch self {
        case .recall, .labeled: .problem
        case .received: .waiting
        }
    }
}
