import MatchingCore

/// The columns of a plan, looked up once instead of in every row.
struct RecordColumns {
    let keys: [ColumnPlan.KeyColumn]
    let account: Int?
    let lineID: Int?
    let claimID: Int?
    let state: Int?
    let quantity: Int?
    let shipping: Int?
    let orderedAt: Int?
    let trackingNumber: Int?
    let requestedAt: Int?
    let changedAt: Int?
    let reason: Int?
    let shippingWord: Int?
    let originalOrderNumber: Int?
    let cancelledBy: Int?
    /// Whether each row says for itself what it has.
    let isWithoutHeader: Bool

    /// What only claims have, and only orders; a state may be an order's too.
    var ofClaims: [Int] { [claimID, requestedAt, changedAt].compactMap(\.self) }
    var ofOrders: [Int] { [shipping, orderedAt, trackingNumber].compactMap(\.self) }

    /// All but what only people read: the buyer's reason, and the marketplace's words.
    var decisive: [Int] {
        keys.map(\.column)
            + [
                account, lineID, claimID, state, quantity, shipping, orderedAt, trackingNumber,
                requestedAt, changedAt, originalOrderNumber,
            ]
            .compactMap(\.self)
    }

    init(_ plan: ColumnPlan) {
        keys = plan.keyColumns
        account = plan[.account]
        lineID = plan[.lineID]
        claimID = plan[.claimID]
        state = plan[.state]
        quantity = plan[.quantity]
        shipping = plan[.shipping]
        orderedAt = plan[.orderedAt]
        trackingNumber = plan[.trackingNumber]
        requestedAt = plan[.requestedAt]
        changedAt = plan[.changedAt]
        reason = plan[.reason]
        shippingWord = plan[.shippingWord]
        originalOrderNumber = plan[.originalOrderNumber]
        cancelledBy = plan[.cancelledBy]
        isWithoutHeader = plan.headerRow == 0
    }
}
