import MatchingCore
import SyncEngine
import SyncInterfaces
import Testing

@Suite("Windows and gaps")
struct WindowsTests {
    private let settings = EngineSettings(holder: "test")

    private func moment(_ minutes: Int) -> Timestamp { Timestamp(seconds: Int64(minutes) * 60) }
    private func window(_ start: Int, _ end: Int) -> TimeWindow {
        TimeWindow(start: moment(start), end: moment(end))
    }

    @Test("The first window looks back a week")
    func firstWindow() {
        let now = moment(20_000)
        let window = Windows.next(coveredUntil: nil, now: now, settings: settings)
        #expect(window == self.window(20_000 - 7 * 1440, 20_000))
    }

    @Test(
        "A window starts where coverage ended, less the overlap, however long ago that was",
        arguments: [10, 600, 60_000]
    )
    func closesGap(minutesAgo: Int) {
        let now = moment(100_000)
        let window = Windows.next(
            coveredUntil: moment(100_000 - minutesAgo),
            now: now,
            settings: settings
        )
        #expect(window == self.window(100_000 - minutesAgo - 30, 100_000))
    }

    @Test("A clock that was set back still makes a window")
    func clockSetBack() {
        let window = Windows.next(
            coveredUntil: moment(1000),
            now: moment(500),
            settings: settings
        )
        #expect(window == self.window(470, 500))
    }

    @Test("Gaps are what no window covers")
    func gaps() {
        let covered = [
            [(0, 10), (5, 20), (30, 40)], [(30, 40), (0, 20)], [(0, 100)], [], [(50, 60)],
            [(-10, 5), (95, 200)],
        ]
        let expected = [
            [(20, 30), (40, 100)], [(20, 30), (40, 100)], [], [(0, 100)], [(0, 50), (60, 100)],
            [(5, 95)],
        ]
        for (covered, expected) in zip(covered, expected) {
            let gaps = window(0, 100).without(covered.map { window($0.0, $0.1) })
            #expect(gaps == expected.map { window($0.0, $0.1) })
        }
    }

    @Test("An empty stretch has no gap")
    func emptyStretch() {
        #expect(window(5, 5).without([]) == [])
    }
}
