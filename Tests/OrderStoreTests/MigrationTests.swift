import GRDB
import MatchingCore
import OrderStore
import SyncInterfaces
import Testing

@Suite("An older store", .timeLimit(.minutes(10)))
struct MigrationTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private static let incoming: [IncomingOrderLine] = (1...3).map { number in
        var line = IncomingOrderLine.line(.line("\(number)", of: "100\(number)"))
        line.shipping = ShippingState.allCases[number - 1]
        // The first order came last.
        line.orderedAt = .morning(plus: .seconds(-number))
        return line
    }

    /// Makes a store as version 1 had it, with three lines on hold.
    private func makeVersionOne(
        and add: @escaping @Sendable (any Ledger) throws -> Void = { _ in }
    ) async throws {
        let store = try SQLiteOrderStore(path: folder.storePath)
        try await store.write { ledger in
            _ = try ledger.upsert(Self.incoming)
            for line in Self.incoming {
                let notice = CancellationNotice.notice(
                    "C\(line.key.lineID)",
                    order: line.key.orderNumber.rawValue
                )
                let id = try ledger.insert([notice], standing: .applied, at: .morning)
                try ledger.change(
                    [LineChange(line: line.key, unitsBefore: 0, unitsAfter: 1, isHeld: true)],
                    by: id,
                    at: .morning
                )
                try ledger.append(
                    JournalEntry(at: .morning, actor: .system, act: .decide, cancellation: id)
                )
                try ledger.append(
                    .notice("C\(line.key.lineID)", order: line.key.orderNumber.rawValue),
                    to: id
                )
            }
            try add(ledger)
        }
        try store.close()
        let file = try DatabaseQueue(path: folder.storePath)
        try await file.write { database in
            try database.execute(
                sql: """
                    DROP INDEX line_state_to_pull; DROP INDEX order_line_of_parcel;
                    DROP INDEX order_line_of_line_id; DROP TABLE pull_count;
                    DROP TABLE chart_count; DROP TABLE line_revision;
                    DROP TABLE order_link; DROP TABLE waybill_renewal; DROP TABLE feed_file; DROP TABLE policy_version;
                    DROP TABLE restore_due; DELETE FROM hourly_count
                    WHERE hour < (SELECT max(hour) FROM hourly_count) - 23;
                    DROP TABLE state_count; DROP TABLE order_arrival;
                    ALTER TABLE line_state DROP COLUMN held_since;
                    ALTER TABLE line_state DROP COLUMN pulled_at;
                    ALTER TABLE line_state DROP COLUMN pull;
                    DROP INDEX poll_of_request; ALTER TABLE poll DROP COLUMN request;
                    DROP TABLE resync_account; DROP TABLE resync_request;
                    ALTER TABLE lease DROP COLUMN since;
                    DROP INDEX cancellation_asked; DROP INDEX cancellation_standing;
                    ALTER TABLE cancellation DROP COLUMN asked_at;
                    ALTER TABLE cancellation DROP COLUMN ruled_after;
                    ALTER TABLE account DROP COLUMN unread_periods;
                    ALTER TABLE account DROP COLUMN vouched_periods;
                    CREATE INDEX cancellation_of_status ON cancellation (account, status);
                    DROP TABLE product_text; DROP TABLE order_change; DROP TABLE text_block; DROP TABLE text_index;
                    ALTER TABLE account_order DROP COLUMN arrival;
                    DELETE FROM grdb_migrations WHERE identifier > '1';
                    PRAGMA user_version = 1
                    """
            )
        }
        try file.close()
    }

    @Test("It opens, and has the pull list, the orders and the counts")
    func migrate() async throws {
        try await makeVersionOne()
        let store = try SQLiteOrderStore(path: folder.storePath)
        #expect(try await store.audit() == [])
        let (pulls, orders, states) = try await store.read { ledger in
            (
                try ledger.pullList(PullQuery(limit: 9)), try ledger.orders(OrderQuery(limit: 9)),
                try ledger.stateTallies(of: "coupang")
            )
        }
        #expect(pulls.map(\.line.line.shipping) == [.labeled, .received])
        #expect(pulls.map(\.place.since) == [.morning, .morning])
        #expect(orders.map(\.id.orderNumber) == ["1001", "1002", "1003"])
        #expect(states == ["취소요청": StateTally(count: 3, since: .morning)])
    }

    @Test("It opens, and knows which withdrawals are to be restored")
    func withdrawals() async throws {
        try await makeVersionOne { ledger in
            for line in [Self.incoming[0], Self.incoming[2]] {
                let order = line.key.orderNumber
                for found in try ledger.claims(account: "coupang", orderNumber: order) {
                    try ledger.setStanding(.with(.withdrawn), of: found.id, at: .morning)
                }
            }
            _ = try ledger.insert(
                [.notice("W", order: "7")],
                standing: .with(.withdrawn),
                at: .morning(plus: .seconds(-9))
            )
        }
        let store = try SQLiteOrderStore(path: folder.storePath)
        #expect(
            try await store.audit().map(\.problem).filter { $0 != .applicationWithoutJournal } == []
        )
        let query = CancellationQuery(status: .withdrawn, limit: 9)
        let rows = try await store.read { try $0.cancellations(query) }
        #expect(rows.map(\.claimID) == ["C1", "C3", "W"])
    }

    @Test("It opens, and its orders are found by their texts before and after those are indexed")
    func texts() async throws {
        try await makeVersionOne { ledger in
            let lines = (0..<30).map { number in
                IncomingOrderLine.line(
                    .line("1", of: "\(2000 + number)"),
                    [.productName: number == 7 ? "울 코트" : "니트"]
                )
            }
            _ = try ledger.upsert(lines)
        }
        let store = try SQLiteOrderStore(path: folder.storePath)
        let filter = RowFilter([.init(.text(.product, [.contains("코트")]))])
        let query = OrderQuery(filter: filter, limit: 9)
        var indexing = try await store.read { try $0.textIndexing() }
        #expect(indexing == TextIndexing(indexedCount: 0, orderCount: 33))
        while true {
            let found = try await store.read { try $0.orders(query) }
            #expect(found.map(\.id.orderNumber) == ["2007"])
            #expect(try await store.audit() == [])
            if indexing.isComplete { break }
            indexing = try await store.write { try $0.indexTexts() }
        }
        #expect(indexing == TextIndexing(indexedCount: 33, orderCount: 33))
    }

    @Test("It opens, and its parcels are found by bare numbers once those are renewed")
    func waybills() async throws {
        try await makeVersionOne { ledger in
            let forms = ["6800-7777-0001", "680077770001", "두 상자", "1234 5678"]
            let lines = forms.enumerated().map { number, form in
                // As older builds kept it.
                var line = IncomingOrderLine.line(.line("1", of: "\(2000 + number)"))
                line.trackingNumber = form
                return line
            }
            _ = try ledger.upsert(lines)
        }
        let store = try SQLiteOrderStore(path: folder.storePath)
        while try await !store.write({ try $0.renewWaybills() }) {}
        let orders = try await store.read { ledger in
            try ["680077770001", "12345678", "두 상자"].map { number in
                try ledger.lines(trackingNumber: number).map(\.line.key.orderNumber)
            }
        }
        #expect(orders == [["2000", "2001"], ["2003"], ["2002"]])
        #expect(try await store.audit() == [])
    }

    @Test("It opens, and processes can ask one another for resyncs")
    func requests() async throws {
        try await makeVersionOne()
        let store = try SQLiteOrderStore(path: folder.storePath)
        let id = try await store.write { ledger in
            try ledger.ask(ResyncOrder(["coupang"]), asker: "a:1", at: .morning)
        }
        #expect(try await store.read { try $0.openResyncRequests().map(\.id) } == [id])
    }

    @Test("It opens, and knows what the hours of earlier weeks brought")
    func earlierWeeks() async throws {
        try await makeVersionOne { ledger in
            for week in 1...2 {
                _ = try ledger.insert(
                    [.notice("W\(week)", order: "7")],
                    standing: .pending,
                    at: .morning(plus: .seconds(week * -604_800 - 3600))
                )
            }
        }
        let store = try SQLiteOrderStore(path: folder.storePath)
        #expect(try await store.audit() == [])
        let later = Timestamp.morning(plus: .seconds(604_800 + 3600))
        let summary = try await store.read { try $0.accountSummaries(now: later) }.first
        #expect(summary?.usualCounts == [3, 1])
    }

    @Test("It is not migrated by who only reads")
    func readOnly() async throws {
        try await makeVersionOne()
        let error = #expect(throws: StoreError.self) {
            try SQLiteOrderStore(path: folder.storePath, mode: .readOnly)
        }
        #expect(error?.problem == .olderVersion(found: "1"))
    }
}
