import MatchingCore
import SyncInterfaces

// What lists are sorted by: chosen in a dialog, or with the mouse by the columns' names.
extension Console {
    mutating func openSort(now: Timestamp) {
        guard let offer = sortOffer(now: now) else { return }
        let choices = offer.choices.map { choice in
            let mark = choice.name == offer.current ? phrases.pick("  (지금)", "  (now)") : ""
            return Dialog.Choice(text: choice.title + mark, outcome: .sort(choice.name))
        }
        overlay = .dialog(
            Dialog(
                title: phrases.pick("정렬", "Sort"),
                body: offer.remark.map { [$0] } ?? [],
                choices: [.doNothing(phrases)] + choices
            )
        )
    }

    /// The orders in which the visible list can be read; `nil` where there is but one.
    func sortOffer(now: Timestamp) -> SortOffer? {
        switch stack.last {
        case .cancellations(let state): state.sortOffer(phrases)
        case .page(let page): page.sortOffer(setting(at: page.context, now: now))
        case nil: SortOffer(marketplaces.sort) { phrases.name(of: $0) }
        case .explanation, .help: nil
        }
    }

    /// Sorts the visible list in another of the orders that it can have, in their order.
    mutating func turnSort(_ step: Int, now: Timestamp) {
        guard let offer = sortOffer(now: now),
            let index = offer.choices.firstIndex(where: { $0.name == offer.current })
        else { return }
        let count = offer.choices.count
        let place = (index + step + count) % count
        sortList(by: offer.choices[place].name, now: now)
        show(.information, now: now) { $0.sortOffer(now: now)?.choices[place].title ?? "" }
    }

    /// Sorts the visible list from now on.
    mutating func sortList(by name: String, now: Timestamp) {
        switch stack.last {
        case nil:
            guard let sort = AccountSort(named: name) else { return }
            marketplaces.sort = sort
            memory.keep(accountSort: sort)
            arrangeMarketplaces(now: now)
        case .cancellations(var state):
            guard let sort = CancellationSort(named: name), state.sort != sort else { return }
            state.sort = sort
            state.list.restart()
            remember(state)
            replaceTop(with: .cancellations(state))
        case .page(var page):
            page.sort(by: name)
            remember(page)
            replaceTop(with: .page(page))
        case .explanation, .help: break
        }
    }

    /// Sorts by the column at a place of the heads, from the left; the other way round where it is
    /// sorted so.
    mutating func sortList(at place: Int, now: Timestamp) {
        let column: String?
        switch stack.last {
        case .cancellations(let state):
            let layout = ScreenLayout(size: size, context: context)
            let table = CancellationsView(console: self, state: state, now: now).table(layout)
            column = table.slot(at: place)?.id.sort?.rawValue
        case .page(let page):
            column = page.sortColumn(at: place, setting(at: page.context, now: now))
        case nil:
            let layout = ScreenLayout(size: size, context: context)
            column = MarketplacesView(console: self, now: now).sortColumn(at: place, layout)
        case .explanation, .help: column = nil
        }
        guard let name = sortOffer(now: now)?.name(afterClickOn: column) else { return }
        sortList(by: name, now: now)
    }
}
