package import MatchingCore

extension TimeWindow {
    /// The parts of the window that none of `others` covers, oldest first.
    ///
    /// The others may come in any order, overlapping or not.
    package func without(_ others: [TimeWindow]) -> [TimeWindow] {
        var left: [TimeWindow] = []
        var reached = start
        for other in others.sorted(by: { $0.start < $1.start }) where other.end > reached {
            if other.start >= end { break }
            if other.start > reached { left.append(TimeWindow(start: reached, end: other.start)) }
            reached = other.end
        }
        if reached < end { left.append(TimeWindow(start: reached, end: end)) }
        return left
    }

    /// What the window has in common with another; `nil` for nothing.
    package func common(with other: TimeWindow) -> TimeWindow? {
        let common = TimeWindow(start: max(start, other.start), end: min(end, other.end))
        return common.isEmpty ? nil : common
    }

    /// The window in pieces no longer than an API takes, oldest first; each begins where the one
    /// before ends.
    ///
    /// - Parameter longest: More than nothing.
    /// - Returns: At least one piece, also for an empty window.
    package func pieces(longest: Duration) -> [TimeWindow] {
        var pieces: [TimeWindow] = []
        var start = start
        repeat {
            let end = min(start.advanced(by: longest), self.end)
            pieces.append(TimeWindow(start: start, end: end))
            start = end
        } while start < self.end
        return pieces
    }
}

extension Collection<TimeWindow> {
    /// The same time as windows of which none touches another, oldest first.
    package var merged: [TimeWindow] {
        var merged: [TimeWindow] = []
        for window in sorted(by: { $0.start < $1.start }) where !window.isEmpty {
            if let last = merged.last, window.start <= last.end {
                merged[merged.count - 1] = TimeWindow(
                    start: last.start,
                    end: Swift.max(last.end, window.end)
                )
            } else {
                merged.append(window)
            }
        }
        return merged
    }

    /// What of the time none of `others` covers, oldest first.
    package func without(_ others: [TimeWindow]) -> [TimeWindow] {
        merged.flatMap { $0.without(others) }
    }
}
