import ConsoleModel
import MatchingCore
import SyncInterfaces
import Testing

@Suite("Saying that a cancellation stays as it is")
struct ConsoleSettlingTests {
    /// A claim of three units on two lines of two, of which a person took the first line.
    private static func partial(
        _ ruling: Ruling = .applied,
        claimed: Int? = 3
    ) -> SampleClaim {
        let lines = ["M-1", "M-2"].map { (id: String) in
            LineOnFile(
                OrderLine(
                    key: OrderLineKey(
                        account: "gmarket",
                        orderNumber: "M",
                        lineID: LineID(id)
                    ),
                    fields: [.productName: "코트"],
                    quantity: 2
                ),
                cancelledUnits: id == "M-1" ? 2 : 0
            )
        }
        return SampleClaim(
            99,
            "gmarket",
            "취소요청",
            [.orderNumber: "M", .productName: "코트"],
            lines: lines,
            taken: [Application(line: lines[0].line.key, units: 2)],
            ruling: ruling,
            quantity: claimed
        )
    }

    /// A claim that came down to one unit after two were cancelled.
    private static var cameDown: SampleClaim {
        let line = LineOnFile(
            OrderLine(
                key: OrderLineKey(account: "gmarket", orderNumber: "M", lineID: "M-1"),
                fields: [.productName: "코트"],
                quantity: 2
            ),
            cancelledUnits: 2
        )
        return SampleClaim(
            99,
            "gmarket",
            "취소요청",
            [.orderNumber: "M", .productName: "코트"],
            lines: [line],
            taken: [Application(line: line.line.key, units: 2)],
            quantity: 1
        )
    }

    @Test("More units than are claimed by now wait for a person, who can leave them cancelled")
    func tooMany() {
        var driver = ConsoleDriver(claims: [Self.cameDown])
        driver.press("2")
        let text = Self.words(driver)
        #expect(text.contains("취소 수량이 1개로 줄었지만 앞서 품목 M-1의 2개를 취소했습니다"))
        #expect(text.contains("→ 되돌린 뒤 지금의 취소 수량만 다시 적용하거나, 1개를"))
        driver.press("d")
        #expect(Self.words(driver).contains("취소 수량보다 더 취소한 1개를 그대로 둡니다"))
    }

    @Test("Of several lines that the claim does not cover, one is asked for at once")
    func fewerThanFound() {
        let lines = [("M-1", 2), ("M-2", 3)].map { (id: String, quantity: Int) in
            LineOnFile(
                OrderLine(
                    key: OrderLineKey(account: "auction", orderNumber: "M", lineID: LineID(id)),
                    fields: [:],
                    quantity: quantity
                )
            )
        }
        let claim = SampleClaim(
            99,
            "auction",
            "취소요청",
            [.orderNumber: "M"],
            lines: lines,
            ruling: .undone,
            quantity: 2
        )
        var driver = ConsoleDriver(claims: [claim])
        driver.press("2 a")
        #expect(Self.words(driver).contains("취소 수량 2개. 어느 품목에 적용할까요?"))
    }

    @Test("A claim of all of which a person left some is listed so as one that gives a number")
    func restOfAll() {
        var driver = ConsoleDriver(claims: [Self.partial(claimed: nil)])
        driver.press("2")
        let text = Self.words(driver)
        #expect(text.contains("일부 적용"))
        #expect(text.contains("2/전체"))
        #expect(text.contains("취소 수량 전체 중 2개는 적용하지 않았습니다"))
    }

    private static func withdrawn(_ ruling: Ruling? = nil) -> SampleClaim {
        let line = SampleClaim.line("gmarket", "W-1", "W-1-1", [:])
        return SampleClaim(
            99,
            "gmarket",
            "취소철회",
            [.orderNumber: "W-1"],
            lines: [line],
            taken: [Application(line: line.line.key, units: 1)],
            ruling: ruling
        )
    }

