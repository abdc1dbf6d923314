import MatchingCore
import SyncInterfaces

/// Rows of 11번가's lists of claims.
enum ElevenStreetClaims {
    /// A list, by its name in the address.
    enum List: String, CaseIterable {
        case requested = "cancelorders"
        case completed = "canceledorders"
        case withdrawn = "withdrawcanceledorders"
    }

    /// The catalogue's words for the documented codes; of 01 the API says 취소요청.
    private static let words = ["01": "취소신청", "02": "취소완료", "05": "취소철회"]

    static func page(
        of rows: [WireElement],
        list: List,
        account: AccountID,
        observedAt: Timestamp
    ) -> FeedPage {
        var page = FeedPage()
        for (index, order) in rows.enumerated() {
            page.add(AnswerRow(call: list.rawValue, row: index + 1)) { row throws(RowFailure) in
                let code = try row.required(order.value("ordCnStatCd"), "ordCnStatCd")
                let state = words[code] ?? code
                if words[code] == nil {
                    row.note(.service(.unknownState(code)), field: "ordCnStatCd")
                }
                let requestedAt = try row.requiredTime(order.value("createDt"), "createDt")
                return [
                    CancellationNotice(
                        account: account,
                        claimID: ClaimID(
                            try row.required(order.value("ordPrdCnSeq"), "ordPrdCnSeq")
                        ),
                        state: state,
                        fields: try fields(of: order, row),
                        quantity: try row.requiredQuantity(order.value("ordCnQty"), "ordCnQty"),
                        requestedAt: requestedAt,
                        changedAt: try changedAt(of: order, list, row) ?? requestedAt,
                        buyerReason: order.value("ordCnDtlsRsn")?.value.nonEmpty,
                        observedAt: observedAt,
                        remarks: MarketplaceRemarks(cancelledBy: cancelledBy(order))
                    )
                ]
            }
        }
        return page
    }

    private static let people = ["01": "구매자", "02": "판매자"]

    /// Who cancelled; a completed claim says too where the marketplace did, for late shipping.
    ///
    /// The list of withdrawn ones says nothing.
    private static func cancelledBy(_ order: WireElement) -> String? {
        if order.value("ordCnTypCd")?.value == "02" { return "판매처 (발송 지연)" }
        return order.value("ordCnMnbdCd")?.value.nonEmpty.map { people[$0] ?? $0 }
    }

    /// When a claim was completed.
    ///
    /// When one was withdrawn nobody says. It counts as of the request's own time: of two states at
    /// one time the withdrawal is the later, and a request that is made again has a later time.
    private static func changedAt(
        of order: WireElement,
        _ list: List,
        _ row: AnswerRow
    ) throws(RowFailure) -> Timestamp? {
        guard list == .completed else { return nil }
        return try row.requiredTime(order.value("cnTrtEndDt"), "cnTrtEndDt")
    }

    private static func fields(
        of order: WireElement,
        _ row: AnswerRow
    ) throws(RowFailure) -> FieldValues {
        try row.fields([
            (.orderNumber, order.value("ordNo")?.value, "ordNo"),
            (.detailNumber, try row.required(order.value("ordPrdSeq"), "ordPrdSeq"), "ordPrdSeq"),
            (.productCode, order.value("prdNo")?.value, "prdNo"),
            (.option, order.value("slctPrdOptNm")?.value, "slctPrdOptNm"),
        ])
    }
}

extension String {
    /// The text, or `nil` where there is none.
    var nonEmpty: String? { isEmpty ? nil : self }
}
