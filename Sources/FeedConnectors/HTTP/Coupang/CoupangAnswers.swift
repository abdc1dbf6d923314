import MatchingCore
import SyncInterfaces

/// An answer of `returnRequests`: receipts, each with the items that are to be stopped.
struct CoupangReturnRequests: Decodable, Sendable {
    static let call = "returnRequests"

    let data: [WireRow<Receipt>]

    struct Receipt: Decodable, Sendable {
        let receiptId: WireText
        let orderId: WireText
        let receiptType: String
        let receiptStatus: String
        let createdAt: String
        let modifiedAt: String?
        let cancelReasonCategory1: String?
        let cancelReasonCategory2: String?
        let releaseStopStatus: String?
        let returnItems: [Item]
    }

    struct Item: Decodable, Sendable {
        let vendorItemId: WireText
        let vendorItemName: String?
        let sellerProductId: WireText?
        let sellerProductName: String?
        let cancelCount: WireText
    }

    func page(account: AccountID, observedAt: Timestamp) -> FeedPage {
        var page = FeedPage()
        for (index, element) in data.enumerated() {
            page.add(AnswerRow(call: Self.call, row: index + 1)) { row throws(RowFailure) in
                let receipt = try row.value(of: element)
                let (state, isKnown) = receipt.state
                if !isKnown { row.note(.service(.unknownState(state)), field: "receiptStatus") }
                return try receipt.returnItems.map { item throws(RowFailure) in
                    CancellationNotice(
                        account: account,
                        claimID: ClaimID(try row.required(receipt.receiptId, "receiptId")),
                        state: state,
                        fields: try receipt.fields(of: item, row),
                        quantity: try row.quantity(item.cancelCount, "cancelCount"),
                        requestedAt: try row.time(receipt.createdAt, "createdAt"),
                        changedAt: try row.time(
                            receipt.modifiedAt ?? receipt.createdAt,
                            "modifiedAt"
                        ),
                        buyerReason: receipt.reason,
                        observedAt: observedAt
                    )
                }
            }
        }
        return page
    }
}

extension CoupangReturnRequests.Receipt {
    /// Words of 쿠팡's documents for what is not a request to stop a shipment.
    private static let words = [
        "RELEASE_STOP_UNCHECKED": "출고중지요청", "RETURNS_UNCHECKED": "반품접수",
        "VENDOR_WAREHOUSE_CONFIRM": "입고완료", "REQUEST_COUPANG_CHECK": "쿠팡확인요청",
        "RETURNS_COMPLETED": "반품완료",
    ]

    /// The word for where the receipt stands, and whether the documentation has it.
    ///
    /// A shipment that was stopped goes on as a return that costs nothing (`처리(출고중지)`); for the
    /// order it is what it was. That is our reading.
    var state: (word: String, isKnown: Bool) {
        if receiptType == "CANCEL" { return ("결제완료취소", true) }
        if ["미처리", "처리(출고중지)"].contains(releaseStopStatus) { return ("출고중지요청", true) }
        guard let word = Self.words[receiptStatus] else { return (receiptStatus, false) }
        return (word, true)
    }

    var reason: String? {
        let parts = [cancelReasonCategory1, cancelReasonCategory2].compactMap { $0 }
            .filter { !$0.isEmpty }
        return parts.isEmpty ? nil : parts.joined(separator: " / ")
    }

    fileprivate func fields(
        of item: CoupangReturnRequests.Item,
        _ row: AnswerRow
    ) throws(RowFailure) -> FieldValues {
        try row.fields([
            (.orderNumber, orderId.value, "orderId"),
            (.code6, item.vendorItemId.value, "vendorItemId"),
            (.productCode, item.sellerProductId?.value, "sellerProductId"),
            (.productName, item.sellerProductName, "sellerProductName"),
            (.option, item.vendorItemName, "vendorItemName"),
        ])
    }
}

/// An answer of `returnWithdrawRequests`: receipts that the buyer took back.
struct CoupangWithdrawals: Decodable, Sendable {
    static let call = "returnWithdrawRequests"

    let data: [WireRow<Withdrawal>]
    /// Empty on the last page.
    let nextPageIndex: WireText?

    struct Withdrawal: Decodable, Sendable {
        let cancelId: WireText
        let orderId: WireText
        let vendorItemIds: [WireText]
        let createdAt: String
    }

    func page(account: AccountID, observedAt: Timestamp) -> FeedPage {
        var page = FeedPage()
        for (index, element) in data.enumerated() {
            page.add(AnswerRow(call: Self.call, row: index + 1)) { row throws(RowFailure) in
                let withdrawal = try row.value(of: element)
                return try withdrawal.vendorItemIds.map { item throws(RowFailure) in
                    CancellationNotice(
                        account: account,
                        claimID: ClaimID(try row.required(withdrawal.cancelId, "cancelId")),
                        state: "취소철회",
                        fields: try row.fields([
                            (.orderNumber, withdrawal.orderId.value, "orderId"),
                            (.code6, item.value, "vendorItemIds"),
                        ]),
                        changedAt: try row.time(withdrawal.createdAt, "createdAt"),
                        observedAt: observedAt
                    )
                }
            }
        }
        return page
    }
}
