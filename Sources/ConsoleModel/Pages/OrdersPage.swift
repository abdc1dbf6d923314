import MatchingCore
import SyncInterfaces

/// Orders, newest first, or those that a number or a filter finds.
struct OrdersPage: SortedPage {
    enum Column: String, ChoosableColumn {
        case mark, account, order, line, product, quantity, cancelled, shipping, held, tracking
        case ordered

        var isMark: Bool { self == .mark }
        var isKept: Bool { self == .order || self == .shipping }
    }

    /// `nil` for all accounts.
    private let ownAccount: AccountID?
    var filter: RowFilter
    var sort: OrderSort
    var list = CursoredList<OrderRow>()
    var viewSteps = ViewSteps()
    /// What is known of a number that no order has.
    private var naming = AnswerPane<ParcelAnswer>()
    /// How many orders were asked for.
    private var limit = 0

    init(account: AccountID?, filter: RowFilter = RowFilter(), sort: OrderSort = OrderSort()) {
        ownAccount = account
        self.filter = filter
        self.sort = sort
    }

    var context: ActionContext { .orders }
    var kept: KeptScreen? { .orders(ownAccount) }
    var account: AccountID? { ownAccount ?? list.selected?.id.account }

    var copyableNumber: String? { list.selected?.id.orderNumber.rawValue }

    func exportList(now: Timestamp) -> ExportList? { .orders(query(now: now)) }

    private func query(now: Timestamp) -> OrderQuery {
        let find = filter.onlyBeginning
        return OrderQuery(
            account: ownAccount,
            find: find,
            filter: find == nil ? filter : RowFilter(),
            now: now,
            sort: sort,
            limit: 0
        )
    }

    var filteredList: FilteredList? { .orderLines }

    func sortOffer(_ setting: PageSetting) -> SortOffer? {
        SortOffer(
            sort.offered(for: filter),
            isOffered: { key in
                OrderSort(key).offered(for: filter).column == key
                    && (key != .account || ownAccount == nil)
            },
            title: { setting.phrases.name(of: $0) }
        )
    }

    func sortKey(of column: Column) -> String? {
        switch column {
        // What is found by a number has an order of its own.
        case _ where isFoundByNumber: nil
        case .account: OrderSortKey.account.rawValue
        case .order: OrderSortKey.order.rawValue
        case .mark, .line, .product, .quantity, .cancelled, .shipping, .held, .tracking, .ordered:
            nil
        }
    }

    /// Whether the list is the one page that a number finds.
    private var isFoundByNumber: Bool { filter.onlyBeginning != nil }

    func title(_ phrases: Phrases) -> String { phrases.pick("주문", "Orders") }

    var isAwaited: Bool { list.pages.isAwaited || naming.isAwaited }

    mutating func markStale() {
        list.markStale()
        naming.markStale()
    }

    mutating func settle(
        _ setting: PageSetting,
        _ tokens: inout TokenSource
    ) -> [ConsoleEffect] {
        var effects = settleList(setting, &tokens)
        let isUnknown = list.pages.isLoaded && list.rows.isEmpty
        naming.turn(to: isUnknown ? filter.onlyBeginning : nil)
        if let question = naming.nextQuestion(&tokens) {
            effects.append(.ask(.parcel(question.id), question.token))
        }
        return effects
    }

    mutating func take(_ event: ConsoleEvent, _ layout: ScreenLayout) -> Bool {
        if case .parcel(let answer) = event { return naming.take(answer) }
        return takeRows(event, layout)
    }

    mutating func fail(_ token: RequestToken, isMissing: Bool) -> Bool {
        list.fail(token) || naming.fail(token)
    }

    mutating func question(
        _ part: PagedList<OrderRow>.PageRequest,
        now: Timestamp
    ) -> PageQuestion {
        limit = part.limit
        var query = query(now: now)
        query.position = part.position
        query.limit = part.limit
        query.places = part.places
        query.isNews = part.isNews
        query.changesAfter = part.changesAfter
        return .orders(query)
    }

    static func rows(of event: ConsoleEvent) -> AnswerPage<OrderRow>? {
        if case .orderPage(let page) = event { page } else { nil }
    }

    func obstacle(to action: Action.Identifier, _ phrases: Phrases) -> String? {
        action == .enter && orderToOpen == nil
            ? phrases.pick("선택한 주문이 없습니다.", "No order is selected.") : nil
    }

