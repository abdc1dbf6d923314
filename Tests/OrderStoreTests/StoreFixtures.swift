import Foundation
import MatchingCore
import OrderStore
import SyncInterfaces

/// A backend that has to keep the store's contract.
struct Backend: Sendable, CustomStringConvertible {
    let description: String
    /// Opens a store at a path; what was there before is there again.
    let open: @Sendable (String) throws -> any OrderStore

    /// Every backend; a new one is added here and passes the same tests.
    static let all = [
        Backend(description: "SQLite") { try sqlite($0) },
        Backend(description: "SQLite, prepared for many writes") {
            PreparedStore(store: try sqlite($0))
        },
    ]

    /// Not that of the ids, and not of all accounts.
    static let accountOrder = AccountOrder(["gmarket", "auction"])

    private static func sqlite(_ path: String) throws -> SQLiteOrderStore {
        try SQLiteOrderStore(path: path, accountOrder: accountOrder)
    }

    /// Opens a store in `folder` that has these lines.
    func store(
        in folder: TemporaryFolder,
        having lines: [IncomingOrderLine]
    ) async throws -> any OrderStore {
        let store = try open(folder.storePath)
        try await store.write { _ = try $0.upsert(lines) }
        return store
    }
}

/// A store that takes every transaction for a large one of a stream.
private struct PreparedStore: OrderStore {
    let store: SQLiteOrderStore

    func read<Value: Sendable>(
        _ body: @escaping @Sendable (any LedgerReader) throws -> Value
    ) async throws -> Value { try await store.read(body) }

    func write<Value: Sendable>(
        _ scale: WriteScale,
        isFollowed: Bool,
        _ body: @escaping @Sendable (any Ledger) throws -> Value
    ) async throws -> Value { try await store.write(.many, isFollowed: true, body) }

    func changes() -> AsyncStream<Void> { store.changes() }

    func audit(
        progress: @escaping @Sendable (_ done: Int, _ count: Int) -> Void
    ) async throws -> [AuditFinding] { try await store.audit(progress: progress) }
}

/// A folder that is gone when the test is over.
final class TemporaryFolder: Sendable {
    let path: String

    init() throws {
        path = NSTemporaryDirectory() + "store-tests-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit {
        // A folder that cannot be removed is the system's to clean up.
        try? FileManager.default.removeItem(atPath: path)
    }

    var storePath: String { path + "/store.db" }
}

extension Timestamp {
    /// 2026-11-24 09:00 in Korea.
    static let morning = Timestamp(seconds: 1_795_478_400)

    static func morning(plus duration: Duration) -> Timestamp { morning.advanced(by: duration) }
}

extension OrderLineKey {
    static func line(_ line: String, of order: String, account: AccountID = "coupang") -> Self {
        OrderLineKey(account: account, orderNumber: OrderNumber(order), lineID: LineID(line))
    }
}

extension IncomingOrderLine {
    static func line(
        _ key: OrderLineKey,
        _ fields: FieldValues = [:],
        quantity: Int? = 2
    ) -> Self {
        var values = fields
        values[.orderNumber] = key.orderNumber.rawValue
        return IncomingOrderLine(key: key, fields: values, quantity: quantity)
    }
}

extension CancellationNotice {
    static func notice(
        _ claim: String,
        order: String,
        account: AccountID = "coupang",
        state: String = "취소요청",
        fields: FieldValues = [:],
        quantity: Int? = nil,
        at: Timestamp = .morning
    ) -> CancellationNotice {
        var values = fields
        values[.orderNumber] = order
        return CancellationNotice(
            account: account,
            claimID: ClaimID(claim),
            state: state,
            fields: values,
            quantity: quantity,
            changedAt: at,
            observedAt: at
        )
    }
}

extension Standing {
    static let pending = Standing(state: "취소요청", status: .pending, reason: .orderNotFound)
    static let applied = Standing(state: "취소요청", status: .applied, reason: .applied)

    static func with(_ status: Status) -> Standing {
        Standing(state: "취소요청", status: status, reason: .applied)
    }
}

extension Ledger {
    /// Takes in lines of the morning.
    func upsert(_ lines: [IncomingOrderLine]) throws -> OrderImportResult {
        try upsert(lines, at: .morning)
    }
}

extension LedgerReader {
    /// A page of order lines.
    func orderLines(_ query: OrderLineQuery) throws -> [LineOnFile] {
        var reading = OrderLineReading(query)
        return try reading.page(of: query.limit, from: self)
    }
}
