import SyncInterfaces

/// Reads CSV and TSV, whatever their delimiter, from a stretch of text that moves over the file.
struct DelimitedReader: RowReader {
    /// The longest row that is read; beyond it a quote counts as unclosed.
    static let longestRow = 256 * 1024

    private let scanner: DelimitedScanner
    private let file: String
    private var window: TextWindow
    private var rowNumber = 0
    /// How many cells the header has; `nil` while it is sought.
    ///
    /// A row with more cells has slipped.
    var expectedCellCount: Int?

    /// Creates a reader at the start of the text.
    ///
    /// `file` is the name shown in errors.
    init(window: TextWindow, delimiter: UInt8, file: String) {
        self.window = window
        self.file = file
        scanner = DelimitedScanner(delimiter: delimiter)
    }

    mutating func next(_ row: inout Row) throws(FeedError) -> RowStep {
        while true {
            if window.isEmpty {
                if window.isAtEnd { return .end }
                try window.fill()
                continue
            }
            let outcome = window.withBytes { bytes in
                scanner.scan(bytes, isFinal: window.isAtEnd, cells: &row.cells)
            }
            switch outcome {
            case .row(let length):
                rowNumber += 1
                row.number = rowNumber
                window.move(length, to: &row.bytes)
                return hasSlipped(row) ?? (row.isBlank ? .blank : .row)
            case .needsMore(let insideQuotes):
                guard window.count < Self.longestRow else {
                    let limit = FeedError.Problem.exceedsLimit(Self.limit)
                    return try badLine(insideQuotes ? .unclosedQuote : limit, &row)
                }
                try window.fill()
            case .strayQuote: return try badLine(.strayQuote, &row)
            case .unclosedQuote: return try badLine(.unclosedQuote, &row)
            }
        }
    }

    // Empty cells too many are harmless: some exports end each row with a delimiter.
    private func hasSlipped(_ row: Row) -> RowStep? {
        guard let expected = expectedCellCount, row.cells.count > expected,
            row.cells[expected...].contains(where: { !$0.isEmpty })
        else { return nil }
        return .bad(.tooManyCells(expected: expected, found: row.cells.count))
    }

    // Only the line that opened the quote is bad; the lines behind it are read on their own.
    private mutating func badLine(
        _ problem: FeedError.Problem,
        _ row: inout Row
    ) throws(FeedError) -> RowStep {
        rowNumber += 1
        row.number = rowNumber
        let place = FeedError.Location(file: file, row: rowNumber)
        let length = try window.lineLength(limit: Self.limit, at: place)
        window.move(length, to: &row.bytes)
        row.setRaw(Array(row.bytes))
        return .bad(problem)
    }

    private static let limit = FeedLimit(longestRow, .bytesOfRow)
}
