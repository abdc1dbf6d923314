import SyncInterfaces

/// A page that is a list which can be sorted.
protocol SortedPage: TablePage {
    associatedtype Key: SortKey

    /// As chosen; a list that it is not offered for is sorted as usual.
    var sort: ListSort<Key> { get set }
}

extension SortedPage {
    var sortName: String? { sort.keptName }

    mutating func sort(by name: String) {
        let named = name.isEmpty ? ListSort() : ListSort<Key>(named: name)
        guard let sort = named, sort != self.sort else { return }
        self.sort = sort
        list.restart()
    }
}
