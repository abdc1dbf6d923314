package import MatchingCore

/// 11번가 Seller Open API: lists of claims and orders by the minute, XML in CP949.
package struct SimulatedElevenStreet: SimulatedAPI {
    package static let key = "0123456789abcdef0123456789abcdef"

    package let marketplaces: [MarketplaceID] = ["11st"]
    package let name = "11st"

    /// Whether the lists of completed and withdrawn claims go by the time of the request; the
    /// documentation does not say by which they go.
    package var listsByRequest = false

    package init() {}

    package mutating func answer(
        _ request: SimulatedRequest,
        shops: [MarketplaceID: SimulatedShop],
        now: Timestamp
    ) -> SimulatedAnswer {
        guard request.headers["openapikey"] == Self.key else {
            return Self.error(-1, "등록되지 않은 OPENAPI KEY 입니다.")
        }
        let parts = request.path.split(separator: "/").map(String.init)
        guard request.method == "GET", parts.count == 5, parts[0] == "rest" else {
            return SimulatedAnswer(status: 404)
        }
        let longest: Duration = .seconds((parts[1] == "ordservices" ? 7 : 30) * 86_400)
        guard let window = Self.window(parts[3], parts[4], longest: longest) else {
            return Self.isTime(parts[3]) && Self.isTime(parts[4])
                ? Self.error(-28008, "조회기간은 최대 30(한달)일 단위로 가능합니다.")
                : Self.error(-28006, "조회 기간의 포멧이 올바르지 않습니다.")
        }
        let listed = Listing(
            shop: shops["11st"] ?? SimulatedShop(marketplace: "11st"),
            window: window,
            now: now,
            listsByRequest: listsByRequest
        )
        switch (parts[1], parts[2]) {
        case ("claimservice", let list):
            guard let rows = listed.claims(list) else { return SimulatedAnswer(status: 404) }
            let most = list == "withdrawcanceledorders" ? 3000 : Int.max
            return Self.list(rows, most: most, orNothing: (-1, "해당 건이 없습니다."))
        case ("ordservices", let list):
            guard let rows = listed.orders(list) else { return SimulatedAnswer(status: 404) }
            return Self.list(rows, most: .max, orNothing: (0, "조회된 결과가 없습니다."))
        default: return SimulatedAnswer(status: 404)
        }
    }

    private static func list(
        _ rows: [String],
        most: Int,
        orNothing nothing: (code: Int, text: String)
    ) -> SimulatedAnswer {
        guard !rows.isEmpty else { return error(nothing.code, nothing.text) }
        return document(
            rows.prefix(most).map { "<ns2:order>\($0)</ns2:order>" }.joined(separator: "\n  ")
        )
    }

    private static func error(_ code: Int, _ text: String) -> SimulatedAnswer {
        document(
            XMLText.element("ns2:result_code", code) + XMLText.element("ns2:result_text", text)
        )
    }

    /// The prefix is declared nowhere, as in the documents' samples.
    private static func document(_ content: String) -> SimulatedAnswer {
        SimulatedAnswer(
            headers: ["content-type": "text/xml;charset=euc-kr"],
            body: KoreanText.bytes(
                #"<?xml version="1.0" encoding="euc-kr" standalone="yes"?>"#
                    + "\n<ns2:orders>\n  \(content)\n</ns2:orders>"
            )
        )
    }

    private static func isTime(_ text: String) -> Bool {
        text.count == 12 && text.allSatisfy(\.isNumber)
    }

    /// A window by the minute, both ends included.
    private static func window(
        _ from: String,
        _ to: String,
        longest: Duration
    ) -> TimeWindow? {
        guard isTime(from), isTime(to) else { return nil }
        return TimeWindow(from: from, to: to, longest: longest)
    }
}

/// What one call lists.
private struct Listing {
    let shop: SimulatedShop
    let window: TimeWindow
    let now: Timestamp
    let listsByRequest: Bool

    /// Rows of a list of claims; `nil` where there is no such list.
    func claims(_ list: String) -> [String]? {
        switch list {
        case "cancelorders": rows { $0 == .requested || $0 == .unheardOf }
        case "canceledorders": rows { $0 == .done || $0 == .processing }
        case "withdrawcanceledorders": rows { $0 == .withdrawn }
        default: nil
        }
    }

