import MatchingCore
import OrderStore
import SyncInterfaces
import Testing

@Suite("Every store answers the screens", .timeLimit(.minutes(10)))
struct ScreenContractTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// 36 cancellations over three accounts and all statuses.
    private static let notices: [CancellationNotice] = (0..<36).map { index in
        .notice(
            "\(index % 2 == 0 ? "C" : "K")\(index)",
            order: "\(index % 5 == 0 ? "C" : "20")\(index)",
            account: ["zigzag", "auction", "coupang"][index % 3]
        )
    }

    private static func status(_ index: Int) -> Status { Status.allCases[index / 6 % 6] }

    private func filled(_ backend: Backend) async throws -> (any OrderStore, [CancellationID]) {
        let store = try backend.open(folder.storePath)
        let ids = try await store.write { ledger in
            try Self.notices.enumerated().map { index, notice in
                try ledger.insert([notice], standing: .with(Self.status(index)), at: .morning)
            }
        }
        return (store, ids)
    }

    @Test(
        "Any combination of filters pages through exactly the matching cancellations",
        arguments: Backend.all,
        [nil, "C", "20", "K1", "C20", "x"] as [String?]
    )
    func filters(backend: Backend, prefix: String?) async throws {
        let (store, ids) = try await filled(backend)
        for status in [nil, Status.held] {
            for account in [nil, "auction", "nobody"] as [AccountID?] {
                let expected = Self.notices.indices.reversed().filter { index in
                    let notice = Self.notices[index]
                    return (status.map { $0 == Self.status(index) } ?? true)
                        && (account.map { $0 == notice.account } ?? true)
                        && (notice.claimID.rawValue.hasPrefix(prefix ?? "")
                            || notice.orderNumber.rawValue.hasPrefix(prefix ?? ""))
                }.map { ids[$0] }
                var query = CancellationQuery(
                    status: status,
                    account: account,
                    filter: RowFilter(beginning: prefix),
                    limit: 3
                )
                var down: [CancellationID] = []
                repeat {
                    let page = try await store.read { [query] in try $0.cancellations(query) }
                    down += page.map(\.id)
                    query.position = page.count == 3 ? .below(page[2].place) : nil
                } while query.position != nil
                #expect(down == expected)

                var up: [CancellationID] = []
                query.position = .end
                while true {
                    let page = try await store.read { [query] in try $0.cancellations(query) }
                    up = page.map(\.id) + up
                    guard page.count == 3 else { break }
                    query.position = .above(page[0].place)
                }
                #expect(up == expected)
            }
        }
    }

    @Test("A row has the newest values of the claim's notices", arguments: Backend.all)
    func newestValues(backend: Backend) async throws {
        let store = try backend.open(folder.storePath)
        let later = Timestamp.morning(plus: .seconds(60))
        let id = try await store.write { ledger in
            let first = CancellationNotice.notice(
                "C",
                order: "7",
                fields: [.productName: "코트", .option: "L"],
                quantity: 2
            )
            let id = try ledger.insert([first], standing: .pending, at: .morning)
            // The later one comes first, and does not say what the product is.
            try ledger.append(
                .notice("C", order: "7", state: "취소완료", fields: [.option: "XL"], at: later),
                to: id
            )
            try ledger.append(
                .notice(
                    "C",
                    order: "7",
                    fields: [.productName: "외투", .option: "S"],
                    quantity: 1,
                    at: .morning(plus: .seconds(-60))
                ),
                to: id
            )
            let standing = Standing(state: "취소완료", status: .held, reason: .shipped)
            try ledger.setStanding(standing, of: id, at: later)
            return id
        }
        let row = try await store.read { try $0.cancellations(CancellationQuery(limit: 1)) }.first
        #expect(
            row
                == CancellationRow(
                    id: id,
                    account: "coupang",
                    claimID: "C",
                    orderNumber: "7",
                    state: "취소완료",
                    status: .held,
                    reason: .shipped,
                    productName: "코트",
                    option: "XL",
                    quantity: 2,
                    requestedAt: nil,
                    firstSeenAt: .morning(plus: .seconds(-60)),
                    standingSince: later
                )
        )
    }

    @Test(
        "Of a claim that was withdrawn and is asked again, the quantity of the new request counts",
        arguments: Backend.all,
        [nil, 1] as [Int?]
    )
    func askedAgain(backend: Backend, quantity: Int?) async throws {
        let store = try backend.open(folder.storePath)
        try await store.write { ledger in
            let id = try ledger.insert(
                [.notice("C", order: "7", quantity: 2)],
                standing: .pending,
                at: .morning
            )
            for (minute, state, units) in [(1, "취소철회", 2), (2, "취소요청", quantity)] {
                let at = Timestamp.morning(plus: .seconds(60 * minute))
                try ledger.append(
                    .notice("C", order: "7", state: state, quantity: units, at: at),
                    to: id
                )
            }
        }
        let asking = { (filter: RowFilter) in
            try await store.read {
                try $0.cancellations(CancellationQuery(filter: filter, limit: 9))
            }
        }
        #expect(try await asking(RowFilter()).map(\.quantity) == [quantity])
        for units in 1...2 {
            let filter = RowFilter([.init(.number(.quantity, .equal, units))])
            #expect(try await asking(filter).count == (units == quantity ? 1 : 0))
        }
    }

    @Test("Which words withdraw a claim is told by the policy that its account has")
    func ownWords() async throws {
        let policy = SyncPolicy(
            cancelStates: ["취소요청"],
            withdrawalStates: ["CANCEL_REJECT"],
            rule: nil
        )
        for (policies, quantity) in [([:], 2), (["coupang": policy], nil)]
            as [([AccountID: SyncPolicy], Int?)]
        {
            let path = "\(folder.path)/\(policies.count).db"
            let store = try SQLiteOrderStore(path: path, policies: policies)
            try await store.write { ledger in
                _ = try ledger.insert(
                    [
                        .notice("C", order: "7", quantity: 2),
                        .notice(
                            "C",
                            order: "7",
                            state: "CANCEL_REJECT",
                            at: .morning(plus: .seconds(60))
                        ),
                        .notice("C", order: "7", at: .morning(plus: .seconds(120))),
                    ],
                    standing: .pending,
                    at: .morning
                )
            }
            let rows = try await store.read { try $0.cancellations(CancellationQuery(limit: 9)) }
            #expect(rows.map(\.quantity) == [quantity])
        }
    }

    @Test("A cancellation stands where it stands since its status changed", arguments: Backend.all)
    func standingSince(backend: Backend) async throws {
        let store = try backend.open(folder.storePath)
        let times = (1...3).map { Timestamp.morning(plus: .seconds($0)) }
        try await store.write { ledger in
            let id = try ledger.insert([.notice("C", order: "7")], standing: .pending, at: times[0])
            try ledger.setStanding(.applied, of: id, at: times[1])
            let newWord = Standing(state: "취소완료", status: .applied, reason: .applied)
            try ledger.setStanding(newWord, of: id, at: times[2])
        }
        let row = try await store.read { try $0.cancellations(CancellationQuery(limit: 1)) }.first
        #expect(row?.standingSince == times[1])
    }

    @Test("Counts follow every change of status", arguments: Backend.all)
    func counts(backend: Backend) async throws {
        let (store, ids) = try await filled(backend)
        try await store.write { ledger in
            for index in [0, 3] {
                try ledger.setStanding(.with(.withdrawn), of: ids[index], at: .morning)
            }
        }
        let summary = try await store.read { try $0.accountSummaries(now: .morning) }
            .first { $0.account == "zigzag" }
        #expect(
            summary?.counts
                == [
                    .held: 2, .applied: 2, .withdrawn: 4, .dismissed: 2, .ignored: 2,
                ]
        )
    }

    @Test(
        "Whether the last 24 hours were read is told by what is covered",
        arguments: Backend.all
    )
    func dayRead(backend: Backend) async throws {
        let (store, _) = try await filled(backend)
        let now = Timestamp.morning
        func isDayRead(after windows: [ClosedRange<Int64>]) async throws -> Bool? {
            try await store.write { ledger in
                var timer = try ledger.timer(of: "zigzag")
                timer.lastSuccessAt = now
                try ledger.setTimer(timer)
                for hours in windows {
                    try ledger.cover(
                        "zigzag",
                        in: TimeWindow(
                            start: now.advanced(by: .seconds(hours.lowerBound * 3600)),
                            end: now.advanced(by: .seconds(hours.upperBound * 3600))
                        )
                    )
                }
            }
            return try await store.read { try $0.accountSummaries(now: now) }
                .first { $0.account == "zigzag" }?.isDayRead
        }
        #expect(try await isDayRead(after: []) == false)
        #expect(try await isDayRead(after: [-900 ... -800]) == false)
        #expect(try await isDayRead(after: [-2...0]) == false)
        #expect(try await isDayRead(after: [-30 ... -3]) == false)
        #expect(try await isDayRead(after: [-3 ... -2]) == true)
    }

    @Test("Within a transaction the counts are those of the transaction", arguments: Backend.all)
    func countsWithin(backend: Backend) async throws {
        let store = try backend.open(folder.storePath)
        let counts = try await store.write { ledger in
            _ = try ledger.insert([.notice("C", order: "7")], standing: .applied, at: .morning)
            let before = try ledger.accountSummaries(now: .morning)
            _ = try ledger.insert([.notice("D", order: "7")], standing: .applied, at: .morning)
            return (before + (try ledger.accountSummaries(now: .morning))).map(\.counts)
        }
        #expect(counts == [[.applied: 1], [.applied: 2]])
        let after = try await store.read { try $0.accountSummaries(now: .morning) }
        #expect(after.map(\.counts) == [[.applied: 2]])
    }

    @Test(
        "Applied today counts from midnight in Korea, and forgets what left",
        arguments: Backend.all
    )
    func appliedToday(backend: Backend) async throws {
        let store = try backend.open(folder.storePath)
        // Nine hours before 09:00 it is midnight.
        let hours = [-10, -9, 0, 14]
        try await store.write { ledger in
            let ids = try hours.enumerated().map { index, hour in
                try ledger.insert(
                    [.notice("C\(index)", order: "7")],
                    standing: .applied,
                    at: .morning(plus: .seconds(3600 * hour))
                )
            }
            try ledger.setStanding(.pending, of: ids[2], at: .morning(plus: .seconds(3600)))
        }
        let today = try await store.read { try $0.accountSummaries(now: .morning) }
        let yesterday = try await store.read {
            try $0.accountSummaries(now: .morning(plus: .seconds(-36_000)))
        }
        let tomorrow = try await store.read {
            try $0.accountSummaries(now: .morning(plus: .seconds(15 * 3600)))
        }
        #expect([yesterday, today, tomorrow].flatMap { $0.map(\.appliedToday) } == [1, 2, 0])
    }

    @Test("New cancellations are counted by the hour, the running one last", arguments: Backend.all)
    func hourlyCounts(backend: Backend) async throws {
        let store = try backend.open(folder.storePath)
        for hour in [-24, -23, -1, -1, 0] {
            try await store.write {
                _ = try $0.insert(
                    [.notice("C", order: "7")],
                    standing: .pending,
                    at: .morning(plus: .seconds(3600 * hour + 1800))
                )
            }
        }
        let summary = try await store.read { try $0.accountSummaries(now: .morning) }.first
        #expect(summary?.hourlyCounts == [1] + [Int](repeating: 0, count: 21) + [2, 1])
    }

    @Test("A silence is told with what its hours brought in earlier weeks", arguments: Backend.all)
    func usualCounts(backend: Backend) async throws {
        let store = try backend.open(folder.storePath)
        // Two on file three weeks ago, and one each two weeks and one week ago.
        for (week, hours) in [(3, [-1, -2, 0]), (2, [-2]), (1, [-1, -5])] {
            for hour in hours {
                try await store.write {
                    _ = try $0.insert(
                        [.notice("C\(week) \(hour)", order: "7")],
                        standing: .pending,
                        at: .morning(plus: .seconds(3600 * hour - 604_800 * week))
                    )
                }
            }
        }
        try await store.write {
            let at = Timestamp.morning(plus: .seconds(-3 * 3600))
            _ = try $0.insert([.notice("C", order: "7")], standing: .pending, at: at)
        }
        let silent = try await store.read { try $0.accountSummaries(now: .morning) }.first
        #expect(silent?.hourlyCounts.suffix(4) == [1, 0, 0, 0])
        #expect(silent?.usualCounts == [1, 1, 2])
        let earlier = Timestamp.morning(plus: .seconds(-3 * 3600))
        let busy = try await store.read { try $0.accountSummaries(now: earlier) }.first
        #expect(busy?.usualCounts == [])
        let account = try #require(silent?.account)
        let day = try await store.read {
            try $0.usualCounts(of: account, inHours: 24, now: .morning)
        }
        #expect(day == [2, 1])
    }

    @Test("A registered account without news has an empty summary", arguments: Backend.all)
    func emptySummary(backend: Backend) async throws {
        let store = try backend.open(folder.storePath)
        try await store.write { try $0.register("coupang") }
        let summaries = try await store.read { try $0.accountSummaries(now: .morning) }
        #expect(
            summaries == [
                AccountSummary(
                    account: "coupang",
                    counts: [:],
                    appliedToday: 0,
                    hourlyCounts: [Int](repeating: 0, count: 24),
                    timer: AccountTimer(account: "coupang"),
                    lastPoll: nil,
                    isDayRead: false
                )
            ]
        )
    }
}
