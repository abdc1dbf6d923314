package import MatchingCore
package import SyncInterfaces

/// A value that is bound to a statement.
enum BoundValue: Sendable, Hashable {
    case integer(Int64)
    case text(String)
}

/// A condition in SQL with bound values, true at least of every row that a filter wants.
///
/// What SQL cannot say exactly it leaves out; ``RowFilterTest`` has the last word on each row.
package struct FilterSQL: Sendable, Hashable {
    /// The condition; `TRUE` where SQL has nothing to say.
    package private(set) var text = "TRUE"
    private(set) var values: [BoundValue] = []

    /// The rows that a filter is compiled for.
    package enum Rows: Sendable, Hashable {
        /// Of `cancellation`; status and account say where to look.
        case cancellation
        /// Of the pull list: `line_state` as `s` and `order_line` as `l`.
        case pullList
        /// Of `journal` as `j`, with what the cancellation names as `c`.
        case journal
    }

    /// Compiles `filter`.
    ///
    /// - Parameters:
    ///   - filter: Any filter.
    ///   - rows: What it is compiled for.
    ///   - now: The present, from which ages count.
    ///   - firstParameter: The number of the first parameter that is free.
    package init(_ filter: RowFilter, of rows: Rows, now: Timestamp, firstParameter: Int) {
        var parts: [String] = []
        for clause in filter.clauses {
            var term = Term(rows: rows, firstParameter: firstParameter + values.count)
            guard var text = term.sql(clause.condition, now: now) else { continue }
            // NULL is not true, and its opposite is.
            if clause.isNegated { text = "(\(text)) IS NOT TRUE" }
            // A further notice may have brought a newer value than the row has.
            parts.append(term.isOfFirstNotice ? "(notice_count > 1 OR \(text))" : "(\(text))")
            values += term.values
        }
        if !parts.isEmpty { text = parts.joined(separator: " AND ") }
    }

    /// The statement that reads one cancellation when it satisfies the condition.
    package var rowStatement: String { "\(ScreenStatement.row.sql) AND \(text)" }

    /// Binds the values from the parameter on that was the first free one.
    func bind(to statement: PreparedStatement, from firstParameter: Int32) {
        for (offset, value) in values.enumerated() {
            switch value {
            case .integer(let integer): statement.bind(firstParameter + Int32(offset), integer)
            case .text(let text): statement.bind(firstParameter + Int32(offset), text)
            }
        }
    }
}

/// One condition on its way into SQL.
private struct Term {
    let rows: FilterSQL.Rows
    let firstParameter: Int
    var values: [BoundValue] = []
    /// Whether the columns hold what the claim's first notice said, and others may say otherwise.
    var isOfFirstNotice = false

    init(rows: FilterSQL.Rows, firstParameter: Int) {
        self.rows = rows
        self.firstParameter = firstParameter
    }

    /// The condition; `nil` where SQL has nothing to say.
    mutating func sql(_ condition: RowFilter.Condition, now: Timestamp) -> String? {
        switch condition {
        case .status(let all) where rows == .journal: oneOf(all.map(\.code), "j.status")
        case .reason(let all): rows.reason.map { oneOf(all.map(\.code), $0) }
        case .shipping(let all) where rows == .pullList: oneOf(all.map(\.code), "l.shipping")
        case .act(let all) where rows == .journal: oneOf(all.map(\.code), "j.act")
        case .isAutomatic where rows == .journal: "j.actor IS NULL"
        case .text(let field, let patterns): sql(field, patterns)
        case .number(let field, let comparison, let value):
            column(rows.column(of: field)).map {
                "\($0) \(comparison.sql) \(place(.integer(Int64(value))))"
            }
        case .time(let field, let comparison, let time):
            column(rows.column(of: field)).map { range($0, time.bounds(comparison, now: now)) }
        // Status and account choose where to look; the others are of other lists.
        case .status, .account, .shipping, .isHeld, .act, .isAutomatic: nil
        }
    }

    /// The column's name, with a note where only the first notice wrote it.
    private mutating func column(_ column: FilterSQL.Rows.Column?) -> String? {
        if column?.isOfFirstNotice ?? false { isOfFirstNotice = true }
        return column?.name
    }

    private mutating func oneOf(_ codes: [Int64], _ column: String) -> String {
        "\(column) IN (\(codes.map { place(.integer($0)) }.joined(separator: ", ")))"
    }

    private mutating func place(_ value: BoundValue) -> String {
        values.append(value)
        return "?\(firstParameter + values.count - 1)"
    }

    private mutating func range(
        _ column: String,
        _ bounds: (lower: Timestamp?, upper: Timestamp?)
    ) -> String {
        var parts: [String] = []
        if let lower = bounds.lower {
            parts.append("\(column) >= \(place(.integer(lower.rawValue)))")
        }
        if let upper = bounds.upper {
            parts.append("\(column) < \(place(.integer(upper.rawValue)))")
        }
        return parts.joined(separator: " AND ")
    }

    private mutating func sql(
        _ field: RowFilter.TextField,
        _ patterns: [RowFilter.TextPattern]
    ) -> String? {
        let columns = rows.columns(of: field)
        guard !field.isWording, !columns.isEmpty, !patterns.contains(where: \.isContained)
        else { return nil }
        return columns.flatMap { column in
            patterns.flatMap(column.field.forms).map { sql(column.name, $0) }
        }
        .joined(separator: " OR ")
    }

    private mutating func sql(_ column: String, _ pattern: RowFilter.TextPattern) -> String {
        switch pattern {
        case .equals(let text): "\(column) = \(place(.text(text)))"
        case .begins(let text), .contains(let text):
            "\(column) >= \(place(.text(text))) AND \(column) < "
                + place(.text(text + TextRange.lastCharacter))
        }
    }
}

extension RowFilter.Comparison {
    fileprivate var sql: String {
        switch self {
        case .equal: "="
        case .less: "<"
        case .lessOrEqual: "<="
        case .greater: ">"
        case .greaterOrEqual: ">="
        }
    }
}
