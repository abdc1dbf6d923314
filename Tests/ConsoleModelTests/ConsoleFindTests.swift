import ConsoleModel
import MatchingCore
import SyncInterfaces
import Testing

@Suite("Finding")
struct ConsoleFindTests {
    @Test(
        "Cancellations are found by the beginning of an order or claim number",
        arguments: zip(
            ["B2026", "C-1004", "2026112512345678", "없는번호"],
            ["B20261125-7", "31000777000", "2026112512345678", "맞는 취소건이 없습니다"]
        )
    )
    func prefix(typed: String, shown: String) {
        var driver = ConsoleDriver()
        driver.press("2 / \(typed) Enter")
        #expect(driver.queries.last?.filter == RowFilter(beginning: typed))
        #expect(driver.queries.last?.status == nil)
        #expect(driver.text().contains(shown))
    }

    @Test(
        "Accounts are found by names, by words for their health, and by what columns show",
        arguments: [
            ("실패", ["스마트스토어 공식판매점"]),
            ("paused", ["AK몰"]),
            ("상태:일시정지,늦음", ["쿠팡", "AK몰"]),
            ("-health:정상 -상태~설정", ["스마트스토어 공식판매점", "쿠팡", "패션플러스", "AK몰"]),
            ("판단필요>0", ["스마트스토어 공식판매점", "쿠팡"]),
            ("pending>=1 정상", ["브랜디"]),
            ("오늘적용:1", ["지마켓"]),
            ("팡 늦음", ["쿠팡"]),
        ]
    )
    func accounts(typed: String, found: [String]) {
        var driver = ConsoleDriver(size: Size(columns: 200, rows: 60))
        driver.press("/")
        for character in typed { driver.send(.key(.character(character))) }
        driver.press("Enter")
        let all = [
            "스마트스토어 공식판매점", "쿠팡", "브랜디", "인터파크", "지마켓", "패션플러스", "AK몰",
        ]
        let rows = driver.text().split(separator: "\n").dropFirst(2).joined(separator: "\n")
        #expect(all.filter { rows.contains($0) } == found)
    }

    @Test(
        "What no account is, and no column, is looked for among the cancellations",
        arguments: ["상태:판단필요", "수량>=2", "31000123456"]
    )
    func noAccounts(typed: String) {
        var driver = ConsoleDriver()
        let before = driver.text()
        driver.press("/")
        for character in typed { driver.send(.key(.character(character))) }
        #expect(driver.text().contains("맞는 계정이 없습니다"))
        driver.press("Enter")
        #expect(driver.text() != before)
        #expect(!driver.text().contains("맞는 계정이 없습니다"))
    }

    @Test(
        "What finds neither accounts nor cancellations is named, and where it is wrong",
        arguments: [
            ("상태:실퍠", "‘상태’에 ‘실퍠’라는 값이 없습니다. ‘실패’?", 3),
            ("대기>많이", "‘많이’ 대신 숫자를 입력하십시오.", 3),
            ("늦음 대가>4", "항목 ‘대가’ 없음. ‘대기’? 글자 그대로는 따옴표로.", 3),
            ("수량>=둘", "‘둘’ 대신 숫자를 입력하십시오.", 4),
            ("상태>실패", "‘상태’에는 > 대신 : ~를 쓰십시오.", 2),
        ]
    )
    func accountMistake(typed: String, sentence: String, place: Int) {
        var driver = ConsoleDriver(size: Size(columns: 120, rows: 24))
        driver.press("/")
        for character in typed { driver.send(.key(.character(character))) }
        driver.press("Enter")
        let lines = driver.text().split(separator: "\n", omittingEmptySubsequences: false)
        let line = lines.last { $0.contains("^") } ?? ""
        #expect(line.contains(sentence))
        let before = DisplayText.width(of: " / " + typed.prefix(place)) + 1
        #expect(line.prefix { $0 != "^" }.count == before)
        // What is typed on goes on from there.
        driver.press("End Ctrl-U 쿠팡 Enter")
        #expect(driver.text().contains("/쿠팡 1/7"))
    }

