import MatchingCore
import SyncInterfaces

/// A list whose rows can be filtered.
package enum FilteredList: String, Sendable, Hashable, CaseIterable {
    case cancellations
    case orderLines = "order-lines"
    case pullList = "pull-list"
    case journal
    /// The accounts of the first screen; the console itself looks through what it shows of them.
    case accounts
}

extension FilteredList {
    /// The list that a screen shows; `nil` for a screen without one that is filtered so.
    init?(_ context: ActionContext) {
        switch context {
        case .marketplaces: self = .accounts
        case .cancellations: self = .cancellations
        case .orders: self = .orderLines
        case .pullList: self = .pullList
        case .activity: self = .journal
        case .explanation, .account, .order, .messages, .charts, .rehearsal, .help: return nil
        }
    }

    /// The lists that a filter typed here can be meant for, this one first.
    ///
    /// What no account is, is looked for among the cancellations of all of them.
    var searched: [FilteredList] { self == .accounts ? [.accounts, .cancellations] : [self] }
}

/// A name that stands before an operator in a filter.
package enum FilterField: Sendable, Hashable, CaseIterable {
    case status, account, reason, state, order, claim, line, product, option
    case quantity, cancelled, open, requested, since, ordered, shipping, held, tracking
    case done, actor, act, cancellation, note
    case health, heldCount, pendingCount, appliedToday, interval

    /// What is compared.
    enum Kind: Sendable, Hashable {
        case status, account, reason, shipping, hold, act, actor
        case health
        /// A number that a column shows of an account.
        case column(AccountSortKey)
        case text(RowFilter.TextField)
        case number(RowFilter.NumberField)
        case time(RowFilter.TimeField)
    }

    var kind: Kind {
        switch self {
        case .status: .status
        case .account: .account
        case .reason: .reason
        case .shipping: .shipping
        case .held: .hold
        case .act: .act
        case .actor: .actor
        case .note: .text(.note)
        case .health: .health
        case .heldCount: .column(.held)
        case .pendingCount: .column(.pending)
        case .appliedToday: .column(.appliedToday)
        case .interval: .column(.interval)
        case .cancellation: .number(.cancellation)
        case .done: .time(.done)
        case .state: .text(.state)
        case .order: .text(.order)
        case .claim: .text(.claim)
        case .line: .text(.line)
        case .product: .text(.product)
        case .option: .text(.option)
        case .tracking: .text(.tracking)
        case .quantity: .number(.quantity)
        case .cancelled: .number(.cancelled)
        case .open: .number(.open)
        case .requested: .time(.requested)
        case .since: .time(.since)
        case .ordered: .time(.ordered)
        }
    }

    var lists: Set<FilteredList> {
        switch self {
        case .account: Set(FilteredList.allCases)
        case .order: [.cancellations, .orderLines, .pullList, .journal]
        case .product, .option, .quantity: [.cancellations, .orderLines, .pullList]
        case .status, .reason, .claim: [.cancellations, .journal]
        case .state, .requested: [.cancellations]
        case .since: [.cancellations, .pullList]
        case .cancelled: [.cancellations, .orderLines, .pullList]
        case .line, .open, .ordered, .shipping, .tracking: [.orderLines, .pullList]
        case .held: [.orderLines]
        case .done, .actor, .act, .cancellation, .note: [.journal]
        case .health, .heldCount, .pendingCount, .appliedToday, .interval: [.accounts]
        }
    }

    /// The operators that make sense after the name, the one that is completed first.
    var operators: [FilterOperator] {
        switch kind {
        case .status, .account, .reason, .shipping, .hold, .act: [.equal]
        case .actor, .health: [.equal, .contains]
        case .text(let field): field.isWording ? [.contains, .equal] : [.equal, .contains]
        case .number: [.equal, .greaterOrEqual, .lessOrEqual, .greater, .less]
        case .column: [.greater, .less, .equal, .greaterOrEqual, .lessOrEqual]
        case .time: [.less, .greater, .equal, .lessOrEqual, .greaterOrEqual]
        }
    }
}

/// What stands between a name and a value.
package enum FilterOperator: String, Sendable, Hashable, CaseIterable {
    case equal = ":"
    case contains = "~"
    case lessOrEqual = "<="
    case greaterOrEqual = ">="
    case less = "<"
    case greater = ">"

    /// The comparison; `nil` for ``contains``.
    var comparison: RowFilter.Comparison? {
        switch self {
        case .equal: .equal
        case .contains: nil
        case .less: .less
        case .lessOrEqual: .lessOrEqual
        case .greater: .greater
        case .greaterOrEqual: .greaterOrEqual
        }
    }

    init(_ comparison: RowFilter.Comparison) {
        self =
            switch comparison {
            case .equal: .equal
            case .less: .less
            case .lessOrEqual: .lessOrEqual
            case .greater: .greater
            case .greaterOrEqual: .greaterOrEqual
            }
    }
}
