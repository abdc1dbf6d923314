import ConsoleModel
import MatchingCore
import SyncInterfaces

/// Claims of the sample with the lines that they meet, decided by the real matcher.
struct SampleClaim {
    let id: CancellationID
    let notice: CancellationNotice
    let explanation: Explanation
    let row: CancellationRow
    /// Those that would take what undoing it gives back.
    var nextTakers: [UnitTaker] = []

    func answer(_ token: RequestToken) -> ExplanationAnswer {
        ExplanationAnswer(
            token: token,
            id: id,
            explanation: explanation,
            notices: [notice],
            journal: [
                JournalEntry(
                    id: id.rawValue,
                    at: notice.observedAt,
                    actor: .system,
                    act: .decide,
                    account: notice.account,
                    cancellation: id,
                    reason: explanation.reason,
                    status: explanation.status,
                    orderNumber: notice.orderNumber,
                    claimID: notice.claimID
                )
            ],
            unlistedState: explanation.reason == .stateNotSynced
                ? StateTally(count: 3, since: Sample.minutes(-2880)) : nil,
            nextTakers: nextTakers
        )
    }

    /// The claim as a ledger has it.
    var record: ClaimRecord {
        ClaimRecord(
            id: id,
            notices: [notice],
            standing: Standing(
                state: notice.state,
                status: explanation.status,
                reason: explanation.reason
            ),
            applications: []
        )
    }

    init(
        _ id: Int64,
        _ account: AccountID,
        _ state: String,
        _ fields: FieldValues,
        lines: [LineOnFile] = [],
        taken: [Application] = [],
        ruling: Ruling? = nil,
        quantity: Int? = nil,
        replacing: [LineOnFile] = [],
        remarks: MarketplaceRemarks = .none
    ) {
        self.id = CancellationID(rawValue: id)
        notice = CancellationNotice(
            account: account,
            claimID: ClaimID("C-\(1000 + id)"),
            state: state,
            fields: fields,
            quantity: quantity ?? (id.isMultiple(of: 2) ? 1 : nil),
            // Later ones have greater ids.
            requestedAt: Sample.minutes(-60 - max(0, 12 - id)),
            observedAt: Sample.minutes(-30 - max(0, 12 - id)),
            remarks: remarks
        )
        explanation = Self.explanation(
            of: notice,
            lines: lines,
            taken: taken,
            ruling: ruling,
            replacing: replacing
        )
        row = Self.row(id: self.id, of: notice, explanation)
    }

    private static func explanation(
        of notice: CancellationNotice,
        lines: [LineOnFile],
        taken: [Application],
        ruling: Ruling?,
        replacing: [LineOnFile]
    ) -> Explanation {
        let account = Sample.accounts.first { $0.id == notice.account } ?? Sample.accounts[0]
        let policy = account.marketplace.policy
        let isOfOrder = { (line: LineOnFile) in
            line.line.key.orderNumber == notice.orderNumber
        }
        let matcher = Matcher(account: notice.account, policy: policy)
        let claim = ClaimHistory(first: notice, policy: policy).claim
        let input = MatchInput(
            claim: claim,
            ruling: ruling,
            taken: taken,
            lines: lines.filter(isOfOrder),
            replacing: replacing,
            chosen: lines.filter { line in
                taken.contains { $0.line.orderNumber == line.line.key.orderNumber }
            }
        )
        let decision = matcher.decide(input)
        return matcher.explain(
            input,
            standing: (decision.status, decision.reason),
            then: evidence(from: notice, input) ?? decision.evidence,
            amid: Surroundings(
                resembling: lines.filter { !isOfOrder($0) },
                exchanged: replacing
            )
        )
    }

    /// What was known when an older rule was in force; only of a shipped order at Coupang.
    private static func evidence(
        from notice: CancellationNotice,
        _ input: MatchInput
    ) -> Evidence? {
        guard notice.orderNumber == "31000777000",
            let rule = try? MatchRule(parsing: "order_no + product_name")
        else { return nil }
        let policy = SyncPolicy(cancelStates: [notice.state], rule: rule)
        return Matcher(account: notice.account, policy: policy).decide(input).evidence
    }

    private static func row(
        id: CancellationID,
        of notice: CancellationNotice,
        _ explanation: Explanation
    ) -> CancellationRow {
        CancellationRow(
            id: id,
            account: notice.account,
            claimID: notice.claimID,
            orderNumber: notice.orderNumber,
            state: notice.state,
            status: explanation.status,
            reason: explanation.reason,
            productName: notice.fields[.productName],
            option: notice.fields[.option],
            quantity: notice.quantity,
            requestedAt: notice.requestedAt,
            firstSeenAt: notice.observedAt,
            standingSince: notice.observedAt,
            takenUnits: explanation.applications.map(\.units).reduce(0, +),
            isSettled: explanation.ruling == .settled(reason: "환불"),
            isAppliedByHand: explanation.ruling == .applied
        )
    }

