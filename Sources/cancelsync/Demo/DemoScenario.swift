import MatchingCore

/// What happens to one claim of the demo's world; together they reach every list and every reason.
enum DemoScenario: CaseIterable, Sendable, Hashable {
    /// Matches one line.
    case plain
    /// Every line of the order.
    case wholeOrder
    /// One unit of several.
    case partial
    /// More units than were ordered.
    case tooMany
    /// Fewer units than the several lines that the rule finds.
    case ambiguous
    case shipped
    /// The order is imported only later.
    case beforeItsOrder
    case neverOrdered
    /// The order number belongs to another account.
    case otherAccount
    /// One key value is written differently.
    case writtenDifferently
    /// The feed leaves out what the rule needs.
    case keyLeftOut
    /// The seller's line lacks what the rule needs.
    case keyNotImported
    /// Two claims name the same line.
    case twice
    /// The state is not one that is synced.
    case refused
    /// The state waits for a person.
    case toConfirm
    /// Withdrawn after it was applied.
    case withdrawn
    /// Withdrawn, then asked again.
    case askedAgain
    /// A row that cannot be read.
    case broken

    /// The scenarios that show something under `policy`; the plain one counts thrice.
    static func scenarios(under policy: SyncPolicy) -> [DemoScenario] {
        let isNarrow = (policy.rule?.fields.count ?? 0) > 1
        let fitting = allCases.filter { scenario in
            switch scenario {
            case .ambiguous: !isNarrow
            case .writtenDifferently, .keyLeftOut, .keyNotImported: isNarrow
            case .toConfirm: !policy.confirmStates.isEmpty
            default: true
            }
        }
        return fitting + [.plain, .plain]
    }
}

/// A claim of the demo's world at one moment: a row of a feed.
struct DemoRow: Sendable, Hashable {
    let at: Timestamp
    let account: AccountID
    let cells: [RecordField: String]
}

/// What a scenario puts into the world: rows of feeds, and orders that come late.
struct DemoPlot: Sendable {
    var orders: [DemoOrder] = []
    var lateOrders: [(at: Timestamp, order: DemoOrder)] = []
    var rows: [DemoRow] = []
}

/// Plays scenarios for one account.
struct DemoStoryteller: Sendable {
    let account: Account
    /// Where orders of the scenario "other account" are put.
    let neighbour: AccountID
    private var maker: DemoOrderMaker
    private var claimCount = 0

    /// Prepares for the account at `position` of the list of accounts.
    init(account: Account, neighbour: AccountID, position: Int) {
        self.account = account
        self.neighbour = neighbour
        maker = DemoOrderMaker(account: account, position: position)
    }

    private var policy: SyncPolicy { account.marketplace.policy }

    private var cancelState: String {
        policy.cancelStates.first { !policy.confirmStates.contains($0) } ?? "취소완료"
    }

    /// Makes an order that nobody cancels.
    mutating func quietOrder(
        at moment: Timestamp,
        using generator: inout SeededGenerator
    )
        -> DemoOrder
    {
        maker.order(
            lineCount: [1, 1, 2].randomElement(using: &generator) ?? 1,
            quantity: nil,
            shipping: nil,
            at: moment,
            using: &generator
        )
    }

    /// Plays `scenario` around `moment`.
    mutating func play(
        _ scenario: DemoScenario,
        at moment: Timestamp,
        using generator: inout SeededGenerator
    ) -> DemoPlot {
        var plot = DemoPlot()
        let order = order(for: scenario, at: moment, using: &generator)
        switch scenario {
        case .beforeItsOrder:
            plot.lateOrders = [(moment.advanced(by: .seconds(2400)), order)]
        // Every other one went on under the number of its exchange.
        case .neverOrdered: plot.orders = claimCount.isMultiple(of: 2) ? [order.exchanged] : []
        case .otherAccount: plot.orders = [order.moved(to: neighbour)]
        case .keyNotImported: plot.orders = [order.without(narrowFields)]
        case .shipped: plot.orders = [order.markedEarly]
        case .twice:
            plot.orders = [order]
            plot.lateOrders = [(moment.advanced(by: .seconds(900)), order.repacked)]
        default: plot.orders = [order]
        }
        plot.rows = rows(of: scenario, order: order, at: moment)
        return plot
    }

    private mutating func order(
        for scenario: DemoScenario,
        at moment: Timestamp,
        using generator: inout SeededGenerator
    ) -> DemoOrder {
        let ordered = moment.advanced(
            by: .seconds(-Int64.random(in: 3600...86_400, using: &generator))
        )
        let several = scenario == .ambiguous || scenario == .wholeOrder
        let quantity: Int? =
            switch scenario {
            case .partial: 2
            case .ambiguous, .tooMany: 1
            default: nil
            }
        let shipping: ShippingState? =
            scenario == .shipped
            ? .shipped : ([.received, .labeled].randomElement(using: &generator) ?? .received)
        return maker.order(
            lineCount: several ? 2 : 1,
            quantity: quantity,
            shipping: shipping,
            at: ordered,
            using: &generator
        )
    }