    @Test("A condition that no account meets is no mistake, and no search of cancellations")
    func noAccountMeets() {
        var driver = ConsoleDriver(size: Size(columns: 120, rows: 24))
        driver.press("/ 상태:실패 Space 대기>99 Enter")
        #expect(driver.text().contains("맞는 계정이 없습니다. Esc: 모두 보기"))
        driver.press("Esc")
        #expect(driver.text().contains("브랜디"))
        // What was asked for of accounts comes back, names do not.
        driver.press("/ 대기>=1 Enter / Ctrl-U 쿠팡 Enter / Ctrl-U Up")
        #expect(driver.text().contains("/ 대기>=1 "))
    }

    @Test("Esc clears the search before it leaves the list")
    func clearing() {
        var driver = ConsoleDriver()
        driver.press("7 / B2026 Enter Esc")
        #expect(driver.queries.last?.filter == RowFilter())
        #expect(driver.text().contains("전체 취소건"))
    }

    @Test("Esc in the prompt leaves the list as it was")
    func givingUp() {
        var driver = ConsoleDriver()
        driver.press("7")
        let before = driver.text()
        driver.press("/ B2026 Esc")
        #expect(driver.text() == before)
    }

    @Test(
        "Accounts are filtered while one types",
        arguments: zip(["쿠", "COUP", "ak", "스마트"], ["쿠팡", "쿠팡", "AK몰", "스마트스토어"])
    )
    func filter(typed: String, name: String) {
        var driver = ConsoleDriver(size: Size(columns: 100, rows: 24))
        driver.press("/ \(typed)")
        let rows = driver.text().split(separator: "\n").filter { $0.contains("12:34") }.count
        #expect(driver.text().contains(name))
        #expect(rows <= 1)
    }

    @Test("What is no account's name is looked for among all cancellations")
    func fallsThrough() {
        var driver = ConsoleDriver()
        driver.press("/ B2026 Enter")
        #expect(driver.queries.last?.filter == RowFilter(beginning: "B2026"))
        #expect(driver.queries.last?.account == nil)
        driver.press("Esc Esc")
        #expect(driver.text().contains("패션플러스"))
    }

    @Test("Command keys are text in a prompt", arguments: ["q", "ㅂ", "?", "L", "R", "한글"])
    func textNotCommands(typed: String) {
        var driver = ConsoleDriver()
        driver.press("7 / \(typed)")
        #expect(driver.acts.isEmpty)
        #expect(driver.text().contains("/ \(typed)"))
    }

    @Test("Pasted text goes into a prompt, cleaned, and nowhere else")
    func paste() {
        var driver = ConsoleDriver()
        driver.send(.pasted("q\u{1B}[2J"))
        #expect(driver.acts.isEmpty)
        driver.press("7 /")
        driver.send(.pasted("B2026\u{1B}\u{202E}"))
        #expect(driver.text().contains("/ B2026␛"))
    }

    @Test(
        "The caret stands where the next character goes, by cells",
        arguments: zip(
            ["한글", "한글 Left", "ab Home", "한글 Backspace", "abc Home Delete End", "a b Ctrl-U"],
            [7, 5, 3, 5, 5, 3]
        )
    )
    func caret(script: String, column: Int) {
        var driver = ConsoleDriver()
        driver.press("7 / \(script)")
        #expect(driver.console.frame(now: driver.now).caret == .init(row: 22, column: column))
    }

    @Test("The caret shows only while text is typed")
    func noCaret() {
        var driver = ConsoleDriver()
        #expect(driver.console.frame(now: driver.now).caret == nil)
        driver.press("7 / a Enter")
        #expect(driver.console.frame(now: driver.now).caret == nil)
    }

    @Test("A list is filtered as it was left, in the next run as well, until Esc clears it")
    func memory() throws {
        var driver = ConsoleDriver()
        driver.press("7 / 옵션~네이비 Enter Esc Esc / 상태:보류 Enter q")
        #expect(driver.remembered?.filters == ["": "status:held"])
        driver.press("7")
        #expect(driver.text().contains("/상태:판단필요"))

        let memory = try #require(driver.remembered)
        let next = ConsoleConfiguration(operatorName: "kim", memory: memory)
        driver = ConsoleDriver(language: .english, configuration: next)
        driver.press("7")
        #expect(driver.text().contains("/status:held"))
        #expect(driver.remembered == nil)
        driver.press("Esc")
        #expect(driver.remembered?.filters == [:])
    }

