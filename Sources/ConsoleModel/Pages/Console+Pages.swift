import MatchingCore
import SyncInterfaces

// What happens to the pages on the stack.
extension Console {
    /// The page that is visible; `nil` for another kind of screen.
    var visiblePage: (any ScreenPage)? {
        if case .page(let page) = stack.last { page } else { nil }
    }

    func setting(at context: ActionContext, now: Timestamp) -> PageSetting {
        PageSetting(console: self, layout: ScreenLayout(size: size, context: context), now: now)
    }

    mutating func settlePage(_ page: any ScreenPage, now: Timestamp) -> [ConsoleEffect] {
        var page = page
        var source = tokens
        let effects = page.settle(setting(at: page.context, now: now), &source)
        tokens = source
        replaceTop(with: .page(page))
        return effects
    }

    mutating func performOnPage(
        _ action: Action.Identifier,
        key: Key,
        now: Timestamp
    ) -> [ConsoleEffect] {
        guard var page = visiblePage else { return [] }
        let outcome = page.perform(action, key: key, setting(at: page.context, now: now))
        replaceTop(with: .page(page))
        switch outcome {
        case .nothing: break
        case .open(let screen): stack.append(screen)
        case .ask(let prompt): overlay = .prompt(prompt)
        case .effects(let effects): return effects
        }
        return []
    }

    /// Opens the orders: of the account, or the one order that the selected row is about.
    mutating func openOrders() {
        switch stack.last {
        case .cancellations, .explanation:
            guard let key = selectedOrder else { return }
            open(OrderPage(key))
        case .page(let page):
            guard let key = page.orderOfRow else { return open(.orders(pageAccount)) }
            open(OrderPage(key))
        case .help, nil: open(.orders(pageAccount))
        }
    }

    /// The order that the selected cancellation names.
    var selectedOrder: OrderKey? {
        if let claim = visiblePane?.answer?.explanation.claim {
            return OrderKey(account: claim.account, orderNumber: claim.orderNumber)
        }
        return nil
    }

    /// Opens the page that an action stands for.
    mutating func openPage(_ action: Action.Identifier) {
        switch action {
        case .openOrders: openOrders()
        case .openPullList: open(.pullList)
        case .openActivity: open(.activity(pageAccount))
        case .openCharts: open(.charts)
        case .openMessages: open(MessagesPage())
        case .openCancellations: openCancellations()
        default: break
        }
    }

    /// The one account that the visible page is about; `nil` on lists of all.
    private var pageAccount: AccountID? { context == .account ? visiblePage?.account : nil }

    mutating func open(_ kept: KeptScreen) { stack.append(screen(kept)) }

    mutating func open(_ page: some ScreenPage) { stack.append(.page(page)) }

    /// Says what became of a line on the pull list.
    mutating func notePull(
        _ line: OrderLineKey,
        _ urgency: PullUrgency,
        isPulled: Bool,
        now: Timestamp
    ) {
        let hasLeft = urgency == .recall
        endAct(
            .init(
                held: 0,
                toPull: !isPulled && urgency == .labeled ? 1 : 0,
                toRecall: !isPulled && hasLeft ? 1 : 0
            )
        )
        let place = "\(line.orderNumber) · \(line.lineID)"
        show(.success, phrases.both { $0.marked(place, hasLeft, isPulled) }, now: now)
        offer(.pullChanged(line, urgency, isPulled: isPulled))
        markStale()
    }
}
