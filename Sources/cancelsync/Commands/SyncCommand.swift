import ArgumentParser
import ConsoleModel
import FeedConnectors
import MatchingCore
import SyncEngine
import SyncInterfaces
import Synchronization

/// `cancelsync sync`: one pass now.
struct SyncCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sync",
        abstract: "Poll, match and apply once, now: these accounts, or all that are not paused.",
        discussion: """
            Order files are read first. With --json the last object, whose account is "orders", \
            counts what they brought. Accounts without news are left out of the text, not of the \
            JSON. Without --since each account is read from where its last poll ended; a time is \
            written like 2026-11-24T09:00 (Korean time) or 09:00 (today). Where the same command was \
            ended in the middle, what it had read is left out. --stop has whichever process is at it \
            stop resyncs: those that name one of the accounts, or all of them.
            """
    )

    @OptionGroup var options: GlobalOptions

    @Flag(help: "Print one JSON object a line, one for each account.")
    var json = false

    @OptionGroup var times: PeriodOptions

    @Flag(help: "Stop the resyncs that are running, whoever asked for them; poll nothing.")
    var stop = false

    @Argument(help: "Accounts (ids, names or aliases); all when none is given.")
    var accounts: [String] = []

    func validate() throws {
        guard !stop || times.since == nil else {
            throw ValidationError("--stop takes no --since.")
        }
    }

    func run() async throws {
        if stop { return try await options.reporting { try await stopResyncs($0) } }
        let (polls, problems) = try await options.reporting { workspace in
            let ids = try accounts.map { try workspace.account(named: $0).id }.unique
            let problems = ProblemLog()
            let progress = ProgressLine()
            let latest = Mutex<ResyncProgress?>(nil)
            let order = ResyncOrder(
                ids,
                period: times.period(at: workspace.time.now()),
                trigger: .command,
                by: Environment.person
            )
            let polls = try await workspace.engine(problems: problems).resync(order) { state in
                let isFirst = latest.withLock { latest in
                    defer { latest = state }
                    return latest == nil
                }
                if isFirst && state.pollsBefore > 0 {
                    Output.problem("cancelsync: \(workspace.phrases.resumed(state))")
                }
                progress.show(workspace.phrases.line(for: state))
            }
            progress.clear()
            let last = latest.withLock { $0 }
            let orders = (last?.tally ?? PassTally()).subtracting(polls)
            if let person = last?.stoppedBy, let last {
                Output.problem("cancelsync: \(workspace.phrases.stopped(last, by: person))")
            }
            try show(polls, orders: orders, workspace)
            problems.show(workspace)
            return (polls, problems.all)
        }
        if polls.contains(where: \.hasFailed) { throw ExitStatus.failed.code }
        let isWhole = polls.allSatisfy { $0.outcome == .succeeded }
        if !isWhole || !problems.allSatisfy(\.isRemark) { throw ExitStatus.doneInPart.code }
    }

    private func show(
        _ polls: [PollRecord],
        orders: PassTally,
        _ workspace: Workspace
    ) throws {
        let phrases = workspace.phrases
        let setAside = workspace.feeds.setAside
        var output = Output()
        if json {
            for poll in polls {
                output.line(
                    JSONWriter.printed {
                        $0.members(of: poll, phrases)
                        $0.members(of: setAside.rows(of: poll.account.rawValue))
                    }
                )
            }
            output.line(
                JSONWriter.printed {
                    $0.member("account", "orders")
                    $0.members(of: orders)
                    $0.members(of: setAside.rows(of: "orders"))
                }
            )
        } else {
            for poll in polls {
                let rows = setAside.rows(of: poll.account.rawValue)
                let isTold = !accounts.isEmpty || poll.outcome.isProblem || rows != .none
                guard isTold || !poll.tally.isQuiet else { continue }
                let parts = [phrases.details(of: poll), phrases.setAside(rows)].compactMap(\.self)
                output.line("\(phrases.name(of: poll.account)): \(parts.joined(separator: " · "))")
            }
            let total = phrases.total(of: polls, orders: orders)
            let rows = phrases.setAside(setAside.rows(of: "orders"))
            output.line(rows.map { "\(total) · inbox/orders: \($0)" } ?? total)
        }
        try output.flush()
    }
}

extension PollRecord {
    /// Whether the poll was not read to its end.
    var hasFailed: Bool { !outcome.isWhole }
}

extension PassTally {
    /// Whether nothing new came, good or bad.
    fileprivate var isQuiet: Bool { news == 0 && rejectedRows == 0 && decided.isEmpty }

    /// What is left of a pass's counts without those of its polls: what the order files brought.
    fileprivate func subtracting(_ polls: [PollRecord]) -> PassTally {
        var rest = self
        for tally in polls.map(\.tally) {
            rest.notices -= tally.notices
            rest.news -= tally.news
            rest.unitsCancelled -= tally.unitsCancelled
            rest.rejectedRows -= tally.rejectedRows
            rest.orderLines -= tally.orderLines
            for (status, count) in tally.decided { rest.decided[status, default: 0] -= count }
        }
        return rest
    }
}

extension [AccountID] {
    /// Each account once, where it came first.
    fileprivate var unique: [AccountID] {
        var seen: Set<AccountID> = []
        return filter { seen.insert($0).inserted }
    }
}
