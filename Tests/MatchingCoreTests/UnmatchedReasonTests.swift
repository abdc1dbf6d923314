import MatchingCore
import Testing

@Suite("Why nothing was found")
struct UnmatchedReasonTests {
    struct Row: CustomTestStringConvertible {
        let name: String
        var rule = "order_no + detail_no"
        var claim: FieldValues = [.orderNumber: "1001", .detailNumber: "1"]
        var lines: [LineOnFile] = []
        let reason: ReasonCode
        let step: NextStep

        var testDescription: String { name }
    }

    static let rows: [Row] = [
        Row(
            name: "no branch can be used with what the cancellation has",
            claim: [.orderNumber: "1001"],
            lines: [.example("A", [.detailNumber: "1"])],
            reason: .keyMissingInCancellation,
            step: .completeCancellation([.detailNumber])
        ),
        Row(
            name: "the branch that lacks least is named",
            rule: "order_no + (detail_no + detail_no2 | product_name)",
            claim: [.orderNumber: "1001"],
            reason: .keyMissingInCancellation,
            step: .completeCancellation([.productName])
        ),
        Row(
            name: "one usable branch is enough to look for the order",
            rule: "order_no + (code18 | product_name)",
            claim: [.orderNumber: "1001", .productName: "양말"],
            reason: .orderNotFound,
            step: .importOrder
        ),
        Row(
            name: "the order is another account's",
            lines: [.example("A", [.detailNumber: "1"], account: "shop-2")],
            reason: .orderInOtherAccount,
            step: .checkAccount("shop-2")
        ),
        Row(
            name: "a line could match if it were complete",
            lines: [.example("A", [.detailNumber: "2"]), .example("B")],
            reason: .keyMissingInOrder,
            step: .completeOrder([.detailNumber])
        ),
        Row(
            name: "an incomplete line that differs otherwise could not match",
            rule: "order_no + detail_no + product_code",
            claim: [.orderNumber: "1001", .detailNumber: "1", .productCode: "P"],
            lines: [.example("A", [.productCode: "Q"])],
            reason: .keyDiffers,
            step: .compareValues
        ),
        Row(
            name: "every line has another key",
            lines: [.example("A", [.detailNumber: "2"]), .example("B", [.detailNumber: "3"])],
            reason: .keyDiffers,
            step: .compareValues
        ),
        Row(
            name: "lines of another order do not count as the order",
            lines: [.example("A", [.detailNumber: "1"], order: "1002")],
            reason: .orderNotFound,
            step: .importOrder
        ),
    ]

    @Test("The most telling reason is given, and what to do", arguments: rows)
    func reasons(row: Row) throws {
        let scene = try Scene(rule: row.rule, claim: row.claim, lines: row.lines)
        #expect(scene.outcome == Outcome(.pending, row.reason))
        #expect(scene.explanation.nextStep == row.step)
    }

    @Test("An order number that was mistyped is to be compared, not imported")
    func mistypedOrderNumber() throws {
        let scene = try Scene(claim: [.orderNumber: "0001001"])
        let explanation = scene.explanation(resembling: [.example("A")])
        #expect(explanation.reason == .orderNotFound)
        #expect(explanation.nextStep == .compareValues)
    }
}
