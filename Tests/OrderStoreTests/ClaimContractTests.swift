import MatchingCore
import SyncInterfaces
import Testing

@Suite("Every store keeps claims", .timeLimit(.minutes(10)))
struct ClaimContractTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test("A claim comes back as it went in", arguments: Backend.all)
    func roundTrip(backend: Backend) async throws {
        let store = try backend.open(folder.storePath)
        let notice = CancellationNotice(
            account: "coupang",
            claimID: "C-1",
            state: "취소요청",
            fields: [.orderNumber: "7", .productName: "코트", .code(6) ?? .option: "X"],
            quantity: 2,
            requestedAt: .morning,
            changedAt: .morning(plus: .seconds(1)),
            buyerReason: "단순 변심",
            observedAt: .morning(plus: .seconds(2))
        )
        let standing = Standing(
            state: "취소요청",
            status: .dismissed,
            reason: .dismissed,
            ruling: .dismissed(reason: "전화로 확인")
        )
        let id = try await store.write {
            try $0.insert([notice], standing: standing, at: .morning)
        }
        let record = ClaimRecord(id: id, notices: [notice], standing: standing, applications: [])
        #expect(try await store.read { try $0.claim(id) } == record)
        #expect(
            try await store.read { try $0.claims(account: "coupang", orderNumber: "7") } == [record]
        )
    }

    @Test(
        "Every ruling is kept",
        arguments: Backend.all,
        [nil, .applied, .undone, .dismissed(reason: "")] as [Ruling?]
    )
    func rulings(backend: Backend, ruling: Ruling?) async throws {
        let store = try backend.open(folder.storePath)
        let standing = Standing(state: "s", status: .held, reason: .undone, ruling: ruling)
        let id = try await store.write { ledger in
            let id = try ledger.insert([.notice("C", order: "7")], standing: .pending, at: .morning)
            try ledger.setStanding(standing, of: id, at: .morning)
            return id
        }
        #expect(try await store.read { try $0.claim(id) }?.standing == standing)
    }

    @Test("Every status and every reason is kept", arguments: Backend.all)
    func codes(backend: Backend) async throws {
        let store = try backend.open(folder.storePath)
        let standings = ReasonCode.allCases.enumerated().map { index, reason in
            Standing(
                state: "s",
                status: Status.allCases[index % Status.allCases.count],
                reason: reason
            )
        }
        let stored = try await store.write { ledger in
            try standings.map { standing in
                try ledger.claim(
                    ledger.insert([.notice("C", order: "7")], standing: standing, at: .morning)
                )?.standing
            }
        }
        #expect(stored == standings)
    }

    @Test("Further notices are kept beside the first", arguments: Backend.all)
    func furtherNotices(backend: Backend) async throws {
        let store = try backend.open(folder.storePath)
        let notices: [CancellationNotice] = [
            .notice("C", order: "7", fields: [.option: "L"]),
            .notice("C", order: "7", state: "취소중", at: .morning(plus: .seconds(60))),
            .notice("C", order: "7", state: "취소완료", at: .morning(plus: .seconds(120))),
        ]
        let id = try await store.write { ledger in
            let id = try ledger.insert(Array(notices[..<2]), standing: .pending, at: .morning)
            try ledger.append(notices[2], to: id)
            let standing = Standing(state: "취소완료", status: .applied, reason: .applied)
            try ledger.setStanding(standing, of: id, at: .morning)
            return id
        }
        let record = try await store.read { try $0.claim(id) }
        #expect(record?.notices == notices)
    }

    @Test("Of notices of one time the one that came last names the order", arguments: Backend.all)
    func orderOfLastNotice(backend: Backend) async throws {
        let store = try backend.open(folder.storePath)
        let id = try await store.write { ledger in
            let first = CancellationNotice.notice("C", order: "7")
            let id = try ledger.insert([first], standing: .applied, at: .morning)
            try ledger.append(.notice("C", order: "8"), to: id)
            return id
        }
        let claims = try await store.read { try $0.claims(account: "coupang", orderNumber: "8") }
        #expect(claims.map(\.id) == [id])
    }

    @Test("A claim is found under the order that its newest notice names", arguments: Backend.all)
    func orderNumberChanges(backend: Backend) async throws {
        let store = try backend.open(folder.storePath)
        let key = OrderLineKey.line("1", of: "7")
        let first = CancellationNotice.notice("C", order: "7")
        let second = CancellationNotice.notice(
            "C",
            order: "8",
            at: .morning(plus: .seconds(1))
        )
        let id = try await store.write { ledger in
            _ = try ledger.upsert([.line(key)])
            let id = try ledger.insert([first], standing: .applied, at: .morning)
            try ledger.change(
                [LineChange(line: key, unitsBefore: 0, unitsAfter: 1, isHeld: true)],
                by: id,
                at: .morning
            )
            try ledger.append(second, to: id)
            return id
        }
        let found = try await store.read { ledger in
            (
                try ledger.claims(account: "coupang", orderNumber: "7").map(\.id),
                try ledger.claims(account: "coupang", orderNumber: "8").map(\.id),
                try ledger.claim(id)?.notices,
                try ledger.takers(of: key)
            )
        }
        #expect(found.0 == [])
        #expect(found.1 == [id])
        #expect(found.2 == [first, second])
        #expect(found.3 == [id: 1])
    }

    @Test("An older notice that comes late does not move the claim", arguments: Backend.all)
    func lateNotice(backend: Backend) async throws {
        let store = try backend.open(folder.storePath)
        let late = CancellationNotice.notice("C", order: "6", at: .morning(plus: .seconds(-60)))
        let id = try await store.write { ledger in
            let id = try ledger.insert([.notice("C", order: "7")], standing: .pending, at: .morning)
            try ledger.append(late, to: id)
            return id
        }
        #expect(
            try await store.read { try $0.claims(account: "coupang", orderNumber: "7") }.map(\.id)
                == [id]
        )
    }

    @Test("Claims of one order come oldest first", arguments: Backend.all)
    func severalClaims(backend: Backend) async throws {
        let store = try backend.open(folder.storePath)
        let ids = try await store.write { ledger in
            try ["7", "8", "7"].map {
                try ledger.insert([.notice("C", order: $0)], standing: .pending, at: .morning)
            }
        }
        let found = try await store.read { ledger in
            (
                try ledger.claims(account: "coupang", orderNumber: "7").map(\.id),
                try ledger.claims(account: "auction", orderNumber: "7")
            )
        }
        #expect(found.0 == [ids[0], ids[2]])
        #expect(found.1.isEmpty)
    }

    @Test(
        "A claim has the name that it was given last, with all its notices",
        arguments: Backend.all
    )
    func renamed(backend: Backend) async throws {
        let store = try backend.open(folder.storePath)
        let record = try await store.write { ledger in
            let id = try ledger.insert(
                [.notice("7/1", order: "7")],
                standing: .pending,
                at: .morning
            )
            try ledger.rename(id, to: "C-1")
            try ledger.append(.notice("C-1", order: "7", state: "취소완료"), to: id)
            return try ledger.claim(id)
        }
        #expect(record?.notices.map(\.claimID) == ["C-1", "C-1"])
        await #expect(throws: StoreError.self) {
            try await store.write { try $0.rename(CancellationID(rawValue: 9), to: "C-2") }
        }
    }

    @Test("Claims by status come in pages by id", arguments: Backend.all)
    func claimPages(backend: Backend) async throws {
        let store = try backend.open(folder.storePath)
        let ids = try await store.write { ledger in
            try (0..<18).map { index in
                try ledger.insert(
                    [.notice("C\(index)", order: "7", account: index < 12 ? "coupang" : "auction")],
                    standing: .with(Status.allCases[index % 6]),
                    at: .morning
                )
            }
        }
        let pages = try await store.read { ledger in
            let first = try ledger.claims(
                account: "coupang",
                statuses: [.pending, .held],
                after: nil,
                limit: 3
            )
            return try first.claims
                + ledger.claims(
                    account: "coupang",
                    statuses: [.pending, .held],
                    after: first.end,
                    limit: 3
                ).claims
        }
        #expect(pages.map(\.id) == [ids[0], ids[1], ids[6], ids[7]])
    }

    @Test("An account has claims once one is on file", arguments: Backend.all)
    func hasClaims(backend: Backend) async throws {
        let store = try backend.open(folder.storePath)
        let answers = try await store.write { ledger in
            try ledger.register("coupang")
            let before = try ledger.hasClaims(account: "coupang")
            _ = try ledger.insert([.notice("C", order: "7")], standing: .pending, at: .morning)
            return [
                before, try ledger.hasClaims(account: "coupang"),
                try ledger.hasClaims(account: "auction"),
            ]
        }
        #expect(answers == [false, true, false])
    }

    @Test("A cancellation that does not exist cannot be changed", arguments: Backend.all)
    func noSuchCancellation(backend: Backend) async throws {
        let store = try backend.open(folder.storePath)
        let id = CancellationID(rawValue: 41)
        await #expect(throws: StoreError.self) {
            try await store.write { try $0.setStanding(.pending, of: id, at: .morning) }
        }
        await #expect(throws: StoreError.self) {
            try await store.write { try $0.append(.notice("C", order: "7"), to: id) }
        }
        await #expect(throws: StoreError.self) {
            try await store.write { try $0.change([], by: id, at: .morning) }
        }
        #expect(try await store.read { try $0.claim(id) } == nil)
    }
}
