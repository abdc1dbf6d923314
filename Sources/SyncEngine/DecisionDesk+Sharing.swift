import MatchingCore
import SyncInterfaces

/// The orders of claims that wait for a person, as far as a desk has to know them.
///
/// Read once for each account, and only when a claim has taken the last of a line.
struct HeldOrders {
    /// What is read at most; where more waits, any order may be one.
    private static let limit = 10_000

    private var known: [AccountID: Set<OrderNumber>?] = [:]

    /// Whether a claim that names `order` may be held.
    mutating func mayHold(_ order: OrderKey, in ledger: any Ledger) throws -> Bool {
        let orders: Set<OrderNumber>?
        if let read = known[order.account] {
            orders = read
        } else {
            orders = try ledger.heldOrders(account: order.account, limit: Self.limit)
            known[order.account] = .some(orders)
        }
        return orders?.contains(order.orderNumber) ?? true
    }

    /// Takes in that a claim came to be held.
    mutating func note(_ order: OrderKey) {
        known[order.account]??.insert(order.orderNumber)
    }
}

extension DecisionDesk {
    /// Decides held claims again of whose lines another claim has taken the last.
    ///
    /// Without that the outcome would depend on which of the two came first: the later one would
    /// find that everything is cancelled already. It ends, because whatever it does leaves less.
    mutating func decideWhatIsLeft() throws {
        while let order = emptied.popFirst() {
            guard try held.mayHold(order, in: ledger) else { continue }
            let records = try ledger.claims(
                account: order.account,
                orderNumber: order.orderNumber
            )
            for record in records
            where record.standing.status == .held && record.standing.ruling == nil {
                try decideAgainIfKnown(record)
            }
        }
    }
}