    private func rows(_ belongs: (SimulatedClaim.Stage) -> Bool) -> [String] {
        shop.claims.compactMap { claim in
            guard let step = claim.step(at: now), belongs(step.stage) else { return nil }
            // A request that is made again keeps its number and has a time of its own.
            let requests = claim.steps.filter { $0.at <= step.at && $0.stage == .requested }
            let asked = requests.last ?? step
            guard window.contains(listsByRequest ? asked.at : step.at) else { return nil }
            return row(of: claim, step, askedAt: asked.at)
        }
    }

    private func row(
        of claim: SimulatedClaim,
        _ step: SimulatedClaim.Step,
        askedAt: Timestamp
    ) -> String? {
        guard let order = shop.orders.first(where: { $0.number == claim.orderNumber }) else {
            return nil
        }
        let line = order.lines[claim.line - 1]
        let code =
            switch step.stage {
            case .requested: "01"
            case .done, .processing, .beforeConfirmation: "02"
            case .withdrawn: "05"
            case .unheardOf: "09"
            }
        var members: [(String, String)] = [
            ("createDt", askedAt.spacedText), ("dlvNo", "900000001"),
            ("ordCnDtlsRsn", claim.reason), ("ordCnQty", "\(claim.quantity)"),
            ("ordCnRsnCd", "14"), ("ordCnStatCd", code), ("ordNo", order.number),
            ("ordPrdCnSeq", claim.number), ("ordPrdSeq", "\(line.sequence)"),
            ("prdNo", line.productCode), ("referSeq", ""),
            ("slctPrdOptNm", "\(line.option)-\(claim.quantity)개"),
        ]
        if step.stage != .withdrawn {
            members.append(("ordCnMnbdCd", claim.isSellersFault ? "02" : "01"))
        }
        if code == "02" {
            members += [("cnTrtEndDt", step.at.spacedText), ("ordCnTypCd", "01")]
        }
        return members.map { XMLText.element($0.0, $0.1) }.joined()
    }

    /// Rows of a list of orders, one a line; `nil` where there is no such list.
    func orders(_ list: String) -> [String]? {
        guard ["complete", "packaging", "shipping"].contains(list) else { return nil }
        return shop.orders.filter { $0.placedAt <= now && window.contains($0.placedAt) }
            .flatMap { order in
                order.lines.filter { $0.elevenStreetList(at: now) == list }
                    .map { row(of: $0, in: order) }
            }
    }

    private func row(of line: SimulatedOrder.Line, in order: SimulatedOrder) -> String {
        let members: [(String, String)] = [
            ("ordNo", order.number), ("ordPrdSeq", "\(line.sequence)"),
            ("ordDt", order.placedAt.spacedText), ("prdNo", line.productCode),
            ("prdNm", line.productName), ("slctPrdOptNm", "\(line.option)-\(line.quantity)개"),
            ("ordQty", "\(line.quantity)"), ("ordNm", "홍길동"), ("rcvrPrtblNo", "010-0000-0000"),
            ("invcNo", line.shippedAt.map { $0 <= now } ?? false ? line.trackingNumber : ""),
        ]
        return members.map { XMLText.element($0.0, $0.1) }.joined()
    }
}

extension SimulatedOrder.Line {
    /// Which list of orders has the line.
    fileprivate func elevenStreetList(at now: Timestamp) -> String {
        if shippedAt.map({ $0 <= now }) ?? false { return "shipping" }
        return labeledAt.map { $0 <= now } ?? false ? "packaging" : "complete"
    }
}

extension SimulatedElevenStreet {
    /// 17 digits for an order, counted within it for a line.
    package static let numbering = WorldGenerator.Numbering(
        order: { index, _ in "\(20_260_301_000_000_000 + index)" },
        line: { _, _, sequence in "\(sequence)" },
        claim: { "\(8_100_000 + $0)" }
    )

    /// Makes a generator's world one that this API can tell of.
    ///
    /// A cancel before the seller's confirmation is listed as any other that is completed.
    package static func shape(_ generator: inout WorldGenerator) {
        generator.shares.beforeConfirmation = 0
    }
}