    @Test("A filter that cannot be understood any more is dropped")
    func staleMemory() throws {
        var memory = try #require(Self.remembered(after: "7 / 판매처:쿠팡 Enter"))
        let configuration = ConsoleConfiguration(operatorName: "kim", memory: memory)
        var driver = ConsoleDriver(
            accounts: Sample.accounts.filter { $0.id != "coupang" },
            configuration: configuration
        )
        driver.press("7")
        #expect(driver.queries.last?.filter == RowFilter())
        memory = try #require(Self.remembered(after: "7 / 판매처:쿠팡 Enter"))
        #expect(memory == configuration.memory)
    }

    private static func remembered(after script: String) -> ConsoleMemory? {
        var driver = ConsoleDriver()
        driver.press(script)
        return driver.remembered
    }

    @Test("A long search goes on by itself, Esc stops it, and moving down goes on")
    func longSearch() {
        var driver = ConsoleDriver()
        driver.reach = 3
        driver.press("7 / 옵션~회색 Enter")
        // Eight claims, three at a time: the screen is filled or the end is reached.
        #expect(driver.queries.suffix(3).map(\.position).first == .some(nil))
        #expect(driver.text().contains("2026112500001"))
        #expect(!driver.text().contains("Esc 중지"))

        driver = ConsoleDriver()
        driver.reach = 3
        driver.press("7")
        driver.holdsAnswers = true
        driver.press("/")
        driver.send(.pasted("옵션~회색"))
        driver.press("Enter")
        driver.answerOneHeldQuestion()
        #expect(driver.text().contains("찾는 중 3/8행(37%): 0건 · Esc 중지"))
        driver.press("Esc")
        driver.answerOneHeldQuestion()
        #expect(driver.text().contains("까지 찾음: 0건 · PgDn 계속"))
        let count = driver.queries.count
        driver.press("PgDn")
        #expect(driver.queries.count == count + 1)
        driver.answerHeldQuestions()
        #expect(driver.text().contains("2026112500001"))
    }

    @Test("What comes while a sparse list is open is shown where it belongs, however it is sorted")
    func news() throws {
        var driver = ConsoleDriver(size: Size(columns: 120, rows: 40))
        driver.reach = 3
        // By order number, the smallest first; the search takes several questions.
        driver.press("7 s 3 Enter / -취소번호:없음 Enter")
        let numbers = driver.claims.map(\.row.orderNumber).sorted()
        let order = numbers[2].rawValue + "0"
        driver.claims.append(SampleClaim(900, "gmarket", "주문취소", [.orderNumber: order]))
        driver.send(.storeChanged)
        let shown = driver.text().split(separator: "\n")
        let places = [numbers[2].rawValue, order, numbers[3].rawValue].map { number in
            shown.firstIndex { $0.contains(" \(number) ") }
        }
        let found = places.compactMap(\.self)
        #expect(found.count == 3)
        #expect(found == found.sorted())
        // It was not searched for from the beginning once more.
        #expect(driver.queries.last?.ids?.count == driver.claims.count)
    }

