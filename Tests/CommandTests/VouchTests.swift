import Foundation
import MatchingCore
import Testing

@Suite("cancelsync vouch", .timeLimit(.minutes(10)))
struct VouchTests {
    /// A place where polls could not read two days of an account, with an order from before them.
    private func place() async throws -> Workplace {
        let place = try Workplace()
        try await place.take(orders: Trade.order())
        _ = try await place.run("sync", "naverpay", "--since", Trade.orderDay)
        let periods = [-4, -2].map { "\(Self.midnight($0))-\(Self.midnight($0 + 1))" }
        let refusal = KeptProblem(
            "periodsNotRead",
            [
                "from": .number(Self.midnight(-4)), "until": .number(Self.midnight(-3)),
                "others": .number(1), "source": .text("naverpay"),
                "because": .problem(
                    KeptProblem("serverFailed", ["status": .number(500), "detail": .text("")])
                ),
            ]
        )
        let sql = """
            UPDATE account SET unread_periods = '\(periods.joined(separator: " "))',
                consecutive_failures = 3, last_failure = '\(refusal.stored)' WHERE name = 'naverpay';
            DELETE FROM coverage;
            """
        let shell = try place.start("/usr/bin/sqlite3", [place.store, sql])
        try #require(await shell.outcome().code == 0)
        return place
    }

    /// Midnight in Korea of the day so many days from now, in milliseconds since 1970.
    private static func midnight(_ offset: Int) -> Int64 {
        let format = ISO8601DateFormatter()
        let date = format.date(from: "\(Trade.day(offset))T00:00:00+09:00") ?? .distantPast
        return Int64(date.timeIntervalSince1970) * 1000
    }

    private func start(_ offset: Int) -> String { "\(Trade.day(offset))T00:00:00+09:00" }

    @Test("What was looked through counts as read, with who and why, and can be taken back")
    func vouch() async throws {
        let place = try await place()
        let failing = try await place.rows("explain", "--order", "N-1")
        #expect(failing.map { $0.text("reason") } == ["accountFailing"])
        let rows = try await place.rows("vouch", "네이버페이", "--reason", "취소 없음")
        #expect(rows.map { $0.text("window_start") } == [start(-4), start(-2)])
        #expect(rows.map { $0.text("window_end") } == [start(-3), start(-1)])
        #expect(rows.map { $0.members["vouched"] } == [JSONValue.truth(true), .truth(true)])
        let journal = try await place.run("activity", "--where", "act:vouch")
        #expect(journal.lines.filter { $0.contains("취소 없음") }.count == 2)
        #expect(journal.output.contains("\(Trade.day(-2)) 00:00~\(Trade.day(-1)) 00:00"))
        let after = try await place.rows("explain", "--order", "N-1")
        #expect(after.map { $0.text("reason") } != ["accountFailing"])

        let back = try await place.rows(
            "vouch",
            "naverpay",
            "--take-back",
            "--since",
            Trade.day(-2)
        )
        #expect(back.map { $0.text("window_start") } == [start(-2)])
        #expect(try await place.run("activity", "--where", "act:takeBackVouch").lines.count >= 1)
        #expect(try await place.run("sync", "naverpay").code == 0)
        let again = try await place.run("vouch", "naverpay", "--reason", "x")
        #expect(again.code == 4, "the poll has read it")
    }

    @Test("A part can be meant by itself")
    func inPart() async throws {
        let place = try await place()
        let times = ["--since", Trade.day(-4), "--until", "12:00"]
        let outcome = try await place.run(["vouch", "naverpay", "--reason", "x", "--json"] + times)
        let row = try #require(try outcome.rows().first)
        #expect(try outcome.rows().count == 1)
        #expect(row.text("window_end") == "\(Trade.day(-4))T12:00:00+09:00")
        let failing = try await place.rows("explain", "--order", "N-1")
        #expect(failing.map { $0.text("reason") } == ["accountFailing"])
    }

    @Test(
        "What cannot be recorded is one line that says what to do",
        arguments: [
            (["naverpay"], 4, "reason"), (["coupang", "--reason", "x"], 4, "unread"),
            (["naverpay", "--take-back"], 4, "vouched"),
            (["nowhere", "--reason", "x"], 3, "nowhere"),
            (["naverpay", "--until", "12:00", "--reason", "x"], 64, "--since"),
        ]
    )
    func refused(words: [String], code: Int32, said: String) async throws {
        let outcome = try await place().run(["vouch"] + words)
        #expect(outcome.code == code)
        #expect(outcome.problems.contains(said), "\(outcome.problems)")
    }
}
