import MatchingCore
import SyncInterfaces

/// Which column of a table holds which field.
struct ColumnPlan {
    struct KeyColumn {
        let field: KeyField
        let column: Int
    }

    /// The headers of the file, cleaned.
    let headers: [String]
    private let headerNames: [ColumnNames.Header]
    /// The row that holds the headers; 0 where the format has none.
    let headerRow: Int
    /// In ``KeyField`` order.
    let keyColumns: [KeyColumn]
    private let columns: [RecordField: Int]

    /// How many fields were found.
    var fieldCount: Int { columns.count }

    /// Reads a header; `nil` when no header in it means the order number.
    ///
    /// - Throws: ``FeedError`` when two headers mean the same field equally well.
    init?(headers: [String], row: Int, search: HeaderSearch) throws(FeedError) {
        try self.init(headers, headers.map(ColumnNames.Header.init), row: row, search: search)
    }

    private init?(
        _ headers: [String],
        _ headerNames: [ColumnNames.Header],
        row: Int,
        search: HeaderSearch
    ) throws(FeedError) {
        var best: [RecordField: (column: Int, rank: Int)] = [:]
        var tied: (field: RecordField, column: Int)?
        let isOwnList = headerNames.contains(where: \.isOfOwnList)
        for (column, header) in headerNames.enumerated() where !(isOwnList && header.isOwnWord) {
            for meaning in search.names.meanings(of: header, in: search.kind) {
                if let known = best[meaning.field], known.rank <= meaning.rank {
                    if known.rank == meaning.rank { tied = (meaning.field, column) }
                } else {
                    best[meaning.field] = (column, meaning.rank)
                    if tied?.field == meaning.field { tied = nil }
                }
            }
        }
        guard best[.key(.orderNumber)] != nil else { return nil }
        if let tied {
            throw FeedError(
                problem: .duplicateColumn(tied.field, headers[tied.column]),
                location: .init(file: search.file, row: row, column: headers[tied.column])
            )
        }
        self.init(headers, headerNames, headerRow: row, columns: best.mapValues(\.column))
    }

    /// A plan in which every field has a column, in the order of ``RecordField/all``.
    static let everyField = ColumnPlan(
        RecordField.all.map(\.name),
        [],
        headerRow: 0,
        columns: Dictionary(
            uniqueKeysWithValues: RecordField.all.enumerated().map { ($1, $0) }
        )
    )

    /// The columns that the same header has by another table; `nil` where that is contradictory.
    ///
    /// Formats without a header keep the columns they have.
    func reread(with search: HeaderSearch) -> RecordColumns? {
        guard headerRow > 0 else { return nil }
        do throws(FeedError) {
            let plan = try ColumnPlan(headers, headerNames, row: headerRow, search: search)
            return plan.map { RecordColumns($0) }
        } catch {
            return nil
        }
    }

    private init(
        _ headers: [String],
        _ headerNames: [ColumnNames.Header],
        headerRow: Int,
        columns: [RecordField: Int]
    ) {
        self.headers = headers
        self.headerNames = headerNames
        self.headerRow = headerRow
        self.columns = columns
        keyColumns = KeyField.all.compactMap { field in
            columns[.key(field)].map { KeyColumn(field: field, column: $0) }
        }
    }

    /// The column of a field; `nil` when the table has none.
    subscript(field: RecordField) -> Int? { columns[field] }

    /// Where each column of another table is in this one; `nil` where their fields are not the same.
    ///
    /// Columns without a field are found by their headers.
    func columns(asIn other: ColumnPlan) -> [Int?]? {
        guard Set(columns.keys) == Set(other.columns.keys) else { return nil }
        var places = other.headerNames.map { headerNames.firstIndex(of: $0) }
        for (field, column) in other.columns { places[column] = columns[field] }
        return places
    }

    /// The header of a column as the file writes it; `nil` for a column without.
    func header(of column: Int?) -> String? {
        guard let column, headers.indices.contains(column) else { return nil }
        return headers[column]
    }
}
