import ConsoleModel
import MatchingCore
import SyncInterfaces
import Testing

@Suite("Questions to the store")
struct ConsoleLoadingTests {
    private static func many(_ count: Int64) -> [SampleClaim] {
        (1...count).map { SampleClaim($0, "gmarket", "취소요청", [.orderNumber: "N\(10_000 + $0)"]) }
    }

    @Test("What is read beyond the screen moves no column; what is scrolled to has its room")
    func steadyColumns() {
        func head(_ number: String, _ script: String) -> (head: Substring?, text: String) {
            var claims = Self.many(80)
            claims[0] = SampleClaim(1, "gmarket", "취소요청", [.orderNumber: number])
            var driver = ConsoleDriver(claims: claims)
            driver.press(script)
            let text = driver.text()
            let head = text.split(separator: "\n").first { $0.contains("주문번호") }
            return (head, text)
        }
        let long = "N10001-20261125-0001"
        let opened = head("N10001", "C 7")
        #expect(opened.head != nil && head(long, "C 7").head == opened.head)
        let scrolled = head(long, "C 7 G")
        #expect(scrolled.head != opened.head && scrolled.text.contains(long))
    }

    @Test("A burst of changes asks once while the first question is open, and once more after it")
    func burst() {
        var driver = ConsoleDriver()
        let before = driver.questions.count
        driver.holdsAnswers = true
        for _ in 0..<50 { driver.send(.storeChanged) }
        #expect(driver.questions.count == before + 1)
        driver.answerHeldQuestions()
        #expect(driver.questions.count == before + 2)
    }

    @Test("Holding a movement key has at most one explanation asked for at a time")
    func heldKey() {
        var driver = ConsoleDriver()
        driver.press("7")
        let before = driver.questions.count
        driver.holdsAnswers = true
        driver.press("j j j j j")
        #expect(driver.questions.count == before + 1)
        driver.answerHeldQuestions()
        #expect(driver.text().contains("취소건 #3"))
        #expect(driver.text().contains("31000123456: 쿠팡에"))
    }

    @Test("An answer that comes too late is not shown")
    func lateAnswer() {
        var driver = ConsoleDriver()
        driver.holdsAnswers = true
        driver.press("1 2")
        driver.answerHeldQuestions()
        #expect(!driver.text().contains("INT20261125004"))
        #expect(driver.text().contains("2026112512345678"))
    }

    @Test("Keys that come with the one that opens a list wait for its rows")
    func typedAhead() {
        var driver = ConsoleDriver()
        driver.press("7 j j")
        let expected = driver.text()
        driver.press("Esc")
        driver.holdsAnswers = true
        driver.press("7 j j")
        driver.answerHeldQuestions()
        #expect(driver.text() == expected)
    }

    @Test(
        "Keys that come with the one that opens a text wait for its lines",
        arguments: ["Enter", "v", "7 Enter"]
    )
    func typedAheadOfText(opening: String) {
        var driver = ConsoleDriver(size: Size(columns: 80, rows: 12))
        driver.press("\(opening) G")
        let expected = driver.text()
        driver.press("g")
        #expect(driver.text() != expected)
        driver = ConsoleDriver(size: Size(columns: 80, rows: 12))
        driver.holdsAnswers = true
        driver.press("\(opening) G")
        driver.answerHeldQuestions()
        #expect(driver.text() == expected)
    }

    @Test("Esc leaves a list that has not come, and forgets what was typed for it")
    func typedInVain() {
        var driver = ConsoleDriver()
        let expected = driver.text()
        driver.holdsAnswers = true
        driver.press("7 j j d Esc")
        driver.answerHeldQuestions()
        #expect(driver.text() == expected)
        #expect(driver.acts.isEmpty)
    }

    @Test("A list that could not be read holds no key back")
    func failedList() throws {
        var driver = ConsoleDriver()
        driver.holdsAnswers = true
        driver.press("7")
        guard case .loadCancellations(_, let token)? = driver.questions.last else {
            Issue.record("Unexpected questions \(driver.questions)")
            return
        }
        driver.send(.requestFailed(token, Bilingual(both: "busy")))
        driver.press("?")
        #expect(driver.text().contains("도움말"))
    }

    @Test("A list covered by help is read anew only when it is seen again")
    func coveredList() {
        var driver = ConsoleDriver()
        driver.press("7 ?")
        let before = driver.queries.count
        driver.send(.storeChanged)
        #expect(driver.queries.count == before)
        driver.press("Esc")
        #expect(driver.queries.count == before + 1)
    }

