import MatchingCore
import SyncInterfaces

/// The cleaned texts of one row's cells; ASCII and Hangul, the usual case, are cleaned byte by byte.
struct CellReader {
    private let row: Row

    init(_ row: Row) { self.row = row }

    /// The cleaned text of a cell; `nil` when there is no such column or nothing in it.
    func text(_ column: Int?) -> String? {
        guard let column, column < row.cells.count else { return nil }
        let cell = row.cells[column]
        guard !cell.isEmpty else { return nil }
        guard cell.form != .doubledQuotes else {
            let text = row.text(at: column)
            return Self.quoted(Array(text.utf8)[...]).map(cleaned) ?? unguarded(text)
        }
        return row.bytes.withUnsafeBufferPointer { bytes in
            var start = Int(cell.start)
            var end = Int(cell.end)
            while start < end, Self.isSpace(bytes[start]) { start += 1 }
            while end > start, Self.isSpace(bytes[end - 1]) { end -= 1 }
            guard start < end else { return nil }
            if bytes[start] == UInt8(ascii: "="), let text = Self.quoted(bytes[start..<end]) {
                return cleaned(text)
            }
            let slice = UnsafeBufferPointer(rebasing: bytes[start..<end])
            let text = String(decoding: slice, as: UTF8.self)
            if bytes[start] != UInt8(ascii: "'"), Self.isPlainlyClean(slice) { return text }
            return cell.form == .typed ? cleaned(text) : unguarded(text)
        }
    }

    /// The same, but `nil` as well where a spreadsheet could not compute what was to stand there.
    func value(_ column: Int?) -> String? {
        text(column).flatMap { SpreadsheetError.isOne($0) ? nil : $0 }
    }

    /// Whether there is nothing in the row but what could not be computed: formulas that were filled in
    /// further down than there is anything to compute.
    var saysNothing: Bool {
        // Of nearly every row the first byte tells.
        guard let first = row.cells.first(where: { !$0.isEmpty }),
            row.bytes[Int(first.start)] == UInt8(ascii: "#")
        else { return false }
        return row.cells.indices.allSatisfy { value($0) == nil }
    }

    /// Every cell's cleaned text, in column order; empty where there is none.
    var texts: [String] { row.cells.indices.map { text($0) ?? "" } }

    /// Every cell as a CSV of our own has it, in column order: there it means what it means here, and no
    /// spreadsheet computes it.
    var written: [String] {
        row.cells.indices.map { column in
            let text = row.text(at: column)
            let bytes = Array(text.utf8)
            if row.cells[column].form == .raw { return FormulaGuard.guarded(text) }
            if let quoted = Self.quoted(bytes) { return "=\"\(Row.doubled(quoted))\"" }
            if row.cells[column].form == .typed { return FormulaGuard.guarded(text) }
            let trimmed = String(decoding: bytes.drop(while: Self.isSpace), as: UTF8.self)
            let isHarmless = [text, trimmed].allSatisfy { FormulaGuard.harmless($0) == $0 }
            return isHarmless ? text : FormulaGuard.harmless(trimmed)
        }
    }

    /// Whether a spreadsheet kept the cell as a number.
    func isNumber(_ column: Int) -> Bool { row.cells[column].form == .number }

    /// Whether an identifier has come through a spreadsheet as a number too long for one.
    ///
    /// A number in a workbook keeps 15 digits; in a text file only the exponent gives it away, or that
    /// nothing is left of it.
    func hasLostDigits(_ column: Int, _ text: String) -> Bool {
        if SpreadsheetError.isTooWide(text) { return true }
        if isNumber(column) {
            return text.utf8.count(where: { (0x30...0x39).contains($0) }) > 15
                || Self.isExponential(text)
        }
        return text.utf8.contains(UInt8(ascii: "+")) && Self.isExponential(text)
    }

    /// What a formula that is nothing but a text stands for (`="0012"`), by which exports keep spreadsheets
    /// from making a number of it; `nil` for others.
    private static func quoted(_ bytes: some BidirectionalCollection<UInt8>) -> String? {
        let trimmed = bytes.drop(while: isSpace)
        guard trimmed.starts(with: "=\"".utf8), trimmed.count > 2, trimmed.last == 0x22 else {
            return nil
        }
        return String(decoding: Row.undoubled(trimmed.dropFirst(2).dropLast()), as: UTF8.self)
    }

    /// The cleaned text without the apostrophe that keeps spreadsheets from computing it.
    private func unguarded(_ text: String) -> String? {
        cleaned(text).flatMap { cleaned in
            let mayBeGuarded = cleaned.utf8.first == UInt8(ascii: "'")
            return mayBeGuarded ? self.cleaned(FormulaGuard.unguarded(cleaned)) : cleaned
        }
    }

    private func cleaned(_ text: String) -> String? {
        let cleaned = FieldText.cleaned(text)
        return cleaned.isEmpty ? nil : cleaned
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || (0x09...0x0D).contains(byte)
    }

    /// Whether trimmed text is ASCII and whole Hangul syllables (U+AC00…U+D7A3), which are in NFC.
    private static func isPlainlyClean(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if byte < 0x80 {
                index += 1
                continue
            }
            guard (0xEA...0xED).contains(byte), index + 2 < bytes.count else { return false }
            let syllable =
                UInt32(byte) << 16 | UInt32(bytes[index + 1]) << 8 | UInt32(bytes[index + 2])
            guard (0xEAB080...0xED9EA3).contains(syllable) else { return false }
            index += 3
        }
        return true
    }

    /// Whether the text is digits, perhaps with a fraction, and an exponent (`2.02411E+15`).
    private static func isExponential(_ text: String) -> Bool {
        let parts = text.utf8.split(omittingEmptySubsequences: false) { $0 | 0x20 == 0x65 }
        guard parts.count == 2, let mantissa = parts.first, let exponent = parts.last,
            !mantissa.isEmpty, !exponent.isEmpty
        else { return false }
        return mantissa.allSatisfy { (0x30...0x39).contains($0) || $0 == UInt8(ascii: ".") }
            && exponent.drop { $0 == UInt8(ascii: "+") }.allSatisfy { (0x30...0x39).contains($0) }
    }
}
