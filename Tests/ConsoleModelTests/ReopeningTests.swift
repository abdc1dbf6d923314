import ConsoleModel
import MatchingCore
import SyncInterfaces
import Testing

@Suite("Opening again what was open")
struct ReopeningTests {
    private static let size = Size(columns: 120, rows: 40)

    private static func driver(
        _ memory: ConsoleMemory = ConsoleMemory(),
        accounts: [Account] = Sample.accounts,
        reopens: Bool = true
    ) -> ConsoleDriver {
        ConsoleDriver(
            size: size,
            accounts: accounts,
            configuration: ConsoleConfiguration(
                operatorName: "kim",
                memory: memory,
                reopensScreens: reopens
            )
        )
    }

    @Test(
        "The next run begins with the screens of the last one, down to filter and tab",
        arguments: [
            ("2", ["cancellations//held"]),
            ("7 / 옵션~네이비 Enter", ["cancellations//all"]),
            ("/ 쿠팡 Enter Enter", ["account/coupang"]),
            ("/ 쿠팡 Enter Enter c", ["account/coupang", "cancellations/coupang/held"]),
            ("o / 상품~텀블러 Enter", ["orders/"]),
            ("/ 쿠팡 Enter Enter o", ["account/coupang", "orders/coupang"]),
            ("b", ["pull-list/"]),
            ("i / 누가:kim Enter", ["activity/"]),
            ("v", ["charts/"]),
        ]
    )
    func screens(keys: String, names: [String]) throws {
        var last = Self.driver()
        last.press(keys)
        let memory = try #require(last.remembered)
        #expect(memory.screens == names)
        let next = Self.driver(memory)
        #expect(next.text() == last.text())
        // What was read is kept, so that nothing is written.
        #expect(next.remembered == nil)
    }

    @Test("What is only for the moment is left out, with what stands above it")
    func moment() throws {
        var driver = Self.driver()
        driver.press("7 Enter")
        #expect(driver.remembered?.screens == ["cancellations//all"])
        driver.press("Esc Esc m")
        #expect(driver.remembered?.screens == [])
    }

    @Test("Screens are kept, and opened, only where that is wanted")
    func unwanted() throws {
        var driver = Self.driver(reopens: false)
        driver.press("b")
        #expect(driver.remembered == nil)
        driver = Self.driver()
        driver.press("b")
        let memory = try #require(driver.remembered)
        let first = Self.driver(memory, reopens: false)
        #expect(first.text() == Self.driver(reopens: false).text())
    }

    @Test("Where an account is gone, the screens below it are opened")
    func goneAccount() throws {
        var driver = Self.driver()
        driver.press("/ 쿠팡 Enter Enter o")
        let memory = try #require(driver.remembered)
        let others = Sample.accounts.filter { $0.id != "coupang" }
        let next = Self.driver(memory, accounts: others)
        #expect(next.text() == Self.driver(accounts: others).text())
    }

    @Test("Only what is on screen is asked for")
    func questions() throws {
        var driver = Self.driver()
        driver.press("/ 쿠팡 Enter Enter o")
        let memory = try #require(driver.remembered)
        // The accounts' numbers, and one page of orders.
        #expect(Self.driver(memory).questions.count == 2)
    }
}
