import MatchingCore
import SyncInterfaces

/// What a pass has read, and what of it could not be read.
///
/// Beside the window of a poll that is about no period of its own, the times are asked for again that
/// earlier ones could not read: every one that can be read by now, and at most ``mostRefused`` that
/// cannot, the first ones of a queue at whose end they are put. That bounds what a poll asks for in
/// vain, and none of them waits for ever behind another.
struct PassReading {
    /// How many of those times a poll asks for in vain.
    static let mostRefused = 3

    /// What is wrong with single rows and files.
    private(set) var problems: [FeedError] = []
    /// Files that nobody has read; nothing counts as read then.
    private(set) var unreadFiles: [FeedError] = []
    /// Times that were asked for again in vain.
    private var refusedAgain = 0
    private var asked: [TimeWindow] = []
    private var refused: [TimeWindow] = []
    private var reason: (problem: ServiceProblem, location: FeedError.Location)?

    /// The times that were read, oldest first.
    var read: [TimeWindow] { unreadFiles.isEmpty ? asked.without(refused) : [] }

    /// Adds what came of reading a window.
    mutating func add(_ report: FeedReport, of window: TimeWindow) {
        asked.append(window)
        addProblems(of: report)
        unreadFiles += report.unread
        guard let refusal = report.refusal else { return }
        refused += refusal.periods
        reason = reason ?? (refusal.reason, refusal.location)
    }

    /// Adds what is wrong with rows and files, of a feed that could not be read as a whole.
    mutating func addProblems(of report: FeedReport) { problems += report.problems }

    /// Adds what came of asking again for a time.
    ///
    /// - Returns: Whether to ask for more.
    /// - Throws: What keeps the feed from being read, where that is no service.
    mutating func goesOn(after report: FeedReport, of period: TimeWindow) throws -> Bool {
        guard let failure = report.failure else {
            add(report, of: period)
            if report.refusal != nil { refusedAgain += 1 }
            return unreadFiles.isEmpty && refusedAgain < Self.mostRefused
        }
        guard case .service(let problem) = failure.problem else { throw failure }
        refused.append(period)
        reason = reason ?? (problem, failure.location)
        refusedAgain += 1
        return !problem.concernsAllCalls && refusedAgain < Self.mostRefused
    }

    /// Whether a time is worth asking for: not all of it was read already, and nothing refused.
    func isWorthAsking(_ period: TimeWindow) -> Bool {
        !period.without(asked).isEmpty && period.without(refused) == [period]
    }

    /// What is left to be asked for by later polls.
    ///
    /// - Parameters:
    ///   - before: The account before, with what was left and what a person has vouched for.
    ///   - beginning: What lies before is not asked for again, where it was not to be anyway.
    /// - Returns: What was refused now comes last.
    func unread(after before: AccountTimer, from beginning: Timestamp) -> [TimeWindow] {
        let due = TimeWindow(start: beginning, end: Timestamp(rawValue: .max))
        let again = refused.compactMap { $0.common(with: due) }.without(before.vouchedPeriods)
        return before.unreadPeriods.flatMap { $0.without(read + again) }
            + again.flatMap { $0.pieces(longest: .seconds(86_400)) }
    }

    /// What a poll ends with that leaves some times unread; a refusal of what a person has vouched for
    /// is no news.
    func outcome(leaving unread: [TimeWindow], vouched: [TimeWindow]) -> PollRecord.Outcome {
        guard unreadFiles.isEmpty else {
            return .incomplete(KeptProblem(UnreadFiles(unreadFiles)))
        }
        let periods = (unread + refused).without(vouched)
        guard let first = periods.first, let reason else { return .succeeded }
        let problem = ServiceProblem.periodsNotRead(
            from: first.start,
            until: first.end,
            others: periods.count - 1,
            because: reason.problem
        )
        return .incomplete(
            KeptProblem(FeedError(problem: .service(problem), location: reason.location))
        )
    }
}
