import ArgumentParser
import MatchingCore
import SyncInterfaces

/// What a list of cancellations is sorted by.
struct SortOptions: ParsableArguments {
    @Option(
        name: .customLong("sort"),
        help: "Sort by since, requested, order, claim or account; requested needs a --status."
    )
    var column = CancellationSort.Column.since

    @Flag(name: .customLong("reverse"), help: "The other way round.")
    var isReversed = false

    var sort: CancellationSort { CancellationSort(column, isReversed: isReversed) }

    /// Refuses an order in which a list of that status cannot be read page by page.
    func check(status: Status?) throws {
        guard sort.isOffered(for: status) else {
            throw ValidationError("--sort requested goes with a --status other than applied.")
        }
    }
}

extension CancellationSort.Column: ExpressibleByArgument {}
