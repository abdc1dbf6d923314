import MatchingCore
import Testing

@Suite("Branches of a rule, by the marketplaces' own examples")
struct BranchTests {
    struct Row: CustomTestStringConvertible {
        let name: String
        let rule: String
        let claim: FieldValues
        let lines: [FieldValues]
        let outcomes: [BranchTrace.Outcome]
        let expected: Outcome

        var testDescription: String { name }
    }

    static let brandi = "order_no + (detail_no2 | product_name + option)"
    static let zigzag = "order_no + (detail_no + detail_no2 | product_name + option)"
    static let wemakeprice2 = "order_no + (code18 | product_name + option)"

    static let rows: [Row] = [
        Row(
            name: "브랜디: 주문상세번호2가 같으면 상품명은 보지 않는다",
            rule: brandi,
            claim: [.detailNumber2: "D2", .productName: "니트", .option: "L"],
            lines: [
                [.detailNumber2: "D2", .productName: "니트 (신상)", .option: "L"],
                [.detailNumber2: "D3", .productName: "니트", .option: "L"],
            ],
            outcomes: [.fired, .notTried],
            expected: Outcome(.applied, .applied, ["A": 1])
        ),
        Row(
            name: "브랜디: 주문에 주문상세번호2가 없으면 상품명+옵션을 본다",
            rule: brandi,
            claim: [.detailNumber2: "D2", .productName: "니트", .option: "L"],
            lines: [[.productName: "니트", .option: "L"], [.productName: "니트", .option: "M"]],
            outcomes: [.cannotDecide, .fired],
            expected: Outcome(.applied, .applied, ["A": 1])
        ),
        Row(
            name: "브랜디: 취소에 주문상세번호2가 없으면 상품명+옵션을 본다",
            rule: brandi,
            claim: [.productName: "니트", .option: "M"],
            lines: [
                [.detailNumber2: "D2", .productName: "니트", .option: "L"],
                [.detailNumber2: "D3", .productName: "니트", .option: "M"],
            ],
            outcomes: [.cannotDecide, .fired],
            expected: Outcome(.applied, .applied, ["B": 1])
        ),
        Row(
            name: "브랜디: 주문상세번호2가 다르면 상품명+옵션을 본다",
            rule: brandi,
            claim: [.detailNumber2: "D9", .productName: "니트", .option: "L"],
            lines: [[.detailNumber2: "D2", .productName: "니트", .option: "L"]],
            outcomes: [.foundNothing, .fired],
            expected: Outcome(.applied, .applied, ["A": 1])
        ),
        Row(
            name: "지그재그: 주문상세번호만 같고 주문상세번호2가 다르면 상품명+옵션이 정한다",
            rule: zigzag,
            claim: [
                .detailNumber: "1", .detailNumber2: "9", .productName: "셔츠", .option: "블루",
            ],
            lines: [
                [.detailNumber: "1", .detailNumber2: "1", .productName: "셔츠", .option: "레드"],
                [.detailNumber: "2", .detailNumber2: "1", .productName: "셔츠", .option: "블루"],
            ],
            outcomes: [.foundNothing, .fired],
            expected: Outcome(.applied, .applied, ["B": 1])
        ),
        Row(
            name: "지그재그: 어느 기준으로도 같지 않다",
            rule: zigzag,
            claim: [.detailNumber: "1", .detailNumber2: "9"],
            lines: [[.detailNumber: "1", .detailNumber2: "1", .productName: "셔츠"]],
            outcomes: [.foundNothing, .cannotDecide],
            expected: Outcome(.pending, .keyDiffers)
        ),
        Row(
            name: "위메프 2.0: 옵션주문번호가 같은 품목만 취소된다",
            rule: wemakeprice2,
            claim: [.code18: "777", .productName: "양말", .option: "흰색"],
            lines: [
                [.code18: "776", .productName: "양말", .option: "흰색"],
                [.code18: "777", .productName: "양말", .option: "흰색"],
            ],
            outcomes: [.fired, .notTried],
            expected: Outcome(.applied, .applied, ["B": 1])
        ),
        Row(
            name: "위메프: 상품코드가 같은 품목이 모두 취소된다",
            rule: "order_no + product_code",
            claim: [.productCode: "P1"],
            lines: [[.productCode: "P1"], [.productCode: "P2"], [.productCode: "P1"]],
            outcomes: [.fired],
            expected: Outcome(.applied, .applied, ["A": 1, "C": 1])
        ),
    ]

    @Test("An alternative is tried only when those before it found nothing", arguments: rows)
    func branches(row: Row) throws {
        var claim = row.claim
        claim[.orderNumber] = "1001"
        let ids: [LineID] = ["A", "B", "C"]
        let scene = try Scene(
            rule: row.rule,
            claim: claim,
            lines: zip(ids, row.lines).map { .example($0, $1) }
        )
        #expect(scene.outcome == row.expected)
        #expect(scene.explanation.branches.map(\.outcome) == row.outcomes)
    }

    @Test("The evidence names the branch that fired and no field beyond the rule's")
    func evidence() throws {
        let scene = try Scene(
            rule: Self.wemakeprice2,
            claim: [.orderNumber: "1001", .productName: "양말", .option: "흰색", .code6: "6"],
            lines: [
                .example("B", [.productName: "양말", .option: "흰색", .code4: "4"]).cancelled(1),
                .example("A", account: "shop-2"),
            ]
        )
        let evidence = scene.matcher.decide(scene.input).evidence
        #expect(evidence.firedBranch == 1)
        #expect(evidence.rule == Self.wemakeprice2)
        #expect(evidence.fields.entries.map(\.field) == [.orderNumber, .productName, .option])
        #expect(
            evidence.lines.map(\.fields)
                == [[.orderNumber: "1001", .productName: "양말", .option: "흰색"]]
        )
        #expect(evidence.lines.map(\.unitsTakenByOthers) == [1])
        #expect(evidence.otherAccounts == ["shop-2"])
    }
}
