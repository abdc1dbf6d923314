import ArgumentParser
import ConsoleModel
import MatchingCore
import SyncInterfaces

/// `cancelsync activity`: the journal.
struct ActivityCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "activity",
        abstract: "List who did what and when, the newest first unless reversed."
    )

    @OptionGroup var options: GlobalOptions

    @OptionGroup var list: ListOptions

    @OptionGroup var rows: RowOptions

    @OptionGroup var sorting: SortOptions<JournalSortKey>

    func run() async throws {
        try await options.reporting { workspace in
            let query = try await rows.journal(by: sorting.sort, in: workspace)
            var printer = ListPrinter(
                list,
                [.time, .actor, .act, .account, .number, .orderNumber, .outcome, .note],
                workspace.phrases
            )
            try await workspace.pages(of: query, most: list.most) { entries in
                printer.print(
                    entries,
                    object: { $0.members(of: $1, workspace.phrases) },
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
            entry.cancellation.map { "#\($0)" } ?? "", entry.orderNumber?.rawValue ?? "",
            phrases.outcome(of: entry),
            phrases.note(of: entry),
        ]
    }
}
