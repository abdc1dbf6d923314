import MatchingCore
import Testing

@Suite("Deciding a claim")
struct MatcherTests {
    @Test("판매처가 주문번호만 보면 주문 전체가 취소된다")
    func wholeOrder() throws {
        let scene = try Scene(lines: [.example("A"), .example("B", quantity: 3)])
        #expect(scene.outcome == Outcome(.applied, .applied, ["A": 1, "B": 3]))
    }

    @Test("Only lines whose key is equal are taken")
    func narrowRule() throws {
        let scene = try Scene(
            rule: "order_no + detail_no",
            claim: [.orderNumber: "1001", .detailNumber: "2"],
            lines: [
                .example("A", [.detailNumber: "1"]),
                .example("B", [.detailNumber: "2"]),
            ]
        )
        #expect(scene.outcome == Outcome(.applied, .applied, ["B": 1]))
    }

    @Test("A claim whose order is not on file waits for it")
    func orderNotFound() throws {
        let scene = try Scene()
        #expect(scene.outcome == Outcome(.pending, .orderNotFound))
        #expect(scene.explanation.nextStep == .importOrder)
    }
}
