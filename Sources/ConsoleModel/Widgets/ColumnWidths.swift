/// How wide the columns of a table of text are where not all of it fits.
package enum ColumnWidths {
    /// Numbers and moments have no more cells.
    private static let ofNumbers = 20
    /// What still tells one row from another.
    private static let ofBeginnings = 8
    /// A short word, such as that of a state.
    private static let ofWords = 4

    /// The widths of columns that together take no more than `width` cells.
    ///
    /// What is longer than a number gives way first, down to an equal share; then the last columns
    /// do, for the first ones tell what a row is about; those to be kept come last of all.
    ///
    /// - Parameters:
    ///   - widths: What each column would take.
    ///   - width: The cells that there are.
    ///   - gap: The cells between two columns.
    ///   - kept: The columns of which a part is of no use.
    /// - Returns: A width for each column; 1 at least, even where that is too much.
    package static func fitted(
        _ widths: [Int],
        to width: Int,
        gap: Int,
        keeping kept: Set<Int> = []
    ) -> [Int] {
        let room = width - gap * max(0, widths.count - 1)
        guard widths.reduce(0, +) > room else { return widths }
        var fitted = shared(widths, room)
        var excess = fitted.reduce(0, +) - room
        let columns = fitted.indices.reversed()
        let others = columns.filter { !kept.contains($0) }
        for (columns, least) in [(others, ofBeginnings), (others, ofWords), (Array(columns), 1)] {
            for column in columns {
                let cut = max(0, min(excess, fitted[column] - least))
                fitted[column] -= cut
                excess -= cut
            }
        }
        return fitted
    }

    /// Gives each column what it needs, or its share of what the narrower ones have left, but what a
    /// number takes all the same.
    private static func shared(_ widths: [Int], _ room: Int) -> [Int] {
        var room = room
        var shared = widths
        let byWidth = widths.indices.sorted { widths[$0] < widths[$1] }
        for (place, column) in byWidth.enumerated() {
            let share = max(ofNumbers, room / (byWidth.count - place))
            shared[column] = min(widths[column], share)
            room -= shared[column]
        }
        return shared
    }
}