    static func line(
        _ account: AccountID,
        _ order: String,
        _ id: String,
        _ fields: FieldValues
    ) -> LineOnFile {
        LineOnFile(
            OrderLine(
                key: OrderLineKey(
                    account: account,
                    orderNumber: OrderNumber(order),
                    lineID: LineID(id)
                ),
                fields: fields
            )
        )
    }
}

extension Sample {
    /// A claim of an order that was exchanged, the newest of all.
    static let exchangedClaim = SampleClaim(
        20,
        "coupang",
        "출고중지요청",
        [.orderNumber: "31000776999", .code6: "88001", .productName: "스테인리스 텀블러 500ml"],
        replacing: orderLines.filter { $0.line.key.order == exchanged }
    )

    /// A claim that came while a list was read, the newest of all.
    static let newClaim = SampleClaim(900, "gmarket", "취소요청", [.orderNumber: "N900"])

    /// The first claim, after its line was shipped.
    static let settledClaim = SampleClaim(
        1,
        "gmarket",
        "취소요청",
        [.orderNumber: "2026112500001", .productName: "울 머플러", .option: "회색"],
        lines: [
            SampleClaim.line(
                "gmarket",
                "2026112500001",
                "01",
                [.productName: "울 머플러", .option: "회색"]
            ).in(.shipped)
        ]
    )

    /// One claim for each thing that can become of one, newest last.
    static let claims: [SampleClaim] = [
        SampleClaim(
            1,
            "gmarket",
            "취소요청",
            [.orderNumber: "2026112500001", .productName: "울 머플러", .option: "회색"],
            lines: [
                SampleClaim.line(
                    "gmarket",
                    "2026112500001",
                    "01",
                    [.productName: "울 머플러", .option: "회색"]
                )
            ]
        ),
        SampleClaim(
            2,
            "brandi",
            "주문취소중",
            [.orderNumber: "B20261125-7", .productName: "니트 가디건", .option: "네이비 / L"],
            lines: [
                SampleClaim.line(
                    "brandi",
                    "B20261125-7",
                    "관리-11",
                    [.productName: "니트가디건", .option: "네이비 / L"]
                ).units(2),
                SampleClaim.line(
                    "brandi",
                    "B20261125-7",
                    "관리-12",
                    [.productName: "니트 가디건", .option: "네이비 / XL"]
                ).in(.labeled),
            ]
        ),
        SampleClaim(
            3,
            "coupang",
            "출고중지요청",
            [.orderNumber: "31000123456", .code6: "0078123", .productName: "무선 청소기 거치대"],
            lines: [
                SampleClaim.line(
                    "coupang",
                    "31000123465",
                    "쿠-1",
                    [.code6: "0078123", .productName: "무선 청소기 거치대"]
                )
            ]
        ),
        SampleClaim(
            4,
            "coupang",
            "출고중지요청",
            [.orderNumber: "31000777000", .code6: "88001", .productName: "스테인리스 텀블러 500ml"],
            lines: [
                SampleClaim.line(
                    "coupang",
                    "31000777000",
                    "쿠-7",
                    [.code6: "88001", .productName: "스테인리스 텀블러 500ml"]
                ).in(.shipped)
            ]
        ),
        SampleClaim(
            5,
            "fashionplus",
            "취소거부",
            [.orderNumber: "FP-889-22", .productName: "코듀로이 팬츠"]
        ),
        SampleClaim(6, "interpark", "취소완료", [.orderNumber: "INT20261125004"]),
        SampleClaim(
            7,
            "storefarm",
            "취소요청",
            [.orderNumber: "2026112512345678", .detailNumber: "D-77", .productName: "수제 딸기잼 선물세트"],
            lines: [
                SampleClaim.line(
                    "storefarm",
                    "2026112512345678",
                    "스-1",
                    [.detailNumber: "D-77", .productName: "수제 딸기잼 선물세트"]
                ).units(3),
                SampleClaim.line(
                    "storefarm",
                    "2026112512345678",
                    "스-2",
                    [.detailNumber: "D-77", .productName: "수제 딸기잼 선물세트"]
                ).units(2),
            ]
        ),
        SampleClaim(8, "gmarket", "취소철회", [.orderNumber: "2026112500002"]),
    ]
}

extension KeyField {
    static let code6 = KeyField.code(6) ?? .option
}

extension LineOnFile {
    /// The line with another number of units.
    func units(_ count: Int) -> LineOnFile {
        var copy = self
        copy.line.quantity = count
        return copy
    }

    /// The line in another shipping state.
    func `in`(_ shipping: ShippingState) -> LineOnFile {
        var copy = self
        copy.line.shipping = shipping
        return copy
    }
}
