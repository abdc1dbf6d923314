import MatchingCore
import SyncInterfaces

/// Answers a ledger's questions on one connection.
///
/// A class, so that ``StoreWriter`` can add to it; it lives as long as one transaction.
class StoreReader: LedgerReader {
    let connection: Connection

    init(_ connection: Connection) { self.connection = connection }

    /// Makes the kept counts on file complete; only a writer has any to settle.
    func settleCounts() throws {}

    /// The lines of an order as a writer may have them from elsewhere; `nil` where they are to be read.
    func unchangedLines(orderNumber: OrderNumber) throws -> [LineOnFile]? { nil }

    /// The claims of a name as a writer may have them from elsewhere; `nil` where they are to be read.
    func unchangedClaims(
        of order: OrderKey,
        meantBy notice: CancellationNotice?
    ) throws -> [ClaimRecord]? { nil }

    /// The account's number; `nil` when it was never registered.
    func number(of account: AccountID) throws -> Int64? {
        try connection.number(of: account)
    }

    /// The account with this number, which some row names.
    func account(_ number: Int64, in row: PreparedStatement) throws -> AccountID {
        guard let account = try connection.accountName(number) else { throw row.damaged }
        return account
    }
}