    @Test("The pull list and the journal are filtered too, and stay as they were left")
    func otherLists() {
        var driver = ConsoleDriver(size: Size(columns: 120, rows: 40))
        driver.press("b / 배송:접수 Enter")
        #expect(driver.text().contains("/배송상태:접수"))
        #expect(driver.text().contains("31000123465"))
        #expect(!driver.text().contains("2026112500001"))
        driver.press("Esc / 상품~없는것 Enter")
        #expect(driver.text().contains("맞는 송장이 없습니다"))
        driver.press("Esc / 판매처:지마켓 Enter q i / 누가:kim Enter")
        #expect(driver.text().contains("점검 중"))
        #expect(!driver.text().contains("자동"))
        #expect(
            driver.remembered?.filters == ["pull-list/": "account:지마켓", "activity/": "who:kim"]
        )
        driver.press("Esc / 누가:자동 한일:판단 Enter")
        #expect(!driver.text().contains("점검 중"))
        driver.press("q b")
        #expect(driver.text().contains("/판매처:지마켓"))
    }

    @Test("A number alone is looked up on the pull list, as a scanned one is")
    func number() {
        var driver = ConsoleDriver(size: Size(columns: 120, rows: 40))
        driver.press("b / 680100001 Enter")
        #expect(driver.text().contains("680100001"))
        #expect(!driver.text().contains("/680100001"))
        driver.press("/ 상태:보류")
        driver.press("Enter")
        #expect(driver.text().contains("이 목록에는 ‘상태’ 항목이 없습니다."))
    }

    @Test("Arrows recall what was asked for, in the next run and in the other language as well")
    func recall() throws {
        var driver = ConsoleDriver(size: Size(columns: 120, rows: 40))
        driver.press("7 / 옵션~네이비 Enter / Ctrl-U 상태:보류 Enter / Ctrl-U B2026 Enter Esc / Up")
        // A number alone is not kept.
        #expect(driver.text().contains("/ 상태:판단필요"))
        driver.press("Up")
        #expect(driver.text().contains("/ 옵션~네이비"))
        driver.press("Up Down Down")
        #expect(!driver.text().contains("/ 상태"))
        // What stands there already is passed over, and comes back once it was cleared.
        driver.press("Esc / 옵션~네이비 Enter / Up")
        #expect(driver.text().contains("/ 상태:판단필요"))
        driver.press("Ctrl-U Up")
        #expect(driver.text().contains("/ 옵션~네이비"))
        let memory = try #require(driver.remembered)
        let next = ConsoleConfiguration(operatorName: "kim", memory: memory)
        driver = ConsoleDriver(
            size: Size(columns: 120, rows: 40),
            language: .english,
            configuration: next
        )
        driver.press("7 Esc / Up Enter")
        #expect(driver.text().contains("/option~네이비"))
        driver.press("q o / Up")
        #expect(!driver.text().contains("/ option~"))
    }

    @Test("An order on file that an import changed joins a long search that is open")
    func changedOrder() throws {
        var driver = ConsoleDriver(size: Size(columns: 120, rows: 40))
        driver.press("o")
        let orders = try #require(driver.orders.first.map { [$0] })
        driver.holdsAnswers = true
        driver.press("/ 상품~코트 Enter")
        let place = OrderPlace(order: orders[0].id, arrival: 9)
        for reach in [SearchedReach(place: place, looked: 5, count: 9), nil] {
            driver.answer(OrderSlice(rows: [], reach: reach, newest: place, lastChange: 7))
        }
        #expect(driver.lastOrderQuery?.isNews == false)
        driver.send(.storeChanged)
        #expect(driver.lastOrderQuery?.isNews == true)
        #expect(driver.lastOrderQuery?.changesAfter == 7)
        driver.answer(OrderSlice(rows: orders, newest: place, lastChange: 8))
        // It is read again with what the list has.
        #expect(driver.lastOrderQuery?.places == orders.map(\.place))
        driver.answer(OrderSlice(rows: orders))
        #expect(driver.text().contains(orders[0].id.orderNumber.rawValue))
        driver.send(.storeChanged)
        #expect(driver.lastOrderQuery?.changesAfter == 8)
    }

    @Test(
        "News belongs at the end of a list that is turned round",
        arguments: ["s 2", "s 4", "s 7"]
    )
    func newsAtTheEnd(order: String) {
        var driver = ConsoleDriver(size: Size(columns: 160, rows: 40))
        driver.reach = 3
        driver.press("7 \(order) Enter / -취소번호:없음 Enter")
        driver.claims.append(SampleClaim(900, "gmarket", "주문취소", [.orderNumber: "0009"]))
        driver.send(.storeChanged)
        #expect(driver.text().contains(" 0009 "))
        driver.claims.removeAll { $0.id.rawValue == 900 }
        driver.send(.storeChanged)
        #expect(!driver.text().contains(" 0009 "))
    }
}

extension ConsoleDriver {
    /// What was asked last about orders, and not answered.
    fileprivate var lastOrderQuery: OrderQuery? { openOrderQuestion?.query }

    private var openOrderQuestion: (query: OrderQuery, token: RequestToken)? {
        for effect in held.reversed() {
            if case .ask(.orders(let query), let token) = effect { return (query, token) }
        }
        return nil
    }

    /// Answers what was asked last about orders.
    fileprivate mutating func answer(_ slice: OrderSlice) {
        guard let token = openOrderQuestion?.token else { return }
        send(.orderPage(AnswerPage(token: token, slice)))
    }

    fileprivate var orders: [OrderRow] {
        Dictionary(grouping: lines) { $0.line.key.order }
            .map { OrderRow(id: $0, arrival: 1, lines: $1) }
    }
}
