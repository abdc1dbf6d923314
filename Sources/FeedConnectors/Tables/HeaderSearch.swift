import MatchingCore
import SyncInterfaces

/// Finds the header among a table's first rows: exports often put titles and notices above it.
struct HeaderSearch {
    static let depth = 20

    let kind: RecordKind
    private(set) var names: ColumnNames
    /// The headers of an account that a row names; `nil` where the whole file is one account's.
    var namesOf: (@Sendable (String) -> ColumnNames?)?
    let file: String

    /// The same search where everything is one account's.
    func narrowed(to account: Account) -> HeaderSearch {
        var search = self
        search.names = names.preferring(account.marketplace.columnNames)
        search.namesOf = nil
        return search
    }

    /// The header among `rows`, the first that names the order number and something else.
    ///
    /// A row that names only the order number is taken when there is no better one.
    ///
    /// - Throws: ``FeedError`` when the header names a field twice.
    func plan(in rows: [Row]) throws(FeedError) -> ColumnPlan? {
        var onlyOrderNumber: ColumnPlan?
        for row in rows {
            let plan = try ColumnPlan(
                headers: CellReader(row).texts,
                row: row.number,
                search: self
            )
            if let plan, plan.fieldCount > 1 { return plan }
            onlyOrderNumber = onlyOrderNumber ?? plan
        }
        return onlyOrderNumber
    }

    /// The header of a claim's field in a table that says more about claims than about orders.
    ///
    /// Exports of orders may have a column of claims, and those of claims the order's date.
    func claimHeader(in plan: ColumnPlan) -> String? {
        guard plan.headerRow > 0 else { return nil }
        let hasUnits = plan[.quantity] != nil
        let ofClaims = plan.headers.filter { isOfClaim($0, besideUnits: hasUnits) }
        let ofOrders = [RecordField.orderedAt, .trackingNumber, .shipping].count { plan[$0] != nil }
        return ofClaims.count > ofOrders ? ofClaims.first : nil
    }

    /// Beside the units ordered, those cancelled are an order's as well.
    private func isOfClaim(_ text: String, besideUnits hasUnits: Bool) -> Bool {
        let header = ColumnNames.Header(text)
        return names.meanings(of: header, in: .cancellations).contains { meaning in
            switch meaning.field {
            case .claimID, .requestedAt: true
            case .state, .changedAt: header.isAboutClaim
            case .quantity: header.isAboutClaim && !hasUnits
            default: false
            }
        }
    }

    /// The first rows of a table, at most ``depth``; rows that cannot be taken apart are raw.
    static func firstRows(of reader: inout some RowReader) throws(FeedError) -> [Row] {
        var rows: [Row] = []
        while rows.count < depth {
            var row = Row()
            if case .end = try reader.next(&row) { break }
            rows.append(row)
        }
        return rows
    }
}
