package import MatchingCore

/// Which stretch of time a poll reads, and which stretches nobody read.
package enum Windows {
    /// The window of an account's next poll.
    ///
    /// It starts where the last success ended, less an overlap, however long ago that was: what
    /// failed or missed polls left open is closed by the next that succeeds.
    package static func next(
        coveredUntil: Timestamp?,
        now: Timestamp,
        settings: EngineSettings
    ) -> TimeWindow {
        guard let coveredUntil else {
            return TimeWindow(start: now.advanced(by: .zero - settings.firstLookBack), end: now)
        }
        // A clock that was set back must not make an empty window.
        let edge = min(coveredUntil, now)
        return TimeWindow(start: edge.advanced(by: .zero - settings.windowOverlap), end: now)
    }

    /// The parts of `whole` that none of `covered` covers, oldest first.
    ///
    /// The covered windows may come in any order, overlapping or not.
    package static func gaps(in whole: TimeWindow, covered: [TimeWindow]) -> [TimeWindow] {
        var gaps: [TimeWindow] = []
        var reached = whole.start
        for window in covered.sorted(by: { $0.start < $1.start }) where window.end > reached {
            if window.start >= whole.end { break }
            if window.start > reached {
                gaps.append(TimeWindow(start: reached, end: window.start))
            }
            reached = window.end
        }
        if reached < whole.end { gaps.append(TimeWindow(start: reached, end: whole.end)) }
        return gaps
    }
}
