import ConsoleModel
import MatchingCore
import SyncInterfaces
import Testing

@Suite("Reasons that are typed into a question")
struct ConsoleReasonTests {
    private static let several = CancellationID(rawValue: 7)

    @Test(
        "An act takes a reason; Enter behind it leads to the only act, which is a choice of its own",
        arguments: [
            (
                "3 u 2 qy Space 1 Enter Enter",
                ConsoleEffect.undo(CancellationID(rawValue: 1), reason: "qy 1")
            ),
            ("3 u End 오류 Up Enter", .undo(CancellationID(rawValue: 1), reason: "오류")),
            ("3 u End Space Enter 1 Enter", .undo(CancellationID(rawValue: 1))),
            ("p Tab Tab 점검 Enter Enter", .pause(["storefarm"], reason: "점검")),
            ("G p Up 끝 Enter Enter", .resume(["akmall"], reason: "끝")),
            (
                "2 a j j Enter Backspace 1 Enter 2 통화 Enter Enter",
                .apply(several, line: "스-2", units: 1, reason: "통화")
            ),
        ]
    )
    func reason(script: String, effect: ConsoleEffect) {
        var driver = ConsoleDriver()
        driver.press(script)
        #expect(driver.blindActs == [effect])
    }

    @Test(
        "Enter in the reason does nothing to an order, and leads back to where one came from",
        arguments: [
            ("p 2 Enter", 0), ("p 2 Enter Enter", nil), ("3 u 2 Enter", 0), ("3 u 1 Down Enter", 1),
            ("3 u 2 오류 Enter", 1),
        ]
    )
    func reasonAlone(script: String, row: Int?) throws {
        var driver = ConsoleDriver()
        driver.press(script)
        #expect(driver.blindActs == [])
        let isOpen = driver.text().contains("그만두기")
        #expect(isOpen == (row != nil))
        let selected = driver.text().split(separator: "\n").filter { $0.hasPrefix(">") }
        guard let row else { return }
        #expect(selected.contains { $0.contains("│ \(row)  ") })
    }

    @Test("Where there are several acts, a reason chooses none of them")
    func reasonAmongSeveral() {
        let lines = (1...2).map { SampleClaim.line("gmarket", "S-1", "S-1-\($0)", [:]) }
        let claim = SampleClaim(
            3,
            "gmarket",
            "취소요청",
            [.orderNumber: "S-1"],
            lines: lines,
            ruling: .undone
        )
        var driver = ConsoleDriver(claims: [claim])
        driver.press("2 a")
        #expect(driver.text().contains("2  품목 하나 고르기"))
        driver.press("3 통화 Enter Enter")
        #expect(driver.acts == [])
        driver.press("a 3 통화 Enter 1 Enter")
        #expect(driver.blindActs == [.apply(claim.id, line: nil, units: nil, reason: "통화")])
    }

    @Test("The reason is shown where it is typed, and can be pasted")
    func reasonLine() {
        var driver = ConsoleDriver()
        driver.press("3 u")
        #expect(driver.text().contains("2  사유:   없어도 됩니다"))
        driver.press("2")
        driver.send(.pasted("구매자 통화"))
        #expect(driver.text().contains("2  사유: 구매자 통화"))
        driver.press("Esc")
        #expect(driver.acts.isEmpty)
    }

    @Test("One reason goes with the acts on all marked ones")
    func reasonOfMarked() {
        var driver = ConsoleDriver()
        driver.press("2 Space Space a 2 확인 Enter Enter")
        guard case .actOnMarked(let act, let all) = driver.acts.first else {
            Issue.record("\(driver.acts)")
            return
        }
        #expect(act == .apply(reason: "확인"))
        #expect(all.count == 2)
    }
}
