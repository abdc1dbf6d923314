import MatchingCore
import SyncInterfaces

/// What a transaction may ask a snapshot that shows how everything was when it began.
///
/// While it writes nobody else does, so that the snapshot is wrong only where it has changed something
/// itself.
struct UnchangedRows {
    let snapshot: StoreReader
    /// The orders of which it changed a line's state.
    var orders: Set<OrderNumber> = []
    /// The claims that it changed.
    var claims: Set<CancellationID> = []
    private var ordersOfNewClaims: Set<OrderKey> = []

    init(snapshot: StoreReader) { self.snapshot = snapshot }

    /// Notes that a claim came to name this order.
    mutating func noteClaim(of order: OrderKey) { ordersOfNewClaims.insert(order) }

    /// The lines with this order number; `nil` where they have to be read anew.
    func lines(orderNumber: OrderNumber) throws -> [LineOnFile]? {
        orders.contains(orderNumber) ? nil : try snapshot.lines(orderNumber: orderNumber)
    }

    /// The claims that name this order; `nil` where they have to be read anew.
    func claims(of order: OrderKey) throws -> [ClaimRecord]? {
        guard !ordersOfNewClaims.contains(order) else { return nil }
        let records = try snapshot.claims(account: order.account, orderNumber: order.orderNumber)
        return records.contains { claims.contains($0.id) } ? nil : records
    }
}

extension StoreWriter {
    /// Does what changes many rows: asks `snapshot` where it can, and has another thread write.
    func work<Value>(
        beside snapshot: StoreReader,
        _ body: (any Ledger) throws -> Value
    ) throws -> Value {
        try connection.startWriteBehind()
        unchanged = UnchangedRows(snapshot: snapshot)
        defer { workAlone() }
        let value = try body(self)
        try connection.settle()
        return value
    }

    /// Goes on without a snapshot and without another thread.
    func workAlone() {
        unchanged = nil
        connection.endWriteBehind()
    }
}
