import MatchingCore
import SyncInterfaces

/// What the console keeps from one run to the next: how each list was filtered and sorted.
///
/// A value that is written as it is; what a version does not know in it is left out.
package struct ConsoleMemory: Codable, Sendable, Hashable {
    /// Filters as texts in English, by account; an empty name is the list of all accounts.
    package private(set) var filters: [String: String] = [:]
    /// What lists are sorted by, by account; reversed behind a `-`.
    package private(set) var sorts: [String: String] = [:]

    package init() {}

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        filters = try values.decodeIfPresent([String: String].self, forKey: .filters) ?? [:]
        sorts = try values.decodeIfPresent([String: String].self, forKey: .sorts) ?? [:]
    }

    /// How the list of `account`, or of all accounts, was filtered.
    ///
    /// - Parameters:
    ///   - account: `nil` for the list of all accounts.
    ///   - words: The vocabulary, in any language.
    /// - Returns: An empty filter where there was none, or where it cannot be understood any more.
    func filter(of account: AccountID?, _ words: FilterVocabulary) -> RowFilter {
        guard let text = filters[Self.name(account)] else { return RowFilter() }
        do {
            return try FilterParser(words).filter(text)
        } catch {
            // An account that was named in it is gone, for instance.
            return RowFilter()
        }
    }

    /// Keeps how a list is filtered; an empty filter is forgotten.
    mutating func keep(_ filter: RowFilter, of account: AccountID?, _ english: FilterVocabulary) {
        filters[Self.name(account)] =
            filter.isEmpty ? nil : FilterPrinter(english).text(filter)
    }

    /// What the list of `account`, or of all accounts, was sorted by.
    func sort(of account: AccountID?) -> CancellationSort {
        let text = sorts[Self.name(account)] ?? ""
        let isReversed = text.hasPrefix("-")
        let column = CancellationSort.Column(rawValue: String(text.dropFirst(isReversed ? 1 : 0)))
        return column.map { CancellationSort($0, isReversed: isReversed) } ?? CancellationSort()
    }

    /// Keeps what a list is sorted by; the usual order is forgotten.
    mutating func keep(_ sort: CancellationSort, of account: AccountID?) {
        let text = (sort.isReversed ? "-" : "") + sort.column.rawValue
        sorts[Self.name(account)] = sort == CancellationSort() ? nil : text
    }

    private static func name(_ account: AccountID?) -> String { account?.rawValue ?? "" }
}
