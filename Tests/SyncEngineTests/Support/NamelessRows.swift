import FeedConnectors
import MatchingCore
import SyncInterfaces

/// An order line of a file that has no number for it, named as files' rows are.
func row(
    _ account: AccountID,
    order: OrderNumber,
    _ fields: FieldValues,
    quantity: Int = 1,
    shipping: ShippingState? = nil,
    earlierRows: Int = 0
) -> IncomingOrderLine {
    var fields = fields
    fields[.orderNumber] = order.rawValue
    return IncomingOrderLine(
        key: OrderLineKey(
            account: account,
            orderNumber: order,
            lineID: LineID(DerivedNames.line(fields))
        ),
        fields: fields,
        quantity: quantity,
        shipping: shipping,
        naming: .made(earlierRows: earlierRows)
    )
}

/// A notice of a file that has no number for its claim, named as files' rows are.
func rowOfClaim(
    _ account: AccountID,
    order: String,
    _ fields: FieldValues = [:],
    state: String = "취소요청",
    quantity: Int? = nil,
    asked: Timestamp? = nil,
    minute: Int = 0
) -> CancellationNotice {
    var fields = fields
    fields[.orderNumber] = order
    return CancellationNotice(
        account: account,
        claimID: DerivedNames.claim(fields),
        state: state,
        fields: fields,
        quantity: quantity,
        requestedAt: asked,
        observedAt: Bench.start.advanced(by: .seconds(minute * 60))
    )
}
