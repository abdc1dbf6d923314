import MatchingCore
import SyncInterfaces
import Testing

@Suite("Every store keeps a journal", .timeLimit(.minutes(10)))
struct JournalContractTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private static let evidence = Evidence(
        rule: "order_no + option",
        firedBranch: 0,
        state: "취소요청",
        fields: [.orderNumber: "7", .option: "빨강 \"L\""],
        quantity: 2,
        lines: [
            Evidence.Line(
                key: .line("1", of: "7"),
                fields: [.orderNumber: "7", .option: "빨강 \"L\""],
                quantity: 3,
                unitsTakenByOthers: 1,
                shipping: .labeled
            )
        ],
        otherAccounts: ["auction"]
    )

    @Test("An entry comes back as it went in, with a number", arguments: Backend.all)
    func roundTrip(backend: Backend) async throws {
        let store = try backend.open(folder.storePath)
        let entries = try await store.write { ledger in
            let id = try ledger.insert([.notice("C", order: "7")], standing: .applied, at: .morning)
            let entries = [
                JournalEntry(
                    at: .morning,
                    actor: .person("kim"),
                    act: .decide,
                    account: "coupang",
                    cancellation: id,
                    reason: .applied,
                    status: .applied,
                    note: "확인",
                    evidence: Self.evidence
                ),
                JournalEntry(at: .morning, actor: .system, act: .undo, cancellation: id),
            ]
            for entry in entries { try ledger.append(entry) }
            return entries
        }
        let id = try #require(entries[0].cancellation)
        var stored = try await store.read { try $0.journal(of: id) }
        #expect(stored.map { $0.id > 0 } == [true, true])
        #expect(stored[0].id < stored[1].id)
        for index in stored.indices { stored[index].id = 0 }
        #expect(stored == entries)
    }

    @Test("What was wrong with what was taken in stays apart from notes", arguments: Backend.all)
    func problems(backend: Backend) async throws {
        let store = try backend.open(folder.storePath)
        let problem = KeptProblem("emptyFile", ["file": .text("a.csv")])
        let entries = [
            JournalEntry(at: .morning, actor: .system, act: .takeIn, problem: problem),
            JournalEntry(at: .morning, actor: .system, act: .takeIn, note: "a.csv"),
            // An older version kept a sentence.
            JournalEntry(at: .morning, actor: .system, act: .takeIn, note: "a.csv: 비었습니다."),
            // What a person types is never taken for anything else.
            JournalEntry(at: .morning, actor: .person("kim"), act: .undo, note: problem.stored),
        ]
        try await store.write { ledger in for entry in entries { try ledger.append(entry) } }
        var stored = try await store.read { try $0.journal(JournalQuery(limit: 9)) }
        for index in stored.indices { stored[index].id = 0 }
        #expect(stored == entries.reversed())
    }

    @Test("Every act is kept", arguments: Backend.all, JournalEntry.Act.allCases)
    func acts(backend: Backend, act: JournalEntry.Act) async throws {
        let store = try backend.open(folder.storePath)
        try await store.write { try $0.append(.init(at: .morning, actor: .system, act: act)) }
        let stored = try await store.read { try $0.journal(JournalQuery(limit: 1)) }
        #expect(stored.map(\.act) == [act])
    }

    @Test("The newest entries come first, in pages, of all accounts or one", arguments: Backend.all)
    func pages(backend: Backend) async throws {
        let store = try backend.open(folder.storePath)
        try await store.write { ledger in
            for index in 0..<10 {
                let account: AccountID? = [nil, "coupang", "auction"][index % 3]
                try ledger.append(
                    .init(
                        at: .morning,
                        actor: .system,
                        act: .takeIn,
                        account: account,
                        note: "\(index)"
                    )
                )
            }
        }
        let pages = try await store.read { ledger in
            func twoPages(_ query: JournalQuery) throws -> [[JournalEntry]] {
                var query = query
                let first = try ledger.journal(query)
                query.position = first.last.map { .below($0.id) }
                return [first, try ledger.journal(query)]
            }
            let all = try twoPages(JournalQuery(limit: 4))
            let own = try twoPages(JournalQuery(account: "coupang", limit: 2))
            return (all + own).map { $0.compactMap(\.note).joined() }
        }
        #expect(pages == ["9876", "5432", "74", "1"])
    }

    @Test("An account without entries has none", arguments: Backend.all)
    func unknownAccount(backend: Backend) async throws {
        let store = try backend.open(folder.storePath)
        try await store.write { try $0.append(.init(at: .morning, actor: .system, act: .takeIn)) }
        let query = JournalQuery(account: "coupang", limit: 5)
        #expect(try await store.read { try $0.journal(query) } == [])
    }
}