    @Test("One can go through a long list from one explanation to the next")
    func throughExplanations() {
        var driver = ConsoleDriver(claims: Self.many(300))
        driver.press("7 Enter")
        for _ in 0..<250 { driver.press("l") }
        #expect(driver.text().contains("취소건 #50"))
    }

    @Test("When an explained row leaves the list, the next key does not skip one")
    func explainedRowLeaves() {
        var driver = ConsoleDriver()
        driver.press("7 j Enter")
        driver.claims.removeAll { $0.id.rawValue == 7 }
        driver.send(.storeChanged)
        driver.press("l")
        #expect(driver.text().contains("취소건 #6"))
    }

    @Test("A long list is read by pages of keys, and its window stays small")
    func pages() {
        var driver = ConsoleDriver(claims: Self.many(1500))
        driver.press("7")
        for _ in 0..<120 { driver.press("PgDn") }
        #expect(driver.queries.allSatisfy { $0.limit <= 400 })
        #expect(driver.queries.contains { if case .below = $0.position { true } else { false } })
        let text = driver.text()
        driver.press("PgUp PgDn")
        #expect(driver.text() == text)
    }

    @Test("Going through a list asks for each page about once", arguments: [8, 24, 120, 300])
    func noPingPong(rows: Int) {
        var driver = ConsoleDriver(
            size: Size(columns: 80, rows: rows),
            claims: Self.many(2500)
        )
        driver.press("7")
        for _ in 0..<2500 { driver.press("j") }
        #expect(driver.text().contains("N10001"))
        #expect(driver.queries.count <= 30)
    }

    @Test("The ends of a long list are one key away")
    func ends() {
        var driver = ConsoleDriver(claims: Self.many(1500))
        driver.press("7 G")
        #expect(driver.text().contains("N10001"))
        driver.press("g")
        #expect(driver.text().contains("N11500"))
    }

    @Test("Going back up a long list shows every row once")
    func goingUp() {
        var driver = ConsoleDriver(claims: Self.many(900))
        driver.press("7 G")
        var seen: [CancellationID] = []
        for _ in 0..<899 {
            driver.press("k")
            if case .explain(let id, _) = driver.questions.last { seen.append(id) }
        }
        #expect(seen.map(\.rawValue) == Array(2...900))
    }

    @Test("A question that fails says so, and the next change asks again")
    func failure() {
        var driver = ConsoleDriver()
        driver.holdsAnswers = true
        driver.press("7")
        guard case .loadCancellations(_, let token) = driver.questions.last else {
            Issue.record("No list was asked for.")
            return
        }
        driver.send(.requestFailed(token, Bilingual(both: "저장소를 읽지 못했습니다.")))
        #expect(driver.text().contains("저장소를 읽지 못했습니다."))
        let before = driver.queries.count
        driver.holdsAnswers = false
        driver.send(.storeChanged)
        #expect(driver.queries.count > before)
        #expect(driver.text().contains("2026112512345678"))
    }

    @Test("What is on screen is read first, and what may be scrolled to behind it")
    func firstPage() {
        var driver = ConsoleDriver(claims: Self.many(900))
        driver.press("7")
        let limits = driver.queries.map(\.limit)
        #expect(limits.count == 2)
        #expect(limits.first.map { (5..<24).contains($0) } ?? false)
        #expect(limits.last == 100)
        guard case .below = driver.queries.last?.position else {
            Issue.record("The list is not read on.")
            return
        }
    }

    @Test("A cancellation that is gone says so")
    func missing() {
        var driver = ConsoleDriver()
        driver.press("7 Enter")
        driver.claims = []
        driver.send(.storeChanged)
        #expect(driver.text().contains("저장소에 없습니다"))
    }

    @Test("A frozen list stays as it is until it is let go, and what one does oneself is seen")
    func frozen() {
        var driver = ConsoleDriver(size: Size(columns: 120, rows: 40))
        driver.press("7 z")
        #expect(driver.text().contains("고정됨(z 풀기)"))
        driver.claims.append(SampleClaim(900, "gmarket", "주문취소", [.orderNumber: "55555"]))
        driver.send(.storeChanged)
        #expect(!driver.text().contains("55555"))
        driver.press("z")
        #expect(driver.text().contains("55555"))
        #expect(!driver.text().contains("고정됨"))
    }
}
