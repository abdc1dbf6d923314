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

    init(snapshot: StoreReader) { self.snapshot = snapshot }

    /// Notes that a claim was put on file.
    mutating func noteNew(account: AccountID, claimID: ClaimID) {
        newClaims.insert(ClaimName(account: account, claimID: claimID))
    }

    /// The lines with this order number; `nil` where they have to be read anew.
    func lines(orderNumber: OrderNumber) throws -> [LineOnFile]? {
        orders.contains(orderNumber) ? nil : try snapshot.lines(orderNumber: orderNumber)
    }

    /// The claims of this name; `nil` where they have to be read anew.
    func claims(account: AccountID, claimID: ClaimID) throws -> [ClaimRecord]? {
        guard !newClaims.contains(ClaimName(account: account, claimID: claimID)) else { return nil }
        let records = try snapshot.claims(account: account, claimID: claimID)
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
