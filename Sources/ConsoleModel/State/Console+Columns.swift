import MatchingCore

// Which columns lists have.
extension Console {
    mutating func openColumns(now: Timestamp) {
        guard let list = columnedList else { return }
        let usual: [ColumnChooser.Entry] =
            switch stack.last {
            case nil: MarketplacesView(console: self, now: now).columnEntries
            case .cancellations(let state):
                CancellationsView(console: self, state: state, now: now).columnEntries
            case .page(let page): page.columnEntries(setting(at: page.context, now: now))
            case .explanation, .help: []
            }
        overlay = .columns(ColumnChooser(list, usual: usual, choice: memory.columns(of: list)))
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
