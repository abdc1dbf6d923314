import GRDB
import MatchingCore
import SyncInterfaces

/// A named piece of SQL; a set of them is prepared once per connection.
package protocol StatementName: CaseIterable, RawRepresentable<Int> {
    /// The statement's text, with numbered parameters.
    var sql: String { get }
}

/// The statements of one connection that one transaction has used so far.
struct StatementCache<Name: StatementName> {
    private var statements = [PreparedStatement?](repeating: nil, count: Name.allCases.count)

    mutating func statement(
        _ name: Name,
        on database: Database,
        path: String
    ) throws -> PreparedStatement {
        if let statement = statements[name.rawValue] { return statement }
        let statement = PreparedStatement(
            try database.cachedStatement(sql: name.sql),
            path: path
        )
        statements[name.rawValue] = statement
        return statement
    }
}

/// A write of which a transaction needs no answer.
enum DeferredWrite: Int, CaseIterable {
    case cancellation
    case application
    case units
    case journalEntry
}

/// One transaction on one connection, with its statements and the numbers of the accounts.
///
/// A class, because reader, writer and kept counts of one transaction share it.
final class Connection {
    let path: String
    /// What all readers of the store found out about texts.
    let textMatches: TextMatches
    /// The order of the accounts in lists that are sorted by them.
    let accountOrder: AccountOrder
    /// What the words of claims mean in the accounts that are configured.
    private let policies: [AccountID: SyncPolicy]
    /// Writes on this connection that are done elsewhere, while there is such a thread.
    private var writeBehind: WriteBehind?
    private let database: Database
    private var orderStatements = StatementCache<OrderStatement>()
    private var parcelStatements = StatementCache<ParcelStatement>()
    private var lineageStatements = StatementCache<LineageStatement>()
    private var claimStatements = StatementCache<ClaimStatement>()
    private var claimChangeStatements = StatementCache<ClaimChangeStatement>()
    private var pollingStatements = StatementCache<PollingStatement>()
    private var requestStatements = StatementCache<RequestStatement>()
    private var screenStatements = StatementCache<ScreenStatement>()
    private var listStatements = StatementCache<ListStatement>()
    private var chartStatements = StatementCache<ChartStatement>()
    private var arrivalStatements = StatementCache<ArrivalStatement>()
    private var auditStatements = StatementCache<AuditStatement>()
    private var hasLoadedAccounts = false
    private var accountNumbers: [AccountID: Int64] = [:]
    /// Each account at its number.
    private var accountNames: [AccountID?] = []
    private var latestStatement: (sql: String, statement: PreparedStatement)?
    private var latestAccount: (name: AccountID, number: Int64)?
    private var latestFile: (name: String, number: Int64)?

    init(
        _ database: Database,
        path: String,
        textMatches: TextMatches,
        accountOrder: AccountOrder,
        policies: [AccountID: SyncPolicy]
    ) {
        self.database = database
        self.path = path
        self.textMatches = textMatches
        self.accountOrder = accountOrder
        self.policies = policies
    }

    /// The policy of an account; the usual words where none is configured.
    func policy(of account: AccountID) -> SyncPolicy { policies[account] ?? Self.usualPolicy }

    private static let usualPolicy = SyncPolicy(cancelStates: [], rule: nil)

    /// Has another thread do the writes that ``write(_:)`` is asked for, until ``endWriteBehind()``.
    func startWriteBehind() throws {
        writeBehind = WriteBehind(try DeferredWrite.allCases.map(prepared))
    }

    /// Ends that thread, whether everything was written or not.
    func endWriteBehind() {
        writeBehind?.stop()
        writeBehind = nil
    }

    /// A write that nobody waits for: run now, or later if there is a thread for it.
    func write(_ write: DeferredWrite) throws -> any WriteStatement {
        try writeBehind?.begin(write.rawValue) ?? prepared(write)
    }

    private func prepared(_ write: DeferredWrite) throws -> PreparedStatement {
        switch write {
        case .cancellation: try prepared(ClaimChangeStatement.insertCancellation)
        case .application: try prepared(ClaimChangeStatement.insertApplication)
        case .units: try prepared(OrderStatement.addUnits)
        case .journalEntry: try prepared(ClaimChangeStatement.insertJournalEntry)
        }
    }

    /// Waits until the writes are done that were put off.
    func settle() throws { try writeBehind?.settle() }

    /// The database once nobody else uses it.
    private func settled() throws -> Database {
        try settle()
        return database
    }

    func prepared(_ name: OrderStatement) throws -> PreparedStatement {
        try orderStatements.statement(name, on: settled(), path: path)
    }

    func prepared(_ name: ListStatement) throws -> PreparedStatement {
        try listStatements.statement(name, on: settled(), path: path)
    }

