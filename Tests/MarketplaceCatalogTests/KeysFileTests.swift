import MarketplaceCatalog
import Testing

@Suite("The operator's keys.yaml")
struct KeysFileTests {
    private let vocabulary = KeyVocabulary(
        actions: ["find", "help", "choose"],
        keyNames: ["Enter", "F1"],
        isKey: { ["a", "b", "c", "Enter", "F1", ":", "#"].contains($0) },
        keyCount: { $0 == "choose" ? 2 : nil },
        conflict: { keys in
            guard keys["find"]?.contains("b") ?? false, keys["help"]?.contains("b") ?? false else {
                return nil
            }
            return KeyVocabulary.Conflict(
                action: "find",
                keyIndex: keys["find"]?.firstIndex(of: "b") ?? 0,
                owner: "help"
            )
        }
    )

    private func keys(_ text: String) throws(CatalogError) -> [String: [String]] {
        try KeysFile.keys(in: text, named: "keys.yaml", vocabulary)
    }

    @Test("Actions get the keys that stand behind them")
    func read() throws {
        let bound = try keys("# mine\nfind: [a, F1]\nhelp:\n  - ':'\n")
        #expect(bound == ["find": ["a", "F1"], "help": [":"]])
    }

    @Test("An empty file binds nothing", arguments: ["", "# nothing\n"])
    func empty(text: String) throws {
        #expect(try keys(text) == [:])
    }

    @Test(
        "What is wrong is refused with line and column",
        arguments: [
            ("find: [a]\nhepl: [b]\n", 2, 1, CatalogError.Problem.unknownKey("hepl")),
            ("find: [a, zz]\n", 1, 11, .unknownChoice("zz", key: "find")),
            (
                "find: a\n", 1, 7,
                .wrongType(key: "find", expected: .list, found: .text)
            ),
            ("find: []\n", 1, 1, .wrongKeyCount(action: "find", wanted: nil)),
            ("choose: [a]\n", 1, 1, .wrongKeyCount(action: "choose", wanted: 2)),
            ("find: [a, a]\n", 1, 11, .duplicateValue("a", key: "find")),
            ("help: [b]\nfind: [c, b]\n", 2, 11, .keyTaken("b", owner: "help")),
            ("find: [a]\nfind: [b]\n", 2, 1, .duplicateKey("find")),
        ]
    )
    func wrong(text: String, line: Int, column: Int, problem: CatalogError.Problem) {
        let error = #expect(throws: CatalogError.self) { try keys(text) }
        #expect(error?.problem == problem)
        #expect(error?.line == line)
        #expect(error?.column == column)
        for korean in [true, false] {
            #expect(
                error?.message(korean: korean).hasPrefix("keys.yaml:\(line):\(column): ") == true
            )
        }
    }

    @Test("A misspelt action is answered with the one that was meant")
    func suggestion() {
        let error = #expect(throws: CatalogError.self) { try keys("fnd: [a]\n") }
        #expect(error?.suggestion == "find")
    }
}
