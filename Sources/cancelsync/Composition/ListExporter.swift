import ConsoleModel
import Foundation
import ListExports
import MatchingCore
import SyncInterfaces

/// Writes whole lists to files, page by page.
struct ListExporter: Sendable {
    let workspace: Workspace
    /// Titles and words; JSON Lines have the same names in every language.
    let phrases: Phrases

    /// Exports a list.
    ///
    /// - Parameters:
    ///   - list: What to export.
    ///   - format: How.
    ///   - path: The file; `-` is standard output.
    ///   - progress: Called with the number of rows so far, once a page.
    /// - Returns: Where it is, with how many rows.
    /// - Throws: `StoreError`, `ExportError`, or `CancellationError` once the task was cancelled;
    ///   nothing is left then.
    func export(
        _ list: ExportList,
        _ format: ExportFormat,
        to path: String,
        progress: (Int) -> Void = { _ in }
    ) async throws -> ExportResult {
        let writer = try format.writer(to: path, titles: titles(of: list))
        var count = 0
        switch list {
        case .cancellations(let query):
            try await workspace.pages(of: query, withRecords: format == .jsonl) { page in
                for (row, record) in page {
                    try writer.write({ cells(of: row) }) {
                        JSONWriter.line { $0.members(of: row, record: record) }
                    }
                }
                count += page.count
                progress(count)
            }
        case .orderLines(let query):
            try await workspace.pages(of: query) { page in
                for line in page {
                    try writer.write({ cells(of: line) }) {
                        JSONWriter.line { $0.members(of: line) }
                    }
                }
                count += page.count
                progress(count)
            }
        }
        try writer.finish()
        return ExportResult(path: path, rowCount: count)
    }

    private func titles(of list: ExportList) -> [String] {
        let columns: [ListColumn] =
            switch list {
            case .cancellations:
                [
                    .number, .account, .name, .orderNumber, .claimID, .state, .status, .reason,
                    .productName, .option, .quantity, .requestedAt, .firstSeenAt, .statusSince,
                ]
            case .orderLines:
                [
                    .account, .name, .orderNumber, .lineID, .productName, .option, .quantity,
                    .cancelled, .open, .shipping, .held, .orderedAt, .trackingNumber,
                ]
            }
        return columns.map(phrases.title)
    }

    private func cells(of row: CancellationRow) -> [ExportCell] {
        [
            .number(Int(clamping: row.id.rawValue)), .text(row.account.rawValue),
            .text(phrases.name(of: row.account)), .text(row.orderNumber.rawValue),
            .text(row.claimID.rawValue), .text(row.state), .text(phrases.word(for: row.status)),
            .text(phrases.word(for: row.reason)), .text(row.productName), .text(row.option),
            .number(row.quantity), .moment(row.requestedAt), .moment(row.firstSeenAt),
            .moment(row.standingSince),
        ]
    }

    private func cells(of line: LineOnFile) -> [ExportCell] {
        let (key, fields) = (line.line.key, line.line.fields)
        return [
            .text(key.account.rawValue), .text(phrases.name(of: key.account)),
            .text(key.orderNumber.rawValue), .text(key.lineID.rawValue),
            .text(fields[.productName]), .text(fields[.option]), .number(line.line.quantity),
            .number(line.cancelledUnits), .number(line.openUnits),
            .text(phrases.word(for: line.line.shipping)), .text(phrases.yesOrNo(line.isHeld)),
            .moment(line.line.orderedAt), .text(line.line.trackingNumber),
        ]
    }
}

extension Workspace {
    /// Where an export that begins now goes; its folder is made when it is missing.
    ///
    /// - Throws: What keeps the folder from being made.
    func exportPath(for list: ExportList, _ format: ExportFormat) throws -> String {
        try FileManager.default.createDirectory(
            atPath: folders.exports,
            withIntermediateDirectories: true
        )
        return "\(folders.exports)/\(list.fileName(format, now: time.now()))"
    }
}

extension ExportList {
    /// A file name for an export that begins at `now`: `cancellations-20261124-090500.csv`.
    fileprivate func fileName(_ format: ExportFormat, now: Timestamp) -> String {
        let civil = CivilTime(now)
        let name =
            switch self {
            case .cancellations: "cancellations"
            case .orderLines: "orders"
            }
        let day = civil.dateText.filter { $0 != "-" }
        return "\(name)-\(day)-\(civil.timeText.filter { $0 != ":" }).\(format.rawValue)"
    }
}
