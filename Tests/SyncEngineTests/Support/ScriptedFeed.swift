import MatchingCore
import SyncInterfaces
import Synchronization

/// A feed that gives out what a test put in, and remembers what it was asked.
final class ScriptedFeed: Feed {
    /// One reading: batches, and how it ends.
    struct Reading: Sendable {
        var batches: [FeedBatch] = []
        var problems: [FeedError] = []
        var unread: [FeedError] = []
        var failure: FeedError?
        /// What only a part of the feed fails with.
        var partFailure: FeedError?
        var refusal: FeedRefusal?
    }

    private struct State {
        var readings: [Reading] = []
        var windows: [TimeWindow] = []
        var marks: [IntakeMark?] = []
        var partLength: Duration?
        var isStuckAfter: Int?
    }

    private let state = Mutex(State())
    private let beforeBatch: @Sendable (Int) async throws -> Void

    /// Creates a feed without readings; `beforeBatch` runs before each batch, counted from 0.
    init(beforeBatch: @escaping @Sendable (Int) async throws -> Void = { _ in }) {
        self.beforeBatch = beforeBatch
    }

    /// The windows that the feed was asked for.
    var windows: [TimeWindow] { state.withLock { $0.windows } }
    /// The marks on file when each reading began, for readings whose first batch has one.
    var marksAtStart: [IntakeMark?] { state.withLock { $0.marks } }

    /// Has windows cut into parts of this length.
    func cutParts(of length: Duration) { state.withLock { $0.partLength = length } }

    func parts(of window: TimeWindow) -> [TimeWindow] {
        guard let length = state.withLock({ $0.partLength }) else { return [window] }
        var parts: [TimeWindow] = []
        var start = window.start
        while start < window.end {
            let end = min(start.advanced(by: length), window.end)
            parts.append(TimeWindow(start: start, end: end))
            start = end
        }
        return parts
    }

    /// Has every reading wait after so many batches until its task is cancelled.
    func getStuck(after batchCount: Int) { state.withLock { $0.isStuckAfter = batchCount } }

    func add(_ reading: Reading) { state.withLock { $0.readings.append(reading) } }

    func add(_ notices: CancellationNotice...) {
        add(Reading(batches: [FeedBatch(mark: nil, notices: notices)]))
    }

    func add(_ lines: [IncomingOrderLine]) {
        add(Reading(batches: [FeedBatch(mark: nil, lines: lines)]))
    }

    /// What ``fail(_:)`` has a reading end with.
    static func failure(_ words: String) -> FeedError {
        FeedError(
            problem: .folderNotReadable(words),
            location: FeedError.Location(file: "inbox")
        )
    }

    func fail(_ words: String = "no answer") {
        add(Reading(failure: Self.failure(words)))
    }

    func read(
        _ request: FeedRequest,
        deliver: @Sendable (FeedBatch) async throws -> Void
    ) async throws -> FeedReport {
        let reading = state.withLock { state in
            state.windows.append(request.window)
            return state.readings.isEmpty ? Reading() : state.readings.removeFirst()
        }
        if let source = reading.batches.first?.parts.first?.mark?.source {
            let mark = try await request.intake(source)
            state.withLock { $0.marks.append(mark) }
        }
        for (position, batch) in reading.batches.enumerated() {
            while state.withLock({ $0.isStuckAfter == position }) {
                try Task.checkCancellation()
                await Task.yield()
            }
            try await beforeBatch(position)
            try await deliver(batch)
        }
        if let failure = reading.failure { throw failure }
        var report = FeedReport()
        report.sourceCount = reading.batches.count
        report.problems = reading.problems
        report.unread = reading.unread
        report.failure = reading.partFailure
        report.refusal = reading.refusal
        return report
    }
}
