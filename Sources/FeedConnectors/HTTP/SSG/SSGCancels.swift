import MatchingCore
import SyncInterfaces

/// An answer of one of the lists of cancels: one row for each item.
struct SSGCancels: Decodable, Sendable {
    /// What a list is of.
    enum List: String, CaseIterable {
        /// Orders that were cancelled.
        case done = "cncl/ord/inquiry.ssg"
        /// Requests that nobody has answered.
        case requested = "cancel/requests"
    }

    let result: Result

    /// The rows stand under one of two names, and under none when there are none.
    struct Result: Decodable, Sendable {
        let data: WireOneOrMany<Row>?
        let resultData: WireOneOrMany<Row>?
    }

    struct Row: Decodable, Sendable {
        let ordNo: WireText
        let ordItemSeq: WireText
        let orordNo: WireText?
        let orordItemSeq: WireText?
        let itemId: WireText?
        let itemNm: String?
        let uitemNm: String?
        let cnclItemQty: WireText?
        let procOrdQty: WireText?
        let ordItemStatCd: WireText?
        let ordItemStatNm: String?
        let clmRsnNm: String?
        let clmRsnCntt: String?
        let clmDemndDts: String?
        let ordCnclDts: String?
    }

    func page(of list: List, account: AccountID, observedAt: Timestamp) -> FeedPage {
        var page = FeedPage()
        let rows = (result.data?.rows ?? []) + (result.resultData?.rows ?? [])
        for (index, element) in rows.enumerated() {
            page.add(AnswerRow(call: list.rawValue, row: index + 1)) { row throws(RowFailure) in
                let cancel = try row.value(of: element)
                return [try cancel.notice(of: list, account: account, at: observedAt, row)]
            }
        }
        return page
    }
}

extension SSGCancels.Row {
    /// 주문취소, as the documents number the states of an item.
    private static let cancelled = "180"

    fileprivate func notice(
        of list: SSGCancels.List,
        account: AccountID,
        at observedAt: Timestamp,
        _ row: AnswerRow
    ) throws(RowFailure) -> CancellationNotice {
        let requestedAt = try row.time(given(clmDemndDts), "clmDemndDts")
        let cancelledAt = try row.time(given(ordCnclDts), "ordCnclDts")
        let number = try row.required(ordNo, "ordNo")
        let sequence = try row.required(ordItemSeq, "ordItemSeq")
        return CancellationNotice(
            account: account,
            claimID: ClaimID("\(number)-\(sequence)"),
            state: list == .done ? state(row) : "취소요청",
            fields: try row.fields([
                (.orderNumber, original(orordNo) ?? number, "orordNo"),
                (.code4, original(orordItemSeq) ?? sequence, "orordItemSeq"),
                (.productCode, itemId?.value, "itemId"),
                (.productName, itemNm, "itemNm"),
                (.option, uitemNm, "uitemNm"),
            ]),
            quantity: try row.requiredQuantity(cnclItemQty ?? procOrdQty, "cnclItemQty"),
            requestedAt: requestedAt,
            changedAt: list == .done ? cancelledAt : requestedAt,
            buyerReason: buyerReason,
            observedAt: observedAt
        )
    }

    /// The list is of cancelled orders; a row of it that says to be something else keeps its own word.
    private func state(_ row: AnswerRow) -> String {
        guard let code = ordItemStatCd?.value, !code.isEmpty, code != Self.cancelled else {
            return "주문취소"
        }
        let name = FieldText.cleaned(ordItemStatNm ?? "")
        let word = name.isEmpty ? code : name
        row.note(.service(.unknownState(word)), field: "ordItemStatCd")
        return word
    }

    /// The number that the order was sold under, where an exchange has given it another.
    private func original(_ number: WireText?) -> String? {
        let text = FieldText.cleaned(number?.value ?? "")
        return text.isEmpty ? nil : text
    }

    private func given(_ time: String?) -> String? { time == "" ? nil : time }

    private var buyerReason: String? {
        let parts = [clmRsnNm, clmRsnCntt].compactMap { $0 }.filter { !$0.isEmpty }
        return parts.isEmpty ? nil : parts.joined(separator: " / ")
    }
}
