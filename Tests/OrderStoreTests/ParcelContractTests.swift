import MatchingCore
import SyncInterfaces
import Testing

@Suite("Every store keeps the pull list and finds orders", .timeLimit(.minutes(10)))
struct ParcelContractTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// A line in a shipping state; orders 1 to `count`, in two accounts by turns.
    private static func lines(
        _ count: Int,
        _ shipping: (Int) -> ShippingState = { _ in .labeled }
    ) -> [IncomingOrderLine] {
        (1...count).map { number in
            let key = OrderLineKey.line(
                "L\(number)",
                of: "\(1000 + number)",
                account: number.isMultiple(of: 2) ? "auction" : "coupang"
            )
            var line = IncomingOrderLine.line(key, [.productName: "코트"])
            line.shipping = shipping(number)
            line.trackingNumber = "66\(number)"
            return line
        }
    }

    /// Takes `units` of a line by a cancellation of its own.
    private func cancel(
        _ key: OrderLineKey,
        units: Int = 1,
        at: Timestamp = .morning,
        in store: any OrderStore
    ) async throws -> CancellationID {
        try await store.write { ledger in
            let notice = CancellationNotice.notice(
                "C-\(key.lineID)-\(at.rawValue)",
                order: key.orderNumber.rawValue,
                account: key.account
            )
            let id = try ledger.insert([notice], standing: .applied, at: at)
            let change = LineChange(line: key, unitsBefore: 0, unitsAfter: units, isHeld: true)
            try ledger.change([change], by: id, at: at)
            try ledger.append(
                JournalEntry(at: at, actor: .system, act: .decide, cancellation: id)
            )
            return id
        }
    }

    private func pullList(_ store: any OrderStore) async throws -> [OrderLineKey] {
        try await store.read { try $0.pullList(PullQuery(limit: 100)) }.map(\.id)
    }

    private func pullCounts(_ store: any OrderStore) async throws -> [PullUrgency: Int] {
        try await store.read { try $0.accountSummaries(now: .morning) }
            .reduce(into: [:]) { $0.merge($1.pullCounts, uniquingKeysWith: +) }
    }

    @Test(
        "Labeled lines come before received ones, the oldest cancellation first",
        arguments: Backend.all
    )
    func order(backend: Backend) async throws {
        let lines = Self.lines(6) { [.labeled, .received, .shipped][$0 % 3] }
        let store = try await backend.store(in: folder, having: lines)
        for (index, line) in lines.enumerated() {
            _ = try await cancel(line.key, at: .morning(plus: .seconds(-index)), in: store)
        }
        // 3 and 6 are labeled, 1 and 4 received, 2 and 5 have left; the later ones waited longer.
        #expect(try await pullList(store) == [6, 3, 4, 1].map { lines[$0 - 1].key })
        #expect(try await pullCounts(store) == [.labeled: 2, .received: 2])
        #expect(try await store.audit() == [])
    }

    @Test("Pages go down and up through exactly the same list", arguments: Backend.all)
    func pages(backend: Backend) async throws {
        let lines = Self.lines(9) { $0 < 4 ? .received : .labeled }
        let store = try await backend.store(in: folder, having: lines)
        for line in lines { _ = try await cancel(line.key, in: store) }
        let whole = try await pullList(store)
        #expect(Set(whole) == Set(lines.map(\.key)))
        var down: [PullRow] = []
        while true {
            let position = down.last.map { ListPosition.below($0.place) }
            let page = try await store.read {
                try $0.pullList(PullQuery(position: position, limit: 2))
            }
            down += page
            if page.count < 2 { break }
        }
        #expect(down.map(\.id) == whole)
        let middle = down[4].place
        let (above, from, end) = try await store.read { ledger in
            (
                try ledger.pullList(PullQuery(position: .above(middle), limit: 3)),
                try ledger.pullList(PullQuery(position: .from(middle), limit: 3)),
                try ledger.pullList(PullQuery(position: .end, limit: 3))
            )
        }
        #expect(above.map(\.id) == Array(whole[1..<4]))
        #expect(from.map(\.id) == Array(whole[4..<7]))
        #expect(end.map(\.id) == Array(whole[6...]))
    }

    @Test(
        "A line is to be recalled when it is shipped, and pulled when its label is printed",
        arguments: Backend.all
    )
    func shipping(backend: Backend) async throws {
        let store = try await backend.store(in: folder, having: Self.lines(1) { _ in .received })
        let key = Self.lines(1)[0].key
        _ = try await cancel(key, in: store)
        for (state, counts) in [
            (ShippingState.labeled, [PullUrgency.labeled: 1]), (.shipped, [.recall: 1]),
            (.received, [.received: 1]),
        ] {
            try await store.write { _ = try $0.upsert(Self.lines(1) { _ in state }) }
            #expect(try await pullCounts(store) == counts)
            #expect(try await store.audit() == [])
        }
    }

    @Test("What has left is on top until somebody has it back", arguments: Backend.all)
    func recall(backend: Backend) async throws {
        let store = try await backend.store(in: folder, having: Self.lines(2))
        let keys = Self.lines(2).map(\.key)
        for key in keys { _ = try await cancel(key, units: 2, in: store) }
        let later = Timestamp.morning(plus: .seconds(60))
        // What was pulled as a whole, and left all the same, has to come back as well.
        try await store.write { ledger in
            try ledger.setPulled(keys[1], at: later)
            _ = try ledger.upsert(Self.lines(2) { $0 == 2 ? .shipped : .labeled })
        }
        #expect(try await pullList(store) == [keys[1], keys[0]])
        #expect(try await pullCounts(store) == [.recall: 1, .labeled: 1])
        #expect(try await store.read { try $0.pullMark(of: keys[1]) }?.urgency == .recall)
        #expect(try await store.audit() == [])
        try await store.write { try $0.setPulled(keys[1], at: later) }
        #expect(try await pullList(store) == [keys[0]])
        #expect(try await store.audit() == [])
    }

    @Test("What a person takes after it has left needs nobody to recall it", arguments: Backend.all)
    func takenAfterLeaving(backend: Backend) async throws {
        let store = try await backend.store(in: folder, having: Self.lines(1) { _ in .shipped })
        let key = Self.lines(1)[0].key
        _ = try await cancel(key, in: store)
        #expect(try await pullList(store) == [])
        #expect(try await store.audit() == [])
        try await store.write { _ = try $0.upsert(Self.lines(1)) }
        #expect(try await pullCounts(store) == [.labeled: 1])
        #expect(try await store.audit() == [])
    }

    @Test("A parcel may leave once the cancelled part was taken out", arguments: Backend.all)
    func restLeaves(backend: Backend) async throws {
        var lines = Self.lines(1)
        lines[0].quantity = 2
        let store = try await backend.store(in: folder, having: lines)
        _ = try await cancel(lines[0].key, in: store)
        let key = lines[0].key
        try await store.write { try $0.setPulled(key, at: .morning) }
        try await store.write { _ = try $0.upsert(Self.lines(1) { _ in .shipped }) }
        #expect(try await pullList(store) == [])
        #expect(try await store.audit() == [])
    }

    @Test("What is given back leaves the list", arguments: Backend.all)
    func givenBack(backend: Backend) async throws {
        let store = try await backend.store(in: folder, having: Self.lines(1))
        let key = Self.lines(1)[0].key
        let id = try await cancel(key, in: store)
        try await store.write {
            let change = LineChange(line: key, unitsBefore: 1, unitsAfter: 0, isHeld: false)
            try $0.change([change], by: id, at: .morning)
        }
        #expect(try await pullList(store) == [])
        #expect(try await pullCounts(store) == [:])
        #expect(try await store.read { try $0.pullMark(of: key) } == nil)
        #expect(try await store.audit() == [])
    }

    @Test("A pulled line leaves the list and can be put back", arguments: Backend.all)
    func pulled(backend: Backend) async throws {
        let store = try await backend.store(in: folder, having: Self.lines(1))
        let key = Self.lines(1)[0].key
        _ = try await cancel(key, in: store)
        let later = Timestamp.morning(plus: .seconds(60))
        try await store.write { try $0.setPulled(key, at: later) }
        #expect(try await pullList(store) == [])
        #expect(
            try await store.read { try $0.pullMark(of: key) }
                == PullMark(since: .morning, pulledAt: later)
        )
        #expect(try await pullCounts(store) == [:])
        #expect(try await store.audit() == [])
        try await store.write { try $0.setPulled(key, at: nil) }
        #expect(try await pullList(store) == [key])
        // A further unit is cancelled of a line that was pulled: somebody has to look again.
        try await store.write { try $0.setPulled(key, at: later) }
        _ = try await cancel(key, at: later, in: store)
        #expect(try await pullList(store) == [key])
        #expect(try await store.audit() == [])
    }

    @Test("A line that nothing holds cannot be marked as pulled", arguments: Backend.all)
    func notHeld(backend: Backend) async throws {
        let store = try await backend.store(in: folder, having: Self.lines(1))
        try await store.write { try $0.setPulled(Self.lines(1)[0].key, at: .morning) }
        #expect(try await store.read { try $0.pullMark(of: Self.lines(1)[0].key) } == nil)
        #expect(try await store.audit() == [])
    }

    @Test("Orders come newest first, whole or of one account", arguments: Backend.all)
    func newestOrders(backend: Backend) async throws {
        let store = try await backend.store(in: folder, having: Self.lines(5))
        // An order that changes does not move.
        try await store.write { _ = try $0.upsert(Self.lines(2) { _ in .shipped }) }
        let (all, own, next, end) = try await store.read { ledger in
            let all = try ledger.orders(OrderQuery(limit: 9))
            return (
                all, try ledger.orders(OrderQuery(account: "auction", limit: 9)),
                try ledger.orders(OrderQuery(position: .below(all[1].place), limit: 2)),
                try ledger.orders(OrderQuery(position: .end, limit: 2))
            )
        }
        #expect(all.map(\.id.orderNumber) == ["1005", "1004", "1003", "1002", "1001"])
        #expect(own.map(\.id.orderNumber) == ["1004", "1002"])
        #expect(next.map(\.id.orderNumber) == ["1003", "1002"])
        #expect(end.map(\.id.orderNumber) == ["1002", "1001"])
        #expect(all.last?.lines.map(\.line.shipping) == [.shipped])
    }

    @Test(
        "An order is found by its number, its line and its parcel",
        arguments: Backend.all,
        [
            ("100", ["1001", "1003", "1005", "1002", "1004"]), ("1003", ["1003"]),
            ("L4", ["1004"]), ("665", ["1005"]), ("66", ["1001", "1003", "1005", "1002", "1004"]),
            ("nothing", []),
        ] as [(String, [OrderNumber])]
    )
    func find(backend: Backend, find: (text: String, numbers: [OrderNumber])) async throws {
        let store = try await backend.store(in: folder, having: Self.lines(5))
        let found = try await store.read { try $0.orders(OrderQuery(find: find.text, limit: 9)) }
        #expect(Set(found.map(\.id.orderNumber)) == Set(find.numbers))
        #expect(found.count == find.numbers.count)
        let own = try await store.read {
            try $0.orders(OrderQuery(account: "auction", find: find.text, limit: 9))
        }
        #expect(own.allSatisfy { $0.id.account == "auction" })
        let few = try await store.read { try $0.orders(OrderQuery(find: find.text, limit: 2)) }
        #expect(few.count == min(2, find.numbers.count))
    }

    @Test("A parcel's number gives exactly its lines", arguments: Backend.all)
    func parcel(backend: Backend) async throws {
        let store = try await backend.store(in: folder, having: Self.lines(5))
        let lines = try await store.read { try $0.lines(trackingNumber: " 664 ") }
        #expect(lines.map(\.line.key) == [Self.lines(5)[3].key])
        #expect(try await store.read { try $0.lines(trackingNumber: "66") } == [])
        #expect(try await store.read { try $0.lines(trackingNumber: "") } == [])
    }

    @Test(
        "Cancellations are counted by the marketplace's own word, with when it first came",
        arguments: Backend.all
    )
    func stateTallies(backend: Backend) async throws {
        let store = try backend.open(folder.storePath)
        let later = Timestamp.morning(plus: .seconds(60))
        let done = Standing(state: "취소완료", status: .applied, reason: .applied)
        try await store.write { ledger in
            let ids = try (0..<3).map {
                try ledger.insert(
                    [.notice("C\($0)", order: "7")],
                    standing: .pending,
                    at: .morning
                )
            }
            try ledger.setStanding(done, of: ids[0], at: later)
        }
        try await store.write { ledger in
            let found = try ledger.claims(account: "coupang", orderNumber: "7")
            for claim in found where claim.notices[0].claimID == "C1" {
                try ledger.setStanding(done, of: claim.id, at: later.advanced(by: .seconds(60)))
            }
        }
        let tallies = try await store.read { try $0.stateTallies(of: "coupang") }
        #expect(
            tallies == [
                "취소요청": StateTally(count: 1, since: .morning),
                "취소완료": StateTally(count: 2, since: later),
            ]
        )
        #expect(try await store.read { try $0.stateTallies(of: "nobody") } == [:])
        #expect(try await store.audit() == [])
    }

    @Test("The journal is read in pages both ways", arguments: Backend.all)
    func journal(backend: Backend) async throws {
        let store = try backend.open(folder.storePath)
        try await store.write { ledger in
            for index in 0..<6 {
                let account: AccountID = index.isMultiple(of: 2) ? "coupang" : "auction"
                try ledger.append(
                    JournalEntry(
                        at: .morning,
                        actor: .person("kim"),
                        act: .pause,
                        account: account,
                        note: "\(index)"
                    )
                )
            }
        }
        let pages = try await store.read { ledger in
            let first = try ledger.journal(JournalQuery(limit: 2))
            return [
                first,
                try ledger.journal(JournalQuery(position: .below(first[1].id), limit: 2)),
                try ledger.journal(JournalQuery(position: .above(first[1].id), limit: 2)),
                try ledger.journal(JournalQuery(position: .from(first[1].id), limit: 2)),
                try ledger.journal(JournalQuery(position: .end, limit: 2)),
                try ledger.journal(JournalQuery(account: "auction", limit: 2)),
                try ledger.journal(JournalQuery(account: "nobody", limit: 2)),
            ]
        }
        #expect(
            pages.map { $0.map(\.note) } == [
                ["5", "4"], ["3", "2"], ["5"], ["4", "3"], ["1", "0"], ["5", "3"], [],
            ]
        )
    }
}
