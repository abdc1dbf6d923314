import ArgumentParser
import ConsoleModel
import MatchingCore
import SyncInterfaces

/// `cancelsync orders`: the order lines with what cancellations have done to them.
struct OrdersCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "orders",
        abstract: "List order lines with shipping state, cancelled units and hold.",
        discussion: """
            cancelsync orders --find 2026112: every line of the orders whose number begins so.
            cancelsync orders --order 20261124000123: one order; why each line is or is not \
            cancelled, every notice that named it, and what happened when.
            """
    )

    @OptionGroup var options: GlobalOptions

    @OptionGroup var list: ListOptions

    @OptionGroup var rows: RowOptions

    @OptionGroup var sorting: SortOptions<OrderSortKey>

    @Option(help: "Everything about the order with this number.")
    var order: String?

    func run() async throws {
        try await options.reporting { workspace in
            if let order {
                try await show(
                    OrderNumber(order),
                    of: try await rows.account(in: workspace),
                    in: workspace
                )
            } else if sorting.isGiven {
                let query = try await rows.orders(by: sorting.sort, in: workspace)
                try await show(query, in: workspace)
            } else {
                try await show(try await rows.orderLines(in: workspace), in: workspace)
            }
        }
    }

    private func show(
        _ number: OrderNumber,
        of account: AccountID?,
        in workspace: Workspace
    ) async throws {
        let lines = try await workspace.store.read { try $0.lines(orderNumber: number) }
        let keys = Set(lines.map(\.line.key.order)).filter {
            account == nil || $0.account == account
        }
        guard !keys.isEmpty else {
            throw try await workspace.unknownOrder(
                number,
                account: account,
                lines: lines.map(\.line.key),
                json: list.json
            )
        }
        let token = RequestToken(rawValue: 0)
        var output = Output()
        for key in keys.sorted(by: { $0.account < $1.account }) {
            guard let answer = try await workspace.order(key, for: token) else { continue }
            var explanations: [OrderExplanation] = []
            for line in answer.lines {
                let found = try await workspace.explanation(ofLine: line.line.key, for: token)
                if let found { explanations.append(found.explanation) }
            }
            if list.json {
                output.line(
                    JSONWriter.printed {
                        $0.members(of: answer, explanations: explanations, workspace.phrases)
                    }
                )
                continue
            }
            var table = TextTable(Self.columns, workspace.phrases)
            for line in answer.lines { table.add(workspace.cells(of: line)) }
            output.lines(table.takeLines() + [""])
            let report = ExplanationReport(phrases: workspace.phrases, width: Environment.columns)
            output.lines(report.lines(of: answer, explanations: explanations))
        }
        try output.flush()
    }

    private static let columns: [ListColumn] = [
        .account, .orderNumber, .lineID, .quantity, .cancelled, .open, .shipping, .held, .product,
    ]

    private func show(_ query: OrderLineQuery, in workspace: Workspace) async throws {
        var printer = ListPrinter(list, Self.columns, workspace.phrases)
        try await workspace.pages(of: query, most: list.most) { lines in
            print(lines, by: &printer, in: workspace)
        }
        try printer.finish()
    }

    /// Shows the lines that are wanted order by order, as the orders are sorted.
    private func show(_ query: OrderQuery, in workspace: Workspace) async throws {
        var printer = ListPrinter(list, Self.columns, workspace.phrases)
        let test = RowFilterTest(query.filter, now: query.now)
        var left = list.most
        _ = try await workspace.pages(of: query) { orders in
            let lines = orders.flatMap(\.lines).filter(test.admits).prefix(left)
            left -= lines.count
            print(Array(lines), by: &printer, in: workspace)
        }
        try printer.finish()
    }

    private func print(
        _ lines: [LineOnFile],
        by printer: inout ListPrinter,
        in workspace: Workspace
    ) {
        printer.print(
            lines,
            object: { $0.members(of: $1) },
            cells: { workspace.cells(of: $0) }
        )
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
