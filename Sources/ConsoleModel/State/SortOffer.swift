import SyncInterfaces

/// The orders in which a list can be read.
struct SortOffer: Sendable {
    struct Choice: Sendable, Hashable {
        /// The order's name, by which it is chosen and kept.
        let name: String
        let title: String
        let isAscending: Bool
    }

    let choices: [Choice]
    /// The name of the order that it has now.
    let current: String
    /// Why others are not among them; `nil` when none is missing.
    let remark: String?

    /// Creates the offer: each column twice, one way round and the other.
    ///
    /// - Parameters:
    ///   - current: The order that the list has.
    ///   - remark: Why some are missing.
    ///   - isOffered: Whether the list can be read so.
    ///   - title: What the order is called, with what comes first.
    init<Key>(
        _ current: ListSort<Key>,
        remark: String? = nil,
        isOffered: (Key) -> Bool = { _ in true },
        title: (ListSort<Key>) -> String
    ) {
        self.current = current.name
        self.remark = remark
        choices = Key.allCases.filter(isOffered).flatMap { key in
            [false, true].map { isReversed in
                let sort = ListSort(key, isReversed: isReversed)
                return Choice(name: sort.name, title: title(sort), isAscending: sort.isAscending)
            }
        }
    }

    /// Whether small comes before great in a list that is sorted by `column`; `nil` when it is not.
    func direction(of column: String?) -> Bool? {
        guard let column, current == column || current == "-" + column else { return nil }
        return choices.first { $0.name == current }?.isAscending
    }

    /// The order that a click on a column's head leads to; `nil` where it leads to none.
    func name(afterClickOn column: String?) -> String? {
        guard let column else { return nil }
        let wanted = current == column ? "-" + column : column
        return choices.contains { $0.name == wanted } ? wanted : nil
    }
}

extension CancellationsState {
    /// The orders in which the list can be read.
    func sortOffer(_ phrases: Phrases) -> SortOffer {
        let canBeByRequest = CancellationSort(.requested).isOffered(for: tab.status, filter)
        return SortOffer(
            sort.offered(for: tab.status, filter),
            remark: canBeByRequest ? nil : phrases.sortByRequestMissing,
            isOffered: { key in
                CancellationSort(key).isOffered(for: tab.status, filter)
                    && (key != .account || account == nil)
            },
            title: { phrases.name(of: $0) }
        )
    }
}
