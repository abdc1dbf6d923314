import Testing

@Suite("Sizes")
struct SizeTests {
    private static let fileLimit = 400
    private static let functionLimit = 50

    @Test("No file is longer than 400 lines")
    func files() {
        let long = (Repository.sources + Repository.tests)
            .map { (path: $0.path, count: $0.lines.count - 1) }
            .filter { $0.count > Self.fileLimit }
        #expect(long.map { "\($0.path): \($0.count) lines" } == [])
    }

    @Test("No function is longer than 50 lines")
    func functions() {
        let long = Repository.sources.flatMap { file in
            Self.bodies(in: file)
                .map { (start: $0.lowerBound, length: Self.length(of: $0, in: file)) }
                .filter { $0.length > Self.functionLimit }
                .map { "\(file.place($0.start)): \($0.length) lines" }
        }
        #expect(long == [])
    }

    @Test(
        "The length of a function counts from its first line to its closing brace",
        arguments: [
            ("func a() {\n    b()\n}", [3]),
            ("func a() { b() }\nfunc c() {\n}", [2]),
            ("func a(\n    b: Int\n) -> Int {\n    b\n}", [5]),
            ("protocol A {\n    func a()\n    func b(\n        c: Int\n    )\n}", []),
            ("struct A {\n    init() {\n        if a {\n        }\n    }\n}", [4]),
            ("var a: Int {\n    1\n}", [3]),
            ("let a = b\nvar c = 1", []),
            ("func a()\nwhere B: C {\n}", [3]),
        ]
    )
    func lengths(text: String, lengths: [Int]) {
        let file = SourceFile(path: "Sources/A/B.swift", text: text)
        #expect(Self.bodies(in: file).map(\.count) == lengths)
    }

    @Test("Comments and the text of long strings are not counted")
    func uncounted() throws {
        let text =
            "func a() {\n    // Why.\n    b(\n        \"\"\"\n        SELECT 1\n        \"\"\"\n    )\n}"
        let file = SourceFile(path: "Sources/A/B.swift", text: text)
        let body = try #require(Self.bodies(in: file).first)
        #expect(Self.length(of: body, in: file) == 6)
    }

    /// The lines that hold code, and the empty ones.
    private static func length(of body: Range<Int>, in file: SourceFile) -> Int {
        let lines = file.lines
        return body.count { index in
            lines[index].trimmed.isEmpty || !file.codeLines[index].trimmed.isEmpty
        }
    }

    /// The lines of each function, initializer, subscript and computed property with a body.
    private static func bodies(in file: SourceFile) -> [Range<Int>] {
        file.codeLines.indices.compactMap { start in
            guard opensDeclaration(file.codeLines[start]) else { return nil }
            let indentation = indentation(of: file.codeLines[start])
            guard let opening = opening(from: start, indentation, in: file.codeLines),
                let end = file.codeLines[(opening + 1)...].firstIndex(where: {
                    self.indentation(of: $0) == indentation
                        && $0.dropFirst(indentation).first == "}"
                })
            else { return nil }
            return start..<(end + 1)
        }
    }

    /// The line that ends with the body's opening brace; `nil` for a declaration without one.
    private static func opening(from start: Int, _ indentation: Int, in lines: [Substring]) -> Int?
    {
        for index in start..<lines.count {
            let line = lines[index].trimmed
            if index > start && !line.isEmpty && self.indentation(of: lines[index]) <= indentation {
                let continues = [")", "where ", "{", "->", "]", ">"].contains { line.hasPrefix($0) }
                guard continues else { return nil }
            }
            if line.hasSuffix("{") || line.hasSuffix(" in") { return index }
            if line.hasSuffix("}") { return nil }
        }
        return nil
    }

    private static func opensDeclaration(_ line: Substring) -> Bool {
        let words = line.split { !$0.isLetter && $0 != "_" && $0 != "@" }
        let modifiers: Set<Substring> = [
            "public", "package", "internal", "fileprivate", "private", "static", "mutating",
            "nonmutating", "override", "final", "convenience", "required", "class", "async",
            "nonisolated", "indirect", "lazy", "borrowing", "consuming",
        ]
        guard let first = words.first(where: { !modifiers.contains($0) && !$0.hasPrefix("@") })
        else { return false }
        return ["func", "init", "subscript", "var", "deinit"].contains(first)
            && !line.trimmed.hasPrefix(".")
    }

    private static func indentation(of line: Substring) -> Int {
        line.prefix { $0 == " " }.count
    }
}

extension Substring {
    /// The text without the blanks around it.
    fileprivate var trimmed: Substring {
        let head = drop { $0 == " " }
        return head.lastIndex { $0 != " " }.map { head[...$0] } ?? head
    }
}
