import Foundation
import MatchingCore
import OrderStore
import SyncInterfaces
import Testing

@Suite("The list of what was withdrawn")
struct WithdrawnListTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private static let accounts: [AccountID] = ["coupang", "auction"]
    private static let query = CancellationQuery(status: .withdrawn, limit: 1000)

    /// Moves `count` cancellations about, each with or without units of its own line.
    private func filled(_ backend: Backend, count: Int) async throws -> any OrderStore {
        let store = try backend.open(folder.storePath)
        try await store.write { ledger in
            var random = SearchGenerator(state: 3)
            for number in 0..<count {
                let account = Self.accounts[number % 2]
                let key = OrderLineKey.line("1", of: "20\(number)", account: account)
                _ = try ledger.upsert([.line(key)])
                var at = Timestamp.morning(plus: .seconds(number / 3 * 60))
                let notice = CancellationNotice.notice(
                    "C\(number)",
                    order: "20\(number)",
                    account: account
                )
                let status = [Status.pending, .applied, .withdrawn][random.index(3)]
                let id = try ledger.insert([notice], standing: .with(status), at: at)
                var units = 0
                for _ in 0..<random.index(5) {
                    at = at.advanced(by: .seconds(random.index(2000)))
                    if random.index(2) == 0 {
                        let status = [Status.applied, .withdrawn, .withdrawn][random.index(3)]
                        try ledger.setStanding(.with(status), of: id, at: at)
                    } else {
                        let after = random.index(3)
                        guard after != units else { continue }
                        let change = LineChange(
                            line: key,
                            unitsBefore: units,
                            unitsAfter: after,
                            isHeld: after > 0
                        )
                        try ledger.change([change], by: id, at: at)
                        units = after
                    }
                }
                try ledger.append(
                    .init(at: at, actor: .system, act: .decide, cancellation: id)
                )
            }
        }
        return store
    }

    @Test("What still has to be restored comes first, then the oldest", arguments: Backend.all)
    func order(backend: Backend) async throws {
        let store = try await filled(backend, count: 300)
        #expect(try await store.audit() == [])
        let rows = try await store.read { try $0.cancellations(Self.query) }
        let due = rows.filter { $0.restoring == .isNeeded }
        #expect(due.count > 20 && rows.count > due.count + 20)
        #expect(Array(rows.prefix(due.count)) == due)
        for part in [due, Array(rows.dropFirst(due.count))] {
            let keys = part.map { [$0.standingSince.rawValue, $0.id.rawValue] }
            #expect(keys == keys.sorted { $0.lexicographicallyPrecedes($1) })
        }
        for status in Status.allCases {
            let sort = CancellationQuery(status: status, limit: 1).sort
            #expect(sort.column == (status == .withdrawn ? .due : .since))
        }
    }

    @Test("Pages join in both directions, from any row", arguments: Backend.all)
    func pages(backend: Backend) async throws {
        let store = try await filled(backend, count: 120)
        for isReversed in [false, true] {
            let sort = CancellationSort(.due, isReversed: isReversed)
            var query = Self.query
            query.sort = sort
            let rows = try await store.read { [query] in try $0.cancellations(query) }
            #expect(rows == rows.sorted { $0.place.precedes($1.place, by: sort) })
            query.limit = 7
            for (index, row) in rows.enumerated() {
                query.position = .below(row.place)
                let below = try await store.read { [query] in try $0.cancellations(query) }
                #expect(below == Array(rows.dropFirst(index + 1).prefix(7)))
                query.position = .from(row.place)
                let from = try await store.read { [query] in try $0.cancellations(query) }
                #expect(from == Array(rows.dropFirst(index).prefix(7)))
                query.position = .above(row.place)
                let above = try await store.read { [query] in try $0.cancellations(query) }
                #expect(above == Array(rows.prefix(index).suffix(7)))
            }
        }
    }

    @Test("What was given back goes behind", arguments: Backend.all)
    func giveBack(backend: Backend) async throws {
        let store = try await filled(backend, count: 60)
        let rows = try await store.read { try $0.cancellations(Self.query) }
        let first = try #require(rows.first)
        try await store.write { ledger in
            let claim = try ledger.claim(first.id)
            let changes = (claim?.applications ?? []).map {
                LineChange(line: $0.line, unitsBefore: $0.units, unitsAfter: 0, isHeld: false)
            }
            try ledger.change(changes, by: first.id, at: .morning)
        }
        #expect(try await store.audit() == [])
        let later = try await store.read { try $0.cancellations(Self.query) }
        #expect(later.first?.id == rows.dropFirst().first?.id)
        #expect(Set(later.map(\.id)) == Set(rows.map(\.id)))
    }
}
