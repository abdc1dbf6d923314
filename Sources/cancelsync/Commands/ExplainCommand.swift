import ArgumentParser
import ConsoleModel
import FeedConnectors
import MarketplaceCatalog
import MatchingCore
import SyncEngine
import SyncInterfaces

/// `cancelsync explain`: why a cancellation or an order line stands where it stands.
struct ExplainCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Say why a cancellation did or did not match, or why a line was not cancelled.",
        discussion: """
            cancelsync explain 41: the cancellation that `cancelsync cancellations` lists as 41.
            cancelsync explain --order 20261124000123: every line of that order.
            cancelsync explain 41 --case case.txt: everything on record about it as one file, to be \
            shown to the marketplace or the buyer; case.json, or any with --json, has the evidence \
            alone.
            """
    )

    @OptionGroup var options: GlobalOptions

    @Flag(help: "Print the evidence as one JSON object a line.")
    var json = false

    @Option(help: "Explain the lines of the order with this number.")
    var order: String?

    @Option(help: "Only the order's lines in this account (id, name or alias).")
    var account: String?

    @Option(help: "Only the order's line with this line_id.")
    var line: String?

    @Option(
        name: .customLong("case"),
        help: "Write everything on record to this file (- for output)."
    )
    var caseFile: String?

    @Argument(help: "The cancellation's number.")
    var id: Int64?

    func validate() throws {
        guard (id == nil) != (order == nil) else {
            throw ValidationError("Give either a cancellation's number or --order.")
        }
    }

    func run() async throws {
        try await options.reporting { workspace in
            if let caseFile { return try await writeCase(to: caseFile, workspace) }
            let lines =
                if let id {
                    try await explanation(of: CancellationID(rawValue: id), in: workspace)
                } else {
                    try await explanations(ofOrder: OrderNumber(order ?? ""), in: workspace)
                }
            var output = Output()
            output.lines(lines.map(\.withoutTrailingSpaces))
            try output.flush()
        }
    }

    private func writeCase(to path: String, _ workspace: Workspace) async throws {
        for subject in try await caseSubjects(in: workspace) {
            guard let facts = try await workspace.caseFacts(of: subject) else { continue }
            try workspace.write(facts, to: path, asJSON: json, phrases: workspace.phrases)
            guard path != "-" else { return }
            try await workspace.journalExport(of: facts, to: path)
            return Output.problem(workspace.phrases.caseWritten(path))
        }
        let phrases = workspace.phrases
        let number = id.map { CancellationID(rawValue: $0) }
        throw CommandFailure(
            number.map {
                phrases.line(for: ActError(problem: .noSuchCancellation, cancellation: $0))
            } ?? phrases.unknownOrder(order ?? ""),
            status: .notFound
        )
    }

    /// What the arguments can mean; the first that is on record is meant.
    private func caseSubjects(in workspace: Workspace) async throws -> [CaseSubject] {
        if let id { return [.cancellation(CancellationID(rawValue: id))] }
        let number = OrderNumber(order ?? "")
        if let account {
            let account = try await workspace.accountOnFile(named: account)
            return [.order(OrderKey(account: account, orderNumber: number))]
        }
        let known = try await workspace.store.read { try $0.lines(orderNumber: number) }
        let others = workspace.catalogue.accounts.map(\.id)
        return (known.map(\.line.key.account) + others).map {
            .order(OrderKey(account: $0, orderNumber: number))
        }
    }

    private func explanation(
        of id: CancellationID,
        in workspace: Workspace
    ) async throws -> [String] {
        guard let answer = try await workspace.explanation(of: id, for: RequestToken(rawValue: 0))
        else {
            throw CommandFailure(
                workspace.phrases.line(
                    for: ActError(problem: .noSuchCancellation, cancellation: id)
                ),
                status: .notFound
            )
        }
        guard json else { return report(workspace).lines(of: answer) }
        return [
            JSONWriter.printed {
                $0.member("id", id.rawValue)
                $0.members(of: answer.explanation)
                $0.members(of: answer.setAside, workspace.phrases)
            }
        ]
    }

    private func explanations(
        ofOrder number: OrderNumber,
        in workspace: Workspace
    ) async throws -> [String] {
        var wanted: AccountID?
        if let account { wanted = try await workspace.accountOnFile(named: account) }
        let all = try await workspace.store.read { try $0.lines(orderNumber: number) }
            .map(\.line.key)
        let keys = all.filter { wanted == nil || $0.account == wanted }
            .filter { line == nil || $0.lineID.rawValue == line }
        guard !keys.isEmpty else {
            throw try await workspace.unknownOrder(
                number,
                account: wanted,
                lines: all,
                json: json
            )
        }
        var lines: [String] = []
        for key in keys {
            let now = workspace.time.now()
            guard
                let explanation = try await workspace.explainer.explanation(ofLine: key, now: now)
            else { continue }
            let kept = workspace.feeds.setAside.rows(naming: key.order)
            if json {
                lines.append(
                    JSONWriter.printed {
                        $0.members(of: explanation) { workspace.phrases.line(for: $0) }
                        $0.members(of: kept, workspace.phrases)
                    }
                )
            } else {
                lines += report(workspace).lines(of: explanation, setAside: kept)
            }
        }
        return lines
    }

    private func report(_ workspace: Workspace) -> ExplanationReport {
        ExplanationReport(phrases: workspace.phrases, width: Environment.columns)
    }
}
