import MatchingCore
import SyncInterfaces
import Testing

@Suite("Every store counts for charts", .timeLimit(.minutes(10)))
struct ChartContractTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func chart(_ store: any OrderStore, at now: Timestamp) async throws -> AccountChart? {
        try await store.read { try $0.charts(now: now).first { $0.account == "auction" } }
    }

    @Test(
        "A cancellation counts in the hour in which it came to stand where it stands",
        arguments: Backend.all
    )
    func moves(backend: Backend) async throws {
        let store = try backend.open(folder.storePath)
        let later = Timestamp.morning.advanced(by: .seconds(2 * 3600))
        let id = try await store.write { ledger in
            let notice = CancellationNotice.notice("C1", order: "1", account: "auction")
            return try ledger.insert([notice], standing: .with(.pending), at: .morning)
        }
        #expect(try await chart(store, at: later)?.hours.suffix(3) == [[.pending: 1], [:], [:]])
        try await store.write { try $0.setStanding(.with(.applied), of: id, at: later) }
        let moved = try await chart(store, at: later)
        #expect(moved?.hours.suffix(3) == [[:], [:], [.applied: 1]])
        #expect(moved?.hours.count == AccountChart.hourCount)
        #expect(try await store.audit() == [])
    }

    @Test("An undo takes the lead time back", arguments: Backend.all)
    func leads(backend: Backend) async throws {
        let store = try backend.open(folder.storePath)
        let id = try await store.write { ledger in
            let notice = CancellationNotice.notice("C1", order: "1", account: "auction")
            return try ledger.insert([notice], standing: .with(.applied), at: .morning)
        }
        let notice = CancellationNotice.notice("C1", order: "1", account: "auction")
        let expected = notice.requestedAt.map { [LeadTime(from: $0, to: .morning): 1] } ?? [:]
        #expect(try await chart(store, at: .morning)?.leads == expected)
        try await store.write { try $0.setStanding(.with(.held), of: id, at: .morning) }
        #expect(try await chart(store, at: .morning)?.leads == [:])
        #expect(try await store.audit() == [])
    }

    @Test(
        "A lead time lies below its limit",
        arguments: zip(
            [-5, 0, 9, 10, 29, 30, 59, 60, 119, 120, 359, 360, 1439, 1440, 99_999],
            [0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6]
        )
    )
    func leadTime(minutes: Int64, rawValue: Int) {
        let moment = Timestamp(seconds: 1_000_000)
        let request = Timestamp(seconds: 1_000_000 - minutes * 60)
        #expect(LeadTime(from: request, to: moment).rawValue == rawValue)
    }
}
