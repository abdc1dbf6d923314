import SyncInterfaces

/// Reads a table row by row, in bounded memory.
protocol RowReader {
    /// Fills `row` with the next row, blank ones included.
    ///
    /// - Throws: ``FeedError`` when the rest of the table cannot be read.
    mutating func next(_ row: inout Row) throws(FeedError) -> RowStep
}

/// What came of asking for the next row.
enum RowStep {
    case row
    /// The row is there as raw text, but cannot be taken apart; reading goes on behind it.
    case bad(FeedError.Problem)
    case end
}
