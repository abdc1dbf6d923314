import MatchingCore
import SyncEngine
import SyncInterfaces
import Testing

@Suite("What a person ruled stands until the buyer wants something else", .timeLimit(.minutes(10)))
struct RulingTests {
    private static let withdrawal = notice(
        "whole",
        "c1",
        order: "100",
        state: "취소철회",
        minute: 10
    )
    private static let again = notice("whole", "c1", order: "100", minute: 20)

    /// A claim that was asked for and dismissed.
    private func dismissed() async throws -> Bench {
        let bench = try Bench()
        try await bench.take([line("whole", order: "100", "1", shipping: .shipped)])
        try await bench.take(notice("whole", "c1", order: "100"))
        _ = try await bench.engine.dismiss(bench.only().id, reason: "no", by: "kim")
        try await bench.take([line("whole", order: "100", "1", shipping: .labeled)])
        return bench
    }

    @Test(
        "A withdrawal and a new request end a dismissal, in whatever order they come",
        arguments: [[withdrawal, again], [again, withdrawal]]
    )
    func askedAgain(notices: [CancellationNotice]) async throws {
        let bench = try await dismissed()
        defer { bench.remove() }
        for notice in notices { try await bench.take(notice) }
        #expect(try await bench.only().standing.status == .applied)
        #expect(try await bench.lines("100").map(\.cancelledUnits) == [1])
    }

    @Test("A repeated request alone ends none")
    func repeated() async throws {
        let bench = try await dismissed()
        defer { bench.remove() }
        try await bench.take(Self.again)
        #expect(try await bench.only().standing.ruling == .dismissed(reason: "no"))
    }

    @Test("What was said before is nothing new in an older file, and ends none")
    func olderFile() async throws {
        let bench = try await dismissed()
        defer { bench.remove() }
        let known = try await bench.only().notices[0]
        let older = CancellationNotice(
            account: known.account,
            claimID: known.claimID,
            state: known.state,
            fields: known.fields,
            changedAt: known.changedAt,
            observedAt: known.observedAt.advanced(by: .seconds(-600))
        )
        #expect(try await bench.take(older).news == 0)
        #expect(try await bench.only().standing.ruling == .dismissed(reason: "no"))
    }

    @Test("A withdrawal before the request that was ruled on ends none, however late it comes")
    func earlierWithdrawal() async throws {
        let bench = try await dismissed()
        defer { bench.remove() }
        try await bench.take(
            notice("whole", "c1", order: "100", state: "취소철회", minute: -10)
        )
        #expect(try await bench.only().standing.ruling == .dismissed(reason: "no"))
    }

    private static let details = ["1", "2"].map { detail in
        notice("number", "c5", order: "7", [.detailNumber: detail], state: "취소완료", minute: 30)
    }

    private static let withdrawalOfAll =
        notice("number", "c5", order: "7", state: "취소철회", minute: 10)

    /// A claim of an order of two lines that does not say of which, and was dismissed.
    private func dismissedWhole() async throws -> Bench {
        let bench = try Bench(accounts: LineIdentityTests.accounts)
        try await bench.take([
            line("number", order: "7", "1"), line("number", order: "7", "2"),
        ])
        try await bench.take(notice("number", "c5", order: "7"))
        _ = try await bench.engine.dismiss(bench.only().id, reason: "no", by: "kim")
        return bench
    }

    @Test("A dismissal holds of each line that the claim turns out to be of")
    func severalLines() async throws {
        let bench = try await dismissedWhole()
        defer { bench.remove() }
        for detail in Self.details { try await bench.take(detail) }
        #expect(
            try await bench.records().map(\.standing.ruling) == [
                .dismissed(reason: "no"), .dismissed(reason: "no"),
            ]
        )
        #expect(try await bench.lines("7").map(\.cancelledUnits) == [0, 0])
        #expect(try await bench.journal(.decide).last?.note == "#1 → #2")
    }

    @Test("It does not where the buyer has withdrawn and asked again since")
    func severalLinesAskedAgain() async throws {
        let bench = try await dismissedWhole()
        defer { bench.remove() }
        try await bench.take(Self.withdrawalOfAll)
        for detail in Self.details { try await bench.take(detail) }
        #expect(try await bench.lines("7").map(\.cancelledUnits) == [1, 1])
    }

    @Test("Nor where the withdrawal comes together with the lines that are asked for again")
    func severalLinesAskedAgainTogether() async throws {
        let bench = try await dismissedWhole()
        defer { bench.remove() }
        try await bench.take(FeedBatch(mark: nil, notices: [Self.withdrawalOfAll] + Self.details))
        #expect(try await bench.lines("7").map(\.cancelledUnits) == [1, 1])
    }
}
