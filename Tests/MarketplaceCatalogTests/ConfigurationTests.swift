import Foundation
import MarketplaceCatalog
import MatchingCore
import Testing

@Suite("What an operator's configuration changes")
struct ConfigurationTests {
    private func load(_ configuration: String) throws -> MarketplaceCatalog {
        try MarketplaceCatalog.load(configuration: configuration, named: "my.yaml")
    }

    private func embedded(_ name: String) throws -> Marketplace {
        try #require(
            MarketplaceCatalog.load(configurationFolder: nil).marketplace(named: name)
        )
    }

    @Test("An override replaces the keys that it gives and keeps the others")
    func partialOverride() throws {
        let catalog = try load(
            """
            marketplaces:
              - id: coupang
                poll_interval_minutes: 25
                on_several: hold
            """
        )
        let before = try embedded("coupang")
        let after = try #require(catalog.marketplace(named: "쿠팡"))
        #expect(after.pollIntervalMinutes == 25)
        #expect(after.policy.onSeveral == .hold)
        #expect(after.policy.cancelStates == before.policy.cancelStates)
        #expect(after.policy.rule == before.policy.rule)
        #expect(after.columnNames == before.columnNames)
        #expect(after.note == before.note)
        #expect(catalog.marketplaces.count == 43)
    }

    @Test("An override keeps the entry's place in the catalogue")
    func overrideOrder() throws {
        let catalog = try load("marketplaces: [{ id: coupang, name: 쿠팡(주) }]")
        let ids = try MarketplaceCatalog.load(configurationFolder: nil).marketplaces.map(\.id)
        #expect(catalog.marketplaces.map(\.id) == ids)
        #expect(catalog.marketplace(named: "쿠팡(주)")?.id == "coupang")
    }

    @Test("A gap of the guide is closed by the one key that was missing")
    func closedGap() throws {
        let catalog = try load(
            """
            marketplaces:
              - { id: interpark, match: order_no + detail_no }
              - { id: nsmall, cancel_states: [주문취소] }
            """
        )
        #expect(catalog.marketplace(named: "인터파크")?.policy.missing == [])
        #expect(catalog.marketplace(named: "NS홈쇼핑")?.policy.missing == [])
    }

    @Test("A state that is no longer listed takes its confirmation and its synonyms with it")
    func droppedState() throws {
        let catalog = try load(
            """
            marketplaces:
              - { id: fashionplus, cancel_states: [취소승인] }
              - { id: storefarm, cancel_states: [취소요청, 취소중] }
            """
        )
        let fashion = try #require(catalog.marketplace(named: "fashionplus")).policy
        let naver = try #require(catalog.marketplace(named: "storefarm")).policy
        #expect(fashion.confirmStates == [])
        #expect(naver.stateSynonyms == ["직권취소중": "취소중"])
    }

    @Test("An empty list takes away what the embedded entry has")
    func emptyList() throws {
        let catalog = try load("marketplaces: [{ id: fashionplus, confirm: [] }]")
        let policy = try #require(catalog.marketplace(named: "fashionplus")).policy
        #expect(policy.meaning(ofState: "취소거부") == .cancel)
    }

    @Test("A new id adds a marketplace at the end, with the documented defaults")
    func addition() throws {
        let catalog = try load(
            """
            marketplaces:
              - id: my-mall
                name: 자사몰
                cancel_states: [취소]
                match: order_no
            """
        )
        let added = try #require(catalog.marketplaces.last)
        #expect(added.id == "my-mall")
        #expect(added.pollIntervalMinutes == 10)
        #expect(added.policy.withdrawalStates == ["취소철회"])
        #expect(added.policy.onSeveral == .apply)
        #expect(catalog.account(named: "자사몰")?.id == "my-mall")
        #expect(catalog.marketplaces.count == 44)
    }

    @Test("Further accounts stand behind their marketplace's own, in the order written")
    func accounts() throws {
        let catalog = try load(
            """
            accounts:
              - { id: coupang-3, marketplace: 쿠팡 }
              - { id: storefarm-2, marketplace: 스마트스토어, name: 두 번째 가게 }
              - { id: coupang-2, marketplace: coupang, name: 쿠팡 2호점 }
            """
        )
        let ids = catalog.accounts.map(\.id.rawValue)
        let coupang = try #require(ids.firstIndex(of: "coupang"))
        #expect(ids[coupang...].prefix(3) == ["coupang", "coupang-3", "coupang-2"])
        #expect(catalog.accounts.count == 46)
        #expect(catalog.account(named: "쿠팡2호점")?.id == "coupang-2")
        #expect(catalog.account(named: "쿠팡2호점")?.marketplace.id == "coupang")
        #expect(catalog.account(named: "coupang-3")?.name == "coupang-3")
        #expect(catalog.account(named: "스마트스토어")?.id == "storefarm")
        #expect(catalog.marketplace(named: "coupang-2") == nil)
    }

    @Test("An account can be at a marketplace that the same file adds")
    func accountOfAddition() throws {
        let catalog = try load(
            """
            accounts: [{ id: mall-2, marketplace: 자사몰 }]
            marketplaces: [{ id: mall, name: 자사몰 }]
            """
        )
        #expect(catalog.accounts.suffix(2).map(\.id) == ["mall", "mall-2"])
    }

    @Test("Common headers are added before the embedded ones")
    func commonHeaders() throws {
        let catalog = try load("columns: { order_no: [오더번호] }")
        let headers = catalog.commonColumnNames[.key(.orderNumber), default: []]
        #expect(headers.prefix(2) == ["오더번호", "주문번호"])
    }

    @Test("A header that the configuration gives to a field is taken from the field that had it")
    func movedHeader() throws {
        let catalog = try load(
            """
            columns: { detail_no2: [상품주문번호] }
            marketplaces: [{ id: coupang, columns: { code7: [옵션ID] } }]
            """
        )
        let coupang = try #require(catalog.marketplace(named: "coupang"))
        let code6 = try #require(KeyField.code(6))
        #expect(catalog.commonColumnNames[.key(.detailNumber)]?.contains("상품주문번호") == false)
        #expect(coupang.columnNames[.key(code6)] == nil)
    }

    @Test(
        "A file that says nothing changes nothing",
        arguments: ["", "# only a comment\n", "\u{FEFF}marketplaces: []\n", "---\n{}\n"]
    )
    func nothing(text: String) throws {
        #expect(try load(text).marketplaces.count == 43)
    }

    @Test("The file is read from the folder; without it the embedded catalogue stands")
    func folder() throws {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("catalogue-\(UUID().uuidString)")
        #expect(
            try MarketplaceCatalog.load(configurationFolder: folder.path).accounts.count == 43
        )
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appendingPathComponent("marketplaces.yaml")
        try Data("accounts: [{ id: b, marketplace: coupang }]".utf8).write(to: file)
        #expect(
            try MarketplaceCatalog.load(configurationFolder: folder.path).accounts.count == 44
        )
    }

    @Test("A file in another encoding is refused at its first foreign byte")
    func otherEncoding() throws {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("catalogue-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appendingPathComponent("marketplaces.yaml")
        try (Data("# comment\n# ".utf8) + Data([0xC4, 0xED, 0xC6, 0xCE])).write(to: file)
        let error = #expect(throws: CatalogError.self) {
            try MarketplaceCatalog.load(configurationFolder: folder.path)
        }
        #expect(error?.problem == .notUTF8)
        #expect(error?.file == file.path)
        #expect(error?.line == 2)
        #expect(error?.column == 3)
    }

    @Test("A folder in the file's place is refused, not taken for a missing file")
    func unreadable() throws {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("catalogue-\(UUID().uuidString)")
        try FileManager.default.createDirectory(
            at: folder.appendingPathComponent("marketplaces.yaml"),
            withIntermediateDirectories: true
        )
        defer { try? FileManager.default.removeItem(at: folder) }
        let error = #expect(throws: CatalogError.self) {
            try MarketplaceCatalog.load(configurationFolder: folder.path)
        }
        #expect(error?.line == 0)
        #expect(error?.problem == .place(.folderInsteadOfFile))
    }

    @Test("A file whose name ends in .yml is refused, not taken for none")
    func otherEnding() throws {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("catalogue-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appendingPathComponent("marketplaces.yml")
        try Data("accounts: [{ id: b, marketplace: coupang }]".utf8).write(to: file)
        let error = #expect(throws: CatalogError.self) {
            try MarketplaceCatalog.load(configurationFolder: folder.path)
        }
        #expect(error?.problem == .place(.otherEnding(wanted: "marketplaces.yaml")))
        #expect(error?.file == file.path)
    }

    @Test("A folder that was named has to be there")
    func missingFolder() throws {
        let error = #expect(throws: CatalogError.self) {
            try MarketplaceCatalog.load(configurationFolder: "/no/such", isRequired: true)
        }
        #expect(error?.problem == .place(.noSuchFolder))
        #expect(try MarketplaceCatalog.load(configurationFolder: "/no/such").accounts.count == 43)
    }
}
