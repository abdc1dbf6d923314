import MatchingCore
import SyncInterfaces

/// One reading of some files, from the first look to the last one archived.
///
/// Files of cancellations that fit into a batch become durable together: what comes of the notices of
/// one reading then depends neither on the files' names nor on their times.
///
/// ```
///               ┌── more rows than fit ──► what was gathered first, then batch after batch
///  rows of a ───┤
///       file    └── all fit ──► gathered ──► (full, or no file left) ──► one batch ──► archive/
/// ```
struct FileRound {
    private(set) var report: FeedReport
    /// Files that another process took away.
    private(set) var goneCount = 0

    private let intake: FileIntake
    private var fresh: [FileIntake.Fresh] = []
    private var gathered: [Gathered] = []

    /// A file that was read to its end, and whose last rows are to become durable.
    private struct Gathered {
        let source: FileIntake.Source
        /// Whether all of it was durable before it was read.
        let isKnown: Bool
        let parser: SourceParser
        let batch: SourceParser.Batch
    }

    init(_ intake: FileIntake, report: FeedReport) {
        self.intake = intake
        self.report = report
    }

    /// Hands over the files of which somebody may still be writing.
    mutating func takeFresh() -> [FileIntake.Fresh] {
        defer { fresh = [] }
        return fresh
    }

    /// Reads one file; what `fresh.seen` has is what it was like before it was waited for.
    mutating func take(
        _ fresh: FileIntake.Fresh,
        _ request: FeedRequest,
        deliver: @Sendable (FeedBatch) async throws -> Void
    ) async throws {
        try Task.checkCancellation()
        let candidate = fresh.candidate
        let file: OpenFile
        let source: FileIntake.Source?
        do throws(FeedError) {
            file = try OpenFile(path: candidate.path, followingLinks: !intake.setsAside)
            source = try intake.source(of: candidate, file, fresh.seen, now: request.now)
        } catch {
            if !isGone(candidate) { report.leave(unread: error) }
            return
        }
        guard let source else { return leave(candidate, as: file.state) }
        if gathered.contains(where: { $0.source.id == source.id }) {
            try await deliverGathered(at: request.now, deliver: deliver)
        }
        let mark = try await request.intake(source.id)
        let parser: SourceParser
        do throws(FeedError) {
            parser = try intake.parser(of: source, file, mark: mark, now: request.now)
        } catch {
            return intake.conclude(failed: source, error, report: &report)
        }
        switch try await handOver(parser, of: source, at: request.now, deliver: deliver) {
        case .failed(let error): await fail(source, parser, error)
        case .batch where !intake.isWhole(file): leave(candidate, as: nil)
        case .batch(let batch):
            let isKnown = mark?.isComplete ?? false
            let last = Gathered(source: source, isKnown: isKnown, parser: parser, batch: batch)
            if isKnown { return await finish(last, at: request.now) }
            try await gather(last, at: request.now, deliver: deliver)
        }
    }

    /// Makes durable what was gathered, and sets its files aside.
    ///
    /// Left alone is what somebody has written to since it was read: that is not what was read.
    mutating func deliverGathered(
        at now: Timestamp,
        deliver: @Sendable (FeedBatch) async throws -> Void
    ) async throws {
        var whole: [Gathered] = []
        for one in gathered {
            if intake.isWhole(one.source) {
                whole.append(one)
            } else {
                leave(one.source.candidate, as: nil)
            }
        }
        gathered = []
        guard !whole.isEmpty else { return }
        try Task.checkCancellation()
        try await deliver(FeedBatch(parts: whole.map { $0.source.part($0.batch) }))
        for one in whole { await finish(one, at: now) }
    }

    /// Delivers all batches but the last, each while the next is read.
    ///
    /// What was gathered before becomes durable before, so that files go in in their order.
    private mutating func handOver(
        _ parser: SourceParser,
        of source: FileIntake.Source,
        at now: Timestamp,
        deliver: @Sendable (FeedBatch) async throws -> Void
    ) async throws -> SourceParser.Step {
        var step = await parser.nextBatch()
        while case .batch(let batch) = step, !batch.isLast {
            try Task.checkCancellation()
            async let following = parser.nextBatch()
            try await deliverGathered(at: now, deliver: deliver)
            try await deliver(FeedBatch(parts: [source.part(batch)]))
            report.problems += batch.problems
            step = await following
        }
        return step
    }

    private mutating func gather(
        _ one: Gathered,
        at now: Timestamp,
        deliver: @Sendable (FeedBatch) async throws -> Void
    ) async throws {
        let pace = intake.reading.pace
        let rowCount = gathered.reduce(one.batch.rowCount) { $0 + $1.batch.rowCount }
        if rowCount > pace.rowsPerBatch || gathered.count >= pace.filesPerBatch {
            try await deliverGathered(at: now, deliver: deliver)
        }
        gathered.append(one)
        // Of orders the file that was written last is to have the last word.
        if intake.kind == .orders { try await deliverGathered(at: now, deliver: deliver) }
    }

    private mutating func finish(_ one: Gathered, at now: Timestamp) async {
        report.problems += one.batch.problems
        do throws(FeedError) {
            try await one.parser.finishRejected()
            if one.isKnown { report.knownSourceCount += 1 }
            intake.conclude(taken: one.source, at: now, report: &report)
        } catch {
            intake.conclude(failed: one.source, error, report: &report)
        }
    }

    private mutating func fail(
        _ source: FileIntake.Source,
        _ parser: SourceParser,
        _ error: FeedError
    ) async {
        var error = error
        do throws(FeedError) { try await parser.finishRejected() } catch let other { error = other }
        intake.conclude(failed: source, error, report: &report)
    }

    /// Leaves a file to the next look, unless another process has taken it away.
    private mutating func leave(_ candidate: FileIntake.Candidate, as state: OpenFile.State?) {
        if !isGone(candidate) { fresh.append((candidate, state)) }
    }

    private mutating func isGone(_ candidate: FileIntake.Candidate) -> Bool {
        let isGone = intake.isGone(candidate, report: &report)
        if isGone { goneCount += 1 }
        return isGone
    }
}

extension FileIntake.Source {
    /// Some of the file's rows, as they are handed over.
    fileprivate func part(_ batch: SourceParser.Batch) -> FeedBatch.Part {
        FeedBatch.Part(
            mark: IntakeMark(
                source: id,
                name: file.name,
                rowsTaken: batch.rowsTaken,
                isComplete: batch.isLast
            ),
            notices: batch.notices,
            lines: batch.lines,
            rejectedRowCount: batch.rejectedRowCount
        )
    }
}
