import ConsoleModel
import MatchingCore
import SyncInterfaces
import Testing

@Suite("Acts that change an order")
struct ConsoleActTests {
    @Test("A quantity or a reason that cannot be is said, and can be mended at once")
    func mend() {
        var driver = ConsoleDriver()
        driver.press("2 a 1 Enter 1 Enter")
        #expect(driver.text().contains("수량 (1~"))
        #expect(driver.text().contains("까지의 수량을 입력하십시오."))
        driver.press("Backspace Backspace 2 Enter")
        #expect(driver.text().contains("2개 적용"))
        driver.press("Esc d End Enter Enter")
        #expect(driver.text().contains("사유를 입력하십시오."))
        driver.press("메모 Enter")
        #expect(driver.acts.count == 1)
    }

    @Test("A claim of an order that was exchanged is applied to the new order's line")
    func exchanged() {
        var driver = ConsoleDriver(claims: Sample.claims + [Sample.exchangedClaim])
        driver.press("1 a")
        #expect(driver.text().contains("교환 주문 31000777000 · 쿠-7"))
        driver.press("1 Enter")
        #expect(driver.blindActs == [])
        driver.press("1 Enter")
        let choice = LineChoice("쿠-7", of: "31000777000")
        #expect(
            driver.blindActs
                == [.apply(CancellationID(rawValue: 20), line: choice, units: 1)]
        )
    }

    @Test("A claim whose order number is written otherwise is applied to the line it resembles")
    func mistyped() {
        var driver = ConsoleDriver(size: Size(columns: 120, rows: 40))
        driver.press("1 G k a")
        #expect(driver.text().contains("주문번호만 다른 비슷한 품목이 있습니다."))
        #expect(driver.text().contains("다른 주문 31000123465 · 쿠-1"))
        driver.press("1 Enter")
        #expect(driver.blindActs == [])
        #expect(driver.text().contains("다른 주문 31000123465 · 쿠-1"))
        driver.press("1 Enter")
        let choice = LineChoice("쿠-1", of: "31000123465")
        #expect(
            driver.blindActs == [.apply(CancellationID(rawValue: 3), line: choice, units: 1)]
        )
    }

    @Test("What is left of a claim can go to further lines of the other order it was applied to")
    func furtherLineOfChosenOrder() {
        let lines = ["기-1", "기-2"].map { SampleClaim.line("auction", "X-1", $0, [:]) }
        let claim = SampleClaim(
            99,
            "auction",
            "취소요청",
            [.orderNumber: "N-1"],
            lines: lines,
            taken: [Application(line: lines[0].line.key, units: 1)],
            ruling: .applied,
            quantity: 2
        )
        var driver = ConsoleDriver(size: Size(columns: 120, rows: 40), claims: [claim])
        driver.press("2 a 2 Enter 1 Enter")
        let choice = LineChoice("기-2", of: "X-1")
        #expect(
            driver.blindActs == [.apply(CancellationID(rawValue: 99), line: choice, units: 1)]
        )
    }

    @Test("Where nothing of the order is on file, and nothing resembles it, nothing is offered")
    func nothingToApply() {
        var driver = ConsoleDriver(claims: Sample.claims + [Sample.newClaim])
        driver.press("1 a")
        #expect(driver.acts.isEmpty)
        #expect(driver.text().contains("적용할 품목이 없습니다"))
    }

    @Test("A question stays about its cancellation when that leaves the list, to the act itself")
    func questionOutlivesRow() {
        var driver = ConsoleDriver(size: Size(columns: 120, rows: 40))
        driver.press("1 G k a")
        driver.claims.removeAll { $0.id.rawValue == 3 }
        driver.send(.storeChanged)
        driver.press("1 Enter")
        #expect(driver.text().contains("다른 주문 31000123465 · 쿠-1"))
        #expect(driver.text().contains("#3 · 쿠팡"))
        driver.press("1 Enter")
        let choice = LineChoice("쿠-1", of: "31000123465")
        #expect(
            driver.blindActs == [.apply(CancellationID(rawValue: 3), line: choice, units: 1)]
        )
    }

    private static let several = CancellationID(rawValue: 7)
    private static let shipped = CancellationID(rawValue: 4)

    @Test(
        "Nothing happens unless the question is answered",
        arguments: ["2 a Enter", "2 a Esc", "2 a q", "2 d Enter", "2 d Esc", "3 u Enter", "3 u n"]
    )
    func doNothingIsTheDefault(script: String) {
        var driver = ConsoleDriver()
        driver.press(script)
        #expect(driver.acts.isEmpty)
    }

    @Test("Pausing one account names it and asks first", arguments: ["p", "p Enter", "p Esc"])
    func pause(script: String) {
        var driver = ConsoleDriver()
        driver.press("p")
        #expect(driver.text().contains("수집 일시정지"))
        #expect(driver.text().contains("스마트스토어 공식판매점"))
        driver.press(String(script.dropFirst()))
        #expect(driver.acts.isEmpty)
    }

    @Test("A line and its units are chosen, then asked for once more")
    func applyToALine() {
        var driver = ConsoleDriver()
        driver.press("2 a j j Enter Backspace 1 Enter")
        #expect(driver.text().contains("1  1개 적용"))
        #expect(driver.acts.isEmpty)
        driver.press("y")
        #expect(driver.blindActs == [.apply(Self.several, line: "스-2", units: 1)])
    }

    @Test("Units beyond what is open are refused with the most that can be taken")
    func tooManyUnits() {
        var driver = ConsoleDriver()
        driver.press("2 a 1 Enter Ctrl-U 9 Enter")
        #expect(driver.acts.isEmpty)
        #expect(driver.text().contains("1부터 3까지"))
    }

    @Test("A reason of the list dismisses")
    func dismissByChoice() {
        var driver = ConsoleDriver()
        driver.press("2 j d 2 Enter")
        #expect(driver.blindActs == [.dismiss(Self.shipped, reason: "이미 출고되어 반품으로 처리")])
    }

    @Test("A typed reason dismisses; an empty one does not")
    func dismissByText() {
        var driver = ConsoleDriver()
        driver.press("2 j d End Enter Space Enter")
        #expect(driver.acts.isEmpty)
        driver.press("고객 Space 요청 Enter")
        #expect(driver.blindActs == [.dismiss(Self.shipped, reason: "고객 요청")])
    }

    @Test("What came to nothing, as all was cancelled before, has nothing to undo and says so")
    func undoNothing() {
        let key = OrderLineKey(account: "gmarket", orderNumber: "1", lineID: "1")
        let line = LineOnFile(
            OrderLine(key: key, fields: [:], quantity: 1),
            cancelledUnits: 1,
            isHeld: true
        )
        let claim = SampleClaim(3, "gmarket", "취소요청", [.orderNumber: "1"], lines: [line])
        for keys in ["3 u", "3 Enter u"] {
            var driver = ConsoleDriver(claims: [claim])
            driver.press(keys)
            #expect(driver.text().contains("취소한 품목이 없어 되돌릴 것이 없습니다."))
            #expect(driver.acts == [])
        }
    }

    @Test("Undo asks, and names what is given back and who takes it at once")
    func undo() throws {
        var driver = ConsoleDriver()
        let index = try #require(driver.claims.firstIndex { $0.id.rawValue == 1 })
        driver.claims[index].nextTakers = [UnitTaker(id: CancellationID(rawValue: 9), units: 3)]
        driver.press("3 u")
        #expect(driver.text().contains("1개"))
        #expect(driver.text().contains("바로 가져갑니다: #9 3개."))
        driver.press("y")
        #expect(driver.blindActs == [.undo(CancellationID(rawValue: 1))])
    }

    @Test(
        "An act that cannot be done says why",
        arguments: zip(
            ["3 a", "3 d", "6 u", "x"],
            ["이미 적용", "먼저 되돌리십시오(u)", "되돌릴 것이", "멈출 재수집이 없습니다"]
        )
    )
    func obstacles(script: String, sentence: String) {
        var driver = ConsoleDriver()
        driver.press(script)
        #expect(driver.acts.isEmpty)
        #expect(driver.text().contains(sentence))
    }

    @Test("A question waits for the explanation, and opens when it comes", arguments: ["a", "u"])
    func beforeExplanation(key: String) {
        var line = SampleClaim.line("gmarket", "1", "1", [:])
        line.cancelledUnits = 1
        let taken = [Application(line: line.line.key, units: 1)]
        let applied = [901, 902].map { id in
            SampleClaim(id, "gmarket", "취소요청", [.orderNumber: "1"], lines: [line], taken: taken)
        }
        var driver = ConsoleDriver(claims: key == "u" ? applied : Sample.claims)
        driver.press(key == "u" ? "3" : "2")
        driver.holdsAnswers = true
        driver.press("j \(key)")
        #expect(!driver.text().contains("그만두기"))
        driver.answerHeldQuestions()
        #expect(driver.text().contains("그만두기"))
    }

    @Test("Where the engine asks which line, the lines are offered")
    func engineAsksForALine() {
        var driver = ConsoleDriver()
        driver.press("2")
        driver.send(
            .actFailed(ActError(problem: .chooseLine(["스-2"]), cancellation: Self.several))
        )
        #expect(driver.text().contains("1  스-2"))
        #expect(!driver.text().contains("2  스-1"))
    }

    @Test("What an act did is said at the bottom")
    func result() {
        var driver = ConsoleDriver()
        driver.press("2")
        driver.send(
            .actFinished(
                ActResult(id: Self.shipped, status: .dismissed, reason: .dismissed, changes: [])
            )
        )
        #expect(driver.text().contains("#4 제외"))
    }

    @Test(
        "Polling keys ask for what they say",
        arguments: [
            ("r", ConsoleEffect.resync(["storefarm"], nil)), ("R", .resync([], nil)),
            ("ㄱ", .resync(["storefarm"], nil)),
            ("ㄲ", .resync([], nil)), ("G p y", .resume(["akmall"])), ("p y", .pause(["storefarm"])),
            ("2 j r", .resync(["coupang"], nil)), ("7 Enter r", .resync(["gmarket"], nil)),
        ]
    )
    func polling(script: String, effect: ConsoleEffect) {
        var driver = ConsoleDriver()
        driver.press(script)
        #expect(driver.acts == [effect])
    }

    @Test("A resync shows how far it is, can be stopped, and is not started twice")
    func resync() {
        var driver = ConsoleDriver()
        driver.send(
            .resyncProgress(
                ResyncProgress(
                    accountsDone: 3,
                    accountCount: 7,
                    current: "coupang",
                    tally: PassTally()
                )
            )
        )
        #expect(driver.text().contains("3/7"))
        driver.press("r R x")
        #expect(driver.acts == [.cancelResync])
        driver.send(.resyncFinished([]))
        driver.press("R")
        #expect(driver.acts == [.cancelResync, .resync([], nil)])
    }

    @Test("An act carries what the operator saw when the question opened")
    func sighting() {
        var driver = ConsoleDriver()
        driver.press("2 j d")
        driver.send(.storeChanged)
        driver.press("2 Enter")
        guard case .dismiss(_, _, let seen) = driver.acts.first else {
            Issue.record("\(driver.acts)")
            return
        }
        let claim = driver.claims.first { $0.id == Self.shipped }
        #expect(seen == .journal(upTo: claim?.answer(RequestToken(rawValue: 1)).journal.last?.id))
    }

    @Test("The second of two operators reads what the first did, and the screen is read anew")
    func overtaken() {
        var driver = ConsoleDriver()
        driver.press("2 j")
        let count = driver.questions.count
        let overtaking = Overtaking(
            actor: .person("kim"),
            act: .apply,
            status: .applied,
            elapsed: .seconds(10)
        )
        driver.send(
            .actFailed(ActError(problem: .overtaken(overtaking), cancellation: Self.shipped))
        )
        #expect(driver.text().contains("kim이 10초 전에 적용했습니다"))
        #expect(driver.questions.count > count)
    }

    @Test("What the engine would refuse is not asked first", arguments: ["a", "d"])
    func withdrawn(key: String) {
        let withdrawn = SampleClaim(
            99,
            "gmarket",
            "취소철회",
            [.orderNumber: "W-1"],
            lines: [SampleClaim.line("gmarket", "W-1", "W-1-1", [:])]
        )
        var driver = ConsoleDriver(claims: [withdrawn])
        driver.press("4 \(key)")
        #expect(driver.text().contains("철회된 취소건이라"))
        #expect(!driver.text().contains("그만두기"))
    }

    @Test("An order without an open unit has nothing to apply to, and that is said")
    func nothingOpen() {
        let key = OrderLineKey(account: "gmarket", orderNumber: "1", lineID: "1")
        let line = LineOnFile(OrderLine(key: key, fields: [:], quantity: 1), cancelledUnits: 1)
        let claim = SampleClaim(
            3,
            "gmarket",
            "취소요청",
            [.orderNumber: "1"],
            lines: [line],
            ruling: .undone
        )
        var driver = ConsoleDriver(claims: [claim])
        driver.press("2 a")
        #expect(driver.text().contains("남은 수량이 없어"))
    }

    @Test("Undoing a dismissal says that units may be cancelled")
    func undoDismissal() {
        let line = SampleClaim.line("gmarket", "1", "1", [:])
        let claim = SampleClaim(
            3,
            "gmarket",
            "취소요청",
            [.orderNumber: "1"],
            lines: [line],
            ruling: .dismissed(reason: "통화")
        )
        var driver = ConsoleDriver(claims: [claim])
        driver.press("5 u")
        #expect(driver.text().contains("취소·보류할 수 있습니다"))
        driver.press("y")
        #expect(driver.blindActs == [.undo(claim.id)])
    }

    @Test("A withdrawal is restored with one key and one answer")
    func restore() {
        let line = SampleClaim.line("gmarket", "W-1", "W-1-1", [:])
        let withdrawn = SampleClaim(
            99,
            "gmarket",
            "취소철회",
            [.orderNumber: "W-1"],
            lines: [line],
            taken: [Application(line: line.line.key, units: 1)]
        )
        var driver = ConsoleDriver(claims: [withdrawn])
        driver.press("4 u")
        #expect(driver.text().contains("철회 복원"))
        #expect(driver.text().contains("품목 1건, 1개"))
        driver.press("y")
        #expect(driver.blindActs == [.undo(withdrawn.id)])
    }

    @Test(
        "However small the screen is, a question names what it is about",
        arguments: [Size(columns: 41, rows: 10), Size(columns: 40, rows: 8)]
    )
    func namesItsSubject(size: Size) {
        var driver = ConsoleDriver(size: size)
        for (script, subject) in [
            ("2 j d", "#4 · "), ("3 u", "#1 · "), ("2 j Space k Space d", "#4 #7 · "),
            ("a", "#4 #7 · "), ("\\ g a", "#7 · "),
        ] {
            driver.press(script)
            #expect(driver.text().contains(subject))
            driver.press("Esc")
        }
    }
}
