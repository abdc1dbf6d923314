import SyncInterfaces

/// Reads sheets of a workbook one after another as one table.
struct WorkbookReader: RowReader {
    /// One of the sheets.
    struct Part {
        let sheet: Workbook.Sheet
        let headerRow: Int
        /// Where each column of the table is in the sheet; `nil` where it has other fields.
        let columns: [Int?]?

        /// Compares a sheet's header with the table's.
        init(_ header: SheetHeader, asIn plan: ColumnPlan) {
            sheet = header.sheet
            headerRow = header.row
            columns = try? header.plan.get().columns(asIn: plan)
        }
    }

    private let workbook: Workbook
    private var rest: ArraySlice<Part>
    private var part: Part?
    private var reader: SheetReader?
    /// What the rows of the sheet at hand are said to be of; `nil` where there is only one.
    private var place: String?
    private let isOne: Bool

    /// Creates a reader at the first row below the first sheet's header.
    init(_ parts: [Part], of workbook: Workbook) throws(FeedError) {
        self.workbook = workbook
        rest = parts[...]
        isOne = parts.count == 1
        try openNext()
    }

    mutating func next(_ row: inout Row) throws(FeedError) -> RowStep {
        while let part {
            let step = try reader?.next(&row) ?? .end
            row.place = place
            switch step {
            case .end: try openNext()
            case .row, .blank, .bad:
                if row.number <= part.headerRow { continue }
                guard case .row = step else { return step }
                guard let columns = part.columns else {
                    return .bad(.otherColumns)
                }
                row.arrange(columns)
                return .row
            }
        }
        return .end
    }

    /// Opens the next sheet; the one before was read to its end.
    private mutating func openNext() throws(FeedError) {
        part = rest.popFirst()
        reader = nil
        guard let part else { return }
        reader = try SheetReader(part.sheet, of: workbook)
        let name = OpenFile.lastComponent(of: part.sheet.name)
        place = isOne ? nil : "\(workbook.file.name) [\(name)]"
    }
}
