import MatchingCore
import SyncInterfaces

/// An answer of `returnRequests`: receipts, each with the items that are to be stopped.
struct CoupangReturnRequests: Decodable, Sendable {
    static let call = "returnRequests"

    /// What is asked for, as the query says it.
    enum Kind: String, CaseIterable {
        /// Requests to stop a shipment.
        case stopRequests = "status=RU"
        /// Cancels of orders that were paid and not yet confirmed.
        case cancels = "cancelType=CANCEL"
    }

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
        let returnItems: [WireRow<Item>]
    }

    struct Item: Decodable, Sendable {
        let vendorItemId: WireText
        let vendorItemName: String?
        let sellerProductId: WireText?
        let sellerProductName: String?
        let cancelCount: WireText
    }

    func page(of kind: Kind, account: AccountID, observedAt: Timestamp) -> FeedPage {
        var page = FeedPage()
        for (index, element) in data.enumerated() {
            page.add(AnswerRow(call: Self.call, row: index + 1)) { row throws(RowFailure) in
                let receipt = try row.value(of: element)
                let (state, isKnown) = receipt.state(in: kind)
                if !isKnown { row.note(.service(.unknownState(state)), field: "receiptStatus") }
                let number = try row.required(receipt.receiptId, "receiptId")
                let requestedAt = try row.time(receipt.createdAt, "createdAt")
                let changedAt = try row.time(receipt.modifiedAt, "modifiedAt") ?? requestedAt
                return try row.each(receipt.returnItems, of: "returnItems") {
                    item throws(RowFailure) in
                    CancellationNotice(
                        account: account,
                        claimID: ClaimID(number),
                        state: state,
                        fields: try receipt.fields(of: item, row),
                        quantity: try row.requiredQuantity(item.cancelCount, "cancelCount"),
                        requestedAt: requestedAt,
                        changedAt: changedAt,
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
    /// Words of 쿠팡's documents for where a receipt stands.
    private static let words = [
        "RELEASE_STOP_UNCHECKED": "출고중지요청", "RETURNS_UNCHECKED": "반품접수",
        "VENDOR_WAREHOUSE_CONFIRM": "입고완료", "REQUEST_COUPANG_CHECK": "쿠팡확인요청",
        "RETURNS_COMPLETED": "반품완료",
    ]

    /// The word for where the receipt stands, and whether the documentation has it.
    ///
    /// A shipment that was stopped goes on as a return that costs nothing (`처리(출고중지)`); for the
    /// order it is what it was. One that was answered with "has left" is no request any more, and
    /// says so in 쿠팡's own word. Both are our reading.
    fileprivate func state(in kind: CoupangReturnRequests.Kind) -> (word: String, isKnown: Bool) {
        if kind == .cancels || receiptType == "CANCEL" { return ("결제완료취소", true) }
        switch releaseStopStatus {
        case "미처리", "처리(출고중지)": return ("출고중지요청", true)
        case "처리(이미출고)", "자동처리(이미출고)":
            if receiptStatus == "RELEASE_STOP_UNCHECKED" { return ("이미출고", true) }
        default: break
        }
        guard let word = Self.words[receiptStatus] else { return (receiptStatus, false) }
        return (word, true)
    }

    fileprivate var reason: String? {
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
            (.code6, try row.required(item.vendorItemId, "vendorItemId"), "vendorItemId"),
            (.productCode, item.sellerProductId?.value, "sellerProductId"),
            (.productName, item.sellerProductName, "sellerProductName"),
            (.option, item.vendorItemName, "vendorItemName"),
        ])
    }
}

/// An answer of `returnWithdrawRequests`: receipts that the buyer took back.
struct CoupangWithdrawals: Decodable, Sendable {
    static let call = "returnWithdrawRequests"
    static let rowsPerPage = 100

    let data: [WireRow<Withdrawal>]
    /// Empty on the last page.
    let nextPageIndex: WireText?

    struct Withdrawal: Decodable, Sendable {
        let cancelId: WireText
        let orderId: WireText
        let vendorItemIds: [WireRow<WireText>]
        let createdAt: String

        /// What tells it apart in a list.
        var name: String {
            ([cancelId.value] + vendorItemIds.compactMap { $0.name(\.value) })
                .joined(separator: " ")
        }
    }

    func page(account: AccountID, observedAt: Timestamp) -> FeedPage {
        var page = FeedPage()
        for (index, element) in data.enumerated() {
            page.add(AnswerRow(call: Self.call, row: index + 1)) { row throws(RowFailure) in
                let withdrawal = try row.value(of: element)
                let number = try row.required(withdrawal.cancelId, "cancelId")
                let changedAt = try row.time(withdrawal.createdAt, "createdAt")
                return try row.each(withdrawal.vendorItemIds, of: "vendorItemIds") {
                    item throws(RowFailure) in
                    CancellationNotice(
                        account: account,
                        claimID: ClaimID(number),
                        state: "취소철회",
                        fields: try row.fields([
                            (.orderNumber, withdrawal.orderId.value, "orderId"),
                            (.code6, item.value, "vendorItemIds"),
                        ]),
                        changedAt: changedAt,
                        observedAt: observedAt
                    )
                }
            }
        }
        return page
    }
}
