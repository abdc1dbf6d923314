import MatchingCore
import SyncInterfaces
import Testing

@Suite("Every store keeps timers, polls and coverage", .timeLimit(.minutes(10)))
struct PollingContractTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private static func poll(
        minutes window: Range<Int>,
        outcome: PollRecord.Outcome = .succeeded,
        account: AccountID = "coupang"
    ) -> PollRecord {
        var tally = PassTally()
        tally.notices = 9
        tally.news = 3
        tally.decided = [.applied: 2, .held: 1]
        tally.unitsCancelled = 4
        tally.rejectedRows = 5
        tally.orderLines = 6
        return PollRecord(
            account: account,
            trigger: .resync,
            window: TimeWindow(
                start: .morning(plus: .seconds(60 * window.lowerBound)),
                end: .morning(plus: .seconds(60 * window.upperBound))
            ),
            startedAt: .morning,
            finishedAt: .morning(plus: .seconds(1)),
            outcome: outcome,
            tally: tally
        )
    }

    @Test("An account without a row has a timer that was never set", arguments: Backend.all)
    func unknownTimer(backend: Backend) async throws {
        let store = try backend.open(folder.storePath)
        #expect(
            try await store.read { try $0.timer(of: "coupang") } == AccountTimer(account: "coupang")
        )
    }

    @Test(
        "A timer comes back as it was set",
        arguments: Backend.all,
        [
            nil, KeptProblem(words: "timeout"),
            KeptProblem("resting", ["because": .problem(KeptProblem("timedOut"))]),
        ]
    )
    func timer(backend: Backend, failure: KeptProblem?) async throws {
        let store = try backend.open(folder.storePath)
        let timer = AccountTimer(
            account: "coupang",
            nextPollAt: .morning,
            isPaused: true,
            pauseNote: "점검",
            consecutiveFailures: 3,
            lastPollAt: .morning(plus: .seconds(1)),
            lastSuccessAt: .morning(plus: .seconds(2)),
            lastFailure: failure,
            coveredUntil: .morning(plus: .seconds(3)),
            unreadPeriods: [Self.poll(minutes: 20..<30).window, Self.poll(minutes: 5..<9).window],
            vouchedPeriods: [Self.poll(minutes: 1..<2).window]
        )
        try await store.write { ledger in
            try ledger.setTimer(timer)
            try ledger.register("coupang")
        }
        #expect(try await store.read { try $0.timer(of: "coupang") } == timer)
    }

    @Test("A policy's fingerprint is unknown until it is set", arguments: Backend.all)
    func fingerprint(backend: Backend) async throws {
        let store = try backend.open(folder.storePath)
        let before = try await store.read { try $0.policyFingerprint(of: "coupang") }
        try await store.write { try $0.setPolicyFingerprint("abc", of: "coupang") }
        #expect(before == nil)
        #expect(try await store.read { try $0.policyFingerprint(of: "coupang") } == "abc")
    }

    @Test("An intake mark is unknown until it is set, then moves on", arguments: Backend.all)
    func intake(backend: Backend) async throws {
        let store = try backend.open(folder.storePath)
        var mark = IntakeMark(
            source: SourceID("00ff"),
            name: "주문.csv",
            rowsTaken: 20_000,
            isComplete: false
        )
        let before = try await store.read { try $0.intake(of: SourceID("00ff")) }
        try await store.write { [mark] in try $0.setIntake(mark) }
        mark.rowsTaken = 20_500
        mark.isComplete = true
        try await store.write { [mark] in try $0.setIntake(mark) }
        #expect(before == nil)
        #expect(try await store.read { try $0.intake(of: SourceID("00ff")) } == mark)
    }

    @Test(
        "A poll comes back as it was recorded",
        arguments: Backend.all,
        [
            .succeeded, .cancelled, .failed(KeptProblem(words: "404 없음")),
            .incomplete(KeptProblem("filesUnread", ["count": .number(1)])),
        ] as [PollRecord.Outcome]
    )
    func polls(backend: Backend, outcome: PollRecord.Outcome) async throws {
        let store = try backend.open(folder.storePath)
        let poll = Self.poll(minutes: 0..<10, outcome: outcome)
        try await store.write { try $0.append(poll) }
        #expect(try await store.read { try $0.polls(of: "coupang", limit: 9) } == [poll])
    }

    @Test("The newest polls come first", arguments: Backend.all)
    func newestPolls(backend: Backend) async throws {
        let store = try backend.open(folder.storePath)
        let polls = (0..<4).map { Self.poll(minutes: $0..<($0 + 10)) }
        try await store.write { ledger in
            for poll in polls { try ledger.append(poll) }
            try ledger.append(Self.poll(minutes: 0..<1, account: "auction"))
        }
        #expect(
            try await store.read { try $0.polls(of: "coupang", limit: 2) } == [polls[3], polls[2]]
        )
    }

    @Test(
        "Windows that touch are one, and gaps stay",
        arguments: Backend.all,
        [
            ([0..<10, 5..<15, 20..<30], 0, [0..<15, 20..<30]),
            ([0..<10, 10..<20], 0, [0..<20]),
            ([20..<30, 0..<10, 8..<22], 0, [0..<30]),
            ([0..<40, 10..<20], 0, [0..<40]),
            ([0..<10, 20..<30, 40..<50], 25, [20..<30, 40..<50]),
            ([0..<10, 20..<30], 30, []),
            ([0..<10, 20..<30], 10, [20..<30]),
            ([5..<5], 0, []),
        ] as [([Range<Int>], Int, [Range<Int>])]
    )
    func coverage(
        backend: Backend,
        polled: ([Range<Int>], Int, [Range<Int>])
    ) async throws {
        let store = try backend.open(folder.storePath)
        try await store.write { ledger in
            for window in polled.0 {
                try ledger.cover("coupang", in: Self.poll(minutes: window).window)
            }
            try ledger.cover("auction", in: Self.poll(minutes: -90..<90).window)
        }
        let since = Timestamp.morning(plus: .seconds(60 * polled.1))
        let covered = try await store.read { try $0.coverage(of: "coupang", since: since) }
        #expect(covered == polled.2.map { Self.poll(minutes: $0).window })
    }

    @Test(
        "A poll on record covers nothing by itself, however it ended",
        arguments: Backend.all,
        [
            .succeeded, .cancelled, .failed(KeptProblem(words: "x")),
            .incomplete(KeptProblem(words: "a.csv")),
        ] as [PollRecord.Outcome]
    )
    func pollAlone(backend: Backend, outcome: PollRecord.Outcome) async throws {
        let store = try backend.open(folder.storePath)
        try await store.write { try $0.append(Self.poll(minutes: 0..<10, outcome: outcome)) }
        #expect(
            try await store.read { try $0.coverage(of: "coupang", since: .morning) } == []
        )
    }

    @Test("One holder has the lease until it runs out or is given up", arguments: Backend.all)
    func lease(backend: Backend) async throws {
        let store = try backend.open(folder.storePath)
        let holders = try await store.write { ledger in
            func acquire(_ holder: String, after seconds: Int) throws -> String {
                try ledger.acquireLease(
                    holder: holder,
                    now: .morning(plus: .seconds(seconds)),
                    lasting: .seconds(30)
                ).holder
            }
            var holders = [try ledger.lease()?.holder ?? "nobody"]
            holders.append(try acquire("a", after: 0))
            holders.append(try acquire("b", after: 29))
            holders.append(try acquire("a", after: 29))
            holders.append(try acquire("b", after: 58))
            holders.append(try acquire("b", after: 59))
            try ledger.releaseLease(holder: "a")
            holders.append(try ledger.lease()?.holder ?? "nobody")
            try ledger.releaseLease(holder: "b")
            holders.append(try ledger.lease()?.holder ?? "nobody")
            return holders
        }
        #expect(holders == ["nobody", "a", "a", "a", "a", "b", "b", "nobody"])
    }

    @Test("A lease says since when its holder has it without a break", arguments: Backend.all)
    func leaseSince(backend: Backend) async throws {
        let store = try backend.open(folder.storePath)
        let since = try await store.write { ledger in
            try [("a", 0), ("a", 20), ("a", 40), ("b", 90), ("b", 200)].map { holder, seconds in
                try ledger.acquireLease(
                    holder: holder,
                    now: .morning(plus: .seconds(seconds)),
                    lasting: .seconds(30)
                ).since
            }
        }
        #expect(since == [0, 0, 0, 90, 200].map { .morning(plus: .seconds($0)) })
        #expect(try await store.read { try $0.lease()?.since } == .morning(plus: .seconds(200)))
    }

    @Test("What was covered can be taken back, and covered again", arguments: Backend.all)
    func uncovered(backend: Backend) async throws {
        let store = try backend.open(folder.storePath)
        let windows = try await store.write { ledger in
            for window in [0..<10, 20..<40, 50..<60] {
                try ledger.cover("coupang", in: Self.poll(minutes: window).window)
            }
            try ledger.cover("auction", in: Self.poll(minutes: 0..<90).window)
            try ledger.uncover("coupang", in: Self.poll(minutes: 30..<52).window)
            try ledger.cover("coupang", in: Self.poll(minutes: 51..<55).window)
            return try ["coupang", "auction"].map {
                try ledger.coverage(of: $0, since: Timestamp(rawValue: 0))
            }
        }
        let expected = [[0..<10, 20..<30, 51..<60], [0..<90]]
        #expect(windows == expected.map { $0.map { Self.poll(minutes: $0).window } })
    }
}