    func prepared(_ name: ChartStatement) throws -> PreparedStatement {
        try chartStatements.statement(name, on: settled(), path: path)
    }

    func prepared(_ name: ParcelStatement) throws -> PreparedStatement {
        try parcelStatements.statement(name, on: settled(), path: path)
    }

    func prepared(_ name: ClaimStatement) throws -> PreparedStatement {
        try claimStatements.statement(name, on: settled(), path: path)
    }

    func prepared(_ name: ClaimChangeStatement) throws -> PreparedStatement {
        try claimChangeStatements.statement(name, on: settled(), path: path)
    }

    func prepared(_ name: PollingStatement) throws -> PreparedStatement {
        try pollingStatements.statement(name, on: settled(), path: path)
    }

    func prepared(_ name: RequestStatement) throws -> PreparedStatement {
        try requestStatements.statement(name, on: settled(), path: path)
    }

    func prepared(_ name: ScreenStatement) throws -> PreparedStatement {
        try screenStatements.statement(name, on: settled(), path: path)
    }

    func prepared(_ name: LineageStatement) throws -> PreparedStatement {
        try lineageStatements.statement(name, on: settled(), path: path)
    }

    func prepared(_ name: ArrivalStatement) throws -> PreparedStatement {
        try arrivalStatements.statement(name, on: settled(), path: path)
    }

    func prepared(_ name: AuditStatement) throws -> PreparedStatement {
        try auditStatements.statement(name, on: settled(), path: path)
    }

    /// A statement that was made for one filter.
    func prepared(_ sql: String) throws -> PreparedStatement {
        let database = try settled()
        if let latestStatement, latestStatement.sql == sql { return latestStatement.statement }
        let statement = PreparedStatement(try database.cachedStatement(sql: sql), path: path)
        latestStatement = (sql, statement)
        return statement
    }

    /// The account's number; `nil` when it was never registered.
    func number(of account: AccountID) throws -> Int64? {
        if let latestAccount, latestAccount.name == account { return latestAccount.number }
        try loadAccounts()
        guard let number = accountNumbers[account] else { return nil }
        latestAccount = (account, number)
        return number
    }

    /// The account with this number; `nil` when there is none.
    func accountName(_ number: Int64) throws -> AccountID? {
        try loadAccounts()
        return number >= 0 && number < accountNames.count ? accountNames[Int(number)] : nil
    }

    /// Every account's number, oldest registration first.
    func allAccountNumbers() throws -> [Int64] {
        try loadAccounts()
        return accountNames.indices.filter { accountNames[$0] != nil }.map(Int64.init)
    }

    /// The account's number; it gets one when it has none.
    func registeredNumber(of account: AccountID) throws -> Int64 {
        if let number = try number(of: account) { return number }
        let insertion = try prepared(PollingStatement.insertAccount)
        insertion.bind(1, account.rawValue)
        try insertion.run()
        let number = database.lastInsertedRowID
        add(account, number: number)
        return number
    }

    /// The file's number; it gets one when it has none.
    func registeredFile(_ name: String) throws -> Int64 {
        if let latestFile, latestFile.name == name { return latestFile.number }
        let query = try prepared(LineageStatement.fileNumber)
        query.bind(1, name)
        let number: Int64
        if let known = try query.firstRow({ $0.integer(0) }) {
            number = known
        } else {
            let insertion = try prepared(LineageStatement.insertFile)
            insertion.bind(1, name)
            try insertion.run()
            number = database.lastInsertedRowID
        }
        latestFile = (name, number)
        return number
    }

    /// The name of the file with this number; `nil` when there is none.
    func fileName(_ number: Int64) throws -> String? {
        if let latestFile, latestFile.number == number { return latestFile.name }
        let query = try prepared(LineageStatement.fileName)
        query.bind(1, number)
        guard let name = try query.firstRow({ $0.text(0) }) else { return nil }
        latestFile = (name, number)
        return name
    }

    private func loadAccounts() throws {
        guard !hasLoadedAccounts else { return }
        hasLoadedAccounts = true
        try prepared(PollingStatement.accountNames).forEachRow { row in
            add(AccountID(row.text(1)), number: row.integer(0))
            return true
        }
    }

    private func add(_ account: AccountID, number: Int64) {
        accountNumbers[account] = number
        // Numbers count from 1 without gaps; a file in which they do not is not worth the memory.
        guard (0..<1_000_000).contains(number) else { return }
        while accountNames.count <= number { accountNames.append(nil) }
        accountNames[Int(number)] = account
    }

    var lastInsertedID: Int64 { database.lastInsertedRowID }
    /// How many rows this connection has changed since it was opened.
    var changeCount: Int { database.totalChangesCount }

    /// The error for something that a caller asked for and that cannot be.
    func refusal(_ message: String) -> StoreError {
        StoreError(problem: .other(message), path: path)
    }
}
