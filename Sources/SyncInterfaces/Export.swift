package import MatchingCore

/// A file format that lists are exported in.
package enum ExportFormat: String, Sendable, Hashable, CaseIterable {
    /// UTF-8 with a byte order mark, by which spreadsheets tell that it is UTF-8.
    case csv
    /// A workbook; identifiers are text cells, so that no digit is lost.
    case xlsx
    /// One JSON object a line, as `--json` prints them.
    case jsonl
}

/// What is exported: a whole list, whatever the limit and the position of its query.
package enum ExportList: Sendable, Hashable {
    case cancellations(CancellationQuery)
    case orderLines(OrderLineQuery)
    /// The lines of orders, order by order.
    case orders(OrderQuery)
    case pullList(PullQuery)
    case journal(JournalQuery)
    /// These accounts, in this order, with what waits where and how polling goes.
    case accounts([AccountID])
}

/// An export that has ended.
package struct ExportResult: Sendable, Hashable {
    package let path: String
    package let rowCount: Int
    /// Whether the list is longer than what was looked for.
    package let isCut: Bool

    package init(path: String, rowCount: Int, isCut: Bool = false) {
        self.path = path
        self.rowCount = rowCount
        self.isCut = isCut
    }
}

/// Why a file could not be exported; nothing of it is left.
package struct ExportError: Error, Sendable, Hashable {
    package let path: String
    /// The system's, or the workbook library's, own words.
    package let reason: String

    /// Whether whoever read the output has closed it.
    package let isReaderGone: Bool

    package init(path: String, reason: String, isReaderGone: Bool = false) {
        self.path = path
        self.reason = reason
        self.isReaderGone = isReaderGone
    }
}
