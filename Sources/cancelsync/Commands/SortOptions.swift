import ArgumentParser
import ConsoleModel
import MatchingCore
import SyncInterfaces

/// Something that `--sort` names.
protocol SortChoice: ExpressibleByArgument, Sendable {
    /// What there is to choose from, for help.
    static var choices: String { get }
}

/// What a list is sorted by.
struct SortOptions<Key: SortChoice>: ParsableArguments {
    @Option(name: .customLong("sort"), help: ArgumentHelp("Sort by \(Key.choices)."))
    var column: Key?

    @Flag(name: .customLong("reverse"), help: "The other way round.")
    var isReversed = false
}

extension SortOptions where Key: SortKey {
    /// The order that is asked for; the usual one where none is.
    var sort: ListSort<Key> { ListSort(column ?? .usual, isReversed: isReversed) }

    /// Whether any order is asked for.
    var isGiven: Bool { column != nil || isReversed }
}

/// A word of `--sort` where it depends on another argument what it can be.
struct SortWord: SortChoice {
    let name: String

    init?(argument: String) { name = argument }

    static var choices: String {
        """
        \(CancellationSortKey.choices), for cancellations; orders: \(OrderSortKey.choices); \
        pull-list: \(PullSortKey.choices); activity: \(JournalSortKey.choices)
        """
    }
}

extension SortOptions where Key == SortWord {
    /// The order that is asked for; the usual one where none is.
    ///
    /// - Throws: `ValidationError` for a word that the list has no order for.
    func sort<Other: SortKey & SortChoice>(_ list: Other.Type) throws -> ListSort<Other> {
        guard let column else { return ListSort(isReversed: isReversed) }
        guard let key = Other(rawValue: column.name) else {
            throw ValidationError("--sort takes \(Other.choices) here.")
        }
        return ListSort(key, isReversed: isReversed)
    }

    /// Whether any order is asked for.
    var isGiven: Bool { column != nil || isReversed }
}

extension CancellationSortKey: SortChoice {
    static var choices: String {
        "since, requested (without applied ones), order, claim, account or due (the usual one of --status withdrawn)"
    }
}

extension OrderSortKey: SortChoice {
    static var choices: String { "arrival, order or account" }
}

extension PullSortKey: SortChoice {
    static var choices: String { "urgency, since, ordered, order or account" }
}

extension JournalSortKey: SortChoice {
    static var choices: String { "time" }
}

extension Workspace {
    /// Refuses an order in which such a list of cancellations cannot be read page by page.
    ///
    /// - Throws: ``CommandFailure``.
    func check(_ sort: CancellationSort, status: Status?, _ filter: RowFilter) throws {
        // The usual order is another one in other lists.
        guard !sort.isOffered(for: status, filter), sort.column != .usual else { return }
        throw CommandFailure("--sort: \(phrases.sortByRequestMissing)", status: .usage)
    }

    /// Refuses an order in which a pull list of that length is not sorted.
    ///
    /// - Throws: ``CommandFailure``.
    func check(_ sort: PullSort) async throws {
        guard sort.column.isSortedForPage else { return }
        let now = time.now()
        let summaries = try await store.read { try $0.accountSummaries(now: now) }
        let count = summaries.flatMap(\.pullCounts.values).reduce(0, +)
        guard !sort.isOffered(forCount: count) else { return }
        throw CommandFailure("--sort: \(phrases.pullListTooLong)", status: .refused)
    }
}
