import ConsoleModel
import MatchingCore
import SyncInterfaces
import Testing

@Suite("Keys that the operator chose")
struct KeyBindingsTests {
    private func driver(_ keys: [Action.Identifier: [Key]]) throws -> ConsoleDriver {
        let bindings = try KeyBindings.standard.binding(keys)
        return ConsoleDriver(
            size: Size(columns: 120, rows: 40),
            configuration: ConsoleConfiguration(operatorName: "kim", bindings: bindings)
        )
    }

    @Test("The new key acts and the old one does not")
    func dispatch() throws {
        var driver = try driver([.togglePause: [.character("P"), .function(4)]])
        driver.press("p")
        #expect(driver.acts == [])
        driver.press("P y F4 y")
        #expect(driver.acts.count == 2)
    }

    @Test("Footer, help and palette name the new key")
    func names() throws {
        var driver = try driver([.find: [.function(3)]])
        #expect(driver.text().contains("F3 찾기"))
        driver.press("?")
        #expect(driver.text().contains("F3 "))
        driver.press("Esc : 찾기")
        #expect(driver.text().contains("F3 "))
    }

    @Test("A sentence that names a key names the one in force")
    func sentences() throws {
        var driver = try driver([.quit: [.character("Z")]])
        driver.press("Esc")
        #expect(driver.text().contains("끝내기: Z"))
    }

    @Test("Each key of the statuses stands for the tab at its place")
    func statuses() throws {
        var driver = try driver(
            [.chooseStatus: "asdfghj".map { .character($0) }].merging([
                .changeOrder: [.character("Z")], .moveDown: [.down], .toStart: [.home],
                .apply: [.character("A")], .dismiss: [.character("D")], .vouch: [.character("V")],
                .previousTab: [.left],
            ]) { $1 }
        )
        driver.press("d")
        #expect(driver.queries.last?.status == .applied)
    }

    @Test("A key that is typed in a prompt never quits, whatever it is bound to")
    func prompts() throws {
        var driver = try driver([.quitNow: [.character("Q"), .control("q")]])
        driver.press("/ Q")
        #expect(driver.acts == [])
        driver.press("Ctrl-q")
        #expect(driver.acts == [.quit])
    }

    @Test("Two actions of a screen cannot have one key; the one that was bound is named")
    func conflict() throws {
        let error = #expect(throws: KeyBindings.Conflict.self) {
            try KeyBindings.standard.binding([.togglePause: [.character("R")]])
        }
        #expect(error?.action == .togglePause)
        #expect(error?.owner == .resyncAll)
        #expect(error?.key == .character("R"))
    }

    @Test(
        "What no terminal can tell from Enter, Tab or Backspace is theirs",
        arguments: ["h", "i", "m"]
    )
    func indistinct(letter: String) throws {
        let key = try #require(Key(named: "Ctrl-\(letter)"))
        #expect(throws: KeyBindings.Conflict.self) {
            try KeyBindings.standard.binding([.togglePause: [key]])
        }
    }

    @Test(
        "Ctrl-C leaves, also where leaving at once is on another key, and nothing else can have it",
        arguments: [.apply, .quit, .resync] as [Action.Identifier]
    )
    func interrupt(taker: Action.Identifier) throws {
        let error = #expect(throws: KeyBindings.Conflict.self) {
            try KeyBindings.standard.binding([
                .quitNow: [.function(12)], taker: [.function(9), .control("c")],
            ])
        }
        #expect(error?.key == .control("c"))
        #expect(error?.action == taker)
        #expect(error?.owner == .quitNow)
        var driver = try driver([.quitNow: [.function(12)]])
        driver.press("Ctrl-C")
        #expect(driver.acts == [.quit])
    }

    @Test("On different screens one key may do different things")
    func noConflict() throws {
        _ = try KeyBindings.standard.binding([.openAllCancellations: [.character("a")]])
    }

    @Test("Every action has a name in the configuration", arguments: Action.Identifier.allCases)
    func names(id: Action.Identifier) {
        #expect(Action.Identifier(configurationName: id.configurationName) == id)
        #expect(id.configurationName.allSatisfy { $0.isLowercase || $0 == "_" })
    }
}
