import ArgumentParser
import ConsoleModel
import MatchingCore
import SyncEngine
import SyncInterfaces

/// `cancelsync pull-list`: what must not leave, and whether one parcel may.
struct PullListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pull-list",
        abstract: "List what must not leave, the most urgent first, or look one parcel up.",
        discussion: """
            cancelsync pull-list: every line on hold that was not pulled, and those that left all \
            the same and have to be recalled.
            cancelsync pull-list --scan 680100001: whether the parcel with that number may leave; \
            code 6 when a cancellation of it is not decided yet, or may lie unread.
            cancelsync pull-list --scan 680100001 --pulled: mark what is in it as pulled, or, \
            where it had left, as back.
            """
    )

    @OptionGroup var options: GlobalOptions

    @OptionGroup var list: ListOptions

    @OptionGroup var rows: RowOptions

    @OptionGroup var order: SortOptions<PullSortKey>

    @Option(help: "Look up a tracking or order number.")
    var scan: String?

    @Flag(help: "With --scan: mark what is to be pulled as pulled, or what had left as back.")
    var pulled = false

    @Flag(help: "With --scan: put what was marked so back on the list.")
    var putBack = false

    func validate() throws {
        guard scan != nil || !(pulled || putBack) else {
            throw ValidationError("--pulled and --put-back need --scan.")
        }
        let isListed = rows.isGiven || order.isGiven
        guard scan == nil || !isListed else {
            throw ValidationError("--scan looks one number up; it goes without a filter or order.")
        }
        guard !(pulled && putBack) else {
            throw ValidationError("Give either --pulled or --put-back.")
        }
    }

    func run() async throws {
        try await options.reporting { workspace in
            if let scan {
                try await look(up: scan, in: workspace)
            } else {
                try await show(workspace)
            }
        }
    }

    private func look(up number: String, in workspace: Workspace) async throws {
        let token = RequestToken(rawValue: 0)
        var answer = try await workspace.parcel(number, for: token)
        if pulled || putBack {
            let engine = try workspace.engine()
            for line in answer.lines where pulled ? line.isToPull : line.mark?.pulledAt != nil {
                let key = line.line.line.key
                if pulled {
                    try await engine.markPulled(key, by: Environment.person)
                } else {
                    try await engine.unmarkPulled(key, by: Environment.person)
                }
            }
            answer = try await workspace.parcel(number, for: token)
        }
        var output = Output()
        if list.json {
            output.line(JSONWriter.printed { $0.members(of: answer, workspace.phrases) })
        } else {
            let report = ExplanationReport(phrases: workspace.phrases, width: Environment.columns)
            output.lines(report.lines(of: answer))
        }
        try output.flush()
        if answer.verdict == .notFound { throw ExitStatus.notFound.code }
        if answer.isUndecided { throw ExitStatus.undecided.code }
    }

    private func show(_ workspace: Workspace) async throws {
        let query = try await rows.pullList(by: order.sort, in: workspace)
        try await workspace.check(order.sort)
        var printer = ListPrinter(
            list,
            [
                .shipping, .since, .tracking, .account, .orderNumber, .lineID, .quantity,
                .cancelled, .product,
            ],
            workspace.phrases
        )
        try await workspace.pages(of: query, most: list.most) { rows in
            printer.print(
                rows,
                object: { $0.members(of: $1) },
                cells: { workspace.cells(of: $0) }
            )
        }
        try printer.finish()
    }
}

extension Workspace {
    /// A line on the pull list as a row of a text table.
    fileprivate func cells(of row: PullRow) -> [String] {
        let line = row.line
        return [
            phrases.stage(of: row), phrases.dateAndTime(row.place.since),
            line.line.trackingNumber ?? "", row.id.account.rawValue, row.id.orderNumber.rawValue,
            row.id.lineID.rawValue, "\(line.line.quantity)", "\(line.cancelledUnits)",
            [line.line.fields[.productName], line.line.fields[.option]].compactMap(\.self)
                .joined(separator: " / "),
        ]
    }
}
