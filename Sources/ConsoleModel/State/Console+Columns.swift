import MatchingCore

// Which columns lists have.
extension Console {
    mutating func openColumns(now: Timestamp) {
        guard let list = columnedList else { return }
        let offer =
            switch stack.last {
            case nil: MarketplacesView(console: self, now: now).offeredColumns
            case .cancellations(let state):
                CancellationsView(console: self, state: state, now: now).offeredColumns
            case .page(let page): page.offeredColumns(setting(at: page.context, now: now))
            case .explanation, .help: ColumnChooser.Offer()
            }
        overlay = .columns(ColumnChooser(list, offer, choice: memory.columns(of: list)))
    }

    /// The visible list, where its columns can be chosen.
    var columnedList: ColumnedList? {
        switch context {
        case .marketplaces: .accounts
        case .cancellations: .cancellations
        case .orders: .orders
        case .pullList: .pullList
        case .activity: .activity
        case .explanation, .account, .order, .messages, .charts, .rehearsal, .help: nil
        }
    }

    mutating func choose(_ key: Key, in chooser: ColumnChooser) {
        var chooser = chooser
        switch chooser.handle(key) {
        case nil: overlay = .columns(chooser)
        case .close: overlay = nil
        case .keep(let names):
            overlay = nil
            memory.keep(columns: names, of: chooser.list)
        }
    }
}
