import MatchingCore
import SyncEngine
import SyncInterfaces
import Testing

@Suite("A rule on trial", .timeLimit(.minutes(10)))
struct RehearsalTests {
    private func bench() async throws -> Bench {
        let bench = try Bench(accounts: [Bench.account("a", rule: "order_no + detail_no")])
        try await bench.take([
            line("a", order: "100", "1"), line("a", order: "200", "1"),
            line("a", order: "200", "2"), line("a", order: "300", "1"),
        ])
        try await bench.take(
            notice("a", "c1", order: "100", [.detailNumber: "1"]),
            notice("a", "c2", order: "200", [.detailNumber: "1"]),
            notice("a", "c3", order: "300", [.detailNumber: "9"]),
            notice("a", "c4", order: "400", [.detailNumber: "1"])
        )
        return bench
    }

    private func result(
        _ bench: Bench,
        _ rule: String,
        last count: Int = 500
    ) async throws -> RehearsalResult {
        try await Rehearsal(store: bench.store, accounts: bench.accounts)
            .run(MatchRule(parsing: rule), on: "a", last: count)
    }

    @Test("It says which cancellations would be decided otherwise, the lost ones first")
    func changes() async throws {
        let bench = try await bench()
        defer { bench.remove() }
        let wider = try await result(bench, "order_no")
        #expect(wider.count == 4)
        #expect(wider.changes.map(\.kind) == [.otherLines, .gained])
        #expect(wider.changes.map(\.orderNumber) == ["200", "300"])
        #expect(wider.changes[0].now.applications.map(\.line.lineID) == ["1"])
        #expect(wider.changes[0].then.applications.map(\.line.lineID) == ["1", "2"])
        let narrower = try await result(bench, "order_no + detail_no + option")
        #expect(narrower.count(of: .lost) == 2)
        #expect(narrower.count(of: .otherReason) == 2)
    }

    @Test("The rule in force changes nothing, and a trial leaves everything as it was")
    func nothing() async throws {
        let bench = try await bench()
        defer { bench.remove() }
        let before = try await bench.records()
        #expect(try await result(bench, "order_no + detail_no").changes == [])
        _ = try await result(bench, "order_no")
        #expect(try await bench.records() == before)
    }

    @Test("Only as many of the newest as were asked for are looked at", arguments: [1, 2, 4, 9])
    func newest(count: Int) async throws {
        let bench = try await bench()
        defer { bench.remove() }
        #expect(try await result(bench, "order_no", last: count).count == min(4, count))
    }

    @Test("What was ruled by a person is left aside")
    func ruled() async throws {
        let bench = try await bench()
        defer { bench.remove() }
        let id = try #require(try await bench.records().last).id
        _ = try await bench.engine.dismiss(id, reason: "no", by: "kim")
        #expect(try await result(bench, "order_no + detail_no").changes == [])
    }

    @Test("Versions of a policy are kept, and the journal says what changed")
    func versions() async throws {
        let before = try Bench(accounts: [Bench.account("a", rule: "order_no")])
        defer { before.remove() }
        _ = try await before.engine.tick()
        let after = try Bench(
            accounts: [Bench.account("a", rule: "order_no + detail_no")],
            path: before.path,
            clock: before.clock
        )
        _ = try await after.engine.tick()
        let versions = try await after.store.read { try $0.policyVersions(of: "a", limit: 9) }
        #expect(versions.map(\.number) == [2, 1])
        #expect(versions.map(\.rule) == ["order_no + detail_no", "order_no"])
        #expect(versions[0].cancelStates == ["취소요청", "취소완료"])
        let notes = try await after.journal(.changePolicy).compactMap(\.note)
        #expect(notes == ["1 → 2 · match: order_no → order_no + detail_no"])
    }
}
