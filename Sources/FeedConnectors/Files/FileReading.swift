package import MatchingCore
package import SyncInterfaces

/// How files are read, whichever folder they lie in.
package struct FileReading: Sendable {
    /// Headers by which exports of any marketplace name a field.
    package var commonColumns: [RecordField: [String]]
    /// Finds an account by its id, its name or an alias; `nil` for what is none.
    package var resolveAccount: @Sendable (String) -> Account?
    /// The sentence kept beside a bad row or file: what is wrong, and what to do.
    package var describe: @Sendable (FeedError) -> String
    package var pace: Pace

    /// When a file counts as written to its end, and how much of it is taken at once.
    package struct Pace: Sendable {
        /// How long a file must not have been written to.
        package var settleTime: Duration
        /// The clock by which files are written; the request's when `nil`.
        ///
        /// They differ where the engine's time is sped up.
        package var fileTime: (@Sendable () -> Timestamp)?
        /// Waits until a file that was just written counts as complete; without it the next poll looks
        /// again.
        package var wait: (@Sendable (Duration) async throws -> Void)?
        /// Rows that are stored together; what is in memory is twice that.
        package var rowsPerBatch: Int
        /// Files of cancellations that are stored together, as far as their rows are few enough.
        package var filesPerBatch = 1000

        /// Creates a pace; the defaults suit files that people and programs drop.
        package init(
            settleTime: Duration = .seconds(2),
            fileTime: (@Sendable () -> Timestamp)? = nil,
            wait: (@Sendable (Duration) async throws -> Void)? = nil,
            rowsPerBatch: Int = 20_000
        ) {
            precondition(rowsPerBatch >= 1, "A batch has at least one row.")
            self.settleTime = settleTime
            self.fileTime = fileTime
            self.wait = wait
            self.rowsPerBatch = rowsPerBatch
        }
    }

    /// Limits against workbooks that are made to fill memory or disk.
    package var limits = WorkbookLimits()

    /// What was archived lately.
    let taken = TakenFiles()

    /// Creates the way of reading, with the usual limits on workbooks.
    package init(
        commonColumns: [RecordField: [String]],
        resolveAccount: @escaping @Sendable (String) -> Account?,
        describe: @escaping @Sendable (FeedError) -> String,
        pace: Pace = Pace()
    ) {
        self.commonColumns = commonColumns
        self.resolveAccount = resolveAccount
        self.describe = describe
        self.pace = pace
    }

    /// How the header of an account's file is found; of any account's, when there is none.
    func search(_ kind: RecordKind, in file: OpenFile, of account: Account?) -> HeaderSearch {
        let search = HeaderSearch(
            kind: kind,
            names: ColumnNames(common: commonColumns),
            file: file.name
        )
        if let account { return search.narrowed(to: account) }
        var open = search
        open.namesOf = { text in resolveAccount(text).map { search.narrowed(to: $0).names } }
        return open
    }

    /// The names by which an account's fields are known.
    func names(of account: Account) -> ColumnNames {
        ColumnNames(common: commonColumns).preferring(account.marketplace.columnNames)
    }

    /// Opens delimited text; of text that is named a workbook and has no header it tells just that.
    private func delimited(
        _ file: OpenFile,
        _ form: TextForm,
        _ search: HeaderSearch
    ) throws(FeedError) -> TableSource {
        do throws(FeedError) {
            return try .delimited(file, form: form, search: search)
        } catch {
            guard case .missingColumn = error.problem, file.isNamedWorkbook else { throw error }
            throw FeedError(
                problem: .unsupportedFormat(.textNamedWorkbook),
                location: error.location
            )
        }
    }

    /// Opens a file's table, whatever its format.
    func table(
        of file: OpenFile,
        survey: SourceSurvey,
        search: HeaderSearch
    ) throws(FeedError) -> TableSource {
        switch try FileFormat(of: file, survey: survey) {
        case .delimited(let form): return try delimited(file, form, search)
        case .jsonLines(let form): return try .jsonLines(file, form: form, search: search)
        case .workbook: return try .workbook(file, search: search, limits: limits)
        }
    }
}
