import MatchingCore
import SyncInterfaces
import Testing

@Suite("Searching the journal")
struct JournalSearchTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private static let accounts: [AccountID] = ["coupang", "auction", "gmarket"]
    private static let now = Timestamp.morning(plus: .seconds(100_000))

    private func filled(_ backend: Backend, count: Int) async throws -> any OrderStore {
        let store = try backend.open(folder.storePath)
        try await store.write { ledger in
            var random = SearchGenerator(state: 31)
            let claims = try (0..<20).map { number in
                let notice = CancellationNotice.notice(
                    "C\(number)",
                    order: "20\(number)",
                    account: Self.accounts[number % 3]
                )
                return try ledger.insert([notice], standing: .pending, at: .morning)
            }
            for account in Self.accounts { try ledger.register(account) }
            for number in 0..<count {
                let claim = random.index(3) == 0 ? nil : random.index(20)
                try ledger.append(
                    JournalEntry(
                        at: .morning(plus: .seconds(number)),
                        actor: [.system, .person("kim"), .person("이영희")][random.index(3)],
                        act: JournalEntry.Act.allCases[random.index(11)],
                        account: claim.map { Self.accounts[$0 % 3] }
                            ?? [nil, "coupang"][random.index(2)],
                        cancellation: claim.map { claims[$0] },
                        reason: [nil, .shipped, .applied][random.index(3)],
                        status: [nil, .held, .applied][random.index(3)],
                        note: [nil, "중복 접수", "ＯＲＤＥＲＳ.csv"][random.index(3)]
                    )
                )
            }
        }
        return store
    }

    private static func condition(_ random: inout SearchGenerator) -> RowFilter.Condition {
        let comparison = RowFilter.Comparison.allCases[random.index(5)]
        switch random.index(11) {
        case 0: return .status([.held])
        case 1: return .account([Self.accounts[random.index(3)]])
        case 2: return .reason([.shipped])
        case 3: return .act([JournalEntry.Act.allCases[random.index(11)], .undo])
        case 4: return .isAutomatic
        case 5: return .text(.actor, [[.equals("kim"), .contains("영희")][random.index(2)]])
        case 6: return .text(.note, [.contains(["중복", "orders"][random.index(2)])])
        case 7: return .text(.order, [[.begins("201"), .contains("7")][random.index(2)]])
        case 8: return .text(.orderOrClaim, [.begins(["C1", "20", "x"][random.index(3)])])
        case 9: return .number(.cancellation, comparison, random.index(20))
        default: return .time(.done, comparison, .age(seconds: Int64(99_500 + random.index(500))))
        }
    }

    @Test("The store finds exactly what the filter wants, page by page", arguments: Backend.all)
    func agrees(backend: Backend) async throws {
        let store = try await filled(backend, count: 300)
        let all = try await store.read { try $0.journal(JournalQuery(limit: 1000)) }
        #expect(all.count == 300)
        #expect(all.contains { $0.orderNumber == "2013" && $0.claimID == "C13" })
        var random = SearchGenerator(state: 37)
        for _ in 0..<200 {
            let filter = RowFilter(
                (0..<1 + random.index(3)).map { _ in
                    RowFilter.Clause(Self.condition(&random), isNegated: random.index(3) == 0)
                }
            )
            let account = random.index(3) == 0 ? Self.accounts[0] : nil
            let test = RowFilterTest(filter, now: Self.now)
            let sort = JournalSort(isReversed: random.index(2) == 0)
            let wanted = (sort.isReversed ? all.reversed() : all).filter { entry in
                test.admits(entry) && (account.map { $0 == entry.account } ?? true)
            }
            var query = JournalQuery(account: account, filter: filter, now: Self.now, limit: 7)
            query.sort = sort
            query.position = random.index(2) == 0 ? .end : nil
            #expect(try await pages(query, of: store) == wanted, "\(filter)")
            query.position = nil
            (query.ids, query.limit) = (wanted.shuffled().map(\.id), 1000)
            let again = try await store.read { [query] in try $0.journal(query) }
            #expect(again == wanted)
        }
    }

    private func pages(
        _ query: JournalQuery,
        of store: any OrderStore
    ) async throws -> [JournalEntry] {
        var query = query
        let isUpwards = query.position != nil
        var rows: [JournalEntry] = []
        while true {
            let page = try await store.read { [query] in try $0.journal(query) }
            rows = isUpwards ? page + rows : rows + page
            guard page.count == query.limit, let first = page.first, let last = page.last else {
                return rows
            }
            query.position = isUpwards ? .above(first.id) : .below(last.id)
        }
    }

    @Test("What was wrong is found by the words in which people read it", arguments: Backend.all)
    func words(backend: Backend) async throws {
        let store = try backend.open(folder.storePath)
        try await store.write { ledger in
            for code in ["emptyFile", "diskFull"] {
                try ledger.append(
                    JournalEntry(
                        at: .morning,
                        actor: .system,
                        act: .takeIn,
                        problem: KeptProblem(code, ["file": .text("a.csv")])
                    )
                )
            }
        }
        func found(_ text: String) async throws -> [String?] {
            let filter = RowFilter([.init(.text(.note, [.contains(text)]))])
            return try await store.read { ledger in
                try ledger.journal(JournalQuery(filter: filter, limit: 9)) { entry in
                    entry.problem?.code == "diskFull" ? ["The disk is full", "디스크 가득"] : []
                }
                .map { $0.problem?.code }
            }
        }
        #expect(try await found("디스크") == ["diskFull"])
        #expect(try await found("DISK") == ["diskFull"])
        #expect(try await found("a.csv") == [])
    }

    @Test("A search ends within its reach and says how far it looked", arguments: Backend.all)
    func reach(backend: Backend) async throws {
        let store = try await filled(backend, count: 50_300)
        var query = JournalQuery(
            filter: RowFilter([.init(.text(.note, [.contains("없는 말")]))]),
            limit: 50
        )
        let slice = try await store.read { [query] in try $0.search(query) { _ in [] } }
        let reach = try #require(slice.reach)
        #expect(slice.rows.isEmpty)
        #expect(reach.looked == 50_000)
        #expect(reach.count == 50_300)
        #expect(slice.newest == 50_300)
        query.position = .below(reach.place)
        let rest = try await store.read { [query] in try $0.search(query) { _ in [] } }
        #expect(rest.reach == nil)
    }
}
