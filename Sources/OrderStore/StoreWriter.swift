import MatchingCore
import SyncInterfaces

/// Carries out a ledger's changes on the writing connection.
///
/// A class, because it adds to ``StoreReader``; it lives as long as one transaction.
final class StoreWriter: StoreReader, Ledger {
    var counts = KeptCounts()
    /// The cancellation that was named last; passes name one several times in a row.
    var latest: CancellationIdentity?
    /// Rows that changed without anything to see: nobody is told about them.
    var silentChangeCount = 0
    /// Whether somebody else in this process waits to write.
    var isAwaited: () -> Bool = { false }
    /// The texts that imports met lately, in this transaction and those before it.
    var knownTexts = KnownTexts()

    /// What this transaction has not changed, as long as a snapshot shows it.
    var unchanged: UnchangedRows?
    /// The id of the next new cancellation, once there was one.
    var nextID: Int64?

    override func settleCounts() throws { try counts.settle(on: connection) }

    override func unchangedLines(orderNumber: OrderNumber) throws -> [LineOnFile]? {
        try unchanged?.lines(orderNumber: orderNumber)
    }

    override func unchangedClaims(
        of order: OrderKey,
        meantBy notice: CancellationNotice?
    ) throws -> [ClaimRecord]? {
        try unchanged?.claims(of: order, meantBy: notice)
    }

    func register(_ account: AccountID) throws {
        _ = try connection.registeredNumber(of: account)
    }
}

/// A cancellation's account and order, as its row names them.
struct CancellationIdentity: Hashable {
    let id: CancellationID
    let account: Int64
    let orderNumber: OrderNumber
    var status: Status
}
