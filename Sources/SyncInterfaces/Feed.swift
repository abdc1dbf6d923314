package import MatchingCore

/// A source of cancellations and orders: a folder, a marketplace's API, a program.
///
/// A feed reads and hands over; it decides nothing about cancelling and keeps no memory of its own.
package protocol Feed: Sendable {
    /// The parts of a window that are worth a poll of their own, oldest first; together they are the
    /// window.
    ///
    /// A resync for a long time records each part once it was read, so that one that was interrupted
    /// goes on where it stopped.
    func parts(of window: TimeWindow) -> [TimeWindow]

    /// Reads what lies in the request's window (a folder: whatever has been dropped).
    ///
    /// Batches are handed over one at a time; the next is read after `deliver` returned, by which
    /// time the batch is durable. A source that was taken in whole is set aside (archived) only
    /// after its last batch was delivered, so that a crash takes none twice and loses none.
    ///
    /// - Returns: What was read, and what is wrong with it.
    /// - Throws: ``FeedError`` when the feed as a whole cannot be read; a bad row or file does
    ///   not throw, it is reported. Whatever `deliver` throws ends the reading and is rethrown.
    func read(
        _ request: FeedRequest,
        deliver: @Sendable (FeedBatch) async throws -> Void
    ) async throws -> FeedReport
}

extension Feed {
    /// The whole window: what has been dropped into a folder is read in one go.
    package func parts(of window: TimeWindow) -> [TimeWindow] { [window] }
}

/// What a feed is asked for.
package struct FeedRequest: Sendable {
    package let window: TimeWindow
    package let now: Timestamp
    /// How far a source was taken in before; asked once per source.
    package let intake: @Sendable (SourceID) async throws -> IntakeMark?

    package init(
        window: TimeWindow,
        now: Timestamp,
        intake: @escaping @Sendable (SourceID) async throws -> IntakeMark?
    ) {
        self.window = window
        self.now = now
        self.intake = intake
    }
}

/// The name of a source's content: the same bytes for the same account, written at the same time, have
/// the same name.
package struct SourceID: Sendable, Hashable, CustomStringConvertible {
    /// Lower-case hexadecimal digest of destination, time and content.
    package let rawValue: String
    package init(_ rawValue: String) { self.rawValue = rawValue }
    package var description: String { rawValue }
}

/// How far a source has been taken in.
package struct IntakeMark: Sendable, Hashable {
    package let source: SourceID
    /// The name shown to people, such as the file's.
    package let name: String
    /// Rows of the source that are durable, bad ones included, the header not.
    package var rowsTaken: Int
    package var isComplete: Bool

    package init(source: SourceID, name: String, rowsTaken: Int, isComplete: Bool) {
        self.source = source
        self.name = name
        self.rowsTaken = rowsTaken
        self.isComplete = isComplete
    }
}

/// Rows that go into the store together, in one transaction.
package struct FeedBatch: Sendable {
    /// What one source brings.
    package struct Part: Sendable {
        /// The source's state once the batch is durable; `nil` for feeds without such a memory.
        package let mark: IntakeMark?
        /// Best in the order of their order numbers, in which whoever takes them in needs them.
        package let notices: [CancellationNotice]
        package let lines: [IncomingOrderLine]
        /// Bad rows among those that this part covers.
        package let rejectedRowCount: Int

        package init(
            mark: IntakeMark?,
            notices: [CancellationNotice] = [],
            lines: [IncomingOrderLine] = [],
            rejectedRowCount: Int = 0
        ) {
            self.mark = mark
            self.notices = notices
            self.lines = lines
            self.rejectedRowCount = rejectedRowCount
        }
    }

    /// Each of another source, in the order of reading.
    package let parts: [Part]

    /// The notices of all parts.
    package var notices: [CancellationNotice] { parts.flatMap(\.notices) }
    /// The order lines of all parts, of which a later one has the last word.
    package var lines: [IncomingOrderLine] { parts.flatMap(\.lines) }
    /// How many notices all parts have.
    package var noticeCount: Int { parts.reduce(0) { $0 + $1.notices.count } }
    /// Whether a source has more, which comes next.
    package var isFollowed: Bool { parts.contains { $0.mark.map { !$0.isComplete } ?? false } }

    /// Creates a batch of what several sources bring.
    package init(parts: [Part]) { self.parts = parts }

    /// Creates a batch of what one source brings.
    package init(
        mark: IntakeMark?,
        notices: [CancellationNotice] = [],
        lines: [IncomingOrderLine] = [],
        rejectedRowCount: Int = 0
    ) {
        let part = Part(
            mark: mark,
            notices: notices,
            lines: lines,
            rejectedRowCount: rejectedRowCount
        )
        self.init(parts: [part])
    }
}

/// What came of reading a feed.
package struct FeedReport: Sendable, Hashable {
    /// Files or pages read to the end.
    package var sourceCount = 0
    /// Those among them of which every row had been taken in before.
    package var knownSourceCount = 0
    /// What is wrong with single rows and files, each one line for the operator.
    package var problems: [FeedError] = []
    /// The files whose cancellations nobody has read, and why: those that the folder still holds,
    /// and those that were set aside whole, until somebody takes them away.
    package var unread: [FeedError] = []
    /// Why a part of the feed could not be read, where another could: the poll has failed, and what the
    /// report says of the other holds.
    package var failure: FeedError?
    /// What could not be read of the window, where the rest was.
    package var refusal: FeedRefusal?

    package init() {}
}

