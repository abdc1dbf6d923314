import ConsoleModel
import Foundation
import MatchingCore
import SyncInterfaces
import Testing

@Suite("Sorting the list of cancellations")
struct ConsoleSortTests {
    @Test("Accounts come by the names that people see, unknown ones behind them by id")
    func accountOrder() {
        for language in Language.allCases {
            let order = Phrases(language: language, accounts: Sample.accounts).accountOrder
            let ids = Sample.accounts.map(\.id) + ["zz", "aa"]
            #expect(
                ids.sorted(by: order.precedes) == [
                    // AK몰, 브랜디, 스마트스토어 …, 인터파크, 지마켓, 쿠팡, 패션플러스
                    "akmall", "brandi", "storefarm", "interpark", "gmarket", "coupang",
                    "fashionplus", "aa", "zz",
                ]
            )
        }
        var lower = Sample.accounts
        lower.append(Account(id: "ak2", marketplace: lower[6].marketplace, name: "ak몰 2호점"))
        let order = Phrases(language: .korean, accounts: lower).accountOrder
        #expect(order.precedes("akmall", "ak2"))
        #expect(order.precedes("ak2", "brandi"))
    }

    private static let size = Size(columns: 200, rows: 40)

    /// Heads stand below tabs or a filter; those of the accounts stand higher.
    private static func clickHead(
        _ title: String,
        _ driver: inout ConsoleDriver,
        rows: Range<Int> = 2..<6
    ) {
        let frame = driver.console.frame(now: driver.now)
        for row in rows {
            let cells = frame[row: row].enumerated().filter { $0.element.width > 0 }
            let letters = cells.map(\.element.glyph.character)
            for start in letters.indices where letters[start...].starts(with: Array(title)) {
                let column = cells[start].offset
                return driver.send(.mouse(MouseEvent(.press, row: row, column: column)))
            }
        }
        Issue.record("There is no head \(title).")
    }

    @Test("A dialog offers every order twice, and the chosen one is shown in the head")
    func dialog() {
        var driver = ConsoleDriver(size: Self.size)
        driver.press("7")
        #expect(driver.text().contains("이후▼"))
        driver.press("s")
        #expect(driver.text().contains("이후: 최근에 바뀐 것부터  (지금)"))
        #expect(!driver.text().contains("요청: 최근 것부터"))
        driver.press("3 Enter")
        #expect(driver.queries.last?.sort == CancellationSort(.order))
        #expect(driver.text().contains("주문번호▲"))
        #expect(!driver.text().contains("이후▼"))
        driver.press("s 4 Enter")
        #expect(driver.queries.last?.sort == CancellationSort(.order, isReversed: true))
        #expect(driver.text().contains("주문번호▼"))
    }

    @Test("A click on a head sorts by it, a second one the other way round")
    func heads() {
        var driver = ConsoleDriver(size: Self.size)
        driver.press("2")
        Self.clickHead("주문번호", &driver)
        #expect(driver.queries.last?.sort == CancellationSort(.order))
        Self.clickHead("주문번호", &driver)
        #expect(driver.queries.last?.sort == CancellationSort(.order, isReversed: true))
        Self.clickHead("요청", &driver)
        #expect(driver.queries.last?.sort == CancellationSort(.requested))
        let count = driver.queries.count
        Self.clickHead("상품명", &driver)
        #expect(driver.queries.count == count)
    }

    @Test("An order that a list is not offered in comes back with a list that it is offered in")
    func offered() {
        var driver = ConsoleDriver(size: Self.size)
        driver.press("2 s 3 Enter")
        #expect(driver.queries.last?.sort == CancellationSort(.requested))
        driver.press("3")
        #expect(driver.queries.last?.sort == CancellationSort(.since))
        driver.press("2")
        #expect(driver.queries.last?.sort == CancellationSort(.requested))
    }

    @Test("A filter that leaves out what was applied offers the order by request")
    func offeredByFilter() {
        var driver = ConsoleDriver(size: Self.size)
        driver.press("7 / 상태:보류,대기 Enter s")
        #expect(driver.text().contains("요청: 최근 것부터"))
        driver.press("3 Enter")
        #expect(driver.queries.last?.sort == CancellationSort(.requested))
        #expect(driver.text().contains("요청▼"))
        driver.press("Esc")
        #expect(driver.queries.last?.sort == CancellationSort(.since))
    }

    @Test("What was withdrawn begins with what is to be restored, the oldest first")
    func due() {
        var driver = ConsoleDriver(size: Self.size)
        driver.press("4")
        #expect(driver.queries.last?.sort == CancellationSort(.due))
        #expect(driver.text().contains("사유▲"))
        Self.clickHead("이후", &driver)
        #expect(driver.queries.last?.sort == CancellationSort(.since))
        Self.clickHead("사유", &driver)
        #expect(driver.queries.last?.sort == CancellationSort(.due))
        #expect(driver.remembered?.sorts == [:])
        driver.press("2 s")
        #expect(!driver.text().contains("복원할 것"))
    }

    @Test("Lists are sorted as they were left, in the next run as well")
    func memory() throws {
        var driver = ConsoleDriver(size: Self.size)
        driver.press("7 s 8 Enter")
        let memory = try #require(driver.remembered)
        #expect(memory.sorts == ["": "-account"])
        let data = try JSONEncoder().encode(memory)
        let read = try JSONDecoder().decode(ConsoleMemory.self, from: data)
        driver = ConsoleDriver(
            size: Self.size,
            configuration: ConsoleConfiguration(operatorName: "kim", memory: read)
        )
        driver.press("7")
        #expect(driver.queries.last?.sort == CancellationSort(.account, isReversed: true))
        #expect(driver.text().contains("판매처▼"))
    }

    @Test("A file of a version that knew no orders is understood")
    func olderMemory() throws {
        let data = Data(#"{"filters": {"": "status:held"}, "new": 1}"#.utf8)
        let memory = try JSONDecoder().decode(ConsoleMemory.self, from: data)
        #expect(memory.filters == ["": "status:held"])
        #expect(memory.sorts == [:])
    }

    @Test("With ASCII only the direction is ASCII too")
    func ascii() {
        var driver = ConsoleDriver(
            size: Self.size,
            language: .english,
            configuration: ConsoleConfiguration(usesASCII: true, operatorName: "kim")
        )
        driver.press("7")
        #expect(driver.text().contains("Sincev"))
        driver.press("s 3 Enter")
        #expect(driver.text().contains("Order number^"))
    }

    @Test(
        "Orders and the pull list are sorted too, by key and by mouse, and stay so",
        arguments: zip(["o", "b"], ["orders/", "pull-list/"])
    )
    func otherLists(key: String, name: String) throws {
        var driver = ConsoleDriver(size: Self.size)
        driver.press("\(key) s")
        #expect(driver.text().contains("(지금)"))
        driver.press("Esc")
        Self.clickHead("주문번호", &driver)
        #expect(driver.text().contains("주문번호▲"))
        let ascending = driver.text()
        Self.clickHead("주문번호", &driver)
        #expect(driver.text().contains("주문번호▼"))
        #expect(driver.remembered?.sorts == [name: "-order"])
        let found = [ascending, driver.text()].map { text in
            ["2026112500001", "31000123465"].compactMap { number in
                text.range(of: number)?.lowerBound.utf16Offset(in: text)
            }
        }
        #expect(found[0] == found[0].sorted())
        #expect(found[1] != found[1].sorted())
        let memory = try #require(driver.remembered)
        driver = ConsoleDriver(
            size: Self.size,
            configuration: ConsoleConfiguration(operatorName: "kim", memory: memory)
        )
        driver.press(key)
        #expect(driver.text().contains("주문번호▼"))
    }

    @Test("The activity is read from either end, by key and by mouse, and stays so")
    func activity() throws {
        var driver = ConsoleDriver(size: Self.size)
        driver.press("i")
        #expect(driver.text().contains("시각▼"))
        let newestFirst = try Self.entries(driver)
        Self.clickHead("시각", &driver)
        #expect(driver.text().contains("시각▲"))
        #expect(driver.text().contains("오래된 순"))
        #expect(try Self.entries(driver) == newestFirst.reversed())
        #expect(driver.remembered?.sorts == ["activity/": "-time"])
        let memory = try #require(driver.remembered)
        driver = ConsoleDriver(
            size: Self.size,
            configuration: ConsoleConfiguration(operatorName: "kim", memory: memory)
        )
        driver.press("i")
        #expect(try Self.entries(driver) == newestFirst.reversed())
        driver.press("s")
        #expect(driver.text().contains("오래된 순  (지금)"))
    }

    /// The numbers of the cancellations that the activity lists, as it lists them.
    private static func entries(_ driver: ConsoleDriver) throws -> [String] {
        let numbers = driver.text().split(separator: "\n").prefix { !$0.contains("──") }
            .compactMap { $0.firstMatch(of: /#(\d+)/)?.output.1 }
        try #require(Set(numbers).count > 1)
        return numbers.map { String($0) }
    }

    @Test("Orders that a beginning of the number finds are listed by it, whatever was chosen")
    func numberFirst() {
        var driver = ConsoleDriver(size: Self.size)
        driver.press("o / 주문번호:3100* Enter")
        #expect(driver.text().contains("주문번호: 작은 것부터"))
        #expect(driver.text().contains("주문번호▲"))
        driver.press("s")
        #expect(!driver.text().contains("들어온 순"))
    }

    @Test("< and > go through the orders without asking, round the ends")
    func turn() {
        var driver = ConsoleDriver(size: Self.size)
        driver.press("7 >")
        #expect(driver.queries.last?.sort == CancellationSort(.since, isReversed: true))
        #expect(driver.text().contains("이후: 오래 머문 것부터"))
        driver.press("< <")
        #expect(driver.queries.last?.sort == CancellationSort(.account, isReversed: true))
        driver.press("q o >")
        #expect(driver.text().contains("들어온 순: 오래된 것부터"))
    }

    private static func rows(_ driver: ConsoleDriver) -> [String] {
        let names = ["지마켓", "브랜디", "쿠팡", "스마트스토어", "패션플러스", "AK몰"]
        return driver.text().split(separator: "\n").dropFirst(2).prefix(12)
            .compactMap { line in names.first { line.contains($0) } }
    }

    @Test(
        "Accounts are sorted by any column, by mouse both ways, and stay so in the next run",
        arguments: [
            ("판단필요", "held"), ("대기", "pending"), ("마지막 수집", "lastPoll"), ("판매처", "name"),
            ("오늘 적용", "appliedToday"), ("다음", "next"), ("상태", "health"), ("취소상태", "states"),
        ]
    )
    func accounts(head: String, name: String) throws {
        var driver = ConsoleDriver(size: Self.size)
        Self.clickHead(head, &driver, rows: 1..<2)
        #expect(driver.remembered?.sorts == ["accounts/": name])
        let arrows = ["\(head)▲", "\(head)▼"]
        let first = arrows.first { driver.text().contains($0) }
        let sorted = Self.rows(driver)
        Self.clickHead(head, &driver, rows: 1..<2)
        #expect(driver.remembered?.sorts == ["accounts/": "-" + name])
        let second = arrows.first { driver.text().contains($0) }
        #expect(first != second)
        let memory = try #require(driver.remembered)
        let reversed = Self.rows(driver)
        #expect(Set(reversed) == Set(sorted))
        driver = ConsoleDriver(
            size: Self.size,
            configuration: ConsoleConfiguration(operatorName: "kim", memory: memory)
        )
        #expect(Self.rows(driver) == reversed)
    }

    @Test("The most come first by a click on a count, the fewest by a second one")
    func accountCounts() {
        var driver = ConsoleDriver(size: Self.size)
        let counts = Dictionary(grouping: driver.claims.filter { $0.row.status == .pending }) {
            $0.row.account
        }
        .mapValues(\.count)
        let most = counts.max { $0.value < $1.value }?.value ?? 0
        Self.clickHead("대기", &driver, rows: 1..<2)
        driver.press("g Enter")
        #expect(driver.text().contains("대기 \(most)"))
        driver.press("Esc")
        Self.clickHead("대기", &driver, rows: 1..<2)
        driver.press("g Enter")
        #expect(driver.text().contains("대기 0"))
    }

    @Test("s offers every order of the accounts, the one that is in force named")
    func accountOffer() {
        var driver = ConsoleDriver(size: Self.size)
        driver.press("s")
        #expect(driver.text().contains("급한 계정 먼저  (지금)"))
        #expect(driver.text().contains("판단필요: 많은 것부터"))
        #expect(driver.text().contains("마지막 수집: 최근 것부터"))
        driver.press("3 Enter s")
        #expect(driver.text().contains("설정 순서  (지금)"))
    }
}
