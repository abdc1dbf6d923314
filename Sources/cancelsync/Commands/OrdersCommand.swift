import ArgumentParser
import ConsoleModel
import MatchingCore
import SyncInterfaces

/// `cancelsync orders`: the order lines with what cancellations have done to them.
struct OrdersCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "orders",
        abstract: "List order lines with shipping state, cancelled units and hold."
    )

    @OptionGroup var options: GlobalOptions

    @Flag(help: "Print one JSON object a line.")
    var json = false

    @Option(help: "Only those of this account (id, name or alias).")
    var account: String?

    @Option(help: "Only those whose order number begins so.")
    var find: String?

    @Option(help: "At most this many.")
    var limit: Int?

    func validate() throws { try ListPage.check(limit) }

    func run() async throws {
        try await options.reporting { workspace in
            let query = OrderLineQuery(
                account: try account.map { try workspace.account(named: $0).id },
                prefix: find,
                limit: ListPage.size
            )
            var output = Output()
            var table = TextTable(
                [
                    ListColumn.account, .orderNumber, .lineID, .quantity, .cancelled, .open,
                    .shipping, .held, .product,
                ].map(workspace.phrases.title)
            )
            var isEmpty = true
            try await workspace.pages(of: query, most: limit ?? .max) { lines in
                for line in lines {
                    if json {
                        output.line(JSONWriter.line { $0.members(of: line) })
                    } else {
                        table.add(workspace.cells(of: line))
                    }
                }
                if !json && !lines.isEmpty { output.lines(table.takeLines()) }
                isEmpty = isEmpty && lines.isEmpty
            }
            try output.flush()
            if isEmpty && !json { Output.problem(workspace.phrases.emptyList) }
        }
    }
}

extension Workspace {
    /// An order line as a row of a text table.
    func cells(of line: LineOnFile) -> [String] {
        [
            line.line.key.account.rawValue, line.line.key.orderNumber.rawValue,
            line.line.key.lineID.rawValue, "\(line.line.quantity)", "\(line.cancelledUnits)",
            "\(line.openUnits)",
            phrases.word(for: line.line.shipping), phrases.yesOrNo(line.isHeld),
            [line.line.fields[.productName], line.line.fields[.option]].compactMap(\.self)
                .joined(separator: " / "),
        ]
    }
}
