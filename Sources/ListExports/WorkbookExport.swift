import COnDemand
import CXLSXWriter
import MatchingCore
import SyncInterfaces

/// An Excel workbook, written row by row; a further sheet begins where one is full.
///
/// A class, because it owns the library's workbook, which is freed with it.
final class WorkbookExport: ExportWriter {
    private let draft: Draft
    private let titles: [String]
    private var workbook: UnsafeMutablePointer<lxw_workbook>?
    private var sheet: UnsafeMutablePointer<lxw_worksheet>?
    private let bold: UnsafeMutablePointer<lxw_format>?
    private let time: UnsafeMutablePointer<lxw_format>?
    private var row: UInt32 = 0

    /// Rows of a sheet, the titles among them.
    private static let rowLimit: UInt32 = 1_048_576
    /// Characters that a cell takes.
    private static let textLimit = 32_767

    init(_ path: String, _ clash: NameClash, titles: [String]) throws(ExportError) {
        self.titles = titles
        // It is opened here because the library only says at the end that it cannot be.
        draft = try Draft(path, clash)
        guard let temporaryPath = draft.temporaryPath else {
            throw ExportError(path: path, reason: "a workbook can only be a regular file")
        }
        var options = lxw_workbook_options()
        options.constant_memory = 1
        workbook = workbook_new_opt(temporaryPath, &options)
        guard workbook != nil else {
            let reason = on_demand_problem().map { String(cString: $0) } ?? "out of memory"
            throw ExportError(path: path, reason: reason)
        }
        bold = workbook_add_format(workbook)
        format_set_bold(bold)
        time = workbook_add_format(workbook)
        format_set_num_format(time, "yyyy-mm-dd hh:mm:ss")
        try beginSheet()
    }

    deinit {
        guard let workbook else { return }
        lxw_workbook_free(workbook)
    }

    func write(_ cells: () -> [ExportCell], json _: () -> String) throws(ExportError) {
        if row == Self.rowLimit { try beginSheet() }
        for (column, cell) in cells().enumerated() {
            try check(write(cell, column: UInt16(clamping: column)))
        }
        row += 1
    }

    func finish() throws(ExportError) -> String {
        let result = workbook_close(workbook)
        workbook = nil
        try check(result)
        return try draft.complete()
    }

    private func beginSheet() throws(ExportError) {
        sheet = workbook_add_worksheet(workbook, nil)
        worksheet_freeze_panes(sheet, 1, 0)
        row = 0
        for (column, title) in titles.enumerated() {
            let column = UInt16(clamping: column)
            worksheet_set_column(sheet, column, column, 18, nil)
            try check(worksheet_write_string(sheet, row, column, title, bold))
        }
        row = 1
    }

    private func write(_ cell: ExportCell, column: UInt16) -> lxw_error {
        switch cell {
        case .text(nil), .number(nil), .moment(nil): LXW_NO_ERROR
        case .text(let text?):
            worksheet_write_string(sheet, row, column, Self.fitting(text), nil)
        case .number(let number?):
            worksheet_write_number(sheet, row, column, Double(number), nil)
        case .moment(let moment?):
            worksheet_write_number(sheet, row, column, moment.spreadsheetDay, time)
        }
    }

    private static func fitting(_ text: String) -> String {
        text.utf16.count <= textLimit ? text : String(text.prefix(textLimit / 8))
    }

    private func check(_ result: lxw_error) throws(ExportError) {
        guard result != LXW_NO_ERROR else { return }
        let words = lxw_strerror(result).map { String(cString: $0) } ?? "libxlsxwriter"
        throw ExportError(path: draft.path, reason: words)
    }
}

extension Timestamp {
    /// Days since 1899-12-30 on a Korean clock, as workbooks count time.
    fileprivate var spreadsheetDay: Double {
        Double(seconds + CivilTime.offsetFromUTCInSeconds) / 86_400 + 25_569
    }
}
