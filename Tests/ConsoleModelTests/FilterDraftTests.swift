import ConsoleModel
import MatchingCore
import SyncInterfaces
import Testing

@Suite("What a filter finds is read while it is typed")
struct FilterDraftTests {
    /// Lists that are filtered: the key that opens each, and a filter that finds some of it.
    static let lists = [
        ("7", "판매처:쿠팡"), ("7", "B2026"), ("o", "판매처:쿠팡"), ("b", "판매처:쿠팡"), ("i", "판매처:쿠팡"),
    ]

    private static func type(_ text: String, into driver: inout ConsoleDriver) {
        driver.press("/")
        for character in text { driver.send(.key(.character(character))) }
    }

    @Test(
        "Enter shows rows that have come already, as it shows those that have not",
        arguments: lists
    )
    func shown(opening: String, filter: String) {
        var patient = ConsoleDriver(size: Size(columns: 120, rows: 40))
        patient.press(opening)
        Self.type(filter, into: &patient)
        patient.holdsAnswers = true
        patient.press("Enter")
        let atOnce = patient.text()
        patient.answerHeldQuestions()

        var hasty = ConsoleDriver(size: Size(columns: 120, rows: 40))
        hasty.press(opening)
        hasty.holdsAnswers = true
        Self.type(filter, into: &hasty)
        hasty.press("Enter")
        #expect(hasty.text() != atOnce)
        hasty.answerHeldQuestions()
        #expect(hasty.text() == atOnce)
        #expect(patient.text() == atOnce)
    }

    @Test("The list stays as it is until the filter is asked for", arguments: lists)
    func untouched(opening: String, filter: String) {
        var driver = ConsoleDriver(size: Size(columns: 120, rows: 40))
        driver.press(opening)
        let before = driver.text()
        Self.type(filter, into: &driver)
        driver.press("Esc")
        #expect(driver.text() == before)
    }

    @Test("Of what is typed while one question is under way, only the last is asked")
    func bounded() {
        var driver = ConsoleDriver()
        driver.press("7")
        let before = driver.queries.count
        driver.holdsAnswers = true
        Self.type("B20261125", into: &driver)
        #expect(driver.queries.dropFirst(before).map(\.filter) == [RowFilter(beginning: "B")])
        driver.answerHeldQuestions()
        #expect(driver.queries.last?.filter == RowFilter(beginning: "B20261125"))
        #expect(driver.queries.count == before + 2)
    }

    @Test("A blank behind a filter is no other filter: nothing is read anew")
    func trailingBlank() {
        var driver = ConsoleDriver()
        driver.press("7")
        Self.type("B2026", into: &driver)
        let before = driver.questions.count
        driver.send(.key(.character(" ")))
        driver.holdsAnswers = true
        driver.press("Enter")
        #expect(driver.queries.last?.filter == RowFilter(beginning: "B2026"))
        #expect(driver.questions.count == before)
    }

    @Test("What is no filter yet asks nothing")
    func unfinished() {
        var driver = ConsoleDriver()
        driver.press("7")
        let before = driver.questions.count
        driver.press("/")
        driver.send(.pasted("상태:없는상태"))
        #expect(driver.questions.count == before)
    }

    @Test("A change of the store is seen by what Enter shows")
    func changed() {
        var driver = ConsoleDriver()
        driver.press("7")
        Self.type("C-9", into: &driver)
        driver.claims.append(
            SampleClaim(900, "gmarket", "취소요청", [.orderNumber: "C-9000"])
        )
        driver.send(.storeChanged)
        driver.holdsAnswers = true
        driver.press("Enter")
        #expect(driver.text().contains("C-9000"))
    }

    @Test("A question that cannot be answered is asked again by Enter, and only then told")
    func failing() throws {
        var driver = ConsoleDriver()
        driver.press("7")
        driver.holdsAnswers = true
        Self.type("B", into: &driver)
        let problem = Bilingual("읽지 못했습니다.", "Not read.")
        let token = try #require(driver.lastQueryToken)
        let count = driver.queries.count
        driver.send(.requestFailed(token, problem))
        #expect(!driver.text().contains("읽지 못했습니다."))
        #expect(driver.queries.count == count)
        driver.press("Enter")
        #expect(driver.queries.count == count + 1)
        let again = try #require(driver.lastQueryToken)
        driver.send(.requestFailed(again, problem))
        #expect(driver.text().contains("읽지 못했습니다."))
    }

    @Test("A search of the whole store goes on once it is asked for")
    func longSearch() {
        var driver = ConsoleDriver()
        driver.press("7")
        driver.reach = 2
        let before = driver.queries.count
        driver.press("/")
        driver.send(.pasted("수량>9"))
        #expect(driver.queries.count == before + 1)
        driver.press("Enter")
        #expect(driver.queries.count > before + 2)
    }
}

extension ConsoleDriver {
    /// The token of the list that was asked for last.
    fileprivate var lastQueryToken: RequestToken? {
        questions.compactMap { question in
            if case .loadCancellations(_, let token) = question { token } else { nil }
        }
        .last
    }
}
