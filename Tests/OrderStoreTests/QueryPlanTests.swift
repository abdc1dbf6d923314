import GRDB
import MatchingCore
import OrderStore
import SyncInterfaces
import Testing

@Suite("Every question is answered from an index")
struct QueryPlanTests {
    let folder: TemporaryFolder
    let database: DatabaseQueue

    init() throws {
        folder = try TemporaryFolder()
        _ = try SQLiteOrderStore(path: folder.storePath)
        database = try DatabaseQueue(path: folder.storePath)
    }

    private static let statements: [String] =
        OrderStatement.allCases.map(\.sql) + ParcelStatement.allCases.map(\.sql)
        + ClaimStatement.allCases.map(\.sql)
        + ClaimChangeStatement.allCases.map(\.sql) + PollingStatement.allCases.map(\.sql)
        + ScreenStatement.allCases.map(\.sql) + ChartStatement.allCases.map(\.sql)
        + RequestStatement.allCases.map(\.sql) + LineageStatement.allCases.map(\.sql)
        + ListStatement.allCases.map(\.sql) + ArrivalStatement.allCases.map(\.sql)

    /// One row per account, or per account and status: read whole for the list of accounts.
    private static let smallTables = [
        "SCAN account", "SCAN account USING COVERING INDEX sqlite_autoindex_account_1",
        "SCAN account_count", "SCAN pull_count",
    ]

    @Test("No statement reads a whole table or sorts", arguments: statements)
    func plan(sql: String) throws {
        let steps = try database.read { database in
            try Row.fetchAll(database, sql: "EXPLAIN QUERY PLAN \(sql)", arguments: Self.nulls(sql))
                .map { $0["detail"] as String }
        }
        for step in steps where !Self.smallTables.contains(step) {
            #expect(!step.hasPrefix("SCAN"), "\(step)")
            #expect(!step.contains("TEMP B-TREE"), "\(step)")
            #expect(!step.contains("AUTOMATIC"), "\(step)")
        }
    }

    @Test("Whatever a filter asks, a row is found by its id")
    func filters() throws {
        let conditions: [RowFilter.Condition] = [
            .reason([.shipped, .undone]), .text(.orderOrClaim, [.begins("2"), .equals("3")]),
            .text(.state, [.equals("취소요청")]), .text(.claim, [.begins("C")]),
            .number(.quantity, .greater, 1), .time(.requested, .equal, .daysAgo(1)),
            .time(.since, .less, .age(seconds: 60)),
        ]
        for isNegated in [false, true] {
            let filter = RowFilter(conditions.map { .init($0, isNegated: isNegated) })
            let sql = FilterSQL(filter, of: .cancellation, now: .morning, firstParameter: 2)
                .rowStatement
            #expect(sql.contains("?13"))
            let steps = try database.read { database in
                try Row.fetchAll(
                    database,
                    sql: "EXPLAIN QUERY PLAN \(sql)",
                    arguments: Self.nulls(sql)
                )
                .map { $0["detail"] as String }
            }
            #expect(
                steps == [
                    "SEARCH cancellation USING INTEGER PRIMARY KEY (rowid=?)",
                    "CORRELATED SCALAR SUBQUERY 1", "SEARCH a USING PRIMARY KEY (cancellation=?)",
                    "CORRELATED SCALAR SUBQUERY 2",
                    "SEARCH j USING INDEX journal_of_cancellation (cancellation=?)",
                ]
            )
        }
    }

    @Test("A filter of the pull list is asked of one line, one of the journal entry by entry")
    func pagesOfPlaces() throws {
        let conditions: [RowFilter.Condition] = [
            .shipping([.labeled]), .text(.orderOrClaim, [.begins("2")]), .isAutomatic,
            .text(.actor, [.equals("kim")]), .number(.quantity, .greater, 1), .act([.undo]),
            .number(.cancellation, .equal, 4), .time(.since, .less, .age(seconds: 60)),
            .time(.done, .equal, .daysAgo(1)), .status([.held]),
        ]
        let filter = RowFilter(conditions.map { .init($0) })
        let pull = FilterSQL(filter, of: .pullList, now: .morning, firstParameter: 4).text
        let entry = FilterSQL(filter, of: .journal, now: .morning, firstParameter: 4).text
        #expect(pull.contains("?8") && entry.contains("?9"))
        let statements =
            [ParcelStatement.pullRow(pull)]
            + [(true, true), (true, false), (false, true), (false, false)].map {
                ScreenStatement.journalSearch(entry, isOfAccount: $0, isAscending: $1)
            }
        for sql in statements { try plan(sql: sql) }
    }

    private static func nulls(_ sql: String) -> StatementArguments {
        let count = (1...20).last { sql.contains("?\($0)") } ?? 0
        return StatementArguments([Int?](repeating: nil, count: count))
    }
}