    private mutating func rows(
        of scenario: DemoScenario,
        order: DemoOrder,
        at moment: Timestamp
    ) -> [DemoRow] {
        let line = order.lines[0]
        let later = moment.advanced(by: .seconds(1500))
        switch scenario {
        case .plain, .shipped, .beforeItsOrder, .neverOrdered, .otherAccount, .keyNotImported:
            return [row(line, cancelState, moment)]
        case .wholeOrder: return order.lines.map { row($0, cancelState, moment) }
        case .partial: return [row(line, cancelState, moment, quantity: 1)]
        case .tooMany: return [row(line, cancelState, moment, quantity: line.quantity + 2)]
        case .ambiguous: return [row(line, cancelState, moment, quantity: 1)]
        case .writtenDifferently:
            return [row(line, cancelState, moment, changing: Self.rewritten)]
        case .keyLeftOut: return [row(line, cancelState, moment, without: Set(narrowFields))]
        case .twice: return [row(line, cancelState, moment), row(line, cancelState, later)]
        case .refused: return [row(line, "취소거절", moment)]
        case .toConfirm: return [row(line, policy.confirmStates.first ?? cancelState, moment)]
        case .withdrawn, .askedAgain:
            let asked = row(line, cancelState, moment)
            let back = asked.changed(to: policy.withdrawalStates.first ?? "취소철회", at: later)
            let again = asked.changed(
                to: cancelState,
                at: later.advanced(by: .seconds(1200))
            )
            return scenario == .withdrawn ? [asked, back] : [asked, back, again]
        case .broken:
            let whole = row(line, cancelState, moment)
            return [whole.replacing(.quantity, with: "두 개")]
        }
    }

    /// The rule's fields beside the order number, the ones of its first branch.
    private var narrowFields: [KeyField] {
        policy.rule?.fields.filter { $0 != .orderNumber } ?? []
    }

    private mutating func row(
        _ line: DemoLine,
        _ state: String,
        _ moment: Timestamp,
        quantity: Int? = nil,
        without leftOut: Set<KeyField> = [],
        changing change: (KeyField, String) -> String = { $1 }
    ) -> DemoRow {
        claimCount += 1
        var cells: [RecordField: String] = [
            .claimID: "C\(line.orderNumber.suffix(9))\(claimCount)", .state: state,
            .requestedAt: moment.demoText, .changedAt: moment.demoText,
            .reason: ["단순 변심", "옵션 잘못 선택", "배송 지연", "다른 상품 구매"][claimCount % 4],
        ]
        for (field, value) in line.fields where !leftOut.contains(field) {
            cells[.key(field)] = narrowFields.contains(field) ? change(field, value) : value
        }
        if let quantity { cells[.quantity] = String(quantity) }
        return DemoRow(at: moment, account: account.id, cells: cells)
    }

    /// What exports do to values: numbers gain zeros, texts lose their spaces.
    private static func rewritten(_ field: KeyField, _ value: String) -> String {
        field.isFreeText ? value.filter { $0 != " " } : "0\(value)"
    }
}

extension DemoRow {
    fileprivate func changed(to state: String, at moment: Timestamp) -> DemoRow {
        var cells = cells
        cells[.state] = state
        cells[.changedAt] = moment.demoText
        return DemoRow(at: moment, account: account, cells: cells)
    }

    fileprivate func replacing(_ field: RecordField, with value: String) -> DemoRow {
        var cells = cells
        cells[field] = value
        return DemoRow(at: at, account: account, cells: cells)
    }
}

extension DemoOrder {
    fileprivate func moved(to account: AccountID) -> DemoOrder {
        changing { $0.account = account }
    }

    fileprivate func without(_ fields: [KeyField]) -> DemoOrder {
        changing { line in
            line.fields = line.fields.filter { !fields.contains($0.key) }
        }
    }

    /// The order that the marketplace made of this one when it was exchanged.
    fileprivate var exchanged: DemoOrder {
        changing { line in
            line.remarks[.originalOrderNumber] = line.orderNumber
            line.orderNumber += "E"
            line.fields[.orderNumber] = line.orderNumber
        }
    }

    /// The order as a seller marks it who prints labels ahead of time.
    fileprivate var markedEarly: DemoOrder {
        changing { $0.remarks[.shippingWord] = "배송준비중" }
    }

    /// The order after somebody packed another option.
    fileprivate var repacked: DemoOrder {
        changing { $0.fields[.option] = "\($0.fields[.option] ?? "") (대체품)" }
    }

    private func changing(_ change: (inout DemoLine) -> Void) -> DemoOrder {
        DemoOrder(
            lines: lines.map { line in
                var line = line
                change(&line)
                return line
            }
        )
    }
}
