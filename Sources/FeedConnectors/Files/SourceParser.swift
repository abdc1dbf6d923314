import MatchingCore
import SyncInterfaces

/// Reads one file's rows into batches, away from whoever delivers them.
///
/// Rows that are durable already are read and checked again, so that the bad ones among them are
/// kept aside once more, but not handed on.
actor SourceParser {
    /// The rows between two marks.
    struct Batch: Sendable {
        var notices: [CancellationNotice] = []
        var lines: [IncomingOrderLine] = []
        var rejectedRowCount = 0
        /// Rows from the file's start to the batch's end.
        var rowsTaken = 0
        var isLast = false
        var problems: [FeedError] = []

        /// Good and bad ones.
        var rowCount: Int { notices.count + lines.count + rejectedRowCount }
    }

    enum Step: Sendable {
        case batch(Batch)
        case failed(FeedError)
    }

    /// What is told about single rows of a file at most; all of them are kept aside.
    static let mostProblems = 1000

    private let name: String
    private let isProgram: Bool
    private let rowsPerBatch: Int
    private let rowsTakenBefore: Int
    /// `nil` once it was read to its end, so that its file is closed.
    private var table: TableSource?
    private var mapper: RecordMapper
    private var rejected: RejectedRows?
    private var row = Row()
    private var rowsRead = 0
    private var problemCount = 0
    /// The last batches, each kept until the one behind it has been taken in: giving up its rows takes a while,
    /// and is done here, beside whoever takes in the next.
    private var handedOver: [Batch] = []

    init(
        file: OpenFile,
        table: sending TableSource,
        mapper: sending RecordMapper,
        rejected: sending RejectedRows?,
        rows: (perBatch: Int, takenBefore: Int)
    ) {
        name = file.name
        isProgram = file.path.isEmpty
        self.table = table
        self.mapper = mapper
        self.rejected = rejected
        rowsPerBatch = rows.perBatch
        rowsTakenBefore = rows.takenBefore
    }

    /// The next rows; the batch that ends the file says so, and is empty when there was nothing left.
    ///
    /// Notices are sorted by their order numbers here, as that takes a while and whoever takes them
    /// in needs them so.
    func nextBatch() -> Step {
        if handedOver.count > 1 { handedOver.removeFirst() }
        do throws(FeedError) {
            var batch = try batch()
            let orders = batch.notices.map(\.orderNumber)
            let sorted = orders.indices.sorted { orders[$0] < orders[$1] }
            batch.notices = sorted.map { batch.notices[$0] }
            handedOver.append(batch)
            return .batch(batch)
        } catch {
            return .failed(error)
        }
    }

    /// Puts the rows that were kept aside in their place.
    func finishRejected() throws(FeedError) { try rejected?.finish() }

    private func batch() throws(FeedError) -> Batch {
        var batch = Batch()
        let capacity = rowsPerBatch
        var fresh = 0
        while fresh < capacity {
            let step = try table?.reader.next(&row) ?? .end
            if case .blank = step { continue }
            if case .row = step, CellReader(row).saysNothing { continue }
            if case .end = step {
                table = nil
                batch.isLast = true
                break
            }
            rowsRead += 1
            let isFresh = rowsRead > rowsTakenBefore
            if isFresh { fresh += 1 }
            try take(step, isFresh: isFresh, into: &batch)
        }
        batch.rowsTaken = rowsRead
        return batch
    }

    private func take(
        _ step: RowStep,
        isFresh: Bool,
        into batch: inout Batch
    ) throws(FeedError) {
        do throws(RecordMapper.Refusal) {
            if case .bad(let problem) = step {
                mapper.skip()
                throw RecordMapper.Refusal(problem: problem, column: nil)
            }
            let record = try mapper.record(of: row)
            guard isFresh else { return }
            switch record {
            case .notice(let notice): batch.notices.append(notice)
            case .line(let line): batch.lines.append(line)
            }
        } catch {
            try reject(error, isFresh: isFresh, in: &batch)
        }
    }

    private func reject(
        _ refusal: RecordMapper.Refusal,
        isFresh: Bool,
        in batch: inout Batch
    ) throws(FeedError) {
        guard let table else { return }
        let error = FeedError(
            problem: refusal.problem,
            location: .init(
                file: row.place ?? name,
                account: isProgram ? nil : mapper.account,
                row: row.number,
                column: table.plan.header(of: refusal.column),
                source: isProgram ? .program : .file
            )
        )
        try rejected?.add(table.reader.original(row), error)
        guard isFresh else { return }
        batch.rejectedRowCount += 1
        if problemCount < Self.mostProblems { batch.problems.append(error) }
        problemCount += 1
    }
}
