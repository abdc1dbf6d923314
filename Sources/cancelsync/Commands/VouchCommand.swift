import ArgumentParser
import ConsoleModel
import MatchingCore
import SyncEngine
import SyncInterfaces

/// `cancelsync vouch`: say that what an account could not read was looked through elsewhere.
struct VouchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "vouch",
        abstract: "Record that you looked through what an account could not read.",
        discussion: """
            What an API refuses for good keeps its account failing, and parcels of that time from \
            leaving. Look it through on the marketplace's own pages, then say so: it counts as read. \
            A time is written like 2026-11-24T09:00 (Korean time); without --since all is meant that \
            is unread, or with --take-back all that was vouched for.
            """
    )

    @OptionGroup var options: GlobalOptions

    @Flag(help: "Print the result as JSON objects, one for each time.")
    var json = false

    @Flag(help: "Take such a record back: the time is read again.")
    var takeBack = false

    @Option(help: "What was found; goes into the journal. Needed unless with --take-back.")
    var reason: String?

    @OptionGroup var times: PeriodOptions

    @Argument(help: "The account (id, name or alias).")
    var account: String

    func run() async throws {
        try await options.reporting { workspace in
            let id = try workspace.account(named: account).id
            let engine = try workspace.engine()
            let hand = ActHand(Environment.person, reason: reason)
            let now = workspace.time.now()
            let periods = times.period(at: now).map { [$0.window(at: now)] }
            let windows =
                takeBack
                ? try await engine.takeBackVouch(for: id, in: periods, by: hand)
                : try await engine.vouch(for: id, in: periods, by: hand)
            try workspace.report(windows, of: id, isVouched: !takeBack, json: json)
        }
    }
}

extension Workspace {
    fileprivate func report(
        _ windows: [TimeWindow],
        of account: AccountID,
        isVouched: Bool,
        json: Bool
    ) throws {
        var output = Output()
        if json {
            for window in windows {
                output.line(
                    JSONWriter.printed {
                        $0.member("account", account.rawValue)
                        $0.member("window_start", window.start.iso8601)
                        $0.member("window_end", window.end.iso8601)
                        $0.member("vouched", isVouched)
                    }
                )
            }
        } else {
            output.line(phrases.vouchChanged(account, windows, isVouched: isVouched))
        }
        try output.flush()
    }
}
