import ArgumentParser
import ConsoleModel
import MatchingCore
import SyncInterfaces

/// `cancelsync activity`: the journal, newest first.
struct ActivityCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "activity",
        abstract: "List who did what and when, the newest first."
    )

    @OptionGroup var options: GlobalOptions

    @Flag(help: "Print one JSON object a line.")
    var json = false

    @Option(help: "Only what is about this account (id, name or alias).")
    var account: String?

    @Option(help: "At most this many; the whole journal when left out.")
    var limit: Int?

    func validate() throws { try ListPage.check(limit) }

    func run() async throws {
        try await options.reporting { workspace in
            let query = JournalQuery(
                account: try account.map { try workspace.account(named: $0).id },
                limit: ListPage.size
            )
            var output = Output()
            var table = TextTable(
                [
                    ListColumn.time, .actor, .act, .account, .number, .outcome, .note,
                ].map(workspace.phrases.title)
            )
            var isEmpty = true
            try await workspace.pages(of: query, most: limit ?? .max) { entries in
                for entry in entries {
                    if json {
                        output.line(JSONWriter.line { $0.members(of: entry) })
                    } else {
                        table.add(workspace.cells(of: entry))
                    }
                }
                if !json && !entries.isEmpty { output.lines(table.takeLines()) }
                isEmpty = isEmpty && entries.isEmpty
            }
            try output.flush()
            if isEmpty && !json { Output.problem(workspace.phrases.emptyList) }
        }
    }
}

extension Workspace {
    /// A journal entry as a row of a text table.
    fileprivate func cells(of entry: JournalEntry) -> [String] {
        [
            phrases.dateAndTime(entry.at), phrases.name(of: entry.actor),
            phrases.word(for: entry.act), entry.account?.rawValue ?? "",
            entry.cancellation.map { "#\($0)" } ?? "", phrases.outcome(of: entry),
            entry.note ?? "",
        ]
    }
}
