import MatchingCore
import SyncEngine
import SyncInterfaces
import Testing

@Suite("Two requests for one line without claim numbers", .timeLimit(.minutes(10)))
struct SeveralRequestsTests {
    /// A row of a file without claim numbers.
    private func row(
        askedAt minute: Int,
        quantity: Int = 1,
        state: String = "취소완료",
        file: Int = 600
    ) -> CancellationNotice {
        CancellationNotice(
            account: "line",
            claimID: "100/1",
            state: state,
            fields: [.orderNumber: "100", .detailNumber: "1"],
            quantity: quantity,
            requestedAt: Bench.start.advanced(by: .seconds(minute * 60)),
            observedAt: Bench.start.advanced(by: .seconds(file * 60))
        )
    }

    private func bench(_ batches: [[CancellationNotice]]) async throws -> Bench {
        let bench = try Bench()
        try await bench.take([line("line", order: "100", "1", quantity: 3)])
        for batch in batches { try await bench.take(FeedBatch(mark: nil, notices: batch)) }
        return bench
    }

    @Test("They wait for a person, in one file or two, whichever comes first; twice is once")
    func held() async throws {
        let (one, other) = (row(askedAt: 0), row(askedAt: 120))
        for batches in [[[one, other]], [[other, one]], [[one], [other]], [[other], [one]]] {
            let bench = try await bench(batches)
            defer { bench.remove() }
            let record = try await bench.only()
            #expect(record.standing.status == .held && record.standing.reason == .ambiguous)
            #expect(record.applications.map(\.units) == [1])
            let line = try await bench.lines("100")[0]
            #expect(line.cancelledUnits == 1 && line.isHeld)
            let before = try await bench.journal()
            try await bench.take(one, other)
            let again = [row(askedAt: 0, file: 900), row(askedAt: 120, file: 900)]
            try await bench.take(FeedBatch(mark: nil, notices: again))
            #expect(try await bench.journal() == before)
            #expect(try await bench.only() == record)
            #expect(try await bench.store.audit() == [])
        }
    }

    @Test("A person has both cancelled, or leaves it at one, and can take that back")
    func settled() async throws {
        let bench = try await bench([[row(askedAt: 0)], [row(askedAt: 120)]])
        defer { bench.remove() }
        let id = try await bench.only().id
        _ = try await bench.engine.dismiss(id, reason: "the same", by: "kim")
        var record = try await bench.only()
        #expect(record.standing.status == .applied && record.applications.map(\.units) == [1])
        _ = try await bench.engine.undo(id, by: "kim")
        #expect(try await bench.only().standing.status == .held)
        _ = try await bench.engine.apply(id, line: nil, units: nil, seen: nil, by: "kim")
        record = try await bench.only()
        #expect(record.standing.status == .applied && record.applications.map(\.units) == [2])
        #expect(try await bench.store.audit() == [])
        // A third one is before a person again.
        try await bench.take(row(askedAt: 240))
        record = try await bench.only()
        #expect(record.standing.status == .held && record.applications.map(\.units) == [2])
    }

    @Test("A request after a dismissal is not dismissed with it")
    func afterDismissal() async throws {
        let bench = try await bench([])
        defer { bench.remove() }
        try await bench.take(row(askedAt: 0))
        let id = try await bench.only().id
        _ = try await bench.engine.undo(id, by: "kim")
        _ = try await bench.engine.dismiss(id, reason: "kept", by: "kim")
        try await bench.take(row(askedAt: 120))
        let record = try await bench.only()
        #expect(record.standing.status == .held && record.standing.ruling == nil)
        _ = try await bench.engine.dismiss(id, reason: "kept", by: "kim")
        let before = try await bench.only()
        try await bench.take(row(askedAt: 120, file: 900))
        #expect(try await bench.only() == before)
    }

    @Test(
        "A withdrawal of the second leaves what was cancelled for the first, and says if it is more"
    )
    func secondWithdrawn() async throws {
        let bench = try await bench([[row(askedAt: 0)], [row(askedAt: 120)]])
        defer { bench.remove() }
        try await bench.take(row(askedAt: 120, state: "취소철회", file: 700))
        var record = try await bench.only()
        #expect(record.standing.status == .applied && record.applications.map(\.units) == [1])
        // The same after somebody had both cancelled: one is too many.
        let other = try await self.bench([[row(askedAt: 0)], [row(askedAt: 120)]])
        defer { other.remove() }
        let id = try await other.only().id
        _ = try await other.engine.apply(id, line: nil, units: nil, seen: nil, by: "kim")
        try await other.take(row(askedAt: 120, state: "취소철회", file: 700))
        record = try await other.only()
        #expect(record.standing.status == .held && record.applications.map(\.units) == [2])
    }

    @Test("An order that comes late gets what stands, whatever was said of another request last")
    func lateOrder() async throws {
        let bench = try Bench()
        defer { bench.remove() }
        try await bench.take(row(askedAt: 0))
        try await bench.take(row(askedAt: 120, state: "취소거부", file: 700))
        try await bench.take([line("line", order: "100", "1", quantity: 3)])
        let record = try await bench.only()
        #expect(record.standing.status == .applied && record.applications.map(\.units) == [1])
    }

    @Test("What was withdrawn in between was one request after the other")
    func withdrawnBetween() async throws {
        let bench = try await bench([
            [row(askedAt: 0)], [row(askedAt: 0, state: "취소철회", file: 700)],
            [row(askedAt: 120, file: 800)],
        ])
        defer { bench.remove() }
        #expect(try await bench.only().standing.status == .applied)
    }
}