    /// What is on screen, without regard to where lines break.
    private static func words(_ driver: ConsoleDriver) -> String {
        driver.text().split { $0.isWhitespace || $0 == "|" }.joined(separator: " ")
    }

    @Test("What a person left is in the list and the explanation, and can be applied")
    func applyRest() {
        var driver = ConsoleDriver(claims: [Self.partial()])
        driver.press("2")
        let text = Self.words(driver)
        #expect(text.contains("2/3"))
        #expect(text.contains("일부 적용"))
        #expect(text.contains("취소 수량 3개 중 1개는 적용하지 않았습니다"))
        #expect(text.contains("→ 1개가 남았습니다"))
        driver.press("a")
        #expect(Self.words(driver).contains("취소 수량 1개. 어느 품목에 적용할까요?"))
        driver.press("2 Enter")
        driver.press("1 Enter")
        #expect(
            driver.blindActs == [.apply(CancellationID(rawValue: 99), line: "M-2", units: 1)]
        )
    }

    @Test("What a person left of a claim of all can be applied at once")
    func applyRestOfAll() {
        var driver = ConsoleDriver(claims: [Self.partial(claimed: nil)])
        driver.press("2")
        let text = Self.words(driver)
        #expect(text.contains("취소 수량 전체 중 2개는 적용하지 않았습니다"))
        #expect(text.contains("→ 2개가 남았습니다"))
        driver.press("a")
        #expect(Self.words(driver).contains("품목 1건, 2개 취소·보류"))
        driver.press("1 Enter")
        #expect(driver.blindActs == [.apply(CancellationID(rawValue: 99), line: nil, units: nil)])
    }

    @Test("What a person left can be left for good, and that taken back")
    func settleRest() {
        var driver = ConsoleDriver(claims: [Self.partial()])
        driver.press("2 d")
        #expect(Self.words(driver).contains("나머지는 적용하지 않기"))
        driver.press("1 Enter")
        #expect(driver.acts.count == 1)
        driver = ConsoleDriver(claims: [Self.partial(.settled(reason: "환불"))])
        driver.press("3")
        #expect(Self.words(driver).contains("운영자가 그대로 두기로 했습니다(사유: 환불)"))
        #expect(Self.words(driver).contains("→ 할 일이 없습니다."))
        driver.press("a")
        #expect(Self.words(driver).contains("이미 적용되었습니다."))
        driver.press("d")
        #expect(Self.words(driver).contains("이미 그대로 두기로 했습니다."))
        driver.press("u")
        #expect(Self.words(driver).contains("그대로 두기로 한 것을 되돌려"))
    }

    @Test("A withdrawal can be left cancelled, and that taken back")
    func keep() {
        var driver = ConsoleDriver(claims: [Self.withdrawn()])
        driver.press("4")
        #expect(Self.words(driver).contains("복원 필요"))
        driver.press("d")
        #expect(Self.words(driver).contains("취소된 채로 두기"))
        driver.press("2 Enter")
        #expect(
            driver.blindActs == [.dismiss(CancellationID(rawValue: 99), reason: "이미 환불함")]
        )
        driver = ConsoleDriver(claims: [Self.withdrawn(.settled(reason: "환불"))])
        driver.press("4")
        #expect(Self.words(driver).contains("취소 유지"))
        driver.press("d")
        #expect(Self.words(driver).contains("이미 그대로 두기로 했습니다."))
        driver.press("u")
        #expect(Self.words(driver).contains("그대로 두기로 한 것을 되돌려"))
        #expect(!Self.words(driver).contains("철회 복원"))
    }

    @Test("Marked withdrawals are left cancelled together")
    func marked() {
        var driver = ConsoleDriver(claims: [Self.withdrawn()])
        driver.press("4 Space d")
        #expect(Self.words(driver).contains("그대로 둡니다"))
        driver.press("1 Enter")
        #expect(driver.acts.count == 1)
    }
}
