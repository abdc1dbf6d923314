/// One row of a table as its file has it, bytes in UTF-8.
///
/// Reused from row to row, so that reading a million of them allocates next to nothing.
struct Row {
    struct Cell {
        enum Form: UInt8 {
            case plain
            /// Doubled quotes stand for one.
            case doubledQuotes
            /// A spreadsheet kept it as a number; long ones have lost digits.
            case number
            /// A text of a workbook or of JSON: an apostrophe in front is its own.
            case typed
            /// A line that could not be taken apart.
            case raw
        }

        var start: Int32
        var end: Int32
        var form: Form

        static let empty = Cell(start: 0, end: 0, form: .plain)
        var isEmpty: Bool { start == end }
    }

    /// Counts from 1 and includes title rows, the header and blank rows.
    var number = 0
    /// What of the file has the row, where it has several parts with rows: `a.xlsx [Sheet2]`.
    var place: String?
    var bytes: [UInt8] = []
    var cells: [Cell] = []

    /// Whether no cell has anything but ASCII white space.
    var isBlank: Bool {
        cells.allSatisfy { cell in
            bytes[Int(cell.start)..<Int(cell.end)].allSatisfy { $0 == 0x20 || $0 == 0x09 }
        }
    }

    /// The text of a cell as written; empty when the row ends before it.
    func text(at column: Int) -> String {
        guard cells.indices.contains(column) else { return "" }
        let cell = cells[column]
        let slice = bytes[Int(cell.start)..<Int(cell.end)]
        guard cell.form == .doubledQuotes else { return String(decoding: slice, as: UTF8.self) }
        return String(decoding: Self.undoubled(slice), as: UTF8.self)
    }

    /// Every cell's text, in column order.
    var texts: [String] { cells.indices.map(text) }

    /// Makes the row one cell of raw text, for what could not be taken apart.
    mutating func setRaw(_ raw: some Collection<UInt8>) {
        bytes.removeAll(keepingCapacity: true)
        bytes.append(contentsOf: raw)
        while let last = bytes.last, last == 0x0A || last == 0x0D { bytes.removeLast() }
        cells.removeAll(keepingCapacity: true)
        cells.append(Cell(start: 0, end: Int32(bytes.count), form: .raw))
    }

    /// Puts the cells in another order, from where each of `columns` says.
    mutating func arrange(_ columns: [Int?]) {
        let isInOrder = columns.indices.allSatisfy { columns[$0] == $0 }
        guard !isInOrder else { return }
        cells = columns.map { column in
            column.flatMap { cells.indices.contains($0) ? cells[$0] : nil } ?? .empty
        }
    }

    /// Starts over, to be filled cell by cell.
    mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
        cells.removeAll(keepingCapacity: true)
    }

    /// Ends a cell that began at `start` and whose text was appended to ``bytes``.
    mutating func endCell(from start: Int, form: Cell.Form = .plain) {
        cells.append(Cell(start: Int32(start), end: Int32(bytes.count), form: form))
    }

    static func doubled(_ text: String) -> String {
        text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
    }

    static func undoubled(_ slice: some Collection<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(slice.count)
        var isSecond = false
        for byte in slice {
            isSecond = byte == UInt8(ascii: "\"") && !isSecond
            // The first of two quotes is kept, the second is not.
            if byte != UInt8(ascii: "\"") || isSecond { result.append(byte) }
        }
        return result
    }
}
