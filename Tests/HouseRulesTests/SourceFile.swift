import Foundation

/// A Swift file of the package, with its projections.
struct SourceFile: Sendable {
    /// The path within the package, such as `Sources/MatchingCore/Matcher.swift`.
    let path: String
    let text: String
    /// The lines without comments and without the contents of strings.
    let codeLines: [Substring]

    init(path: String, text: String) {
        self.path = path
        self.text = text
        codeLines = CodeScanner.codeOnly(text)
            .split(separator: "\n", omittingEmptySubsequences: false)
    }

    var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }

    /// The module, by the folder under `Sources` or `Tests`.
    var module: String {
        let parts = path.split(separator: "/")
        return parts.count > 2 ? String(parts[1]) : ""
    }

    /// `path:line`, the line counting from 1.
    func place(_ index: Int) -> String { "\(path):\(index + 1)" }
}

/// The package's files, read once.
enum Repository {
    static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    static let sources = swiftFiles(under: "Sources")
    static let tests = swiftFiles(under: "Tests")

    /// The folders under `Sources`, each of which is a module.
    static let modules: [String] = {
        let folder = root.appendingPathComponent("Sources").path
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.filter { !$0.hasPrefix(".") }.sorted()
    }()

    static func text(of path: String) throws -> String {
        try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
    }

    private static func swiftFiles(under folder: String) -> [SourceFile] {
        let base = root.appendingPathComponent(folder)
        let names = FileManager.default.enumerator(atPath: base.path)?.compactMap { $0 as? String }
        return (names ?? []).filter { $0.hasSuffix(".swift") }.sorted().compactMap { name in
            let text = try? String(contentsOf: base.appendingPathComponent(name), encoding: .utf8)
            return text.map { SourceFile(path: "\(folder)/\(name)", text: $0) }
        }
    }
}
