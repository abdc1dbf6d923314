import ConsoleModel
import MatchingCore
import SyncInterfaces
import Testing

@Suite("Screens of their own: one account, orders, the pull list, messages")
struct PageTests {
    private func driver(_ script: String, columns: Int = 120) -> ConsoleDriver {
        var driver = ConsoleDriver(size: Size(columns: columns, rows: 40))
        driver.press(script)
        return driver
    }

    @Test(
        "One account says its states with counts, its rule both ways, and what nobody read",
        arguments: ["취소신청", "연동", "매칭 기준", "order_no", "░ 공백", "(3:00:00)", "수집 기록", "주기"]
    )
    func account(text: String) {
        #expect(driver("/ 패션 Enter Enter").text().contains(text))
    }

    @Test("One account says what came last, what is usual, and what its entry can do")
    func silenceAndSupport() {
        let text = driver("/ 쿠팡 Enter Enter", columns: 200).text()
        for part in ["마지막 주문", "마지막 취소건", "평균 2건 (지난주부터 주별 3, 0, 4)", "연동 범위", "배송 전"] {
            #expect(text.contains(part), "\(part)")
        }
    }

    @Test(
        "One account says how it is read and how its calls go",
        arguments: [
            (
                "쿠팡",
                [
                    "/home/ops/inbox/coupang", "쿠팡 Wing Open API v4, v6 (coupang)",
                    "https://api-gateway.coupang.com", "함께 읽음", "1초에 8번까지 · 지난 수집에서 14번",
                    "vendors/A00012345/returnRequests → 503 (132 ms): 서버 오류", "호출 쉼",
                    "11:57부터 12:02까지",
                ]
            ),
            (
                "AK몰",
                [
                    "/opt/cancelsync/akmall --cancels", "읽지 않음 (취소만)",
                    "지난 실패  11:57 프로그램이 300초 안에 끝나지 않아 멈췄습니다. 표준 오류의 끝:",
                    "  signed in as ops", "  page 12 of 90: waiting for partner.akmall.com",
                    "지난 성공  10:57 잘 끝났습니다. 표준 오류의 끝:", "  claim C-3 has no order",
                    "! 따로 둔 1,012행은 아직 반영되지 않아", "inbox/rejected/akmall", "! 따로 둔 3행 이상은",
                ]
            ),
            ("지마켓", ["/home/ops/inbox/gmarket"]),
        ]
    )
    func connection(account: String, texts: [String]) {
        let text = driver("/ \(account) Enter Enter", columns: 200).text()
        for part in texts { #expect(text.contains(part), "\(text)") }
    }

    @Test("A rule that is typed is tried; what is no rule is pointed at")
    func rehearse() {
        var driver = driver("/ 쿠팡 Enter Enter w")
        #expect(driver.text().contains("시험할 기준:"))
        driver.press("Backspace Backspace Enter")
        #expect(driver.text().contains("cod'"))
        driver.press("End e 6 Enter")
        guard case .ask(.rehearsal(let account, let rule), _) = driver.questions.last else {
            Issue.record("no rule was tried")
            return
        }
        #expect(account == "coupang")
        #expect(rule.description == "order_no + code6")
        for text in ["최근 취소건 500건", "새로 적용됨", "적용되지 않게 됨", "판매처 › 쿠팡 › 기준 시험"] {
            #expect(driver.text().contains(text))
        }
    }

    @Test(
        "A case is written from an explanation and from an order",
        arguments: zip(
            ["3 Enter e", "o / 01 Enter Enter e"],
            [
                CaseSubject.cancellation(CancellationID(rawValue: 1)),
                .order(OrderKey(account: "gmarket", orderNumber: "2026112500001")),
            ]
        )
    )
    func caseFile(script: String, subject: CaseSubject) {
        #expect(driver(script).acts.last == .exportCase(subject, .korean))
    }

    @Test("From one account a key leads to its cancellations and orders")
    func accountWays() {
        var driver = driver("/ 쿠팡 Enter Enter")
        driver.press("3")
        #expect(driver.queries.last?.account == "coupang")
        #expect(driver.queries.last?.status == .applied)
        driver.press("Esc o")
        guard case .ask(.orders(let query), _) = driver.questions.last else {
            Issue.record("no orders were asked for")
            return
        }
        #expect(query.account == "coupang")
        #expect(query.find == nil)
    }

    @Test("The time to the next poll runs on the page of an account")
    func accountCountdown() {
        var driver = driver("/ 지마켓 Enter Enter")
        #expect(driver.text().contains("12:34"))
        driver.now = driver.now.advanced(by: .seconds(4))
        #expect(driver.text().contains("12:30"))
        #expect(driver.console.nextDeadline(after: driver.now) != nil)
    }

    @Test(
        "An order is found by its number, line or parcel, typed at once",
        arguments: zip(
            ["o 2 0261125 Enter", "o / 쿠- Enter", "o 6 80177000 Enter"],
            ["2026112512345678", "31000123465", "31000777000"]
        )
    )
    func findOrder(script: String, number: String) {
        let text = driver(script).text()
        #expect(text.contains(number))
        #expect(!text.contains("B20261125-7"))
    }

    @Test(
        "A number that no order has is answered with the cancellations that name it, which open",
        arguments: ["o / INT20261125004 Enter", "b / INT20261125004 Enter"]
    )
    func findNamedOnly(script: String) {
        var driver = driver(script)
        let text = driver.text()
        #expect(text.contains("이 번호를 말하는 취소건이 1건 있습니다"), "\(text)")
        #expect(text.contains("취소건 #6 대기"))
        driver.press("Enter")
        #expect(driver.text().contains("INT20261125004"))
        guard case .ask(.order(let key), _) = driver.questions.last else {
            Issue.record("no order was asked for")
            return
        }
        #expect(key.account == "interpark")
    }

    @Test("An order that was found by a product names that one")
    func findProduct() {
        #expect(driver("o").text().contains("울 머플러 / 회색 외 1"))
        #expect(driver("o / 상품~양말 Enter").text().contains("기모 양말 외 1"))
    }

    @Test("Orders are filtered as cancellations are: typed, completed, shown, remembered")
    func filterOrders() throws {
        var driver = driver("o / 배송 Tab 송장 Enter")
        guard case .ask(.orders(let query), _) = driver.questions.last else {
            Issue.record("no orders were asked for")
            return
        }
        #expect(query.find == nil)
        #expect(query.filter == RowFilter([.init(.shipping([.labeled]))]))
        #expect(driver.text().contains("주문 /배송상태:송장"))
        #expect(driver.remembered?.filters == ["orders/": "shipping:labeled"])
        driver.press("q o")
        #expect(driver.text().contains("주문 /배송상태:송장"))
        driver.press("Esc")
        #expect(driver.remembered?.filters == [:])
        driver.press("/ 배송상태:없음 Enter")
        #expect(driver.text().contains("없음"))
        #expect(driver.text().contains("/ 배송상태:없음"))
    }

    @Test("A number that orders were looked up by is not remembered")
    func numberIsForgotten() {
        var driver = driver("o 2 0261125 Enter q o")
        #expect(driver.text().contains("B20261125-7"))
        driver.press("/ 쿠- Enter q o")
        #expect(driver.text().contains("B20261125-7"))
    }

    @Test("Esc shows all orders again before it goes back")
    func clearFind() {
        var driver = driver("o / 쿠- Enter")
        driver.press("Esc")
        #expect(driver.text().contains("B20261125-7"))
        driver.press("Esc")
        #expect(driver.text().contains("마지막 수집"))
    }

    @Test("What is not found is said")
    func nothingFound() {
        #expect(driver("o 9 99 Enter").text().contains("'999'"))
    }

    @Test(
        "An order says why, who named it and when",
        arguments: [
            "2개 중 1개가 취소", "이 주문을 가리킨 취소 통지", "#1 취소요청", "C-1001", "시간순", "구매자: 주문",
            "자동 판단", "보류",
        ]
    )
    func order(text: String) {
        #expect(driver("o / 01 Enter Enter").text().contains(text))
    }

    @Test(
        "An order says what it replaced, what changed since, and what the marketplace says",
        arguments: [
            "이 주문은 원주문 31000776999의 교환 주문입니다.", "옵션: '블랙 / 500ml' → '네이비 / 500ml'",
            "수량: 2개 → 1개", "송장 → 배송", "우리 배송", "배송준비중 (주문 파일)", "가배송일 수 있습니다",
            "우리 시스템: 품목 쿠-7 송장번호: 없음 → '680177000'",
        ]
    )
    func exchanged(text: String) {
        #expect(driver("o / 쿠-7 Enter Enter Enter", columns: 160).text().contains(text))
    }

    @Test("An order of which nothing came in yet says so, and who named it")
    func orderWithoutLines() {
        var driver = ConsoleDriver(size: Size(columns: 120, rows: 40))
        driver.lines = []
        driver.press("3 o")
        #expect(driver.text().contains("아직 들어오지 않았습니다"))
        #expect(driver.text().contains("이 주문을 가리킨 취소 통지"))
        #expect(!driver.text().contains("읽는 중"))
        #expect(driver.text().contains("! 따로 둔 행이 이 주문번호를 가리킵니다"))
        #expect(driver.text().contains("rejected/orders/a.csv.1f2e3d4c.csv"))
    }

    @Test("Moving in an order explains another line")
    func otherLine() {
        var driver = driver("o / 01 Enter Enter")
        driver.press("j")
        guard case .ask(.line(let key), _) = driver.questions.last else {
            Issue.record("no line was asked about")
            return
        }
        #expect(key.lineID == "02")
        #expect(driver.text().contains("02: 왜?"))
    }

    @Test("A cancellation leads to the order that it names", arguments: ["3 o", "3 Enter o"])
    func orderOfCancellation(script: String) {
        #expect(driver(script).text().contains("주문 2026112500001"))
    }

    @Test(
        "What leads to the whole explanation hides no verdict of it",
        arguments: [
            ("7", 80, 24), ("7", 60, 20), ("7", 140, 18), ("3 o", 80, 24), ("3 o", 120, 20),
        ]
    )
    func leadsOn(script: String, columns: Int, rows: Int) {
        var driver = ConsoleDriver(size: Size(columns: columns, rows: rows))
        driver.press(script)
        let noted = Self.lines(of: driver).filter {
            $0.contains("Enter 전체 설명") || $0.contains("Enter 모두 읽기")
        }
        #expect(noted.count == 1, "\(driver.text())")
        driver.send(.resized(Size(columns: columns, rows: 200)))
        let whole = Set(Self.lines(of: driver))
        for line in noted where !line.contains("──") {
            let text = line.split(separator: "Enter")[0]
            #expect(text.allSatisfy { $0 == " " } || whole.contains(Self.trimmed(text)), "\(line)")
        }
    }

    @Test(
        "Lists about orders leave products the room that times do not take",
        arguments: ["o", "b"]
    )
    func room(script: String) {
        var driver = driver("")
        driver.lines[0].line.orderedAt = Sample.minutes(-1)
        driver.press(script)
        let short = driver.text()
        #expect(!short.contains("2024-"))
        driver = self.driver("")
        // An order of an earlier year has its year, whole.
        driver.lines[0].line.orderedAt = Timestamp(seconds: 1_731_000_000)
        driver.press(script)
        #expect(driver.text().contains("2024-11-08 02:20 "), "\(driver.text())")
    }

    @Test("How much lies below a text hides none of it, wherever it is scrolled to")
    func below() {
        var driver = ConsoleDriver(size: Size(columns: 60, rows: 200))
        driver.press("?")
        let whole = Set(Self.lines(of: driver))
        driver.send(.resized(Size(columns: 60, rows: 20)))
        var count = 0
        for _ in 0..<60 {
            for line in Self.lines(of: driver) {
                guard line.hasSuffix("행"), let note = line.ranges(of: " 아래 ").last
                else { continue }
                count += 1
                let text = Self.trimmed(line[..<note.lowerBound])
                #expect(text.isEmpty || whole.contains(text), "\(line)")
            }
            driver.press("j")
        }
        #expect(count > 9)
    }

    /// The lines of a screen, or what stands beside its list.
    private static func lines(of driver: ConsoleDriver) -> [String] {
        driver.text().split(separator: "\n").map { line in
            trimmed(line.split(separator: "│").last ?? "")
        }
    }

    /// A line without what fills it.
    private static func trimmed(_ line: Substring) -> String {
        String(line.reversed().drop { $0 == " " || $0 == "|" }.reversed())
    }

    @Test(
        "Every screen says how many labels are to be pulled",
        arguments: ["", "7", "o", "b", "i", "m"]
    )
    func pullCount(script: String) {
        #expect(driver(script, columns: 160).text().contains("당길 품목 1"))
    }

    @Test("What a notice said can be read again, the newest first")
    func messages() {
        var driver = driver("")
        driver.send(.notice(.problem, Bilingual(both: "첫 알림")))
        driver.send(.notice(.success, Bilingual(both: "둘째 알림")))
        driver.now = driver.now.advanced(by: .seconds(100))
        driver.press("m")
        let lines = driver.text().split(separator: "\n")
        let first = lines.firstIndex { $0.contains("첫 알림") }
        let second = lines.firstIndex { $0.contains("둘째 알림") }
        #expect(first.flatMap { first in second.map { $0 < first } } == true)
    }

    @Test(
        "A change of the store refreshes the visible page",
        arguments: ["o", "o Enter", "b", "i"]
    )
    func refresh(script: String) {
        var driver = driver(script)
        let count = driver.questions.count
        driver.send(.storeChanged)
        #expect(driver.questions.count > count + 1)
    }

    @Test(
        "A question that fails is said, and the page goes on",
        arguments: ["o", "o Enter", "b", "i"]
    )
    func failure(script: String) {
        var driver = ConsoleDriver()
        driver.holdsAnswers = true
        driver.press(script)
        guard let token = driver.questions.last?.pageToken else {
            Issue.record("nothing was asked")
            return
        }
        driver.send(.requestFailed(token, Bilingual(both: "저장소를 읽지 못했습니다.")))
        #expect(driver.text().contains("저장소를 읽지 못했습니다."))
    }

    @Test("An order that is not on file says so")
    func missingOrder() {
        var driver = ConsoleDriver()
        driver.lines = []
        driver.claims = []
        driver.press("o")
        #expect(driver.text().contains("주문이 없습니다."))
    }
}

extension ConsoleEffect {
    /// The token of a page's question.
    fileprivate var pageToken: RequestToken? {
        if case .ask(_, let token) = self { token } else { nil }
    }
}
