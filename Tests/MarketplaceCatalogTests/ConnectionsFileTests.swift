import MarketplaceCatalog
import MatchingCore
import Testing

@Suite("connections.yaml")
struct ConnectionsFileTests {
    private static let vocabulary = ConnectionVocabulary([
        .init(
            id: "coupang",
            marketplaces: ["coupang"],
            settings: [
                .init("vendor_id", isSecret: false, isRequired: true),
                .init("secret_key", isSecret: true, isRequired: true),
                .init("note", isSecret: false, isRequired: false),
                .init(
                    "requests",
                    isSecret: false,
                    isRequired: false,
                    form: .init(examples: ["on", "off"], isClosed: true) { $0.hasPrefix("o") }
                ),
                .init(
                    "shops",
                    isSecret: false,
                    isRequired: false,
                    form: .init(examples: ["1", "1,2"], isClosed: false) { Int($0) != nil }
                ),
            ]
        ),
        .init(id: "esm", marketplaces: ["auction", "gmarket"], settings: []),
    ])

    private func entries(_ text: String) throws -> ConnectionEntries {
        try ConnectionsFile.entries(
            in: text,
            named: "connections.yaml",
            MarketplaceCatalog.load(configurationFolder: nil),
            Self.vocabulary
        )
    }

    @Test("An empty file connects nothing, and logs requests")
    func empty() throws {
        #expect(try entries("# nothing\n") == ConnectionEntries())
    }

    @Test("Connectors, their settings and programs are read, accounts by any of their names")
    func whole() throws {
        let entries = try entries(
            """
            request_log: off
            connections:
              쿠팡:
                vendor_id: A00012345
                secret_key: {command: [pass, show, coupang]}
                note: {environment: NOTE}
                base: http://127.0.0.1:8081/
                orders: false
              G마켓: {}
              ably:
                command: [/opt/feed, --all, --all]
                time_limit: 90
                size_limit: 10
            """
        )
        #expect(!entries.logsRequests)
        #expect(entries.entries.map(\.account) == ["coupang", "gmarket", "ably"])
        #expect(entries.entries.map(\.readsOrders) == [false, true, true])
        #expect(
            entries.entries.map(\.way).prefix(2) == [
                .connector(
                    "coupang",
                    base: "http://127.0.0.1:8081",
                    settings: [
                        "vendor_id": .text("A00012345"),
                        "secret_key": .command(["pass", "show", "coupang"]),
                        "note": .environment("NOTE"),
                    ]
                ),
                .connector("esm", base: nil, settings: [:]),
            ]
        )
        guard case .command(let command) = entries.entries.last?.way else {
            Issue.record("no command")
            return
        }
        #expect(command.words == ["/opt/feed", "--all", "--all"])
        #expect(command.timeLimit == 90 && command.sizeLimit == 10)
    }

    @Test(
        "A mistake is told with its place and what is right",
        arguments: [
            ("coupan: {}", "2:3: no account is called 'coupan'", "Did you mean 'coupang'?"),
            (
                "coupang:\n    vendor_id: A\n    secret_key: abc", "4:17: 'secret_key' is a secret",
                "{file: PATH}"
            ),
            ("coupang:\n    vendor_id: A", "2:3: the entry 'coupang' has no 'secret_key'", ""),
            ("coupang:\n    vendor: A", "3:5: unknown key 'vendor'", "'vendor_id'?"),
            ("coupang:\n    connector: esm", "3:16: the connector 'esm' is not 쿠팡's", "coupang"),
            ("gmarket:\n    connector: esn", "3:16: 'esn' is no choice", "Did you mean 'esm'?"),
            ("ably: {}", "2:3: this program speaks no API of 에이블리", "command: [PROGRAM]"),
            ("naverpay: {}", "2:3: this program speaks no API of 네이버페이", "카페24의 연결이"),
            (
                "gmarket:\n    base: http://api.example.com",
                "3:11: 'http://api.example.com' is not an address", "TLS"
            ),
            ("gmarket:\n    base: https://a.example.com/v2", "3:11: ", "https://host"),
            ("gmarket:\n    base: https://me:pw@a.example.com", "3:11: ", "https://host"),
            ("coupang:\n    requests: maybe", "3:15: 'maybe' is no choice", "on, off"),
            ("coupang:\n    shops: x", "3:12: 'x' is no value for 'shops'", "1,2"),
            ("gmarket:\n    orders: maybe", "3:13: 'maybe' is no choice", "true, false"),
            ("ably:\n    command: []", "3:14: 'command' holds an empty", ""),
            ("ably:\n    command: run it", "3:14: 'command' must be a list", ""),
            (
                "ably:\n    command: [a]\n    time_limit: 0", "4:17: 0 is out of range",
                "1 to 3600"
            ),
            ("ably:\n    command: [a]\n    base: https://a.example.com", "4:5: unknown key", ""),
            (
                "coupang:\n    vendor_id: {file: a, environment: B}",
                "3:16: 'vendor_id' needs exactly one place", "environment, file, command"
            ),
            ("coupang:\n    vendor_id: {path: a}", "3:17: unknown key 'path'", "environment"),
            ("gmarket: {}\n  G마켓: {}", "3:3: the key 'G마켓' is given twice", ""),
        ]
    )
    func mistakes(text: String, beginning: String, part: String) throws {
        let error = #expect(throws: CatalogError.self) {
            try entries("connections:\n  \(text)\n")
        }
        let message = error?.message(korean: false) ?? ""
        #expect(message.hasPrefix("connections.yaml:\(beginning)"), "\(message)")
        #expect(part.isEmpty || message.contains(part), "\(message)")
        #expect(error?.message(korean: true).isEmpty == false)
    }
}
