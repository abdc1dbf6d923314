import ConsoleModel
import MatchingCore
import SyncInterfaces
import Testing

@Suite("Completion of filters")
struct FilterCompletionTests {
    struct Case: Sendable, CustomTestStringConvertible {
        /// `|` is the caret.
        let text: String
        let candidates: [String]
        var language = Language.korean
        var testDescription: String { text }

        init(_ text: String, _ candidates: [String], _ language: Language = .korean) {
            (self.text, self.candidates, self.language) = (text, candidates, language)
        }
    }

    static let cases = [
        Case("상|", ["상태:", "상품~", "취소상태:"]),
        Case("a -판|", ["판매처:"]),
        Case("상태|", ["상태:", "취소상태:"]),
        Case("Status|", ["status:"]),
        Case("op|", ["option~"]),
        Case("st|", ["status:", "state:", "requested<"], .english),
        Case("상태:|", ["대기", "판단필요", "적용", "철회", "제외", "무시"]),
        Case("상태:보류,적|", ["적용"]),
        Case("상태:보|", ["보류"]),
        Case("상태:he|", ["held"]),
        Case(
            "status:|",
            ["pending", "held", "applied", "withdrawn", "dismissed", "ignored"],
            .english
        ),
        Case("판매처:스|", ["스마트스토어공식판매점", "패션플러스"]),
        Case("판매처:\"스|", ["스마트스토어공식판매점", "패션플러스"]),
        Case("사유:배송|", ["이미배송"]),
        Case("요청<|", ["오늘", "어제", "1시간", "1일", "1주"]),
        Case("수량>|", []),
        Case("옵션~|", []),
        Case("없음:|", []),
        Case("2026|", []),
        Case("상태:|보류", ["대기", "판단필요", "적용", "철회", "제외", "무시"]),
    ]

    @Test("What can stand at the caret is offered, the best first", arguments: cases)
    func candidates(_ example: Case) throws {
        let caret = try #require(Array(example.text).firstIndex(of: "|"))
        let text = Array(example.text.filter { $0 != "|" })
        let completion = FilterCompletion(
            text,
            caret: caret,
            FilterParserTests.words(example.language)
        )
        #expect(completion.candidates == example.candidates)
    }

    static let accountCases = [
        Case("판|", ["판매처:", "판단필요>", "스마트스토어공식판매점"]),
        Case("상|", ["상태:", "정상", "상품~", "취소상태:"]),
        Case("상태:|", ["정상", "조용함", "늦음", "실패", "일시정지", "설정필요", "폴링안함"] + statuses),
        Case("health:f|", ["failing"], .english),
        Case("판매처:쿠|", ["쿠팡"]),
        Case("-쿠|", ["쿠팡"]),
        Case("held>3 to|", ["today>"], .english),
        Case("대기>|", []),
        Case("상태:판|", ["판단필요"]),
        Case("요청<|", ["오늘", "어제", "1시간", "1일", "1주"]),
    ]
    private static let statuses = ["대기", "판단필요", "적용", "철회", "제외", "무시"]

    @Test("Where accounts are found, columns come before cancellations'", arguments: accountCases)
    func accountCandidates(_ example: Case) throws {
        let caret = try #require(Array(example.text).firstIndex(of: "|"))
        let completion = FilterCompletion(
            Array(example.text.filter { $0 != "|" }),
            caret: caret,
            anyOf: [.accounts, .cancellations].map {
                FilterParserTests.words(example.language, $0)
            }
        )
        #expect(completion.candidates == example.candidates)
    }

    @Test(
        "Tab in the middle of a word takes the place of all of it, or does nothing",
        arguments: [
            ("상태:보류", "Left", "상태:보류"), ("상품~텀블러", "Home Right", "상품~텀블러"),
            ("상품~텀블러", "Home Right Right", "상품~텀블러"), ("수량>=2", "Left Left Left", "수량>=2"),
            ("수량>=2", "Left Left", "수량>=2"),
            ("상태:보류,적용 2026", "Home Right Right Right Right", "상태:보류,적용 2026"),
            ("-판매처:쿠팡", "Home", "-판매처:쿠팡"), ("-판매처:쿠팡", "Home Right Right", "-판매처:쿠팡"),
            ("판매처:\"쿠팡\" 2026", "Home Right Right Right Right Right Right", "판매처:쿠팡 2026"),
            ("판매처:\"쿠 2026", "Home Right Right Right Right Right Right", "판매처:쿠팡 2026"),
        ] as [(String, String, String)]
    )
    func inside(text: String, moves: String, completed: String) {
        var driver = ConsoleDriver(size: Size(columns: 120, rows: 24))
        driver.press("7 /")
        driver.send(.pasted(text))
        driver.press("\(moves) Tab")
        #expect(driver.text().contains("/ \(completed)  "))
    }

    @Test("Tab completes what finds accounts, and the list follows")
    func accounts() {
        var driver = ConsoleDriver(size: Size(columns: 120, rows: 24))
        driver.press("/ 상 Tab")
        #expect(driver.text().contains("/ 상태: "))
        driver.press("Right 실 Tab")
        #expect(driver.text().contains("/ 상태:실패 "))
        #expect(!driver.text().contains("브랜디"))
        driver.press("Ctrl-U 판매처:쿠 Tab")
        #expect(driver.text().contains("/ 판매처:쿠팡 "))
        driver.press("Enter")
        #expect(driver.text().contains("/판매처:쿠팡 1/7"))
    }

    @Test("Tab goes through the candidates and around, Shift-Tab back")
    func cycle() {
        var driver = ConsoleDriver(size: Size(columns: 120, rows: 24))
        driver.press("7 / 상태: Tab")
        #expect(driver.text().contains("/ 상태:대기 "))
        driver.press("Tab Tab")
        #expect(driver.text().contains("/ 상태:적용 "))
        driver.press("BackTab BackTab BackTab")
        #expect(driver.text().contains("/ 상태:무시 "))
        driver.press("Enter")
        #expect(driver.queries.last?.filter.clauses.map(\.condition) == [.status([.ignored])])
    }

    @Test("A name that is completed goes on with its value")
    func nameThenValue() {
        var driver = ConsoleDriver(size: Size(columns: 120, rows: 24))
        driver.press("7 / 판매 Tab 쿠 Tab Enter")
        #expect(driver.queries.last?.filter.clauses.map(\.condition) == [.account(["coupang"])])
    }
}
