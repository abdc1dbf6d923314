import MatchingCore
import OrderStore
import SyncInterfaces
import Testing

@Suite("Where things come from, and what became of them")
struct LineageContractTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private static let key = OrderLineKey.line("1", of: "7")
    private static let order = OrderKey(account: "coupang", orderNumber: "7")

    private static func line(
        _ option: String,
        remarks: MarketplaceRemarks = .none,
        shipping: ShippingState? = nil
    ) -> IncomingOrderLine {
        IncomingOrderLine(
            key: key,
            fields: [.orderNumber: "7", .option: option],
            shipping: shipping,
            remarks: remarks
        )
    }

    @Test("What an import changes of a line is kept, and what it repeats is not")
    func revisions() async throws {
        let store = try SQLiteOrderStore(path: folder.storePath)
        let word = MarketplaceRemarks(shippingWord: "배송준비중")
        let later = Timestamp.morning(plus: .seconds(60))
        try await store.write { ledger in
            _ = try ledger.upsert([Self.line("블랙")], at: .morning)
            _ = try ledger.upsert([Self.line("블랙")], at: later)
            _ = try ledger.upsert(
                [Self.line("화이트", remarks: word, shipping: .shipped)],
                at: later
            )
        }
        let (revisions, stored) = try await store.read {
            (try $0.revisions(of: Self.order), try $0.orderLine(Self.key))
        }
        let expected: [(LineRevision.Aspect, String?, String?)] = [
            (.field(.option), "블랙", "화이트"), (.shipping, "received", "shipped"),
            (.shippingWord, nil, "배송준비중"),
        ]
        #expect(
            revisions
                == expected.map {
                    LineRevision(line: Self.key, at: later, aspect: $0, before: $1, after: $2)
                }
        )
        #expect(stored?.line.remarks == word)
        #expect(try await store.audit() == [])
    }

    @Test("Two changes at one moment are one, from what there was to what there is")
    func changedTwice() async throws {
        let store = try SQLiteOrderStore(path: folder.storePath)
        try await store.write { ledger in
            for option in ["블랙", "화이트", "그레이"] { _ = try ledger.upsert([Self.line(option)]) }
        }
        let revisions = try await store.read { try $0.revisions(of: Self.order) }
        #expect(revisions.map(\.before) == ["블랙"])
        #expect(revisions.map(\.after) == ["그레이"])
    }

    @Test("A notice keeps its file, its row and what the marketplace said beside")
    func origin() async throws {
        let store = try SQLiteOrderStore(path: folder.storePath)
        let notices = [("a.csv", 2), ("나.csv", 18)].map { file, row in
            CancellationNotice(
                account: "coupang",
                claimID: "C",
                state: "취소요청",
                fields: [.orderNumber: "7"],
                observedAt: .morning,
                remarks: MarketplaceRemarks(
                    shippingWord: "배송중",
                    originalOrderNumber: OrderNumber("\(row)"),
                    cancelledBy: row == 2 ? "구매자" : nil
                ),
                origin: NoticeOrigin(file: file, row: row)
            )
        }
        let id = try await store.write { ledger in
            let id = try ledger.insert([notices[0]], standing: .pending, at: .morning)
            try ledger.append(notices[1], to: id)
            return id
        }
        #expect(try await store.read { try $0.claim(id)?.notices } == notices)
    }

    @Test("Exchanges are learnt from lines and notices, and followed both ways")
    func exchanges() async throws {
        let store = try SQLiteOrderStore(path: folder.storePath)
        try await store.write { ledger in
            let line = Self.line("블랙", remarks: MarketplaceRemarks(originalOrderNumber: "6"))
            _ = try ledger.upsert([line])
            let notice = CancellationNotice(
                account: "coupang",
                claimID: "C",
                state: "취소요청",
                fields: [.orderNumber: "8"],
                observedAt: .morning,
                remarks: MarketplaceRemarks(originalOrderNumber: "7")
            )
            _ = try ledger.insert([notice], standing: .pending, at: .morning)
        }
        for number in ["6", "7", "8"] {
            let order = OrderKey(account: "coupang", orderNumber: OrderNumber(number))
            let lineage = try await store.read { try $0.lineage(of: order) }
            #expect(lineage.links.map(\.original) == ["6", "7"])
            #expect(lineage.links.map(\.replacement) == ["7", "8"])
        }
        let elsewhere = OrderKey(account: "gmarket", orderNumber: "7")
        #expect(try await store.read { try $0.lineage(of: elsewhere) } == .none)
        let found = try await store.read { try $0.orders(OrderQuery(find: "6", limit: 9)) }
        #expect(found.map(\.id) == [Self.order])
    }

    @Test("An order's own number in the column of the original is no exchange, a circle ends")
    func circle() async throws {
        let store = try SQLiteOrderStore(path: folder.storePath)
        try await store.write { ledger in
            for (number, original) in [("7", "7"), ("7", "8"), ("8", "7")] {
                _ = try ledger.upsert([
                    IncomingOrderLine(
                        key: .line("\(original)", of: number),
                        fields: [:],
                        remarks: MarketplaceRemarks(originalOrderNumber: OrderNumber(original))
                    )
                ])
            }
        }
        #expect(try await store.read { try $0.lineage(of: Self.order) }.links.count == 2)
    }
}
