import GRDB
import MatchingCore
import SyncInterfaces

/// A named piece of SQL; a set of them is prepared once per connection.
package protocol StatementName: CaseIterable, RawRepresentable<Int> {
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

/// One transaction on one connection, with its statements and the numbers of the accounts.
///
/// A class, because reader, writer and kept counts of one transaction share it.
final class Connection {
    let path: String
    private let database: Database
    private var orderStatements = StatementCache<OrderStatement>()
    private var claimStatements = StatementCache<ClaimStatement>()
    private var claimChangeStatements = StatementCache<ClaimChangeStatement>()
    private var pollingStatements = StatementCache<PollingStatement>()
    private var screenStatements = StatementCache<ScreenStatement>()
    private var auditStatements = StatementCache<AuditStatement>()
    private var loadedAccounts: AccountDirectory?

    init(_ database: Database, path: String) {
        self.database = database
        self.path = path
    }

    func prepared(_ name: OrderStatement) throws -> PreparedStatement {
        try orderStatements.statement(name, on: database, path: path)
    }

    func prepared(_ name: ClaimStatement) throws -> PreparedStatement {
        try claimStatements.statement(name, on: database, path: path)
    }

    func prepared(_ name: ClaimChangeStatement) throws -> PreparedStatement {
        try claimChangeStatements.statement(name, on: database, path: path)
    }

    func prepared(_ name: PollingStatement) throws -> PreparedStatement {
        try pollingStatements.statement(name, on: database, path: path)
    }

    func prepared(_ name: ScreenStatement) throws -> PreparedStatement {
        try screenStatements.statement(name, on: database, path: path)
    }

    func prepared(_ name: AuditStatement) throws -> PreparedStatement {
        try auditStatements.statement(name, on: database, path: path)
    }

    /// The accounts as this transaction sees them.
    func accounts() throws -> AccountDirectory {
        if let loadedAccounts { return loadedAccounts }
        var directory = AccountDirectory()
        try prepared(PollingStatement.accountNames).forEachRow { row in
            directory.add(AccountID(row.text(1)), number: row.integer(0))
            return true
        }
        loadedAccounts = directory
        return directory
    }

    /// The account's number; it gets one when it has none.
    func registeredNumber(of account: AccountID) throws -> Int64 {
        if let number = try accounts().number(of: account) { return number }
        let insertion = try prepared(PollingStatement.insertAccount)
        insertion.bind(1, account.rawValue)
        try insertion.run()
        let number = database.lastInsertedRowID
        loadedAccounts?.add(account, number: number)
        return number
    }

    var lastInsertedID: Int64 { database.lastInsertedRowID }

    /// The error for something that a caller asked for and that cannot be.
    func refusal(_ message: String) -> StoreError {
        StoreError(problem: .other(message), path: path)
    }
}

/// The numbers by which rows name accounts.
struct AccountDirectory {
    private(set) var numbersByName: [AccountID: Int64] = [:]
    private var namesByNumber: [Int64: AccountID] = [:]

    mutating func add(_ account: AccountID, number: Int64) {
        numbersByName[account] = number
        namesByNumber[number] = account
    }

    func number(of account: AccountID) -> Int64? { numbersByName[account] }
    func name(of number: Int64) -> AccountID? { namesByNumber[number] }

    /// Every account's number, oldest registration first.
    var numbers: [Int64] { namesByNumber.keys.sorted() }
}
