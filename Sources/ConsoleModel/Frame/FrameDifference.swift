/// A stretch of one row that has to be drawn.
package struct FrameRun: Sendable, Hashable {
    package let row: Int
    package let columns: Range<Int>

    package init(row: Int, columns: Range<Int>) {
        self.row = row
        self.columns = columns
    }
}

/// What must be drawn to turn one frame into another.
package enum FrameDifference {
    /// Unchanged cells between two changed ones that are drawn anyway: to move the cursor past them
    /// costs more.
    private static let tolerated = 3

    /// Returns the stretches that differ, from the top left.
    ///
    /// A stretch never begins or ends within a wide character of either frame, because curses and
    /// terminals shift the rest of the row when half of one is replaced.
    ///
    /// - Parameters:
    ///   - old: What is on the screen; `nil` when nothing is known of it.
    ///   - new: What is to be there.
    /// - Returns: Each row whole when the sizes differ.
    package static func runs(from old: Frame?, to new: Frame) -> [FrameRun] {
        guard let old, old.size == new.size else {
            guard new.size.columns > 0 else { return [] }
            return (0..<max(0, new.size.rows)).map {
                FrameRun(row: $0, columns: 0..<new.size.columns)
            }
        }
        var runs: [FrameRun] = []
        for row in 0..<max(0, new.size.rows) {
            let before = old[row: row]
            let after = new[row: row]
            for columns in changes(from: before, to: after) {
                runs.append(FrameRun(row: row, columns: columns))
            }
        }
        return runs
    }

    private static func changes(
        from before: ArraySlice<Cell>,
        to after: ArraySlice<Cell>
    ) -> [Range<Int>] {
        var changes: [Range<Int>] = []
        let start = after.startIndex
        for index in after.indices where before[index] != after[index] {
            var lower = index
            while lower > start && (before[lower].width == 0 || after[lower].width == 0) {
                lower -= 1
            }
            var upper = index + 1
            while upper < after.endIndex && (before[upper].width == 0 || after[upper].width == 0) {
                upper += 1
            }
            if let last = changes.last, lower - start <= last.upperBound + tolerated {
                changes[changes.count - 1] = last.lowerBound..<max(last.upperBound, upper - start)
            } else {
                changes.append(lower - start..<upper - start)
            }
        }
        return changes
    }
}
