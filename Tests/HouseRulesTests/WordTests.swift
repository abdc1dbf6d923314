import Testing

/// Words that code must not hold, each as the pattern that finds it.
private struct Refusal: Sendable, CustomTestStringConvertible {
    let words: String
    let pattern: String
    var testDescription: String { words }

    init(_ words: String, _ pattern: String) {
        self.words = words
        self.pattern = pattern
    }

    /// A call, not a method of ours and not the end of a longer name.
    static func call(_ name: String, _ arguments: String = "") -> Refusal {
        Refusal("\(name)(\(arguments)", #"(?:^|[^\w.])"# + name + #"\("# + arguments)
    }
}

private let unsafe = [
    Refusal("try!", #"\btry!"#),
    Refusal("as!", #"\bas!"#),
    .call("fatalError"),
    Refusal("@unchecked Sendable", #"@unchecked\s+Sendable"#),
    Refusal("nonisolated(unsafe)", #"nonisolated\(unsafe\)"#),
]

private let ambient = [
    .call("Date", #"\)"#),
    Refusal("Date.now", #"\bDate\.now\b"#),
    Refusal("Date(timeIntervalSinceNow", #"\bDate\(timeIntervalSinceNow"#),
    Refusal("ContinuousClock", #"\b(?:Continuous|Suspending)Clock\b"#),
    .call("clock_gettime"),
    .call("gettimeofday"),
    .call("time", "nil"),
    .call("UUID", #"\)"#),
    Refusal(".random( without using:", #"\.random\((?!.*using:)"#),
    Refusal(".randomElement()", #"\.randomElement\(\)"#),
    Refusal(".shuffled()", #"\.shuffled?\(\)"#),
    Refusal("SystemRandomNumberGenerator", #"\bSystemRandomNumberGenerator\b"#),
    .call("print"),
    .call("debugPrint"),
    .call("getenv"),
    Refusal("ProcessInfo", #"\bProcessInfo\b"#),
]

@Suite("Words that stay out of the sources")
struct WordTests {
    @Test("Nothing traps or escapes the checks of the language", arguments: unsafe)
    fileprivate func unsafeWords(refusal: Refusal) throws {
        #expect(try Self.places(of: refusal, in: Repository.sources) == [])
    }

    @Test(
        "Below the executable nobody asks clock, chance, environment or output",
        arguments: ambient
    )
    fileprivate func ambientWords(refusal: Refusal) throws {
        let below = Repository.sources.filter { $0.module != "cancelsync" }
        #expect(try Self.places(of: refusal, in: below) == [])
    }

    @Test("Nothing is left for later", arguments: ["TODO", "FIXME", "XXX"])
    func leftovers(word: String) {
        let places = Repository.sources.flatMap { file in
            file.lines.enumerated().filter { $0.element.contains(word) }
                .map { file.place($0.offset) }
        }
        #expect(places == [])
    }

    @Test("No marketplace has a say in MatchingCore")
    func marketplaceNames() throws {
        let catalog = try Repository.text(of: "Sources/MarketplaceCatalog/marketplaces.yaml")
        let names = catalog.split(separator: "\n").compactMap { line in
            line.hasPrefix("    name: ") ? line.dropFirst("    name: ".count) : nil
        }
        try #require(names.count == 43)
        let places = Repository.sources.filter { $0.module == "MatchingCore" }.flatMap { file in
            let code = CodeScanner.withoutComments(file.text)
            return names.filter { code.contains($0) }.map { "\(file.path): \($0)" }
        }
        #expect(places == [])
    }

    @Test(
        "A refused word is found",
        arguments: [
            ("let a = try! b()", unsafe[0]), ("x as! Y", unsafe[1]), ("  fatalError(", unsafe[2]),
            ("let now = Date()", ambient[0]), ("(UUID())", ambient[7]),
            ("Int.random(in: 1...6)", ambient[8]), ("print(1)", ambient[12]),
        ]
    )
    fileprivate func found(text: String, refusal: Refusal) throws {
        let file = SourceFile(path: "Sources/A/B.swift", text: text)
        #expect(try Self.places(of: refusal, in: [file]) == ["Sources/A/B.swift:1"])
    }

    @Test(
        "What only looks like a refused word is not",
        arguments: [
            ("// try! in a comment", unsafe[0]), ("\"as!\"", unsafe[1]),
            ("let date = orderDate()", ambient[0]), ("frame.print(1)", ambient[12]),
            ("Int.random(in: 1...6, using: &generator)", ambient[8]),
        ]
    )
    fileprivate func notFound(text: String, refusal: Refusal) throws {
        let file = SourceFile(path: "Sources/A/B.swift", text: text)
        #expect(try Self.places(of: refusal, in: [file]) == [])
    }

    private static func places(of refusal: Refusal, in files: [SourceFile]) throws -> [String] {
        let regex = try Regex(refusal.pattern)
        return files.flatMap { file in
            file.codeLines.enumerated().filter { $0.element.contains(regex) }
                .map { file.place($0.offset) }
        }
    }
}
