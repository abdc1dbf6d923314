import MatchingCore
import SyncInterfaces

/// Takes files in: the one way for dropped files and for those named on the command line.
///
/// ```
///           ┌── gone ────────────────────────► another process has taken it: nothing to say
///           ├── changes, open, too young ────► left alone until the next look
///  found ───┼── unreadable as a whole ───────► rejected/, with the reason beside it
///           └── table ──► batches, each durable with its mark ──► bad rows to rejected/ ──► archive/
/// ```
///
/// After a crash the mark tells which rows are durable; everything else is done again. Which files
/// become durable together, ``FileRound`` says.
struct FileIntake: Sendable {
    let kind: RecordKind
    let reading: FileReading
    /// Where bad rows go and files are set aside; `nil` keeps nothing.
    let inbox: Inbox?
    /// Whether files are set aside once they are taken.
    let setsAside: Bool

    /// One file to take in.
    struct Candidate {
        let path: String
        /// Whose file it is; `nil` when each row says so.
        let account: Account?
    }

    /// A file that was looked through.
    struct Source {
        let candidate: Candidate
        let file: OpenFile.Seen
        let survey: SourceSurvey
        /// The folder's name under `rejected` and `archive`.
        let destination: String

        var id: SourceID { survey.source }
    }

    /// A file that may be read by another look.
    typealias Fresh = (candidate: Candidate, seen: OpenFile.State?)

    /// Takes files in and adds what came of them to `report`.
    ///
    /// Those that were written a moment ago are waited for, together and once: whoever drops a file
    /// and asks for it to be read means that file.
    ///
    /// - Returns: Whether another process took some of them away before they were read.
    /// - Throws: What `deliver`, `request.intake` and waiting throw, and nothing else.
    @discardableResult
    func take(
        _ candidates: [Candidate],
        _ request: FeedRequest,
        report: inout FeedReport,
        deliver: @Sendable (FeedBatch) async throws -> Void
    ) async throws -> Bool {
        var round = FileRound(self, report: report)
        var rest: [Fresh] = candidates.map { ($0, nil) }
        var request = request
        for isLast in [reading.pace.wait == nil, true] {
            for fresh in rest { try await round.take(fresh, request, deliver: deliver) }
            rest = round.takeFresh()
            if isLast || rest.isEmpty { break }
            try await reading.pace.wait?(reading.pace.settleTime)
            let now = request.now.advanced(by: reading.pace.settleTime)
            request = FeedRequest(window: request.window, now: now, intake: request.intake)
        }
        try await round.deliverGathered(at: request.now, deliver: deliver)
        report = round.report
        for (candidate, _) in rest + round.takeFresh() {
            let name = OpenFile.lastComponent(of: candidate.path)
            report.leave(
                unread: FeedError(problem: .stillBeingWritten, location: .init(file: name))
            )
        }
        return round.goneCount > 0
    }

    /// Looks through an open file; `nil` when it is to be left alone.
    func source(
        of candidate: Candidate,
        _ file: OpenFile,
        _ seen: OpenFile.State?,
        now: Timestamp
    ) throws(FeedError) -> Source? {
        guard !isBeingWritten(file), isSettled(file, seen, now: now) else { return nil }
        let destination = candidate.account?.id.rawValue
        let survey = try SourceSurvey(
            of: file,
            destination: "\(kind.rawValue)/\(destination ?? "")"
        )
        guard file.isUnchanged else { return nil }
        return Source(
            candidate: candidate,
            file: file.seen,
            survey: survey,
            destination: destination ?? kind.rawValue
        )
    }

    /// Whether a file is, or still is, what it was when it was looked through.
    func isWhole(_ file: OpenFile) -> Bool { file.isUnchanged && !isBeingWritten(file) }

    /// Whether a file that was closed since is what it was when it was looked through.
    func isWhole(_ source: Source) -> Bool {
        guard
            let file = try? OpenFile(path: source.candidate.path, followingLinks: !setsAside)
        else { return false }
        return file.state == source.file.state && isWhole(file)
    }

    private func isBeingWritten(_ file: OpenFile) -> Bool {
        setsAside && (file.isLocked || file.isOpenForWriting)
    }

    /// Whether a file was not written to for long enough: by its time, or because it is what it was
    /// before it was waited for.
    ///
    /// A time that lies ahead comes from another machine's clock, and tells nothing; where nobody
    /// waits it has to do.
    private func isSettled(_ file: OpenFile, _ seen: OpenFile.State?, now: Timestamp) -> Bool {
        guard setsAside else { return true }
        let pace = reading.pace
        let age = file.state.modifiedAt.duration(to: pace.fileTime?() ?? now)
        return age >= pace.settleTime || file.state == seen
            || pace.wait == nil && age <= .zero - pace.settleTime
    }

    /// Opens a file's table, to be read from behind `mark` on.
    func parser(
        of source: Source,
        _ file: OpenFile,
        mark: IntakeMark?,
        now: Timestamp
    ) throws(FeedError) -> SourceParser {
        let account = source.candidate.account
        let search = reading.search(kind, in: file, of: account)
        let table = try reading.table(of: file, survey: source.survey, search: search)
        let plan = table.plan
        let form = table.rejectedForm
        try check(plan, search)
        let mapper = RecordMapper(
            kind: kind,
            file: file.name,
            owners: owners(of: account, plan: plan, search: search),
            observedAt: min(file.state.modifiedAt, now),
            startsIn1904: table.startsIn1904,
            isDamaged: table.isDamaged
        )
        let rejected = inbox.map { inbox in
            RejectedRows(
                of: file.name,
                source: source.id,
                form: form,
                folder: inbox.rejected(source.destination),
                describe: reading.describe
            )
        }
        return SourceParser(
            file: file,
            table: table,
            mapper: mapper,
            rejected: rejected,
            rows: (reading.pace.rowsPerBatch, mark.map { $0.isComplete ? .max : $0.rowsTaken } ?? 0)
        )
    }

    /// Refuses a table that is not of what it is taken in as.
    private func check(_ plan: ColumnPlan, _ search: HeaderSearch) throws(FeedError) {
        var location = FeedError.Location(file: search.file, row: plan.headerRow)
        switch kind {
        case .cancellations:
            guard plan[.state] == nil else { return }
            throw FeedError(problem: .missingColumn(.state), location: location)
        case .orders:
            guard let header = search.claimHeader(in: plan) else { return }
            location.column = header
            throw FeedError(problem: .notOrders, location: location)
        }
    }

    private func owners(
        of account: Account?,
        plan: ColumnPlan,
        search: HeaderSearch
    ) -> RowOwners {
        RowOwners(
            account: account,
            columns: RecordColumns(plan),
            resolve: reading.resolveAccount,
            columnsOf: { plan.reread(with: search.narrowed(to: $0)) }
        )
    }
}
