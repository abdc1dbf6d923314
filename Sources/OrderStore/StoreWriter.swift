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
    /// The texts that imports met lately, in this transaction and those before it.
    var knownTexts = KnownTexts()

    override func settleCounts() throws { try counts.settle(on: connection) }

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
