import MarketplaceCatalog
import Testing

@Suite("A file of choices")
struct ChoicesFileTests {
    private let settings = [
        ChoicesFile.Setting("bell", ["on", "off"]), ChoicesFile.Setting("theme", ["dark"]),
    ]

    @Test("Each setting has the word behind it")
    func read() throws {
        let choices = try ChoicesFile.choices(in: "bell: off\n", named: "console.yaml", settings)
        #expect(choices == ["bell": "off"])
    }

    @Test(
        "What is wrong is refused with line and column",
        arguments: [
            ("bel: on\n", 1, 1, CatalogError.Problem.unknownKey("bel")),
            ("bell: on\ntheme: drak\n", 2, 8, .unknownChoice("drak", key: "theme")),
            ("bell: [on]\n", 1, 7, .wrongType(key: "bell", expected: .text, found: .list)),
        ]
    )
    func wrong(text: String, line: Int, column: Int, problem: CatalogError.Problem) {
        let error = #expect(throws: CatalogError.self) {
            try ChoicesFile.choices(in: text, named: "console.yaml", settings)
        }
        #expect(error?.problem == problem)
        #expect(error?.line == line)
        #expect(error?.column == column)
    }
}
