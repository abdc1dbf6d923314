import ConsoleModel
import MatchingCore
import SyncInterfaces
import Testing

@Suite("How polling an account goes")
struct AccountHealthTests {
    private static let now = Timestamp(seconds: 1_795_478_700)
    private static let account = PhraseSamples.accounts[0]

    /// An account that was polled a minute ago and found something within the day.
    private static func summary(
        hourlyCounts: [Int] = Array(repeating: 0, count: 23) + [1],
        notices: Int = 0,
        isDayRead: Bool = true,
        change: (inout AccountTimer) -> Void = { _ in }
    ) -> AccountSummary {
        var timer = AccountTimer(
            account: account.id,
            nextPollAt: now.advanced(by: .seconds(540)),
            lastPollAt: now.advanced(by: .seconds(-60)),
            lastSuccessAt: now.advanced(by: .seconds(-60))
        )
        change(&timer)
        var tally = PassTally()
        tally.notices = notices
        let poll = PollRecord(
            account: account.id,
            trigger: .timer,
            window: TimeWindow(start: now, end: now),
            startedAt: now,
            finishedAt: now,
            outcome: .succeeded,
            tally: tally
        )
        return AccountSummary(
            account: account.id,
            counts: [:],
            appliedToday: 0,
            hourlyCounts: hourlyCounts,
            timer: timer,
            lastPoll: poll,
            isDayRead: isDayRead
        )
    }

    private static let cases: [(AccountSummary?, Bool, AccountHealth)] = [
        (summary(), true, .healthy),
        (summary(hourlyCounts: Array(repeating: 0, count: 24)), true, .silent),
        (summary(hourlyCounts: Array(repeating: 0, count: 24), notices: 3), true, .healthy),
        (
            summary(hourlyCounts: Array(repeating: 0, count: 24), isDayRead: false), true, .healthy
        ),
        (summary { $0.isPaused = true }, true, .paused),
        (summary { $0.consecutiveFailures = 2 }, true, .failing),
        (summary { $0.lastPollAt = nil }, true, .notPolling),
        (summary(), false, .notPolling),
        (nil, true, .notPolling),
        (summary { $0.nextPollAt = now.advanced(by: .seconds(-179)) }, true, .healthy),
        (summary { $0.nextPollAt = now.advanced(by: .seconds(-180)) }, true, .late),
        (summary { $0.nextPollAt = nil }, true, .healthy),
        (neverPolled(overdueBy: 179), true, .notPolling),
        (neverPolled(overdueBy: 180), true, .late),
        (neverPolled(overdueBy: 180), false, .notPolling),
    ]

    /// An account whose first poll should have begun so many seconds ago.
    private static func neverPolled(overdueBy seconds: Int) -> AccountSummary {
        summary { timer in
            timer.lastPollAt = nil
            timer.nextPollAt = now.advanced(by: .seconds(-seconds))
        }
    }

    @Test("The most telling word wins", arguments: cases.indices)
    func judgment(index: Int) {
        let (summary, isPollerRunning, expected) = Self.cases[index]
        let health = AccountHealth(
            of: Self.account,
            summary: summary,
            isPollerRunning: isPollerRunning,
            now: Self.now
        )
        #expect(health == expected)
    }

    @Test("An entry that lacks cancel states or a rule needs setup, whatever its polls do")
    func needsSetup() {
        let marketplace = PhraseSamples.marketplace(id: "hns", name: "HNS", rule: nil)
        let account = Account(id: "hns", marketplace: marketplace)
        let health = AccountHealth(
            of: account,
            summary: Self.summary { $0.isPaused = true },
            now: Self.now
        )
        #expect(health == .needsSetup)
        #expect(PhraseSamples.korean.sentence(for: health, of: account).contains("매칭 기준"))
    }

    @Test("A paused account never becomes late")
    func lateDeadline() {
        let timer = Self.summary().timer
        #expect(AccountHealth.lateDeadline(of: timer) == Self.now.advanced(by: .seconds(720)))
        var paused = timer
        paused.isPaused = true
        #expect(AccountHealth.lateDeadline(of: paused) == nil)
    }
}
