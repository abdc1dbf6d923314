import MatchingCore
import SyncInterfaces

/// An answer of the list of shipping directions: orders that wait to be confirmed by the seller.
struct SSGDirections: Decodable, Sendable {
    static let call = "listShppDirection.ssg"

    let result: Result

    struct Result: Decodable, Sendable {
        let shppDirections: WireOneOrMany<Wrapped>?
    }

    /// XML's wrapper of each row, or of all of them.
    struct Wrapped: Decodable, Sendable {
        let shppDirection: WireOneOrMany<Row>?
    }

    struct Row: Decodable, Sendable {
        let ordNo: WireText
        let ordItemSeq: WireText
        let orordNo: WireText?
        let itemId: WireText?
        let itemNm: String?
        let uitemNm: String?
        let dircItemQty: WireText?
        let ordQty: WireText?
        let ordRcpDts: String?
    }

    func page(account: AccountID) -> FeedPage {
        var page = FeedPage()
        var number = 0
        for element in result.shppDirections?.rows ?? [] {
            let rows: [WireRow<Row>]
            switch element.result {
            case .success(let wrapped): rows = wrapped.shppDirection?.rows ?? []
            case .failure(let mistake):
                rows = [WireRow(result: .failure(mistake), numbers: element.numbers)]
            }
            for element in rows {
                number += 1
                page.add(AnswerRow(call: Self.call, row: number)) { row throws(RowFailure) in
                    try row.value(of: element).line(account: account, row).map { [$0] } ?? []
                }
            }
        }
        return page
    }
}

extension SSGDirections.Row {
    /// `nil` for what is sent in exchange: no order of its own, and no cancel would mean it.
    fileprivate func line(
        account: AccountID,
        _ row: AnswerRow
    ) throws(RowFailure) -> IncomingOrderLine? {
        let orderNumber = try row.required(ordNo, "ordNo")
        let sequence = try row.required(ordItemSeq, "ordItemSeq")
        if let original = orordNo?.value, !original.isEmpty, original != orderNumber { return nil }
        return IncomingOrderLine(
            key: OrderLineKey(
                account: account,
                orderNumber: OrderNumber(orderNumber),
                lineID: LineID(sequence)
            ),
            fields: try row.fields([
                (.orderNumber, orderNumber, "ordNo"),
                (.code4, sequence, "ordItemSeq"),
                (.productCode, itemId?.value, "itemId"),
                (.productName, itemNm, "itemNm"),
                (.option, uitemNm, "uitemNm"),
            ]),
            quantity: try row.requiredQuantity(dircItemQty ?? ordQty, "dircItemQty"),
            shipping: .received,
            orderedAt: try row.time(ordRcpDts == "" ? nil : ordRcpDts, "ordRcpDts")
        )
    }
}
