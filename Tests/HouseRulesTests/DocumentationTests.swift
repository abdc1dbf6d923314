import Foundation
import Testing

@Suite("Documentation")
struct DocumentationTests {
    @Test("Each type and function that another module sees has a documentation comment")
    func comments() {
        let bare = Repository.sources.flatMap { file in
            Self.undocumented(in: file).map { file.place($0) }
        }
        #expect(bare == [])
    }

    @Test(
        "A declaration without a comment is found, attributes or not",
        arguments: [
            "package struct A {}", "public func a() {}", "package static func a() {}",
            "@discardableResult\npackage func a() {}", "// Not for readers.\npublic enum A {}",
            "    public protocol A {}", "package final class A {}", "public indirect enum A {}",
            "public mutating func a() {}", "package actor A {}",
        ]
    )
    func found(text: String) {
        #expect(Self.undocumented(in: SourceFile(path: "Sources/A/B.swift", text: text)).count == 1)
    }

    @Test(
        "What has a comment, or needs none, is not",
        arguments: [
            "/// Does it.\npublic func a() {}", "/// Is it.\n@frozen\npublic enum A {}",
            "func a() {}",
            "public init() {}", "package let a = 1", "public static func < (a: A, b: A) -> Bool {",
            "public func hash(into hasher: inout Hasher) {}", "package import A",
            "extension A: B {\n    package func c() {\n    }\n\n    package func d() {}\n}",
        ]
    )
    func notFound(text: String) {
        #expect(Self.undocumented(in: SourceFile(path: "Sources/A/B.swift", text: text)) == [])
    }

    @Test("ARCHITECTURE.md has every module", arguments: Repository.modules)
    func architecture(module: String) throws {
        #expect(try Repository.text(of: "ARCHITECTURE.md").contains(module))
    }

    @Test("ARCHITECTURE.md names nothing that is not there")
    func namesInArchitecture() throws {
        let unknown = try Self.names(in: Repository.text(of: "ARCHITECTURE.md")).filter { name in
            let places = ["", "Sources/"].map { Repository.root.appendingPathComponent($0 + name) }
            return !places.contains { FileManager.default.fileExists(atPath: $0.path) }
                && !Self.isInSources(name)
        }
        #expect(unknown == [])
    }

    @Test("README.md leads to ARCHITECTURE.md")
    func readme() throws {
        #expect(try Repository.text(of: "README.md").contains("(ARCHITECTURE.md)"))
    }

    /// What stands between backticks and looks like the name of something in the sources.
    private static func names(in text: String) -> [String] {
        let spans = text.split(separator: "`", omittingEmptySubsequences: false)
        return spans.enumerated().filter { !$0.offset.isMultiple(of: 2) }.map { String($0.element) }
            .filter { $0.contains(/^[A-Za-z][\w+\/.]*(?:\([a-z:]*\))?$/) }
    }

    /// Whether a file is called so, or any of the sources has the last word of the name.
    private static func isInSources(_ name: String) -> Bool {
        let last = name.prefix { $0 != "(" }.split(separator: "/").last.map(String.init) ?? name
        let word = last.split(separator: ".").last.map(String.init) ?? last
        return words.contains(word)
            || Repository.sources.contains { $0.path.hasSuffix("/\(last).swift") }
    }

    /// The words of all sources, those of SQL in strings among them.
    private static let words: Set<String> = {
        var words: Set<String> = []
        for line in Repository.sources.lazy.flatMap(\.lines) {
            let code = line.utf8.prefix { $0 != UInt8(ascii: "/") }
            for word in code.split(whereSeparator: { !isOfWord($0) }) {
                words.insert(String(Substring(word)))
            }
        }
        return words
    }()

    private static func isOfWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
            true
        default: false
        }
    }

    /// Initializers and properties are left to judgment: many say all in their names.
    private static func undocumented(in file: SourceFile) -> [Int] {
        let lines = file.lines
        return file.codeLines.indices.filter { index in
            needsComment(file.codeLines[index]) && !isDocumented(index, in: lines)
                && !isWitness(index, in: file.codeLines)
        }
    }

    private static func needsComment(_ line: Substring) -> Bool {
        var words = line.split(separator: " ")[...]
        guard let access = words.popFirst(where: { !$0.hasPrefix("@") }),
            access == "package" || access == "public"
        else { return false }
        let kinds: Set<Substring> = [
            "struct", "enum", "class", "actor", "protocol", "func", "typealias",
        ]
        let modifiers: Set<Substring> = [
            "static", "final", "indirect", "mutating", "nonmutating", "nonisolated", "consuming",
            "borrowing",
        ]
        guard let kind = words.popFirst(where: { !modifiers.contains($0) }), kinds.contains(kind)
        else { return false }
        // Operators and the functions of the standard protocols mean what they always mean.
        let name = (words.first ?? "").prefix { $0.isLetter || $0.isNumber || $0 == "_" }
        return !name.isEmpty && !["hash", "encode"].contains(name)
    }

    /// Whether a function keeps a promise of a protocol, which says what it does: it stands in an
    /// extension for one, or in a type with one of our own.
    private static func isWitness(_ index: Int, in lines: [Substring]) -> Bool {
        guard lines[index].contains("func ") else { return false }
        let enclosing = lines[..<index].last { $0.first.map { $0.isLetter || $0 == "@" } ?? false }
        guard let enclosing, let colon = enclosing.firstIndex(of: ":") else { return false }
        return enclosing.contains("extension ")
            || ownProtocols.contains { enclosing[colon...].contains($0) }
    }

    private static let ownProtocols: [Substring] = Repository.sources.flatMap { file in
        file.codeLines.compactMap { line in
            let words = line.split { !$0.isLetter && !$0.isNumber }
            return words.firstIndex(of: "protocol").flatMap { index in
                words.dropFirst(index + 1).first
            }
        }
    }

    private static func isDocumented(_ index: Int, in lines: [Substring]) -> Bool {
        for line in lines[..<index].reversed() {
            let text = line.drop { $0 == " " }
            if text.hasPrefix("///") { return true }
            guard text.hasPrefix("@") || text.hasPrefix("// swift-format-ignore") else {
                return false
            }
        }
        return false
    }
}

extension ArraySlice<Substring> {
    /// Drops elements up to and including the first that satisfies `condition`, and returns that.
    fileprivate mutating func popFirst(where condition: (Substring) -> Bool) -> Substring? {
        guard let index = firstIndex(where: condition) else { return nil }
        defer { self = self[(index + 1)...] }
        return self[index]
    }
}
