import MatchingCore
import SyncInterfaces

/// Whose each row of a file is, and in which columns that account's fields are.
///
/// In a file of several marketplaces a header means what each row's marketplace calls so:
/// 옵션ID is a code of 쿠팡's rows and nothing in the others.
struct RowOwners {
    struct Owner {
        let account: AccountID
        let columns: RecordColumns
    }

    /// The columns where nobody's own headers are known.
    let columns: RecordColumns

    private let account: Account?
    private let resolve: @Sendable (String) -> Account?
    private let columnsOf: @Sendable (Account) -> RecordColumns?
    private var ownersByText: [String: Owner] = [:]

    /// Creates the owners of a file's rows.
    ///
    /// `columnsOf` finds the columns by an account's own headers, `nil` where they contradict one
    /// another; it is asked once for each account that rows name.
    init(
        account: Account?,
        columns: RecordColumns,
        resolve: @escaping @Sendable (String) -> Account?,
        columnsOf: @escaping @Sendable (Account) -> RecordColumns?
    ) {
        self.account = account
        self.columns = columns
        self.resolve = resolve
        self.columnsOf = columnsOf
    }

    /// Whose file it is; `nil` where each row says so.
    var accountOfFile: AccountID? { account?.id }

    /// The owner of a row: the file's, or the one that the row names.
    mutating func owner(of cells: CellReader) throws(RecordMapper.Refusal) -> Owner {
        guard let text = cells.text(columns.account) else {
            guard let account else {
                throw .init(problem: .missingValue(.account), column: columns.account)
            }
            return Owner(account: account.id, columns: columns)
        }
        if let known = ownersByText[text] { return known }
        guard let named = resolve(text) else {
            throw .init(problem: .unknownAccount(text), column: columns.account)
        }
        let owner = try owner(named, text)
        ownersByText[text] = owner
        return owner
    }

    private func owner(
        _ named: Account,
        _ text: String
    ) throws(RecordMapper.Refusal) -> Owner {
        guard let account else {
            return Owner(account: named.id, columns: columnsOf(named) ?? columns)
        }
        // A marketplace's name in a row of a further account of that marketplace agrees with it.
        let isMarketplace = named.id.rawValue == named.marketplace.id.rawValue
        let agrees = isMarketplace && named.marketplace.id == account.marketplace.id
        guard named.id == account.id || agrees else {
            throw .init(problem: .otherAccount(text), column: columns.account)
        }
        return Owner(account: account.id, columns: columns)
    }
}
