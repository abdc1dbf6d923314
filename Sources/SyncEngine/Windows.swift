package import MatchingCore

/// Which stretch of time a poll reads.
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
}
