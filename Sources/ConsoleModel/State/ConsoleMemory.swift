import MatchingCore
import SyncInterfaces

/// What the console keeps from one run to the next: how each list was filtered and
/// sorted, and which screens were open.
///
/// A value that is written as it is; what a version does not know in it is left out.
package struct ConsoleMemory: Codable, Sendable, Hashable {
    /// Filters as texts in English, by account; an empty name is the list of all accounts.
    package private(set) var filters: [String: String] = [:]
    /// What lists are sorted by, by the same names; reversed behind a `-`.
    package private(set) var sorts: [String: String] = [:]
    /// The columns of lists, in order; hidden ones behind a `-`.
    package private(set) var columns: [String: [String]] = [:]
    /// Filters that were asked for, by what the rows are: texts in English, the latest first.
    package private(set) var recent: [String: [String]] = [:]
    /// How many of them are kept of each kind.
    private static let mostRecent = 20
    /// The screens that were open, the visible one last, by the names of ``KeptScreen``.
    package private(set) var screens: [String] = []

    package init() {}

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        filters = try values.decodeIfPresent([String: String].self, forKey: .filters) ?? [:]
        sorts = try values.decodeIfPresent([String: String].self, forKey: .sorts) ?? [:]
        columns = try values.decodeIfPresent([String: [String]].self, forKey: .columns) ?? [:]
        recent = try values.decodeIfPresent([String: [String]].self, forKey: .recent) ?? [:]
        screens = try values.decodeIfPresent([String].self, forKey: .screens) ?? []
    }

    /// A list that is filtered as it was left.
    enum List: Sendable, Hashable {
        /// Of one account, or of all.
        case cancellations(AccountID?)
        case orders(AccountID?)
        case activity(AccountID?)
        case pullList

        fileprivate var name: String {
            switch self {
            case .cancellations(let account): account?.rawValue ?? ""
            // No account has a slash in its name, as each has a folder.
            case .orders(let account): "orders/\(account?.rawValue ?? "")"
            case .activity(let account): "activity/\(account?.rawValue ?? "")"
            case .pullList: "pull-list/"
            }
        }

        /// What its rows are.
        var kind: FilteredList {
            switch self {
            case .cancellations: .cancellations
            case .orders: .orderLines
            case .activity: .journal
            case .pullList: .pullList
            }
        }
    }

    /// How `list` was filtered.
    ///
    /// - Parameters:
    ///   - list: The list.
    ///   - words: Its vocabulary, in any language.
    /// - Returns: An empty filter where there was none, or where it cannot be understood any more.
    func filter(of list: List, _ words: @autoclosure () -> FilterVocabulary) -> RowFilter {
        guard let text = filters[list.name] else { return RowFilter() }
        do {
            return try FilterParser(words()).filter(text)
        } catch {
            // An account that was named in it is gone, for instance.
            return RowFilter()
        }
    }

    /// Keeps how a list is filtered; an empty filter is forgotten.
    ///
    /// - Parameters:
    ///   - filter: The filter.
    ///   - list: The list.
    ///   - words: Its vocabulary, in any language.
    mutating func keep(_ filter: RowFilter, of list: List, _ words: FilterVocabulary) {
        let text = FilterPrinter(words, language: .english).text(filter)
        filters[list.name] = filter.isEmpty ? nil : text
        guard !filter.isEmpty, filter.onlyBeginning == nil else { return }
        keep(recent: text, of: list.kind)
    }

    /// Keeps a filter among those that were asked for.
    mutating func keep(recent text: String, of kind: FilteredList) {
        let others = recentFilters(of: kind).filter { $0 != text }
        recent[kind.rawValue] = Array(([text] + others).prefix(Self.mostRecent))
    }

    /// The filters that were asked for of such rows, the latest first.
    func recentFilters(of kind: FilteredList) -> [String] { recent[kind.rawValue] ?? [] }

    /// The columns of `list` as they were chosen; empty for the usual ones.
    func columns(of list: ColumnedList) -> [String] { columns[list.rawValue] ?? [] }

    /// Keeps the columns of a list; empty for the usual ones.
    mutating func keep(columns names: [String], of list: ColumnedList) {
        columns[list.rawValue] = names.isEmpty ? nil : names
    }

    /// Keeps which screens are open, by their names.
    mutating func keep(screens names: [String]) { screens = names }

    /// What a list was sorted by; the usual order where none is known.
    func sort<Key>(of list: List) -> ListSort<Key> {
        sorts[list.name].flatMap { ListSort(named: $0) } ?? ListSort()
    }

    /// What the list of accounts was sorted by.
    var accountSort: AccountSort {
        sorts[Self.accounts].flatMap { AccountSort(named: $0) } ?? AccountSort()
    }

    /// What the accounts were found by, as it was typed: either language understands it.
    var accountFilter: String { filters[Self.accounts] ?? "" }

    /// Keeps what the accounts are found by; empty for all of them.
    mutating func keep(accountFilter text: String) {
        filters[Self.accounts] = text.isEmpty ? nil : text
    }

    /// Keeps what the list of accounts is sorted by.
    mutating func keep(accountSort sort: AccountSort) {
        sorts[Self.accounts] = sort == AccountSort() ? nil : sort.name
    }

    // No account has a slash in its name, as each has a folder.
    private static let accounts = "accounts/"

    /// Keeps what a list is sorted by, by its name; an empty one for the usual order.
    mutating func keep(sort name: String, of list: List) {
        sorts[list.name] = name.isEmpty ? nil : name
    }
}

extension ListSort {
    /// The name by which it is kept; empty for the usual order.
    var keptName: String { self == ListSort() ? "" : name }
}
