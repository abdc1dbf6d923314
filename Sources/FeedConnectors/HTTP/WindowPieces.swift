import MatchingCore
import SyncInterfaces

extension TimeWindow {
    /// The window with an earlier start.
    func reachingBack(_ duration: Duration) -> TimeWindow {
        TimeWindow(start: start.advanced(by: .zero - duration), end: end)
    }

    /// The window cut in two at a whole minute, earlier half first; `nil` for two minutes and less.
    var halves: [TimeWindow]? {
        let minutes = start.duration(to: end).wholeSeconds / 60
        guard minutes > 1 else { return nil }
        let middle = start.advanced(by: .seconds(minutes / 2 * 60))
        return [TimeWindow(start: start, end: middle), TimeWindow(start: middle, end: end)]
    }

    /// The Korean calendar days that the window touches, in runs of at most `count` days, oldest
    /// first; both ends of a run are included.
    func dayRuns(of count: Int) -> [ClosedRange<CivilDay>] {
        var runs: [ClosedRange<CivilDay>] = []
        var first = CivilDay(start)
        let last = CivilDay(end)
        while first <= last {
            let end = min(first.advanced(by: count - 1), last)
            runs.append(first...end)
            first = end.advanced(by: 1)
        }
        return runs
    }
}

extension ClosedRange<CivilDay> {
    /// The days cut in two, earlier half first; `nil` for one day.
    var halves: [ClosedRange<CivilDay>]? {
        let count = Int(lowerBound.start.duration(to: upperBound.start).wholeSeconds / 86_400) + 1
        guard count > 1 else { return nil }
        let middle = lowerBound.advanced(by: count / 2)
        return [lowerBound...middle.advanced(by: -1), middle...upperBound]
    }
}

/// A calendar day in Korea.
struct CivilDay: Comparable, Hashable, Sendable {
    /// Its midnight.
    let start: Timestamp

    init(_ moment: Timestamp) {
        let day: Int64 = 86_400_000
        let offset = CivilTime.offsetFromUTCInSeconds * 1000
        let local = moment.rawValue + offset
        let remainder = ((local % day) + day) % day
        start = Timestamp(rawValue: moment.rawValue - remainder)
    }

    func advanced(by days: Int) -> CivilDay {
        CivilDay(start.advanced(by: .seconds(86_400 * Int64(days))))
    }

    /// `2026-03-01`.
    var text: String { CivilTime(start).dateText }

    static func < (left: CivilDay, right: CivilDay) -> Bool { left.start < right.start }
}
