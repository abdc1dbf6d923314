import ConsoleModel
import Testing

@Suite("The table of actions")
struct ActionTableTests {
    @Test("No context has two actions on one key", arguments: ActionContext.allCases)
    func noConflicts(context: ActionContext) {
        let keys = KeyBindings.standard.actions(in: context).flatMap(\.keys)
        #expect(keys.count == Set(keys).count)
    }

    @Test("Every action has its row", arguments: Action.Identifier.allCases)
    func complete(id: Action.Identifier) {
        #expect(ActionTable.all.count { $0.id == id } == 1)
    }

    @Test("Every action has a title and help in both languages", arguments: ActionTable.all)
    func texts(action: Action) {
        for language in Language.allCases {
            #expect(!action.title.text(in: language).isEmpty)
            #expect(action.help.text(in: language).hasSuffix("."))
        }
        #expect(action.title.korean != action.title.english)
    }

    @Test("Every action has a key that is not a function key", arguments: ActionTable.all)
    func plainKey(action: Action) {
        let plain = action.keys.filter { if case .function = $0 { false } else { true } }
        #expect(!plain.isEmpty)
    }

    @Test("What changes an order is marked dangerous", arguments: ActionTable.all)
    func dangerous(action: Action) {
        #expect(action.isDangerous == [.apply, .dismiss, .undo].contains(action.id))
    }

    @Test(
        "A jamo stands for the letter on its key",
        arguments: zip(
            ["ㄱ", "ㄲ", "ㅂ", "ㅓ", "ㅏ", "ㅔ", "ㅁ", "ㅇ", "ㅕ", "ㅎ", "ㅗ", "ㅣ", "ㅊ"],
            ["r", "R", "q", "j", "k", "p", "a", "d", "u", "g", "h", "l", "c"]
        )
    )
    func jamo(jamo: Character, letter: Character) {
        for context in ActionContext.allCases {
            let typed = KeyBindings.standard.action(for: .character(jamo), in: context)
            let meant = KeyBindings.standard.action(for: .character(letter), in: context)
            #expect(typed?.id == meant?.id)
        }
    }

    @Test("Every action has a key that works in Hangul as well", arguments: ActionTable.all)
    func reachable(action: Action) {
        #expect(action.keys.contains { !$0.isLostInHangul })
    }

    @Test("Help names the capital letters that a Korean input method hides; another key serves")
    func hidden() {
        var driver = ConsoleDriver(size: Size(columns: 200, rows: 60), language: .english)
        driver.press("?")
        #expect(driver.text().contains("For C N G L M, whose jamo"))
        driver.send(.key(.function(2)))
        #expect(driver.console.language == .korean)
    }

    @Test("A key without a meaning is no action", arguments: ["Z", "가", "9"])
    func unknown(character: Character) {
        #expect(KeyBindings.standard.action(for: .character(character), in: .marketplaces) == nil)
    }
}
