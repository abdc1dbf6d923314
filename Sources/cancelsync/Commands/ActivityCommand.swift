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

    @OptionGroup var list: ListOptions

    @Option(help: "Only what is about this account (id, name or alias).")
    var account: String?

    func run() async throws {
        try await options.reporting { workspace in
            let query = JournalQuery(
                account: try account.map { try workspace.account(named: $0).id },
                limit: 0
            )
            var printer = ListPrinter(
                list,
                [.time, .actor, .act, .account, .number, .outcome, .note],
                workspace.phrases
            )
            try await workspace.pages(of: query, most: list.most) { entries in
                printer.print(
                    entries,
                    object: { $0.members(of: $1) },
                    cells: { workspace.cells(of: $0) }
                )
            }
            try printer.finish()
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
