import MatchingCore
import SyncInterfaces

/// A part of a window that an API is asked for at once.
protocol WindowPiece: Sendable {
    /// The time that it is about.
    var period: TimeWindow { get }
    /// Its days, oldest first; itself alone where it is no longer than one.
    var singleDays: [Self] { get }
}

extension TimeWindow: WindowPiece {
    var period: TimeWindow { self }
    var singleDays: [TimeWindow] { pieces(longest: .seconds(86_400)) }
}

extension ClosedRange<CivilDay>: WindowPiece {
    var period: TimeWindow {
        TimeWindow(start: lowerBound.start, end: upperBound.advanced(by: 1).start)
    }

    var singleDays: [ClosedRange<CivilDay>] {
        var days = [lowerBound...lowerBound]
        while let last = days.last?.upperBound, last < upperBound {
            days.append(last.advanced(by: 1)...last.advanced(by: 1))
        }
        return days
    }
}
