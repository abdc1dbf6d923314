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
    ///   - clash: What becomes of a file that is there already.
    ///   - progress: Called with the number of rows so far, once a page.
    /// - Returns: Where it is, with how many rows.
    /// - Throws: `StoreError`, `ExportError`, or `CancellationError` once the task was cancelled;
    ///   nothing is left then.
    func export(
        _ list: ExportList,
        _ format: ExportFormat,
        to path: String,
        _ clash: NameClash = .replacing,
        progress: @escaping (Int) -> Void = { _ in }
    ) async throws -> ExportResult {
        let file = try File(
            writer: format.writer(to: path, clash, titles: titles(of: list)),
            isPrinted: OutputPlace(path) == .standardOutput,
            progress: progress
        )
        var isCut = false
        switch list {
        case .cancellations(let query):
            try await workspace.pages(of: query, withRecords: true) { page in
                try file.write(page, cells: cells) { $0.members(of: $1) }
            }
        case .orderLines(let query):
            try await workspace.pages(of: query) { page in
                try file.write(page, cells: cells) { $0.members(of: $1) }
            }
        case .orders(let query):
            isCut = try await workspace.pages(of: query) { page in
                try file.write(page.flatMap(\.lines), cells: cells) { $0.members(of: $1) }
            }
        case .pullList(let query):
            try await workspace.pages(of: query) { page in
                try file.write(page, cells: cells) { $0.members(of: $1) }
            }
        case .journal(let query):
            try await workspace.pages(of: query) { page in
                try file.write(page, cells: cells) { $0.members(of: $1, phrases) }
            }
        case .accounts(let ids):
            try file.write(try await workspace.standing(of: ids), cells: cells) {
                $0.members(of: $1, phrases)
            }
        }
        let place = try file.writer.finish()
        return ExportResult(path: place, rowCount: file.rowCount, isCut: isCut)
    }

    private func titles(of list: ExportList) -> [String] {
        list.columns.map(phrases.title) + list.keyFields.map(phrases.title)
    }

    /// A file that is being written.
    ///
    /// A class because the pages that go into it are handed over one by one.
    private final class File {
        let writer: any ExportWriter
        private(set) var rowCount = 0
        private let isPrinted: Bool
        private let progress: (Int) -> Void

        init(
            writer: any ExportWriter,
            isPrinted: Bool,
            progress: @escaping (Int) -> Void
        ) {
            self.writer = writer
            self.isPrinted = isPrinted
            self.progress = progress
        }

        func write<Row>(
            _ rows: [Row],
            cells: (Row) -> [ExportCell],
            object: (inout JSONWriter, Row) -> Void
        ) throws {
            for row in rows {
                try writer.write(
                    { cells(row) },
                    json: { JSONWriter.line(isForTerminals: isPrinted) { object(&$0, row) } }
                )
            }
            rowCount += rows.count
            progress(rowCount)
        }
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
            case .orderLines, .orders: "orders"
            case .pullList: "pull-list"
            case .journal: "activity"
            case .accounts: "accounts"
            }
        let day = civil.dateText.filter { $0 != "-" }
        return "\(name)-\(day)-\(civil.timeText.filter { $0 != ":" }).\(format.rawValue)"
    }
}