/// The parts of a window that a feed cannot be read for, while the rest of it was read.
package struct FeedRefusal: Sendable, Hashable {
    /// In any order; some may lie before the window, where a feed looks again at what was read.
    package let periods: [TimeWindow]
    /// Why the first of them could not be read.
    package let reason: ServiceProblem
    package let location: FeedError.Location

    package init(periods: [TimeWindow], reason: ServiceProblem, location: FeedError.Location) {
        self.periods = periods
        self.reason = reason
        self.location = location
    }
}

/// What a reading leaves unread, at least one file: nobody knows what was cancelled in it.
package struct UnreadFiles: Error, Sendable, Hashable {
    /// One for each file.
    package let problems: [FeedError]

    package init(_ problems: [FeedError]) { self.problems = problems }
}

/// What is wrong with a feed, a file or a row, where, and what to do.
package struct FeedError: Error, Sendable, Hashable {
    /// What is wrong, to switch on.
    package enum Problem: Sendable, Hashable {
        case fileNotReadable(String)
        /// It is not what is read, whatever is in it.
        case irregularFile(IrregularFile)
        /// Somebody still writes the file, or has it locked; the next poll looks again.
        case stillBeingWritten
        case folderNotReadable(String)
        /// No folder can be called as the account is.
        case reservedName
        /// A file or folder lies where nobody looks; the account that it is named after, if any.
        case misplaced(AccountID?)
        /// Rejected rows could not be kept, or a file not be set aside.
        case folderNotWritable(String)
        case emptyFile
        /// It was set aside as unreadable before, and lies there still.
        case setAsideUnread
        case unknownEncoding
        /// A value has bytes that are no text in the file's encoding.
        case brokenText
        /// The file is not what its name says; what it is instead.
        case unsupportedFormat(UnsupportedFormat)
        case damagedFile(FeedDetail<FileDamage>)
        case exceedsLimit(FeedLimit)
        /// No header is known for this field.
        case missingColumn(RecordField)
        /// What is taken in as orders is about cancellations.
        case notOrders
        /// Two headers name the same field.
        case duplicateColumn(RecordField, String)
        /// The row is of a sheet whose columns hold other fields than those of the sheet that was read.
        case otherColumns
        /// A row ended within quotes.
        case unclosedQuote
        /// Text follows a closing quote within a cell.
        case strayQuote
        case tooManyCells(expected: Int, found: Int)
        case missingValue(RecordField)
        /// It has no number of its own, and its key fields are those of an earlier row of the file.
        case indistinct(fromRow: Int)
        case invalidQuantity(String)
        case invalidTime(String)
        case invalidShipping(String)
        case unknownAccount(String)
        /// The row names another account than the one whose file it is in.
        case otherAccount(String)
        /// A number in a cell has lost digits on its way through a spreadsheet.
        case lostDigits(String)
        case invalidJSON(FeedDetail<JSONMistake>)
        /// A marketplace's API or a program.
        case service(ServiceProblem)
    }

    /// What is not read where files are dropped.
    package enum IrregularFile: String, Sendable, Hashable, CaseIterable {
        /// Whoever may write into a folder could have any file read through one.
        case symbolicLink
        /// A pipe, a device, a folder.
        case notRegular
        case nameNotUTF8
    }

    /// A kind of file that is recognized, so that it can be named, but not read.
    package enum UnsupportedFormat: String, Sendable, Hashable {
        case encryptedWorkbook
        /// A workbook of Excel 97, or of Excel 2003 in XML.
        case legacyWorkbook
        /// A web page, whatever its name.
        case htmlTable
        /// Text without a header under the name of a workbook.
        case textNamedWorkbook
        /// An array of objects, where each should have a line of its own.
        case jsonArray
        /// A zip archive that is no workbook of the form that is read.
        case archive
        case unknown
    }

    /// Where it is wrong; rows count from 1 and include the header.
    package struct Location: Sendable, Hashable {
        /// What has rows.
        package enum Source: Sendable, Hashable {
            /// A file, whose bad rows are kept.
            case file
            /// A program's output, which is not kept.
            case program
            /// An answer of an API, which is not kept.
            case answer
        }

        /// The file's name; of an API the account and the call, such as `coupang returnRequests`.
        package var file: String
        /// Whose row of a file it is, where that is known.
        package var account: AccountID?
        package var row: Int?
        /// The column's header as the file writes it.
        package var column: String?
        package var source: Source

        package init(
            file: String,
            account: AccountID? = nil,
            row: Int? = nil,
            column: String? = nil,
            source: Source = .file
        ) {
            self.file = file
            self.account = account
            self.row = row
            self.column = column
            self.source = source
        }
    }

    package let problem: Problem
    package let location: Location

    package init(problem: Problem, location: Location) {
        self.problem = problem
        self.location = location
    }
}
