import FeedConnectors
import Foundation
import MatchingCore
import SyncInterfaces
import Testing

@Suite("Every connector is described")
struct ConnectorsTests {
    private static let repository = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    @Test("No two have one name, one marketplace, or a setting twice")
    func unique() {
        let ids = Connectors.all.map(\.id)
        #expect(Set(ids).count == ids.count)
        let marketplaces = Connectors.all.flatMap(\.marketplaces)
        #expect(Set(marketplaces).count == marketplaces.count)
        for connector in Connectors.all {
            let names = connector.settings.map(\.name)
            #expect(Set(names).count == names.count)
            // Words that the file itself uses.
            #expect(Set(names).isDisjoint(with: ["connector", "base", "orders", "command"]))
            #expect(connector.settings.contains { $0.isSecret && $0.isRequired })
        }
    }

    @Test("Its marketplace's page names every setting", arguments: Connectors.all.map(\.id))
    func documented(id: String) throws {
        let connector = try #require(Connectors.connector(id))
        let folder = Self.repository.appending(path: "Documentation/Marketplaces")
        let names = [id] + connector.marketplaces.map(\.rawValue)
        let page = names.lazy.compactMap { name in
            try? String(contentsOf: folder.appending(path: "\(name).md"), encoding: .utf8)
        }.first
        let text = try #require(page ?? (try? ssg(folder)))
        for setting in connector.settings { #expect(text.contains(setting.name)) }
        // In both languages: what to ask for, where to put it, and what nobody documents.
        for part in ["요청할 것", "어디에 무엇을", "문서에 없", "**In English.**"] {
            #expect(text.contains(part), "\(id): \(part)")
        }
        let readme = try String(
            contentsOf: Self.repository.appending(path: "README.md"),
            encoding: .utf8
        )
        let files = (names + ["ssg"]).map { "(Documentation/Marketplaces/\($0).md)" }
        #expect(files.contains { readme.contains($0) }, "README leads to it")
    }

    private func ssg(_ folder: URL) throws -> String {
        try String(contentsOf: folder.appending(path: "ssg.md"), encoding: .utf8)
    }

    @Test(
        "It is made of the settings that have to be there, and calls the address it is given",
        arguments: Connectors.all.map(\.id)
    )
    func made(id: String) async throws {
        let connector = try #require(Connectors.connector(id))
        let account = try #require(Sample.account(named: "coupang"))
        // A bcrypt salt, which 스마트스토어's secret has to be.
        let value = "$2a$04$abcdefghijklmnopqrstuv"
        let required = connector.settings.filter(\.isRequired)
            .map { ($0.name, SettingSource.text($0.form?.examples.first ?? value)) }
        let time = StillTime()
        let transport = Refusing()
        let connection = Connection(
            .init(
                account: account,
                connector: connector,
                base: "http://127.0.0.1:1",
                readsOrders: true,
                sources: Dictionary(uniqueKeysWithValues: required)
            ),
            on: .init(
                transport: transport,
                surroundings: .init(environment: [:], time: time),
                manners: CallManners(randomness: SeededGenerator(seed: 1)),
                recorder: nil,
                tokenFolder: NSTemporaryDirectory() + "tokens-\(UUID().uuidString)"
            )
        )
        let error = await #expect(throws: FeedError.self) { try await connection.check() }
        #expect(error?.problem == .service(.notReachable("127.0.0.1:1")))
    }

    @Test("An account without a setting fails its poll with the setting's name")
    func missing() async throws {
        let account = try #require(Sample.account(named: "coupang"))
        let connection = Connection(
            .init(
                account: account,
                connector: try #require(Connectors.connector("coupang")),
                base: nil,
                readsOrders: true,
                sources: ["vendor_id": .text("A"), "secret_key": .environment("NONE")]
            ),
            on: .init(
                transport: Refusing(),
                surroundings: .init(environment: [:], time: StillTime()),
                manners: CallManners(randomness: SeededGenerator(seed: 1)),
                recorder: nil,
                tokenFolder: "/nowhere"
            )
        )
        let error = await #expect(throws: FeedError.self) { try await connection.prepare() }
        #expect(error?.problem == .service(.secretNotAvailable("secret_key", reason: "$NONE")))
        #expect(error?.location == .init(file: "coupang", source: .answer))
    }

    /// Answers nobody, and says what address it was to go to.
    private struct Refusing: HTTPTransport {
        func send(_ request: HTTPRequest) async throws -> HTTPAnswer {
            throw ServiceFailure(.notReachable(String(request.base.dropFirst(7))))
        }
    }
}
