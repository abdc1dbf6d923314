package import MatchingCore

/// How many rows of files could not be taken in and lie among the rejected ones still: orders or
/// cancellations that nobody sees.
package struct SetAsideRows: Sendable, Hashable {
    package var rowCount: Int
    package var fileCount: Int
    /// Whether there may be more than were counted, because the files are too long to be read.
    package var isMore: Bool

    package init(rowCount: Int = 0, fileCount: Int = 0, isMore: Bool = false) {
        self.rowCount = rowCount
        self.fileCount = fileCount
        self.isMore = isMore
    }

    package static let none = SetAsideRows()
}

/// One row that was set aside.
package struct SetAsideRow: Sendable, Hashable {
    /// Where it lies below the inbox: `rejected/coupang/cancel.csv.1f2e3d4c.csv`.
    package let file: String
    /// What is wrong with it; of a row that an older version set aside, its words of then.
    package let problem: KeptProblem

    package init(file: String, problem: KeptProblem) {
        self.file = file
        self.problem = problem
    }
}
