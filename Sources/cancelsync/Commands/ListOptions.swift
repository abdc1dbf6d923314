import ArgumentParser
import ConsoleModel
import MatchingCore
import SyncInterfaces

/// How a list is printed.
struct ListOptions: ParsableArguments {
    @Flag(help: "Print one JSON object a line.")
    var json = false

    @Option(help: "At most this many; all when left out.")
    var limit: Int?

    func validate() throws {
        guard limit.map({ $0 > 0 }) ?? true else {
            throw ValidationError("--limit takes a whole number above 0.")
        }
    }

    /// Rows at most.
    var most: Int { limit ?? .max }
}

/// Which rows of a list are wanted.
struct RowOptions: ParsableArguments {
    @Option(help: "Only what is about this account (id, name or alias).")
    var account: String?

    @Option(
        parsing: .unconditional,
        help: "Only those whose order number (also the claim, or the tracking number) begins so."
    )
    var find: String?

    @Option(
        name: .customLong("where"),
        parsing: .unconditional,
        help: "Only those that the filter wants, as in the console: account:coupang option~black."
    )
    var filter: String?

    /// Whether anything is asked of the rows.
    var isGiven: Bool { account != nil || find != nil || filter != nil }

    /// The cancellations that are wanted, whatever their number.
    ///
    /// - Throws: ``CommandFailure`` for an account that there is not, a filter with a mistake, or an
    ///   order that such a list is not read in.
    func cancellations(
        _ status: Status?,
        by sort: CancellationSort,
        in workspace: Workspace
    ) async throws -> CancellationQuery {
        let filter = RowFilter(beginning: find)
            .and(try workspace.filter(filter ?? "", of: .cancellations))
        try workspace.check(sort, status: status, filter)
        return CancellationQuery(
            status: status,
            account: try await account(in: workspace),
            filter: filter,
            now: workspace.time.now(),
            sort: sort,
            limit: 0
        )
    }

    /// The order lines that are wanted, whatever their number; throws like the other one.
    func orderLines(in workspace: Workspace) async throws -> OrderLineQuery {
        OrderLineQuery(
            account: try await account(in: workspace),
            prefix: find,
            filter: try workspace.filter(filter ?? "", of: .orderLines),
            now: workspace.time.now(),
            limit: 0
        )
    }

    /// The orders of those lines, which come in another order than that of lines; throws like the
    /// other one.
    func orders(by sort: OrderSort, in workspace: Workspace) async throws -> OrderQuery {
        let lines = try await orderLines(in: workspace)
        let beginning = RowFilter(
            lines.prefix.map { [.init(.text(.order, [.begins($0)]))] } ?? []
        )
        var query = OrderQuery(
            account: lines.account,
            filter: beginning.and(lines.filter),
            now: lines.now,
            sort: sort,
            limit: 0
        )
        // How lines are sorted does not change which are listed.
        query.hasNumbersOfLines = true
        return query
    }

    /// The lines that are wanted of the pull list; throws like the other one.
    func pullList(by sort: PullSort, in workspace: Workspace) async throws -> PullQuery {
        PullQuery(
            filter: try await filter(of: .pullList, in: workspace),
            now: workspace.time.now(),
            sort: sort,
            limit: 0
        )
    }

    /// The entries that are wanted of the journal; throws like the other one.
    func journal(by sort: JournalSort, in workspace: Workspace) async throws -> JournalQuery {
        JournalQuery(
            account: try await account(in: workspace),
            filter: RowFilter(beginning: find)
                .and(try workspace.filter(filter ?? "", of: .journal)),
            now: workspace.time.now(),
            sort: sort,
            limit: 0
        )
    }

    /// Everything that is asked of the rows, the account among it.
    private func filter(
        of list: FilteredList,
        in workspace: Workspace
    ) async throws -> RowFilter {
        let account = try await account(in: workspace).map { RowFilter([.init(.account([$0]))]) }
        return (account ?? RowFilter()).and(RowFilter(beginning: find))
            .and(try workspace.filter(filter ?? "", of: list))
    }

    /// The account that is wanted; `nil` for all.
    func account(in workspace: Workspace) async throws -> AccountID? {
        guard let account else { return nil }
        return try await workspace.accountOnFile(named: account)
    }
}

/// Prints a list page by page: a table, or one JSON object a line.
struct ListPrinter {
    private let isJSON: Bool
    private let phrases: Phrases
    private var output = Output()
    private var table: TextTable
    private var isEmpty = true

    /// Begins a list with these columns.
    init(_ options: ListOptions, _ columns: [ListColumn], _ phrases: Phrases) {
        isJSON = options.json
        self.phrases = phrases
        table = TextTable(columns, phrases)
    }

    /// Prints a page of rows, each as an object or as cells.
    mutating func print<Row>(
        _ rows: [Row],
        object: (inout JSONWriter, Row) -> Void,
        cells: (Row) -> [String]
    ) {
        guard !rows.isEmpty else { return }
        isEmpty = false
        for row in rows {
            if isJSON {
                output.line(JSONWriter.printed { object(&$0, row) })
            } else {
                table.add(cells(row))
            }
        }
        if !isJSON { output.lines(table.takeLines()) }
    }

    /// Writes what is left, and says so where the list is empty.
    ///
    /// - Throws: What ``Output/flush()`` throws.
    mutating func finish() throws {
        try output.flush()
        if isEmpty && !isJSON { Output.problem(phrases.emptyList) }
    }
}
