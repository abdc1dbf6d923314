package import MatchingCore
package import SyncInterfaces

/// A value of an exported table.
package enum ExportCell: Sendable, Hashable {
    /// Also what looks like a number and is none: an order number.
    case text(String?)
    case number(Int?)
    case moment(Timestamp?)
}

/// Writes rows to a file that is there only once it is complete.
///
/// Rows are written as they come; what is held in memory does not grow with their number.
package protocol ExportWriter: AnyObject {
    /// Writes a row.
    ///
    /// - Parameters:
    ///   - cells: Asked for by formats that are tables; one per title.
    ///   - json: Asked for by formats that are objects; an object on one line.
    /// - Throws: ``ExportError``.
    func write(_ cells: () -> [ExportCell], json: () -> String) throws(ExportError)

    /// Completes the file and puts it in its place.
    ///
    /// - Throws: ``ExportError``.
    func finish() throws(ExportError)
}

extension ExportFormat {
    /// Begins a file of the format.
    ///
    /// One that is there already, also behind a link, is replaced when the new one is done. A pipe or
    /// a device is written into.
    ///
    /// - Parameters:
    ///   - path: The file; `-` is standard output. A workbook can only go to a regular file.
    ///   - titles: The names of the columns.
    /// - Returns: A writer; when it is let go before it has finished, nothing is left.
    /// - Throws: ``ExportError``.
    package func writer(
        to path: String,
        titles: [String]
    ) throws(ExportError) -> any ExportWriter {
        switch self {
        case .csv: try DelimitedExport(path, titles: titles)
        case .jsonl: try JSONLinesExport(path)
        case .xlsx: try WorkbookExport(path, titles: titles)
        }
    }
}
