import Foundation
import MatchingCore
import OrderStore
import SyncEngine
import SyncInterfaces
import Testing

/// An engine over a store in a temporary file, with feeds and a clock that a test moves.
struct Bench {
    let path: String
    let store: any OrderStore
    let clock: ManualClock
    let accounts: [Account]
    let feeds: [AccountID: ScriptedFeed]
    let orders: ScriptedFeed
    let engine: SyncEngine

    /// Noon of a working day in Korea.
    static let start = Timestamp(seconds: 1_790_046_000)

    init(
        accounts: [Account] = Bench.accounts,
        path: String? = nil,
        clock: ManualClock = ManualClock(Bench.start),
        holder: String = "first",
        adjust: (inout EngineSettings) -> Void = { _ in }
    ) throws {
        let path = path ?? Bench.temporaryPath()
        let feeds = Dictionary(uniqueKeysWithValues: accounts.map { ($0.id, ScriptedFeed()) })
        var settings = EngineSettings(holder: holder)
        adjust(&settings)
        self.path = path
        self.accounts = accounts
        self.clock = clock
        self.feeds = feeds
        store = try SQLiteOrderStore(path: path)
        orders = ScriptedFeed()
        engine = SyncEngine(
            store: store,
            accounts: accounts,
            feeds: { feeds[$0.id] ?? ScriptedFeed() },
            orderFeed: orders,
            time: clock,
            randomness: SeededGenerator(seed: 1),
            settings: settings
        )
    }

    static func temporaryPath() -> String {
        FileManager.default.temporaryDirectory
            .appendingPathComponent("engine-\(UUID().uuidString)/store.sqlite").path
    }

    /// Removes the store's files.
    func remove() {
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
        try? FileManager.default.removeItem(at: folder)
    }

    func feed(_ account: AccountID) throws -> ScriptedFeed { try #require(feeds[account]) }

    @discardableResult
    func take(_ notices: CancellationNotice...) async throws -> PassTally {
        try await take(FeedBatch(mark: nil, notices: notices))
    }

    @discardableResult
    func take(_ lines: [IncomingOrderLine]) async throws -> PassTally {
        try await take(FeedBatch(mark: nil, lines: lines))
    }

    @discardableResult
    func take(_ batches: FeedBatch...) async throws -> PassTally {
        let feed = ScriptedFeed()
        feed.add(ScriptedFeed.Reading(batches: batches))
        return try await engine.takeIn(feed) { _ in }.1
    }

    /// All cancellations, oldest first.
    func records() async throws -> [ClaimRecord] {
        let accounts = accounts
        return try await store.read { ledger in
            try accounts.flatMap { account in
                try ledger.claims(
                    account: account.id,
                    statuses: Set(Status.allCases),
                    after: nil,
                    limit: 100_000
                ).claims
            }.sorted { $0.id < $1.id }
        }
    }

    /// The only cancellation there is.
    func only() async throws -> ClaimRecord {
        let records = try await records()
        try #require(records.count == 1)
        return records[0]
    }

    func line(_ key: OrderLineKey) async throws -> LineOnFile {
        try #require(try await store.read { try $0.orderLine(key) })
    }

    func lines(_ orderNumber: OrderNumber) async throws -> [LineOnFile] {
        try await store.read { try $0.lines(orderNumber: orderNumber) }
    }

    func timer(_ account: AccountID) async throws -> AccountTimer {
        try await store.read { try $0.timer(of: account) }
    }

    /// Why nothing has cancelled a line, as somebody who asks now is told.
    func explanation(of line: OrderLineKey) async throws -> OrderExplanation {
        let explainer = Explainer(store: store, accounts: accounts)
        return try #require(try await explainer.explanation(ofLine: line, now: clock.now()))
    }

    func journal(_ act: JournalEntry.Act? = nil) async throws -> [JournalEntry] {
        try await store.read { try $0.journal(JournalQuery(limit: 100_000)) }
            .filter { act == nil || $0.act == act }
            .reversed()
    }

    func polls(_ account: AccountID) async throws -> [PollRecord] {
        try await store.read { try $0.polls(of: account, limit: 10_000) }
    }
}

extension Bench {
    /// One account for each kind of rule.
    static let accounts = [
        account("whole", rule: "order_no"),
        account("line", rule: "order_no + detail_no"),
        account("branches", rule: "order_no + (code18 | product_name + option)"),
        account("confirming", rule: "order_no + detail_no", confirm: ["취소거부"]),
        account("stateless", rule: "order_no + detail_no", states: []),
        account("ruleless", rule: nil),
    ]

    static func account(
        _ id: AccountID,
        rule: String?,
        states: [String] = ["취소요청", "취소완료"],
        confirm: [String] = [],
        minutes: Int = 10
    ) -> Account {
        Account(
            id: id,
            marketplace: Marketplace(
                id: MarketplaceID(id.rawValue),
                name: id.rawValue,
                policy: SyncPolicy(
                    cancelStates: states.isEmpty ? [] : states + confirm,
                    confirmStates: confirm,
                    rule: rule.flatMap { try? MatchRule(parsing: $0) }
                ),
                pollIntervalMinutes: minutes
            )
        )
    }
}

/// A notice of claim `claim`, some minutes after the start.
func notice(
    _ account: AccountID,
    _ claim: ClaimID,
    order: String,
    _ fields: FieldValues = [:],
    state: String = "취소요청",
    quantity: Int? = nil,
    minute: Int = 0,
    isTimed: Bool = true
) -> CancellationNotice {
    var fields = fields
    fields[.orderNumber] = order
    let moment = Bench.start.advanced(by: .seconds(minute * 60))
    return CancellationNotice(
        account: account,
        claimID: claim,
        state: state,
        fields: fields,
        quantity: quantity,
        changedAt: isTimed ? moment : nil,
        observedAt: moment
    )
}

/// An order line as a feed gives it; its `detail_no` is its name unless `fields` say otherwise.
func line(
    _ account: AccountID,
    order: OrderNumber,
    _ id: LineID,
    _ fields: FieldValues? = nil,
    quantity: Int = 1,
    shipping: ShippingState = .received
) -> IncomingOrderLine {
    IncomingOrderLine(
        key: OrderLineKey(account: account, orderNumber: order, lineID: id),
        fields: fields ?? [.detailNumber: id.rawValue],
        quantity: quantity,
        shipping: shipping,
        orderedAt: Bench.start.advanced(by: .seconds(-3600))
    )
}
