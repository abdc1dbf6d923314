import Testing

/// What each module may import; whatever is not listed here is refused.
private let allowedImports: [String: Set<String>] = [
    "MatchingCore": ["Foundation"],
    "MarketplaceCatalog": ["MatchingCore", "Foundation", "Yams"],
    "SyncInterfaces": ["MatchingCore"],
    "FeedConnectors": [
        "SyncInterfaces", "MatchingCore", "RequestSigning", "CArchive", "CXML", "COnDemand",
        "Crypto", "AsyncHTTPClient", "NIOCore", "NIOPosix", "NIOHTTP1", "NIOSSL", "Foundation",
        "Glibc",
        "Synchronization",
    ],
    "RequestSigning": ["MatchingCore", "CCrypt", "Crypto", "Foundation"],
    "MarketplaceSimulator": [
        "MatchingCore", "RequestSigning", "NIOCore", "NIOPosix", "NIOHTTP1", "Foundation",
        "Synchronization", "Glibc",
    ],
    "CCrypt": [],
    "ListExports": ["SyncInterfaces", "MatchingCore", "CXLSXWriter", "COnDemand", "Glibc"],
    "OrderStore": [
        "SyncInterfaces", "MatchingCore", "CSQLiteSetup", "CThreads", "CWriteBehind", "GRDB",
        "GRDBSQLite",
        "Foundation", "Glibc",
        "Synchronization",
    ],
    "SyncEngine": ["SyncInterfaces", "MatchingCore", "Foundation", "Synchronization"],
    "ConsoleModel": ["SyncInterfaces", "MatchingCore"],
    "ConsoleTerminal": ["ConsoleModel", "MatchingCore", "CNcurses", "Glibc", "Synchronization"],
    "CArchive": [],
    "COnDemand": [],
    "CXLSXWriter": [],
    "CNcurses": [],
    "CSQLiteSetup": [],
    "CWriteBehind": [],
    "CXML": [],
    "CTaskPool": [],
    "CProgramCode": [],
    "CThreads": [],
    "TaskPool": ["CTaskPool", "_Concurrency"],
    "cancelsync": [
        "TaskPool", "CProgramCode",
        "MatchingCore", "MarketplaceCatalog", "SyncInterfaces", "FeedConnectors", "ListExports",
        "MarketplaceSimulator", "OrderStore", "SyncEngine", "ConsoleModel", "ConsoleTerminal",
        "ArgumentParser",
        "Foundation", "Glibc", "Synchronization", "Dispatch",
    ],
]

@Suite("Which module imports which")
struct ImportTests {
    @Test("Every module is in the table, and every row of the table is a module")
    func table() {
        #expect(Repository.modules == allowedImports.keys.sorted())
    }

    @Test("A module imports only what the table allows", arguments: Repository.modules)
    func imports(module: String) {
        let allowed = allowedImports[module, default: []]
        let refused = Repository.sources.filter { $0.module == module }.flatMap { file in
            Self.imports(in: file).filter { !allowed.contains($0.module) }
                .map { "\(file.place($0.line)) imports \($0.module)" }
        }
        #expect(refused == [])
    }

    @Test(
        "An import is seen whatever stands before it",
        arguments: [
            "import GRDB", "package import GRDB", "@preconcurrency import GRDB",
            "@testable public import GRDB", "import struct GRDB.Row", "  import GRDB // why",
            "import GRDB; import GRDB",
        ]
    )
    func forms(text: String) {
        let imports = Self.imports(in: SourceFile(path: "Sources/A/B.swift", text: text))
        #expect(Set(imports.map(\.module)) == ["GRDB"])
    }

    @Test(
        "A word in a comment or a string is no import",
        arguments: ["// import A", "\"import A\""]
    )
    func words(text: String) {
        let imports = Self.imports(in: SourceFile(path: "Sources/A/B.swift", text: text))
        #expect(imports.isEmpty)
    }

    private static func imports(in file: SourceFile) -> [(module: String, line: Int)] {
        let kinds: Set<Substring> = [
            "struct", "class", "enum", "protocol", "func", "var", "let", "typealias",
        ]
        return file.codeLines.enumerated().flatMap { index, line in
            line.split(separator: ";").compactMap { statement in
                let words = statement.split(separator: " ")
                guard let position = words.firstIndex(of: "import"),
                    words[..<position].allSatisfy(isModifier)
                else { return nil }
                let name = words[(position + 1)...].first { !kinds.contains($0) }
                return name.map { (String($0.prefix { $0 != "." }), index) }
            }
        }
    }

    private static func isModifier(_ word: Substring) -> Bool {
        word.hasPrefix("@")
            || ["package", "public", "internal", "fileprivate", "private"].contains(word)
    }
}
