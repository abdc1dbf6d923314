import ConsoleModel
import MatchingCore
import SyncInterfaces
import Testing

@Suite("The pull list: scans and marks")
struct PullPageTests {
    private static let pulledLine = OrderLineKey(
        account: "gmarket",
        orderNumber: "2026112500001",
        lineID: "01"
    )

    private func driver(
        _ script: String,
        columns: Int = 120,
        language: Language = .korean
    ) -> ConsoleDriver {
        var driver = ConsoleDriver(size: Size(columns: columns, rows: 40), language: language)
        driver.press(script)
        return driver
    }

    @Test(
        "A scanned number is answered large",
        arguments: zip(
            ["680100001", "2026112500001", "31000123465", "6801125-9", "4711"],
            ["PULL · 일부를 빼십시오", "PULL · 일부를 빼십시오", "PULL · 당기십시오", "정상 출고", "없는 번호"]
        )
    )
    func scan(number: String, verdict: String) {
        #expect(driver("b \(number) Enter").text().contains(verdict))
    }

    @Test(
        "A parcel whose order a cancellation names that is not decided must not leave",
        arguments: [
            // A value differs; a line is shipped; several lines match; the order is not on file.
            ("6801125-7", "취소건 #2 대기 · 값 다름"), ("680177000", "취소건 #4 판단필요 · 이미 배송"),
            ("2026112512345678", "취소건 #7 판단필요 · 여러 품목 해당"),
            ("INT20261125004", "취소건 #6 대기"),
        ]
    )
    func undecided(number: String, claim: String) {
        let (first, rest) = (number.prefix(1), number.dropFirst())
        let typed =
            number.first?.isNumber == true ? "b \(first) \(rest) Enter" : "b / \(number) Enter"
        let text = driver(typed, columns: 120).text()
        #expect(text.contains("정지 · 확인 필요"))
        #expect(text.contains(claim), "\(text)")
        #expect(!text.contains("정상 출고"))
        #expect(!text.contains("출고 니트"))
    }

    @Test("One number after the other can be scanned without another key")
    func scanAgain() {
        var driver = driver("b 680100001 Enter")
        driver.press("6801125-9 Enter")
        #expect(driver.text().contains("정상 출고"))
        driver.press("Esc")
        #expect(!driver.text().contains("정상 출고"))
        #expect(driver.text().contains("송장 나옴"))
    }

    @Test("The same number once more is looked up once more")
    func scanTheSame() {
        var driver = driver("b 4711 Enter")
        driver.lines[0].line.trackingNumber = "4711"
        driver.press("4711 Enter")
        #expect(driver.text().contains("PULL"))
    }

    @Test("p marks the selected line as pulled, and u takes that back")
    func pull() {
        var driver = driver("b p")
        #expect(driver.acts == [.setPulled(Self.pulledLine, true)])
        #expect(!driver.text().contains("울 머플러"))
        driver.press("u")
        #expect(driver.acts.last == .setPulled(Self.pulledLine, false))
        #expect(driver.text().contains("울 머플러"))
        driver.press("u")
        #expect(driver.acts.count == 2)
    }

    @Test("p marks what was scanned")
    func pullScanned() {
        var driver = driver("b 31000123465 Enter p")
        #expect(driver.acts.count == 1)
        #expect(driver.text().contains("이미 당김"))
        driver.press("p")
        #expect(driver.acts.count == 1)
        #expect(driver.text().contains("당기거나 회수할 품목이 없습니다."))
    }

    @Test("A line is marked on its order's screen as well")
    func pullInOrder() {
        var driver = driver("o / 01 Enter Enter p")
        #expect(driver.acts == [.setPulled(Self.pulledLine, true)])
        #expect(driver.text().contains("보류·당김"))
        driver.press("j p")
        #expect(driver.acts.count == 1)
    }

    @Test(
        "What had left is said to have come back, not to have been pulled",
        arguments: [Language.korean, .english]
    )
    func recall(language: Language) {
        var driver = driver("", language: language)
        driver.lines[0].line.shipping = .shipped
        driver.press("b p")
        let place = "2026112500001 · 01"
        let isKorean = language == .korean
        #expect(driver.text().contains(isKorean ? "회수함: \(place)" : "came back: \(place)"))
        driver.press("u")
        #expect(
            driver.text()
                .contains(isKorean ? "회수할 택배로 되돌림: \(place)" : "to be recalled again: \(place)")
        )
    }

    @Test("A parcel that has left is back once it was marked, and says so")
    func recallScanned() {
        var driver = driver("")
        for index in driver.lines.indices { driver.lines[index].line.shipping = .shipped }
        driver.press("b 31000123465 Enter")
        #expect(driver.text().contains("이미 출고됨 · 회수하십시오"))
        driver.press("p")
        #expect(driver.text().contains("이미 회수함"))
        #expect(!driver.text().contains("이미 당김"))
    }

    @Test("A row that was set aside and names the order keeps the parcel")
    func setAside() {
        var driver = driver("")
        driver.aside = ParcelAnswer.Aside(
            rows: [
                SetAsideRow(
                    file: "rejected/brandi/c.csv",
                    problem: KeptProblem(words: "수량이 없습니다.")
                )
            ],
            orders: [OrderKey(account: "brandi", orderNumber: "B20261125-9")],
            counts: ["brandi": SetAsideRows(rowCount: 3, fileCount: 1)]
        )
        driver.press("b 6801125-9 Enter")
        let text = driver.text()
        #expect(text.contains("정지 · 확인 필요"))
        #expect(text.contains("! 따로 둔 행이 이 주문번호를 가리킵니다(rejected/brandi/c.csv): 수량이 없습니다."))
        #expect(text.contains("확인 골덴 셔츠"))
        #expect(!text.contains("3행"))
        // Also where the number is not on file.
        driver.press("4711 Enter")
        #expect(driver.text().contains("정지 · 확인 필요"))
    }

    @Test("Where there is little room, the verdict is smaller rather than its reasons fewer")
    func smallPane() {
        var driver = ConsoleDriver()
        driver.aside = ParcelAnswer.Aside(
            rows: [
                SetAsideRow(
                    file: "rejected/brandi/취소내역-2026-11-26.csv",
                    problem: KeptProblem(
                        words:
                            "브랜디, 취소내역-2026-11-26.csv, 2행, '수량' 열: 수량 '0'은 1 이상의 정수가 아닙니다. 고쳐 다시 넣으십시오."
                    )
                )
            ],
            orders: [OrderKey(account: "brandi", orderNumber: "B20261125-9")]
        )
        driver.press("b 6801125-9 Enter")
        let text = driver.text()
        #expect(text.contains("정지 · 확인 필요"))
        #expect(text.contains("다시 넣으십시오."))
        #expect(text.contains("확인 골덴 셔츠"), "\(text)")
    }

    @Test("Rows that were set aside and name no order of the parcel are named, and keep nothing")
    func otherSetAside() {
        var driver = driver("")
        driver.aside.counts = ["brandi": SetAsideRows(rowCount: 3, fileCount: 1), "akmall": .none]
        driver.press("b 6801125-9 Enter")
        let text = driver.text()
        #expect(text.contains("정상 출고"))
        #expect(text.contains("! 따로 둔 3행은 아직 반영되지 않아"))
        #expect(text.contains("inbox/rejected/brandi"))
        #expect(!text.contains("akmall"))
    }
}
