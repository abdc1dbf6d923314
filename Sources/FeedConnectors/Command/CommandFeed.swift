package import MatchingCore
package import SyncInterfaces
import Synchronization

/// A program that prints JSON Lines, as a feed: notices and order lines with the fields of files.
///
/// A line with a field that only cancellations have is a notice, every other an order line. The
/// program learns its account and window from `CANCELSYNC_ACCOUNT`, `CANCELSYNC_FROM` and
/// `CANCELSYNC_TO`. Lines are taken in when the program has ended. Where it fails, is stopped or
/// prints too much, the whole lines before that are taken in all the same, for they are no less
/// true; the poll has failed, and the next one reads its window again.
package struct CommandFeed: Feed {
    /// What is run, and within which limits.
    package struct Settings: Sendable, Hashable {
        /// The program and its arguments; no shell comes between.
        package var command: [String]
        package var timeLimit = Duration.seconds(300)
        /// Bytes of standard output.
        package var sizeLimit = 64 << 20
        /// Whether order lines are taken in as well.
        package var readsOrders = true

        package init(_ command: [String]) { self.command = command }
    }

    private let account: Account
    private let settings: Settings
    private let reading: FileReading
    private let aside: RowsAside
    private let environment: [String: String]
    private let reports: ConnectionReportFiles?
    /// What the program may repeat of its environment, and nobody else is to see.
    private let secrets: SecretWords

    /// Creates the feed of one account.
    ///
    /// - Parameters:
    ///   - account: Whose lines they are.
    ///   - settings: What is run.
    ///   - reading: How the fields are called.
    ///   - aside: Where lines are kept that cannot be taken in.
    ///   - environment: What the program finds beside the account and the window.
    ///   - secretVariables: Variables from which connections take secrets.
    ///   - reports: Where it is kept how runs ended; without it nobody else sees that.
    package init(
        account: Account,
        settings: Settings,
        reading: FileReading,
        aside: RowsAside,
        environment: [String: String],
        secretVariables: Set<String> = [],
        reports: ConnectionReportFiles? = nil
    ) {
        self.account = account
        self.settings = settings
        self.reading = reading
        self.aside = aside
        self.environment = environment
        self.reports = reports
        secrets = SecretWords(in: environment, named: secretVariables)
    }

    package func read(
        _ request: FeedRequest,
        deliver: @Sendable (FeedBatch) async throws -> Void
    ) async throws -> FeedReport {
        let spool = try SpooledLines(name: place, names: reading.names(of: account))
        let ending = try await run(request, into: spool)
        let words = lastLines(of: ending.errors)
        keep(problem(ending), words, request)
        var report = FeedReport()
        for kind in RecordKind.allCases where kind != .orders || settings.readsOrders {
            // Of a program that was stopped the last line may be half of one.
            let file = spool.file(of: kind, isWhole: ending.status == 0 && !ending.exceededLimit)
            try await take(file, kind, request, &report, deliver)
        }
        report.sourceCount = 1
        let end = words.suffix(3).joined(separator: " / ")
        if let problem = problem(ending, end) { throw error(problem) }
        report.problems += words.map { error(.programSaid($0)) }
        return report
    }

    /// Looks whether the program is there and may be run; it is not run.
    ///
    /// - Throws: `FeedError`.
    package func prepare() throws {
        let name = settings.command.first ?? ""
        do {
            try Executable(name, path: environment["PATH"]).check()
        } catch {
            throw self.error(.programNotStarted("\(name): \(error.words)"))
        }
    }

    /// What errors name: `ably export-cancels`.
    private var place: String {
        let program = settings.command.first.map { $0.split(separator: "/").last ?? "" } ?? ""
        return "\(account.id) \(program)"
    }

    private func error(_ problem: ServiceProblem) -> FeedError {
        FeedError(problem: .service(problem), location: .init(file: place, source: .program))
    }

    // MARK: Running

    private func run(
        _ request: FeedRequest,
        into spool: SpooledLines
    ) async throws -> ChildProcess.Ending {
        let process = ChildProcess(
            command: settings.command,
            environment: variables(request.window),
            sizeLimit: settings.sizeLimit
        )
        let stopped = StoppedEnding()
        do {
            return try await within(settings.timeLimit) {
                try await process.run(ended: stopped.keep) { spool.add($0) }
            }
        } catch is TimeLimitPassed {
            var ending = stopped.ending
            ending.status = Self.timedOut
            return ending
        } catch let failure as ServiceFailure {
            keep(failure.problem, [], request)
            throw error(failure.problem)
        }
    }

    private func keep(_ problem: ServiceProblem?, _ words: [String], _ request: FeedRequest) {
        let run = ProgramReport.Run(at: request.now, problem: problem, words: words)
        reports?.keep(run, of: account.id)
    }

    /// A status that no program returns.
    private static let timedOut: Int32 = -1

    private func variables(_ window: TimeWindow) -> [String] {
        var variables = environment
        variables["CANCELSYNC_ACCOUNT"] = account.id.rawValue
        variables["CANCELSYNC_FROM"] = window.start.iso8601
        variables["CANCELSYNC_TO"] = window.end.iso8601
        return variables.map { "\($0.key)=\($0.value)" }
    }

    /// What is wrong with how it ended, if anything, with what it `said` before that.
    private func problem(_ ending: ChildProcess.Ending, _ said: String = "") -> ServiceProblem? {
        if ending.exceededLimit { return .programPrintedTooMuch(limit: settings.sizeLimit, said) }
        guard ending.status != Self.timedOut else {
            return .programTookTooLong(seconds: Int(settings.timeLimit.wholeSeconds), said)
        }
        guard ending.status != 0 else { return nil }
        return .programFailed(status: Int(ending.status), said)
    }

    /// The last lines of standard error, none longer than an operator reads, and without secrets: a
    /// shell that tells what it runs tells them too.
    private func lastLines(of bytes: [UInt8]) -> [String] {
        secrets.redacted(String(decoding: bytes, as: UTF8.self))
            .split(whereSeparator: \.isNewline)
            .map { String(FieldText.cleaned(String($0)).prefix(300)) }
            .filter { !$0.isEmpty }
            .suffix(10)
    }

    // MARK: Taking in

    private func parser(
        of file: OpenFile,
        _ kind: RecordKind,
        _ request: FeedRequest
    ) throws(FeedError) -> SourceParser {
        let search = reading.search(kind, in: file, of: account)
        let table = try TableSource.jsonLines(file, form: TextForm(.utf8), search: search)
        let owners = RowOwners(
            account: account,
            columns: RecordColumns(table.plan),
            resolve: reading.resolveAccount,
            columnsOf: { _ in nil }
        )
        let mapper = RecordMapper(
            kind: kind,
            file: file.name,
            owners: owners,
            observedAt: request.now,
            startsIn1904: false
        )
        return SourceParser(
            file: file,
            table: table,
            mapper: mapper,
            rejected: aside.rows(of: file.name, form: table.rejectedForm, at: account.id),
            rows: (reading.pace.rowsPerBatch, 0)
        )
    }

    private func take(
        _ file: OpenFile,
        _ kind: RecordKind,
        _ request: FeedRequest,
        _ report: inout FeedReport,
        _ deliver: @Sendable (FeedBatch) async throws -> Void
    ) async throws {
        let parser = try parser(of: file, kind, request)
        while true {
            try Task.checkCancellation()
            switch await parser.nextBatch() {
            case .failed(let error):
                var place = error.location
                place.source = .program
                throw FeedError(problem: error.problem, location: place)
            case .batch(let batch):
                report.problems += batch.problems
                if batch.rowCount > 0 {
                    try await deliver(
                        FeedBatch(
                            mark: nil,
                            notices: batch.notices,
                            lines: batch.lines,
                            rejectedRowCount: batch.rejectedRowCount
                        )
                    )
                }
                // Behind the good rows, as with files: a crash in between leaves the poll undone.
                if batch.isLast { return try await parser.finishRejected() }
            }
        }
    }
}

/// How a program ended that was stopped; a class, because the task that runs it tells.
private final class StoppedEnding: Sendable {
    private let state = Mutex(ChildProcess.Ending())
    var ending: ChildProcess.Ending { state.withLock { $0 } }
    func keep(_ ending: ChildProcess.Ending) { state.withLock { $0 = ending } }
}
