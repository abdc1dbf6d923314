import MarketplaceCatalog
import MatchingCore
import Testing

@Suite("What the embedded catalogue holds")
struct MarketplaceCatalogTests {
    private let catalog: MarketplaceCatalog

    init() throws {
        catalog = try MarketplaceCatalog.load(configurationFolder: nil)
    }

    @Test("Each of the 43 marketplaces is there once")
    func count() {
        #expect(Set(catalog.marketplaces.map(\.id)).count == 43)
        #expect(catalog.marketplaces.count == 43)
    }

    @Test(
        "An entry that one of the guide's tables leaves out says what is missing",
        arguments: [
            ("인터파크", SyncPolicy.MissingPart.matchRule), ("인스토어", .matchRule),
            ("고도몰", .matchRule), ("HNS", .matchRule), ("NS홈쇼핑", .cancelStates),
            ("롯데닷컴", .cancelStates), ("서울스토어", .cancelStates), ("GS리테일", .cancelStates),
            ("GS이숍", .cancelStates),
        ]
    )
    func incomplete(name: String, missing: SyncPolicy.MissingPart) throws {
        let marketplace = try #require(catalog.marketplace(named: name))
        #expect(marketplace.policy.missing == [missing])
        #expect(!marketplace.note.isEmpty)
    }

    @Test("ESM's two are known to leave claimed orders out of their lists, and no other")
    func claimedOrders() {
        let hiding = catalog.marketplaces.filter(\.hidesClaimedOrders).map(\.id)
        #expect(hiding == ["auction", "gmarket"])
    }

    @Test("The other 34 entries are complete")
    func complete() {
        #expect(catalog.marketplaces.filter { $0.policy.missing.isEmpty }.count == 34)
    }

    @Test("HNS (홈앤쇼핑) and NS홈쇼핑 are two marketplaces")
    func homeShopping() throws {
        let hns = try #require(catalog.marketplace(named: "HNS"))
        let nsmall = try #require(catalog.marketplace(named: "NS홈쇼핑"))
        #expect(hns.id == "hns")
        #expect(nsmall.id == "nsmall")
        #expect(catalog.marketplace(named: "홈앤쇼핑")?.id == "hns")
    }

    @Test(
        "Ids, names and aliases lead to one entry, however spaced, wide or capitalized",
        arguments: [
            ("지마켓", "gmarket"), ("G마켓", "gmarket"), ("ｇ 마켓", "gmarket"), ("GMARKET", "gmarket"),
            ("위메프", "wemakeprice"), ("위메프(1.0)", "wemakeprice"),
            ("위메프 api", "wemakeprice-api"), ("위메프 2.0(API)", "wemakeprice-api"),
            ("위메프 2.0", "wemakeprice-2"), ("위메프2.0", "wemakeprice-2"),
            ("스마트스토어", "storefarm"), ("카카오 톡스토어", "kakao-talkstore"),
            ("카카오톡스토오", "kakao-talkstore"), ("29CM", "29cm"), ("GS샵", "gseshop"),
            ("w컨셉", "wconcept"),
            ("\u{110F}\u{116E}\u{1111}\u{1161}\u{11BC}", "coupang"),
        ]
    )
    func names(name: String, id: String) {
        #expect(catalog.marketplace(named: name)?.id.rawValue == id)
        #expect(catalog.account(named: name)?.id.rawValue == id)
    }

    @Test("An unknown or an empty name leads nowhere", arguments: ["", " ", "쿠팡이", "coupang-2"])
    func unknownNames(name: String) {
        #expect(catalog.marketplace(named: name) == nil)
        #expect(catalog.account(named: name) == nil)
    }

    @Test("Each marketplace has one implicit account with its id and name, in catalogue order")
    func implicitAccounts() {
        #expect(catalog.accounts.map(\.id.rawValue) == catalog.marketplaces.map(\.id.rawValue))
        #expect(catalog.accounts.map(\.name) == catalog.marketplaces.map(\.name))
    }

    @Test("패션플러스 취소거부 is synced, but waits for a person")
    func refusal() throws {
        let policy = try #require(catalog.marketplace(named: "패션플러스")).policy
        #expect(policy.meaning(ofState: "취소거부") == .confirm)
        #expect(policy.meaning(ofState: "취소승인") == .cancel)
        #expect(catalog.marketplaces.count { !$0.policy.confirmStates.isEmpty } == 1)
    }

    @Test(
        "네이버's own words for a cancel and its withdrawal are understood",
        arguments: ["스토어팜", "네이버페이"],
        [
            ("직권취소중", SyncPolicy.StateMeaning.cancel), ("직권취소완료", .cancel),
            ("CANCEL_REJECT", .withdrawal), ("직권취소철회", .withdrawal),
            ("취소철회", .withdrawal),
        ]
    )
    func naverStates(name: String, word: (state: String, meaning: SyncPolicy.StateMeaning)) throws {
        let policy = try #require(catalog.marketplace(named: name)).policy
        #expect(policy.meaning(ofState: word.state) == word.meaning)
    }

    @Test("취소철회 is a withdrawal at every marketplace")
    func withdrawal() {
        let others = catalog.marketplaces.filter {
            $0.policy.meaning(ofState: "취소철회") != .withdrawal
        }
        #expect(others.isEmpty)
    }

    @Test("Every poll interval lies within 10 to 30 minutes")
    func intervals() {
        #expect(
            catalog.marketplaces.allSatisfy {
                MarketplaceCatalog.pollIntervalMinutes.contains($0.pollIntervalMinutes)
            }
        )
    }

    @Test("Every field of a file has at least one header beside its own name")
    func headers() {
        let missing = RecordField.all.filter { catalog.commonColumnNames[$0, default: []].isEmpty }
        #expect(missing.isEmpty)
    }

    @Test("No two fields share a common header")
    func distinctHeaders() {
        let keys = catalog.commonColumnNames.values.joined().map(FieldText.nameKey)
        #expect(Set(keys).count == keys.count)
    }

    @Test(
        "The code fields of the guide are found by the headers it gives them",
        arguments: [
            ("쿠팡", 6, "옵션ID"), ("신세계", 4, "주문상품순번"), ("이마트", 4, "주문상품순번"),
            ("GS이숍", 4, "주문아이템번호"), ("위메프 2.0", 18, "옵션주문번호"),
            ("위메프 api", 18, "옵션주문번호"), ("플레이어", 22, "StyleNo"),
        ]
    )
    func codeHeaders(name: String, code: Int, header: String) throws {
        let marketplace = try #require(catalog.marketplace(named: name))
        let field = try #require(KeyField.code(code))
        #expect(marketplace.columnNames[.key(field)] == [header])
    }
}
