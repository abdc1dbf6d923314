import MatchingCore
import SyncInterfaces

/// What a transaction may ask a snapshot that shows how everything was when it began.
///
/// While it writes nobody else does, so that the snapshot is wrong only where it has changed something
/// itself.
struct UnchangedRows {
    private struct ClaimName: Hashable {
        let account: AccountID
        let claimID: ClaimID
    }

    let snapshot: StoreReader
    /// The orders of which it changed a line's state.
    var orders: Set<OrderNumber> = []
    /// The claims that it changed.
    var claims: Set<CancellationID> = []
    private var newClaims: Set<ClaimName> = []
    private var ordersOfNewClaims: Set<OrderKey> = []
    /// Of these a claim was put on file that has no name of its own.
    private var ordersOfNamelessClaims: Set<OrderKey> = []

    init(snapshot: StoreReader) { self.snapshot = snapshot }

    /// Notes that a claim of which `notice` speaks came to name this order.
    mutating func noteClaim(of notice: CancellationNotice, naming orderNumber: OrderNumber) {
        let name = notice.claimID
        let order = OrderKey(account: notice.account, orderNumber: orderNumber)
        newClaims.insert(ClaimName(account: order.account, claimID: name))
        ordersOfNewClaims.insert(order)
        if name.isMade(of: order.orderNumber) { ordersOfNamelessClaims.insert(order) }
    }

    /// The lines with this order number; `nil` where they have to be read anew.
    func lines(orderNumber: OrderNumber) throws -> [LineOnFile]? {
        orders.contains(orderNumber) ? nil : try snapshot.lines(orderNumber: orderNumber)
    }

    /// The claims of an order that `notice` can speak of; `nil` where they have to be read anew.
    func claims(of order: OrderKey, meantBy notice: CancellationNotice?) throws -> [ClaimRecord]? {
        guard !hasNewClaims(of: order, meantBy: notice) else { return nil }
        let records = try snapshot.claims(of: order, meantBy: notice)
        return records.contains { claims.contains($0.id) } ? nil : records
    }

    /// Reading anew waits until all is written, which further claims of an order are not worth.
    private func hasNewClaims(of order: OrderKey, meantBy notice: CancellationNotice?) -> Bool {
        guard let notice, !notice.claimID.isMade(of: order.orderNumber) else {
            return ordersOfNewClaims.contains(order)
        }
        return newClaims.contains(ClaimName(account: order.account, claimID: notice.claimID))
            || ordersOfNamelessClaims.contains(order)
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
