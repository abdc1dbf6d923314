import MatchingCore
import SyncInterfaces

/// Comma-separated values as spreadsheets read them: byte order mark, CRLF, quotes where needed.
///
/// A class, because it owns its file.
final class DelimitedExport: ExportWriter {
    private let file: FileSink

    init(_ path: String, _ clash: NameClash, titles: [String]) throws(ExportError) {
        file = try FileSink(path, clash)
        try file.write([0xEF, 0xBB, 0xBF])
        try write({ titles.map { .text($0) } }, json: { "" })
    }

    func write(_ cells: () -> [ExportCell], json _: () -> String) throws(ExportError) {
        let line = cells().map(Self.text).joined(separator: ",") + "\r\n"
        try file.write(Array(line.utf8))
    }

    func finish() throws(ExportError) -> String { try file.finish() }

    private static func text(_ cell: ExportCell) -> String {
        switch cell {
        case .text(let text): quoted(FormulaGuard.guarded(text ?? ""))
        case .number(let number): number.map(String.init) ?? ""
        case .moment(let moment): moment?.spreadsheetText ?? ""
        }
    }

    private static func quoted(_ text: String) -> String {
        let needsQuotes =
            text.utf8.contains { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }
            || text.first == " " || text.last == " "
        guard needsQuotes else { return text }
        return "\""
            + text.split(separator: "\"", omittingEmptySubsequences: false)
            .joined(separator: "\"\"") + "\""
    }
}

extension Timestamp {
    /// `2026-11-24 09:05:00`, in Korea; the one form that spreadsheets take for a time everywhere.
    fileprivate var spreadsheetText: String {
        let civil = CivilTime(self)
        return "\(civil.dateText) \(civil.timeText)"
    }
}
