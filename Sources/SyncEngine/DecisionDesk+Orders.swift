import MatchingCore
import SyncInterfaces

extension DecisionDesk {
    /// Decides again what names orders whose lines changed: nothing waits longer than its order.
    ///
    /// Applied cancellations are among it, because a claim of a whole order takes a line that
    /// comes later as well; so are those that wait in other accounts, which looked for the order.
    mutating func ordersArrived(_ orders: [OrderImportResult.Order]) throws {
        var accountsWithClaims: Set<AccountID> = []
        for account in book.accounts where try ledger.hasClaims(account: account.id) {
            accountsWithClaims.insert(account.id)
        }
        guard !accountsWithClaims.isEmpty else { return }
        let sorted = orders.sorted {
            ($0.orderNumber, $0.account) < ($1.orderNumber, $1.account)
        }
        for order in sorted {
            if accountsWithClaims.contains(order.account) { try decideAgain(order) }
            for record in try ledger.waitingClaims(orderNumber: order.orderNumber)
            where record.notices[0].account != order.account {
                try decideAgainIfKnown(record)
            }
            try decideWhatIsLeft()
        }
    }

    /// Decides every claim of an account again that names this order, oldest first.
    mutating func decideAgain(
        _ order: OrderImportResult.Order,
        except id: CancellationID? = nil
    ) throws {
        let records = try ledger.claims(account: order.account, orderNumber: order.orderNumber)
        for record in records where record.id != id { try decideAgainIfKnown(record) }
    }

    // A claim of an account that left the configuration stays as it stands.
    mutating func decideAgainIfKnown(_ record: ClaimRecord) throws {
        guard let matcher = book.knownMatcher(of: record.notices[0].account) else { return }
        try decideAgain(record, matcher: matcher)
    }
}
