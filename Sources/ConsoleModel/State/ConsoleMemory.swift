import MatchingCore
import SyncInterfaces

/// What the console keeps from one run to the next: how each list was filtered.
///
/// A value that is written as it is; what a version does not know in it is left out.
package struct ConsoleMemory: Codable, Sendable, Hashable {
    /// Filters as texts in English, by account; an empty name is the list of all accounts.
    package private(set) var filters: [String: String] = [:]

    package init() {}

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

    private static func name(_ account: AccountID?) -> String { account?.rawValue ?? "" }
}
