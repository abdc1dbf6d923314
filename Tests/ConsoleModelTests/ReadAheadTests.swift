import ConsoleModel
import MatchingCore
import Testing

@Suite("Explanations that are read before they are wanted")
struct ReadAheadTests {
    private static func driver() -> ConsoleDriver {
        let claims = (1...200).map {
            SampleClaim(Int64($0), "gmarket", "취소요청", [.orderNumber: "N\(10_000 + $0)"])
        }
        var driver = ConsoleDriver(claims: claims)
        driver.readsAhead = true
        return driver
    }

    private static func explained(_ driver: ConsoleDriver) -> [CancellationID] {
        driver.questions.compactMap { if case .explain(let id, _) = $0 { id } else { nil } }
    }

    @Test(
        "The next rows and pages show their explanation without a question",
        arguments: [true, false]
    )
    func onward(isWhole: Bool) {
        var driver = Self.driver()
        driver.press(isWhole ? "7 Enter" : "7")
        let before = Self.explained(driver).count
        for row in 1...60 {
            driver.press(isWhole ? "l" : "j")
            #expect(driver.text().contains("취소건 #\(200 - row)"))
        }
        #expect(Self.explained(driver).count == before)
    }

    @Test("What was read before a change is never shown after it")
    func stale() {
        var driver = Self.driver()
        driver.press("7")
        driver.claims.removeAll { $0.id.rawValue == 199 }
        driver.claims.append(
            SampleClaim(199, "gmarket", "취소완료", [.orderNumber: "N10199"])
        )
        driver.holdsAnswers = true
        driver.send(.storeChanged)
        let before = Self.explained(driver).count
        driver.press("j")
        driver.answerHeldQuestions()
        #expect(Self.explained(driver).count > before)
    }

    @Test("An answer that was asked for before a change is not kept")
    func overtaken() throws {
        var driver = Self.driver()
        driver.readsAhead = false
        driver.press("7")
        let question = try #require(driver.lastAhead)
        driver.send(.storeChanged)
        let answer = try #require(driver.reply(to: question))
        driver.send(answer)
        let before = Self.explained(driver).count
        driver.press("j")
        #expect(Self.explained(driver).count == before + 1)
    }
}
