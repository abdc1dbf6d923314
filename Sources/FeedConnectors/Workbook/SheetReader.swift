import MatchingCore
import SyncInterfaces

/// Reads a sheet of a workbook row by row while it is being unpacked.
struct SheetReader: RowReader {
    /// What a spreadsheet can hold (ECMA-376).
    private static let mostColumns = 16_384
    private static let mostRows = 1_048_576

    /// What a cell's value is (its `t`).
    private enum Kind {
        case number
        case sharedText
        case text
        case boolean
        case error
    }

    private let workbook: Workbook
    private let markup: PartReader
    private var rowNumber = 0
    private var value: [UInt8] = []

    /// Opens a sheet; other parts of the file must not be open.
    init(_ sheet: Workbook.Sheet, of workbook: Workbook) throws(FeedError) {
        self.workbook = workbook
        markup = try PartReader(
            ArchivePart(named: sheet.part, in: workbook.file, limits: workbook.limits)
        )
    }

    mutating func next(_ row: inout Row) throws(FeedError) -> RowStep {
        while true {
            switch try markup.next() {
            case .endOfDocument: return .end
            case .start where markup.isNamed("row"):
                try read(&row)
                return row.isBlank ? .blank : .row
            case .start, .end, .text: break
            }
        }
    }

    private mutating func read(_ row: inout Row) throws(FeedError) {
        row.removeAll()
        let number = markup.attribute("r").map(Int.init) ?? rowNumber + 1
        guard let number, number > rowNumber, number <= Self.mostRows else {
            throw damaged(.rowOutOfPlace, "\(rowNumber + 1)")
        }
        rowNumber = number
        row.number = number
        while true {
            switch try markup.next() {
            case .start where markup.isNamed("c"): try readCell(into: &row)
            case .end where markup.isNamed("row"): return
            case .endOfDocument: throw damaged(.sheetEndsEarly)
            case .start, .end, .text: break
            }
        }
    }

    private mutating func readCell(into row: inout Row) throws(FeedError) {
        if let reference = markup.attribute("r") {
            guard let column = Self.column(reference), column >= row.cells.count else {
                throw damaged(.cellOutOfPlace, String(reference.prefix(12)))
            }
            while row.cells.count < column { row.cells.append(.empty) }
        }
        guard row.cells.count < Self.mostColumns else { throw damaged(.tooManyColumns) }
        let kind = try kind()
        let format = markup.attribute("s").flatMap(Int.init)
        try readValue()
        let start = row.bytes.count
        let form = try append(kind, format: format, to: &row)
        row.endCell(from: start, form: form)
        guard row.bytes.count <= workbook.limits.rowByteCount else {
            throw FeedError(
                problem: .exceedsLimit(.init(workbook.limits.rowByteCount, .bytesOfRow)),
                location: .init(file: workbook.file.name, row: rowNumber)
            )
        }
    }

    private func kind() throws(FeedError) -> Kind {
        switch markup.attribute("t") ?? "n" {
        case "n": return .number
        case "s": return .sharedText
        case "str", "inlineStr", "d": return .text
        case "b": return .boolean
        case "e": return .error
        case let other: throw damaged(.unknownCellKind, String(other.prefix(12)))
        }
    }

    /// Collects the text of `v` or `is`, up to the cell's end; formulas are left out.
    private mutating func readValue() throws(FeedError) {
        value.removeAll(keepingCapacity: true)
        var isValue = false
        var isReading = false
        while true {
            switch try markup.next() {
            case .start where markup.isNamed("v") || markup.isNamed("t"): isValue = !isReading
            case .start where markup.isNamed("rPh"): isReading = true
            case .end where markup.isNamed("v") || markup.isNamed("t"): isValue = false
            case .end where markup.isNamed("rPh"): isReading = false
            case .end where markup.isNamed("c"): return
            case .text where isValue: try markup.appendText(to: &value)
            case .endOfDocument: throw damaged(.sheetEndsEarly)
            case .start, .end, .text: break
            }
        }
    }

    private func append(
        _ kind: Kind,
        format: Int?,
        to row: inout Row
    ) throws(FeedError) -> Row.Cell.Form {
        switch kind {
        // What could not be computed is told by its words, as in a text that is saved from the sheet.
        case .text, .error: row.bytes.append(contentsOf: value)
        case .boolean:
            row.bytes.append(contentsOf: (value == [UInt8(ascii: "1")] ? "TRUE" : "FALSE").utf8)
        case .sharedText:
            guard let index = Int(String(decoding: value, as: UTF8.self)),
                workbook.sharedTexts.append(index, to: &row.bytes)
            else { throw damaged(.sharedTextMissing) }
        case .number:
            guard !value.isEmpty else { return .plain }
            let written = String(decoding: value, as: UTF8.self)
            if let format, workbook.formats.isDate(format), let serial = Double(written),
                let date = SpreadsheetNumber.dateText(serial, startsIn1904: workbook.startsIn1904)
            {
                row.bytes.append(contentsOf: date.utf8)
                return .plain
            }
            row.bytes.append(contentsOf: SpreadsheetNumber.plainText(written).utf8)
            return .number
        }
        return .typed
    }

    private func damaged(_ what: FileDamage, _ subject: String? = nil) -> FeedError {
        FeedError(
            problem: .damagedFile(.known(what, of: subject)),
            location: .init(file: workbook.file.name, row: rowNumber > 0 ? rowNumber : nil)
        )
    }

    /// The column of a reference such as `AB12`, from 0; `nil` when it is none.
    static func column(_ reference: String) -> Int? {
        var column = 0
        for byte in reference.utf8 {
            guard (0x41...0x5A).contains(byte) else { break }
            column = column * 26 + Int(byte - 0x40)
            guard column <= mostColumns else { return nil }
        }
        return column > 0 ? column - 1 : nil
    }
}