    mutating func perform(
        _ action: Action.Identifier,
        key: Key,
        _ setting: PageSetting
    ) -> PageOutcome {
        if action == .find { return askForFilter(setting) }
        if action == .typeNumber, case .character(let digit) = key {
            return .ask(Prompt(.find(.orderLines), text: digit.isNumber ? String(digit) : ""))
        }
        guard action == .enter, let order = orderToOpen else { return .nothing }
        return .open(.page(OrderPage(order)))
    }

    /// The selected order; of a number that only cancellations name, what they say of it.
    private var orderToOpen: OrderKey? { list.selectedID ?? naming.answer?.order }

    var rememberedList: ConsoleMemory.List? { .orders(ownAccount) }

    /// Who looks one order up does not want to find it again the next time.
    var rememberedFilter: RowFilter { filter.onlyBeginning == nil ? filter : RowFilter() }

    func draw(on canvas: inout Canvas, _ setting: PageSetting) {
        let (phrases, layout) = (setting.phrases, setting.layout)
        drawTabs(on: &canvas, in: layout.tabs.insetColumns(1), phrases)
        drawList(on: &canvas, setting, none: Span(emptyText(setting), Style(.secondary)))
        guard let answer = naming.answer, !answer.naming.isEmpty else { return }
        var area = layout.list
        _ = area.takeTop(1)
        ParcelView(phrases: phrases).drawContents(of: answer, on: &canvas, in: area)
    }

    private func drawTabs(on canvas: inout Canvas, in area: Rect, _ phrases: Phrases) {
        let place = ownAccount.map { phrases.name(of: $0) } ?? phrases.pick("모든 계정", "all accounts")
        let order = phrases.name(of: sort.offered(for: filter))
        guard !filter.isEmpty else {
            let hints = [
                phrases.pick(" · 번호나 /조건으로 찾기", " · type a number, or / and a filter"),
                phrases.pick(" · 번호나 /조건", " · number or /filter"), "",
            ]
            let texts = hints.map { "\(place) · \(order)\($0)" } + [order]
            let text = DisplayText.first(of: texts, within: area.columns) ?? order
            canvas.write(text, in: area, Style(.secondary))
            return
        }
        let isCut = isFoundByNumber && list.rows.count >= limit && limit > 0
        let count =
            isCut
            ? phrases.pick("\(limit)건 이상: 번호를 더 입력하십시오", "\(limit) or more: type more of it")
            : isFoundByNumber
                ? phrases.pick("\(list.rows.count)건", "\(list.rows.count) found") : order
        canvas.write(
            [
                Span("\(place) · ", Style(.secondary)),
                Span(list.pages.isLoaded ? count : "…", Style(isCut ? .attention : .text)),
            ],
            in: area
        )
    }

    /// What is in an order: of a filtered list the line that was wanted is named.
    private func contents(of row: OrderRow, _ setting: PageSetting) -> String {
        let query = OrderQuery(filter: filter, now: setting.now, limit: 0)
        let test = OrderFilterTest(query)
        return setting.phrases.contents(of: row, naming: test.wantedLine(of: row))
    }

    /// The first line's name, and how many more there are.
    private func lineName(of row: OrderRow) -> String {
        let name = DisplayText.sanitized(row.lines.first?.line.key.lineID.rawValue ?? "")
        return row.lines.count > 1 ? "\(name) +\(row.lines.count - 1)" : name
    }

    private func emptyText(_ setting: PageSetting) -> String {
        let phrases = setting.phrases
        guard !filter.isEmpty else {
            return phrases.pick(
                "주문이 없습니다. 주문 파일을 inbox/orders에 넣으십시오.",
                "No orders. Put order files into inbox/orders."
            )
        }
        guard let find = filter.onlyBeginning else {
            return phrases.noOrderFound(by: setting.console.filterText(filter, .orderLines))
        }
        return phrases.pick(
            "'\(find)'\(KoreanParticle.by.form(after: find)) 시작하는 주문·관리·송장번호가 없습니다. Esc: 찾기 해제",
            "No order, line or tracking number begins with '\(find)'. Esc: clear the search"
        )
    }

    static var columnedList: ColumnedList { .orders }

