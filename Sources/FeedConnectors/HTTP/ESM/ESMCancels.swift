import MatchingCore
import SyncInterfaces

/// An answer of `Cancels`: one row for each order line that is claimed.
struct ESMCancels: ESMAnswer {
    static let call = "Cancels"
    static let nothing = ESMCancels(data: nil)

    /// By which day the list goes.
    enum Clock: Int, CaseIterable {
        case requested = 2
        case completedOrWithdrawn = 3
    }

    let data: [WireRow<Cancel>]?

    enum CodingKeys: String, CodingKey {
        case data = "Data"
    }

    struct Cancel: Decodable, Sendable {
        let status: WireText
        let orderNumber: WireText
        let productNumber: WireText?
        let requestUser: WireText?
        let reasonDetail: String?
        let requestedAt: WireNullable<String>
        let withdrawnAt: WireNullable<String>
        let approvedAt: WireNullable<String>
        let completedAt: WireNullable<String>

        enum CodingKeys: String, CodingKey {
            case status = "CancelStatus"
            case orderNumber = "OrderNo"
            case productNumber = "SiteGoodsNo"
            case requestUser = "RequestUser"
            case reasonDetail = "ReasonDetail"
            case requestedAt = "RequestDate"
            case withdrawnAt = "WithdrawDate"
            case approvedAt = "ApproveDate"
            case completedAt = "CompleteDate"
        }
    }

    /// The notices of the rows.
    ///
    /// A claim has no number of its own and no units: each order line has its own order number, and
    /// the whole line goes.
    func page(account: AccountID, observedAt: Timestamp) -> FeedPage {
        var page = FeedPage()
        for (index, element) in (data ?? []).enumerated() {
            page.add(AnswerRow(call: Self.call, row: index + 1)) { row throws(RowFailure) in
                let cancel = try row.value(of: element)
                let orderNumber = try row.required(cancel.orderNumber, "OrderNo")
                let (state, isKnown) = cancel.state
                if !isKnown { row.note(.service(.unknownState(state)), field: "CancelStatus") }
                return [
                    CancellationNotice(
                        account: account,
                        claimID: ClaimID(orderNumber),
                        state: state,
                        fields: try row.fields([
                            (.orderNumber, orderNumber, "OrderNo"),
                            (.productCode, cancel.productNumber?.value, "SiteGoodsNo"),
                        ]),
                        requestedAt: try row.time(cancel.requestedAt.value, "RequestDate"),
                        changedAt: try cancel.changedAt(row),
                        buyerReason: cancel.reasonDetail?.nonEmpty,
                        observedAt: observedAt,
                        remarks: MarketplaceRemarks(cancelledBy: cancel.cancelledBy)
                    )
                ]
            }
        }
        return page
    }
}

extension ESMCancels.Cancel {
    private static let words = [
        "1": "취소요청", "2": "취소중", "3": "취소완료", "4": "취소철회", "5": "직권환불", "6": "송금후취소",
    ]

    private static let people = [
        "1": "구매자", "2": "판매자", "3": "고객센터", "4": "기타", "5": "선물 수령자",
    ]

    /// Who asked; `nil` where the row says nobody.
    var cancelledBy: String? {
        requestUser.flatMap { $0.value == "0" ? nil : Self.people[$0.value] ?? $0.value }
    }

    /// The word for where the claim stands, and whether the documentation has it.
    ///
    /// A refund by the customer centre is listed in place of the completed cancel that it belongs
    /// to: what had been approved stays cancelled. That is our reading.
    var state: (word: String, isKnown: Bool) {
        if status.value == "5", approvedAt.value?.nonEmpty != nil { return ("취소완료", true) }
        guard let word = Self.words[status.value] else { return (status.value, false) }
        return (word, true)
    }

    /// The latest time that the row has; that it is the state's is our reading.
    func changedAt(_ row: AnswerRow) throws(RowFailure) -> Timestamp? {
        [
            try row.time(requestedAt.value, "RequestDate"),
            try row.time(withdrawnAt.value, "WithdrawDate"),
            try row.time(approvedAt.value, "ApproveDate"),
            try row.time(completedAt.value, "CompleteDate"),
        ].compactMap { $0 }.max()
    }
}
