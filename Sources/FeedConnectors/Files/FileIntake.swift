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
/// After a crash the mark tells which rows are durable; everything else is done again.
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

    private struct Source {
        let file: OpenFile
        let survey: SourceSurvey
        let account: Account?
        /// The folder's name under `rejected` and `archive`.
        let destination: String
    }

    private enum Outcome {
        case taken
        case leftAlone
        case failed(FeedError)
    }

    /// What a look at a file has come to.
    private enum Look {
        case done
        /// Somebody may still be writing it, or has taken it away; what it was like.
        case again(OpenFile.State?)
        /// Another process has taken it in.
        case gone
    }

    /// Takes files in, one after another, and adds what came of them to `report`.
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
        var goneCount = 0
        var rest = candidates.map { (candidate: $0, seen: OpenFile.State?.none) }
        var request = request
        for isLast in [reading.pace.wait == nil, true] {
            var fresh: [(candidate: Candidate, seen: OpenFile.State?)] = []
            for (candidate, seen) in rest {
                switch try await take(candidate, seen, request, report: &report, deliver: deliver) {
                case .done: break
                case .again(let state): fresh.append((candidate, state))
                case .gone: goneCount += 1
                }
            }
            rest = fresh
            if isLast || rest.isEmpty { break }
            try await reading.pace.wait?(reading.pace.settleTime)
            let now = request.now.advanced(by: reading.pace.settleTime)
            request = FeedRequest(window: request.window, now: now, intake: request.intake)
        }
        for (candidate, _) in rest {
            let name = OpenFile.lastComponent(of: candidate.path)
            report.leave(
                unread: FeedError(problem: .stillBeingWritten, location: .init(file: name))
            )
        }
        return goneCount > 0
    }

    /// Takes one file in and adds what came of it to `report`.
    ///
    /// `seen` is what it was like before it was waited for.
    private func take(
        _ candidate: Candidate,
        _ seen: OpenFile.State?,
        _ request: FeedRequest,
        report: inout FeedReport,
        deliver: @Sendable (FeedBatch) async throws -> Void
    ) async throws -> Look {
        try Task.checkCancellation()
        let file: OpenFile
        let source: Source?
        do throws(FeedError) {
            file = try OpenFile(path: candidate.path, followingLinks: !setsAside)
            source = try self.source(of: candidate, file, seen, now: request.now)
        } catch {
            if isGone(candidate, report: &report) { return .gone }
            report.leave(unread: error)
            return .done
        }
        guard let source else {
            return isGone(candidate, report: &report) ? .gone : .again(file.state)
        }
        let mark = try await request.intake(source.survey.source)
        let parser: SourceParser
        do throws(FeedError) {
            parser = try self.parser(of: source, mark: mark, now: request.now)
        } catch {
            conclude(.failed(error), source, request.now, report: &report)
            return .done
        }
        var outcome = try await handOver(
            parser,
            of: source,
            wasComplete: mark?.isComplete ?? false,
            report: &report,
            deliver: deliver
        )
        if case .leftAlone = outcome {
            return isGone(candidate, report: &report) ? .gone : .again(nil)
        }
        do throws(FeedError) {
            try await parser.finishRejected()
        } catch {
            outcome = .failed(error)
        }
        if case .taken = outcome, mark?.isComplete ?? false { report.knownSourceCount += 1 }
        conclude(outcome, source, request.now, report: &report)
        return .done
    }

    /// Whether another process has taken a file away: what is gone from a folder that it was found
    /// in, or is no longer where it was named and lies among the archived ones.
    private func isGone(_ candidate: Candidate, report: inout FeedReport) -> Bool {
        guard !FolderListing.holds(candidate.path) else { return false }
        if setsAside { return true }
        guard inbox?.hasArchived(candidate.path) == true else { return false }
        report.sourceCount += 1
        report.knownSourceCount += 1
        return true
    }

    /// Looks through an open file; `nil` when it is to be left alone.
    private func source(
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
            file: file,
            survey: survey,
            account: candidate.account,
            destination: destination ?? kind.rawValue
        )
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

    private func parser(
        of source: Source,
        mark: IntakeMark?,
        now: Timestamp
    ) throws(FeedError) -> SourceParser {
        let search = reading.search(kind, in: source.file, of: source.account)
        let table = try reading.table(of: source.file, survey: source.survey, search: search)
        let plan = table.plan
        let form = table.rejectedForm
        try check(plan, search)
        let mapper = RecordMapper(
            kind: kind,
            file: source.file.name,
            owners: owners(of: source, plan: plan, search: search),
            observedAt: min(source.file.state.modifiedAt, now),
            startsIn1904: table.startsIn1904,
            isDamaged: table.isDamaged
        )
        let rejected = inbox.map { inbox in
            RejectedRows(
                of: source.file.name,
                source: source.survey.source,
                form: form,
                folder: inbox.rejected(source.destination),
                describe: reading.describe
            )
        }
        return SourceParser(
            file: source.file,
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
        of source: Source,
        plan: ColumnPlan,
        search: HeaderSearch
    ) -> RowOwners {
        RowOwners(
            account: source.account,
            columns: RecordColumns(plan),
            resolve: reading.resolveAccount,
            columnsOf: { plan.reread(with: search.narrowed(to: $0)) }
        )
    }

    /// Delivers batch after batch; the next is read while one becomes durable.
    private func handOver(
        _ parser: SourceParser,
        of source: Source,
        wasComplete: Bool,
        report: inout FeedReport,
        deliver: @Sendable (FeedBatch) async throws -> Void
    ) async throws -> Outcome {
        var step = await parser.nextBatch()
        while true {
            try Task.checkCancellation()
            guard case .batch(let batch) = step else { break }
            // What was read is not what was surveyed when somebody wrote to the file meanwhile.
            if batch.isLast, !source.file.isUnchanged || isBeingWritten(source.file) {
                return .leftAlone
            }
            async let following = batch.isLast ? nil : parser.nextBatch()
            if !wasComplete { try await deliver(feedBatch(batch, of: source)) }
            report.problems += batch.problems
            guard let next = await following else { return .taken }
            step = next
        }
        guard case .failed(let error) = step else { return .taken }
        return .failed(error)
    }

    private func feedBatch(_ batch: SourceParser.Batch, of source: Source) -> FeedBatch {
        FeedBatch(
            mark: IntakeMark(
                source: source.survey.source,
                name: source.file.name,
                rowsTaken: batch.rowsTaken,
                isComplete: batch.isLast
            ),
            notices: batch.notices,
            lines: batch.lines,
            rejectedRowCount: batch.rejectedRowCount
        )
    }

    private func conclude(
        _ outcome: Outcome,
        _ source: Source,
        _ now: Timestamp,
        report: inout FeedReport
    ) {
        do throws(FeedError) {
            switch outcome {
            case .leftAlone: return
            case .taken:
                report.sourceCount += 1
                try archive(source, now)
            case .failed(let error):
                report.leave(unread: error)
                try refuse(source, error)
            }
        } catch {
            report.problems.append(error)
        }
    }

    private func archive(_ source: Source, _ now: Timestamp) throws(FeedError) {
        guard setsAside, let inbox else { return }
        var place: String?
        try FileMove.move(
            source.file,
            to: inbox.archive(source.destination, at: now),
            tag: source.survey.source.tag
        ) { place = $0 }
        if let place {
            reading.taken.note(source.file, archivedAs: place, in: inbox, at: now)
        }
    }

    /// Sets a file aside that cannot be read; what may be better at the next look stays.
    private func refuse(_ source: Source, _ error: FeedError) throws(FeedError) {
        guard setsAside, let inbox, !error.problem.mayPass else { return }
        try FileMove.move(
            source.file,
            to: inbox.rejected(kind == .orders ? kind.rawValue : source.destination),
            tag: source.survey.source.tag
        ) { path throws(FeedError) in
            try FileMove.write(
                reading.describe(error) + "\n",
                to: path + Inbox.reasonEnding
            )
        }
    }
}

extension FeedReport {
    /// Adds a file of which nobody knows what is in it.
    mutating func leave(unread error: FeedError) {
        problems.append(error)
        unread.append(error)
    }
}

extension FeedError.Problem {
    /// Whether it lies with the machine rather than with the file.
    fileprivate var mayPass: Bool {
        switch self {
        case .fileNotReadable, .irregularFile, .stillBeingWritten, .folderNotReadable,
            .folderNotWritable:
            true
        default: false
        }
    }
}
