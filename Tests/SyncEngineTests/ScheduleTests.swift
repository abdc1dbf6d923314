import MatchingCore
import SyncEngine
import SyncInterfaces
import Testing

@Suite("When accounts are due")
struct ScheduleTests {
    private let schedule = Schedule(settings: EngineSettings(holder: "test"))
    private let noon = Timestamp(seconds: 1_790_000_000)

    @Test(
        "Each failure doubles the longest wait, up to half an hour",
        arguments: zip(
            [1, 2, 3, 5, 6, 7, 60, Int.max],
            [60, 120, 240, 960, 1800, 1800, 1800, 1800]
        )
    )
    func backOff(failures: Int, seconds: Int) {
        #expect(schedule.backOffCeiling(failures: failures) == .seconds(seconds))
    }

    @Test(
        "A retry lies between the floor and the ceiling, where the draw says",
        arguments: zip([0.0, 0.5, 0.999_999], [10_000, 65_000, 119_999])
    )
    func fullJitter(draw: Double, milliseconds: Int64) {
        let retry = schedule.afterFailure(failures: 2, now: noon, draw: draw)
        #expect(retry.rawValue - noon.rawValue == milliseconds)
    }

    @Test("The next tick counts from the last due time, not from the end of the poll")
    func fixedRate() {
        let next = schedule.afterSuccess(
            due: noon,
            now: noon.advanced(by: .seconds(200)),
            interval: .seconds(600),
            draw: 0.5
        )
        #expect(next == noon.advanced(by: .seconds(600)))
    }

    @Test("Ticks that were missed are left out, not made up for")
    func missedTicks() {
        let next = schedule.afterSuccess(
            due: noon,
            now: noon.advanced(by: .seconds(3 * 600 + 1)),
            interval: .seconds(600),
            draw: 0.5
        )
        #expect(next == noon.advanced(by: .seconds(4 * 600)))
    }

    @Test(
        "Jitter moves a tick by at most a twentieth of the interval",
        arguments: zip([0.0, 0.5, 0.999_999_999], [570_000, 600_000, 629_999])
    )
    func jitter(draw: Double, milliseconds: Int64) {
        let next = schedule.afterSuccess(
            due: noon,
            now: noon,
            interval: .seconds(600),
            draw: draw
        )
        #expect(next.rawValue - noon.rawValue == milliseconds)
    }

    @Test("A tick is never in the past", arguments: [nil, 0, 595, 599, 100_000] as [Int?])
    func neverPast(lateBySeconds: Int?) {
        let due = lateBySeconds.map { noon.advanced(by: .seconds(-$0)) }
        for draw in [0, 0.3, 0.999] {
            let next = schedule.afterSuccess(
                due: due,
                now: noon,
                interval: .seconds(600),
                draw: draw
            )
            #expect(next > noon)
        }
    }

    @Test("A due time in the future, as after a clock was set back, counts as now")
    func futureDue() {
        let next = schedule.afterSuccess(
            due: noon.advanced(by: .seconds(86_400)),
            now: noon,
            interval: .seconds(600),
            draw: 0.5
        )
        #expect(next == noon.advanced(by: .seconds(600)))
    }

    @Test("First polls are spread evenly", arguments: zip([0, 1, 3], [0, 15, 45]))
    func staggered(position: Int, seconds: Int) {
        let first = schedule.firstPoll(position: position, of: 4, now: noon)
        #expect(first == noon.advanced(by: .seconds(seconds)))
    }

    @Test("Due are those whose time has come, the longest overdue first, paused ones never")
    func due() {
        func timer(_ name: AccountID, _ seconds: Int?, isPaused: Bool = false) -> AccountTimer {
            AccountTimer(
                account: name,
                nextPollAt: seconds.map { noon.advanced(by: .seconds($0)) },
                isPaused: isPaused
            )
        }
        let timers = [
            timer("late", -5), timer("now", 0), timer("later", -60), timer("soon", 1),
            timer("paused", -99, isPaused: true), timer("unscheduled", nil),
        ]
        #expect(Schedule.due(timers, now: noon).map(\.account) == ["later", "late", "now"])
        #expect(Schedule.nextDue(timers) == noon.advanced(by: .seconds(-60)))
        #expect(Schedule.nextDue([timer("paused", 5, isPaused: true)]) == nil)
    }
}
