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
            cancelsync pull-list: every line on hold that has not left and was not pulled.
            cancelsync pull-list --scan 680100001: whether the parcel with that number may leave.
            cancelsync pull-list --scan 680100001 --pulled: mark what is in it as pulled.
            """
    )

    @OptionGroup var options: GlobalOptions

    @Flag(help: "Print one JSON object a line.")
    var json = false

    @Option(help: "Look up a tracking or order number.")
    var scan: String?

    @Flag(help: "With --scan: mark what is to be pulled as pulled.")
    var pulled = false

    @Flag(help: "With --scan: put what was pulled back on the list.")
    var putBack = false

    @Option(help: "At most this many.")
    var limit: Int?

    func validate() throws {
        try ListPage.check(limit)
        guard scan != nil || !(pulled || putBack) else {
            throw ValidationError("--pulled and --put-back need --scan.")
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
                try await list(workspace)
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
        if json {
            output.line(JSONWriter.line { $0.members(of: answer) })
        } else {
            let report = ExplanationReport(phrases: workspace.phrases, width: Environment.columns)
            output.lines(report.lines(of: answer))
        }
        try output.flush()
        if answer.verdict == .notFound { throw ExitStatus.notFound.code }
    }

    private func list(_ workspace: Workspace) async throws {
        let query = PullQuery(limit: ListPage.size)
        var output = Output()
        var table = TextTable(
            [
                ListColumn.shipping, .since, .tracking, .account, .orderNumber, .lineID,
                .quantity, .cancelled, .product,
            ].map(workspace.phrases.title)
        )
        var isEmpty = true
        try await workspace.pages(of: query, most: limit ?? .max) { rows in
            for row in rows {
                if json {
                    output.line(JSONWriter.line { $0.members(of: row) })
                } else {
                    table.add(workspace.cells(of: row))
                }
            }
            if !json && !rows.isEmpty { output.lines(table.takeLines()) }
            isEmpty = isEmpty && rows.isEmpty
        }
        try output.flush()
        if isEmpty && !json { Output.problem(workspace.phrases.emptyList) }
    }
}

extension Workspace {
    /// A line on the pull list as a row of a text table.
    fileprivate func cells(of row: PullRow) -> [String] {
        let line = row.line
        return [
            phrases.word(for: line.line.shipping), phrases.dateAndTime(row.place.since),
            line.line.trackingNumber ?? "", row.id.account.rawValue, row.id.orderNumber.rawValue,
            row.id.lineID.rawValue, "\(line.line.quantity)", "\(line.cancelledUnits)",
            [line.line.fields[.productName], line.line.fields[.option]].compactMap(\.self)
                .joined(separator: " / "),
        ]
    }
}
