package import MatchingCore

/// Which rows of a list are wanted, as a value: every clause has to hold.
///
/// An empty filter wants every row. What a list's rows do not have is equal to nothing, so a
/// condition about it holds for none of them.
package struct RowFilter: Sendable, Hashable {
    package var clauses: [Clause]

    /// A condition, or its opposite.
    package struct Clause: Sendable, Hashable {
        package let condition: Condition
        package let isNegated: Bool

        package init(_ condition: Condition, isNegated: Bool = false) {
            self.condition = condition
            self.isNegated = isNegated
        }
    }

    /// Something that holds for a row or does not; of several values any one will do.
    package enum Condition: Sendable, Hashable {
        case status([Status])
        case account([AccountID])
        case reason([ReasonCode])
        case shipping([ShippingState])
        case isHeld(Bool)
        case act([JournalEntry.Act])
        /// Done by nobody but the program.
        case isAutomatic
        case text(TextField, [TextPattern])
        case number(NumberField, Comparison, Int)
        case time(TimeField, Comparison, FilterTime)
    }

    /// A text of a row.
    package enum TextField: Sendable, Hashable, CaseIterable {
        /// The order's number or the claim's name: what free words mean.
        case orderOrClaim
        case order, claim, line, state, product, option, tracking
        /// Who did it; the program has no name.
        case actor
        case note

        /// Whether people write it one way or another: width, case and white space do not count.
        package var isWording: Bool {
            switch self {
            case .product, .option, .note: true
            case .orderOrClaim, .order, .claim, .line, .state, .tracking, .actor: false
            }
        }

        /// The forms in which what is looked for can be on file.
        ///
        /// A waybill number is kept as labels have it; one that came before that was so, as it came.
        package func forms(of pattern: TextPattern) -> [TextPattern] {
            guard self == .tracking else { return [pattern] }
            let number = FieldText.trackingNumber(pattern.text)
            return number == pattern.text ? [pattern] : [pattern, pattern.with(number)]
        }
    }

    /// How a text has to look; never with an empty text.
    package enum TextPattern: Sendable, Hashable {
        case equals(String)
        case begins(String)
        /// Anywhere in it, whatever the width, case and white space.
        case contains(String)
    }

    /// A number of a row.
    package enum NumberField: Sendable, Hashable, CaseIterable {
        /// Units that are claimed, or that were ordered.
        case quantity
        case cancelled, open
        /// The number of the cancellation that an entry is about.
        case cancellation
    }

    /// A moment of a row.
    package enum TimeField: Sendable, Hashable, CaseIterable {
        /// When the buyer asked, or when that was first seen.
        case requested
        /// When it came to stand where it stands.
        case since
        /// When the order was made.
        case ordered
        /// When it was done.
        case done
    }

    /// How two values compare.
    package enum Comparison: Sendable, Hashable, CaseIterable {
        case equal, less, lessOrEqual, greater, greaterOrEqual
    }

    package init(_ clauses: [Clause] = []) { self.clauses = clauses }

    /// The rows whose order number or claim begins so; every row where the text is empty or `nil`.
    package init(beginning text: String?) {
        let cleaned = text.map(FieldText.cleaned) ?? ""
        self.init(
            cleaned.isEmpty ? [] : [Clause(.text(.orderOrClaim, [.begins(cleaned)]))]
        )
    }

    package var isEmpty: Bool { clauses.isEmpty }

    /// What a number begins with where nothing else is asked for; `nil` for any other filter.
    package var onlyBeginning: String? {
        guard clauses.count == 1, !clauses[0].isNegated,
            case .text(.orderOrClaim, let patterns) = clauses[0].condition, patterns.count == 1,
            case .begins(let text) = patterns[0]
        else { return nil }
        return text
    }

    /// The filter with the clauses of both.
    package func and(_ other: RowFilter) -> RowFilter { RowFilter(clauses + other.clauses) }

    /// The statuses that a wanted row can have.
    package func statuses(among all: [Status]) -> [Status] {
        all.filter { status in
            clauses.allSatisfy { clause in
                guard case .status(let listed) = clause.condition else { return true }
                return listed.contains(status) != clause.isNegated
            }
        }
    }
}

/// A time that a filter names; what is counted back from the present is so when it is asked.
package enum FilterTime: Sendable, Hashable {
    /// So many seconds before the present; greater means older.
    case age(seconds: Int64)
    /// A minute that begins at this moment.
    case minute(Timestamp)
    /// A Korean day that begins at this moment.
    case day(Timestamp)
    /// The Korean day so many days before today; 0 is today.
    case daysAgo(Int)

    /// The moments that compare as asked, as a range without its upper end; `nil` is no limit.
    package func bounds(
        _ comparison: RowFilter.Comparison,
        now: Timestamp
    ) -> (lower: Timestamp?, upper: Timestamp?) {
        let (start, end, isAge) = interval(now: now)
        return switch isAge ? comparison.mirrored : comparison {
        case .equal: (start, end)
        case .less: (nil, start)
        case .lessOrEqual: (nil, end)
        case .greater: (end, nil)
        case .greaterOrEqual: (start, nil)
        }
    }

    private func interval(now: Timestamp) -> (start: Timestamp, end: Timestamp, isAge: Bool) {
        let start: Timestamp
        switch self {
        case .age(let seconds):
            start = Timestamp(rawValue: now.rawValue - seconds * 1000)
            return (start, Timestamp(rawValue: start.rawValue + 1), true)
        case .minute(let moment):
            return (moment, moment.advanced(by: .seconds(60)), false)
        case .day(let moment): start = moment
        case .daysAgo(let days):
            start = now.startOfKoreanDay.advanced(by: .seconds(-86_400 * days))
        }
        return (start, start.advanced(by: .seconds(86_400)), false)
    }
}

extension RowFilter.Comparison {
    /// What holds of two values when this holds of them the other way round.
    fileprivate var mirrored: Self {
        switch self {
        case .equal: .equal
        case .less: .greater
        case .lessOrEqual: .greaterOrEqual
        case .greater: .less
        case .greaterOrEqual: .lessOrEqual
        }
    }

    /// Whether `left` compares so with `right`.
    package func holds(_ left: Int, _ right: Int) -> Bool {
        switch self {
        case .equal: left == right
        case .less: left < right
        case .lessOrEqual: left <= right
        case .greater: left > right
        case .greaterOrEqual: left >= right
        }
    }
}

extension Timestamp {
    /// Midnight in Korea before this moment, or at it.
    package var startOfKoreanDay: Timestamp {
        let civil = CivilTime(self)
        let secondOfDay = civil.hour * 3600 + civil.minute * 60 + civil.second
        return Timestamp(seconds: seconds - Int64(secondOfDay))
    }
}
