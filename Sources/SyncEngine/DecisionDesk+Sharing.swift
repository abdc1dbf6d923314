import MatchingCore
import SyncInterfaces

/// The orders of claims that wait for a person, as far as a desk has to know them.
///
/// Few are read once for each account, and only when a claim has taken the last of a line; where there
/// are many, each order is asked for.
struct HeldOrders {
    private static let few = 500

    private var known: [AccountID: Set<OrderNumber>?] = [:]

    /// Whether a claim that names `order` is held.
    mutating func include(_ order: OrderKey, in ledger: any Ledger) throws -> Bool {
        let orders: Set<OrderNumber>?
        if let read = known[order.account] {
            orders = read
        } else {
            orders = try ledger.heldOrders(account: order.account, limit: Self.few)
            known[order.account] = .some(orders)
        }
        return try orders?.contains(order.orderNumber) ?? ledger.hasHeldClaim(of: order)
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
    /// find that everything is cancelled already, and a shipped line that somebody left would be asked
    /// about after another claim has it. It ends, because whatever it does leaves less.
    mutating func decideWhatIsLeft() throws {
        while let order = emptied.popFirst() {
            guard try held.include(order, in: ledger) else { continue }
            let records = try ledger.claims(
                account: order.account,
                orderNumber: order.orderNumber
            )
            for record in records where record.standing.mayHaveLess {
                try decideAgainIfKnown(record)
            }
        }
    }
}

extension Standing {
    /// Whether it may stand otherwise once another claim has taken a line: what waits for a person, but
    /// for what a person took back.
    var mayHaveLess: Bool { status == .held && ruling != .undone }
}
