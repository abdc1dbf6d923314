import SyncInterfaces

/// Reads a table row by row, in bounded memory.
protocol RowReader {
    /// Fills `row` with the next row, blank ones included.
    ///
    /// - Throws: ``FeedError`` when the rest of the table cannot be read.
    mutating func next(_ row: inout Row) throws(FeedError) -> RowStep

    /// The cells of the row that was read last, as they are kept aside; the whole row where it has none.
    func original(_ row: Row) -> [String]
}

extension RowReader {
    func original(_ row: Row) -> [String] { CellReader(row).written }
}

/// What came of asking for the next row.
enum RowStep {
    case row
    /// There is nothing in the row.
    case blank
    /// The row cannot be taken apart, or not rightly; reading goes on behind it.
    case bad(FeedError.Problem)
    case end
}
