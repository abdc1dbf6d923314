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
    private(set) var text = "TRUE"
    private(set) var values: [BoundValue] = []

    /// Compiles `filter` for rows of `cancellation`.
    ///
    /// - Parameters:
    ///   - filter: Any filter.
    ///   - now: The present, from which ages count.
    ///   - firstParameter: The number of the first parameter that is free.
    package init(_ filter: RowFilter, now: Timestamp, firstParameter: Int) {
        var parts: [String] = []
        for clause in filter.clauses {
            var term = Term(firstParameter: firstParameter + values.count)
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
    let firstParameter: Int
    var values: [BoundValue] = []
    /// Whether the columns hold what the claim's first notice said, and others may say otherwise.
    var isOfFirstNotice = false

    /// The condition; `nil` where SQL has nothing to say.
    mutating func sql(_ condition: RowFilter.Condition, now: Timestamp) -> String? {
        switch condition {
        case .reason(let reasons):
            return "reason IN (\(reasons.map { place(.integer($0.code)) }.joined(separator: ", ")))"
        case .text(let field, let patterns): return sql(field, patterns)
        case .number(.quantity, let comparison, let value):
            isOfFirstNotice = true
            return "quantity \(comparison.sql) \(place(.integer(Int64(value))))"
        case .time(.requested, let comparison, let time):
            isOfFirstNotice = true
            return range("coalesce(requested_at, observed_at)", time.bounds(comparison, now: now))
        case .time(.since, let comparison, let time):
            return range("standing_since", time.bounds(comparison, now: now))
        // Status and account choose where to look; cancellations have nothing of the others.
        case .status, .account, .shipping, .isHeld, .number, .time: return nil
        }
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
        guard !field.isWording, !field.columns.isEmpty,
            !patterns.contains(where: \.isContained)
        else { return nil }
        return patterns.flatMap { pattern in
            field.columns.map { column in
                switch pattern {
                case .equals(let text): "\(column) = \(place(.text(text)))"
                case .begins(let text), .contains(let text):
                    "\(column) >= \(place(.text(text))) AND \(column) < "
                        + place(.text(text + TextRange.lastCharacter))
                }
            }
        }
        .joined(separator: " OR ")
    }
}

extension RowFilter.TextField {
    /// The columns of `cancellation` that hold the field.
    fileprivate var columns: [String] {
        switch self {
        case .orderOrClaim: ["order_no", "claim_id"]
        case .order: ["order_no"]
        case .claim: ["claim_id"]
        case .state: ["state"]
        case .line, .product, .option, .tracking: []
        }
    }
}

extension RowFilter.TextPattern {
    fileprivate var isContained: Bool {
        switch self {
        case .equals, .begins: false
        case .contains: true
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

// MARK: Where to look

extension RowFilter {
    /// The statuses that a wanted row can have.
    func statuses(among all: [Status]) -> [Status] {
        all.filter { status in
            clauses.allSatisfy { clause in
                guard case .status(let listed) = clause.condition else { return true }
                return listed.contains(status) != clause.isNegated
            }
        }
    }

    /// The accounts that a wanted row can have.
    func accounts(among all: [AccountID]) -> [AccountID] {
        all.filter { account in
            clauses.allSatisfy { clause in
                guard case .account(let listed) = clause.condition else { return true }
                return listed.contains(account) != clause.isNegated
            }
        }
    }

    /// The beginnings of order numbers and claims of which a wanted row has one; `nil` where the
    /// filter names none.
    var beginnings: (field: TextField, texts: [String])? {
        for clause in clauses where !clause.isNegated {
            guard case .text(let field, let patterns) = clause.condition,
                field == .orderOrClaim || field == .order || field == .claim,
                !patterns.contains(where: \.isContained)
            else { continue }
            return (field, patterns.map(\.text))
        }
        return nil
    }

    /// What the order number of every wanted line begins with; `nil` where the filter names none.
    var orderBeginning: String? {
        guard let (field, texts) = beginnings, field != .claim, texts.count == 1 else { return nil }
        return texts[0]
    }

    /// The account of every wanted row; `nil` where several can be meant.
    var onlyAccount: AccountID? {
        for clause in clauses where !clause.isNegated {
            if case .account(let all) = clause.condition, all.count == 1 { return all[0] }
        }
        return nil
    }

    /// Whether anything but status and account decides.
    var looksAtRows: Bool {
        clauses.contains { clause in
            switch clause.condition {
            case .status, .account: false
            case .reason, .shipping, .isHeld, .text, .number, .time: true
            }
        }
    }
}