    func usualColumns(_ setting: PageSetting) -> [TableColumn<Column>] {
        var columns = [TableColumn(id: Column.mark, width: 1, priority: 0)]
        if ownAccount == nil {
            columns.append(setting.accountColumn(.account, priority: 4))
        }
        return columns + [
            TableColumn(
                id: .order,
                least: max(10, min(20, list.extent.orderNumber)),
                most: max(10, min(28, list.extent.orderNumber)),
                priority: 1
            ),
            // By itself worth its room only where products have enough of it.
            TableColumn(
                id: .line,
                least: 12,
                most: 20,
                priority: 10,
                isUsual: setting.layout.list.columns >= 150
            ),
            TableColumn(id: .product, least: 12, most: 120, priority: 5),
            TableColumn(id: .quantity, least: 4, most: 5, priority: 6, alignment: .right),
            TableColumn(id: .cancelled, least: 4, most: 6, priority: 3, alignment: .right),
            TableColumn(id: .shipping, least: 8, most: 9, priority: 2),
            TableColumn(id: .held, width: 7, priority: 7),
            setting.trackingColumn(.tracking, list.extent, priority: 8),
            setting.orderedColumn(.ordered, list.extent, priority: 9),
        ]
    }

    func head(of column: Column, _ phrases: Phrases) -> String {
        switch column {
        case .mark: ""
        case .account: phrases.accountHead
        case .order: phrases.pick("주문번호", "Order number")
        case .line: phrases.pick("관리번호", "Line")
        case .product: phrases.productHead
        case .quantity: phrases.pick("수량", "Qty")
        case .cancelled: phrases.pick("취소", "Canc.")
        case .shipping: phrases.pick("배송", "Shipping")
        case .held: phrases.pick("보류", "Hold")
        case .tracking: phrases.pick("송장번호", "Tracking")
        case .ordered: phrases.pick("주문일시", "Ordered")
        }
    }

    func cell(_ column: Column, of row: OrderRow, _ setting: PageSetting) -> Span {
        let phrases = setting.phrases
        switch column {
        case .mark: return row.isHeld ? Span("!", Style(.attention, isBold: true)) : Span("")
        case .account: return Span(setting.name(of: row.id.account))
        case .order: return Span(DisplayText.sanitized(row.id.orderNumber.rawValue))
        case .line: return Span(lineName(of: row), Style(.secondary))
        case .product: return Span(contents(of: row, setting), Style(.secondary))
        case .quantity: return Span(phrases.number(row.quantity))
        case .cancelled:
            let count = row.cancelledUnits
            return count == 0
                ? Span("·", Style(.secondary)) : Span(phrases.number(count), Style(.attention))
        case .shipping:
            let text = row.shipping.map { phrases.word(for: $0) } ?? phrases.pick("섞임", "mixed")
            return Span(text, Style(row.shipping?.role ?? .text))
        case .held: return Span(row.isHeld ? phrases.onHoldWord : "", Style(.attention))
        case .tracking:
            let number = row.lines.lazy.compactMap(\.line.trackingNumber).first ?? ""
            return Span(DisplayText.sanitized(number), Style(.secondary))
        case .ordered:
            let ordered = row.lines.lazy.compactMap(\.line.orderedAt).first
            let text = ordered.map { phrases.moment($0, now: setting.now) } ?? ""
            return Span(text, Style(.secondary))
        }
    }
}

extension OrderRow: ListedRow {
    /// The row names the order that is read when it is opened, so it stays as it is; what is drawn
    /// of it is cleaned as it is drawn.
    var cleanedForScreen: OrderRow { self }

    struct Standing: Hashable {
        let shipping: ShippingState?
        let isHeld: Bool
        let cancelledUnits: Int
    }

    var standing: Standing {
        Standing(shipping: shipping, isHeld: isHeld, cancelledUnits: cancelledUnits)
    }

    static func extent(of rows: [OrderRow]) -> OrderExtent {
        OrderExtent(rows.lazy.flatMap(\.lines))
    }

    var isHeld: Bool { lines.contains(where: \.isHeld) }
    /// Where all lines stand; `nil` when they differ.
    var shipping: ShippingState? {
        let states = Set(lines.map(\.line.shipping))
        return states.count == 1 ? states.first : nil
    }
}

extension ShippingState {
    var role: Role {
        switch self {
        case .received: .text
        case .labeled: .waiting
        case .shipped: .good
        }
    }
}
