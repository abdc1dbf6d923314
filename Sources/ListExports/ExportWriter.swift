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
    /// - Returns: Where it is.
    /// - Throws: ``ExportError``.
    @discardableResult
    func finish() throws(ExportError) -> String
}

/// What becomes of a file that has the name of a new one already.
package enum NameClash: Sendable, Hashable {
    /// The new one takes its place.
    case replacing
    /// The new one gets the next free name: `list-2.csv`.
    case numbering
}

extension ExportFormat {
    /// Begins a file of the format.
    ///
    /// Where one that is there already is replaced, also behind a link, it is when the new one is done.
    /// A pipe or a device is written into.
    ///
    /// - Parameters:
    ///   - path: The file; `-` is standard output. A workbook can only go to a regular file.
    ///   - clash: What becomes of a file that is there already.
    ///   - titles: The names of the columns.
    /// - Returns: A writer; when it is let go before it has finished, nothing is left.
    /// - Throws: ``ExportError``.
    package func writer(
        to path: String,
        _ clash: NameClash = .replacing,
        titles: [String]
    ) throws(ExportError) -> any ExportWriter {
        switch self {
        case .csv: try DelimitedExport(path, clash, titles: titles)
        case .jsonl: try JSONLinesExport(path, clash)
        case .xlsx: try WorkbookExport(path, clash, titles: titles)
        }
    }
}
