package import MatchingCore

/// A row that a ``RowFilter`` can be asked about; what it does not have is `nil` or empty.
package protocol FilteredRow {
    var filteredAccount: AccountID? { get }
    var filteredStatus: Status? { get }
    var filteredReason: ReasonCode? { get }
    var filteredShipping: ShippingState? { get }
    var filteredHold: Bool? { get }
    var filteredAct: JournalEntry.Act? { get }
    var isAutomatic: Bool? { get }
    /// Whether a number that may be an order's or a claim's may be the waybill's as well.
    var isFoundByParcel: Bool { get }
    /// The texts that stand in the field; any of them will do.
    func texts(of field: RowFilter.TextField) -> [String]
    func number(of field: RowFilter.NumberField) -> Int?
    func moment(of field: RowFilter.TimeField) -> Timestamp?
}

extension FilteredRow {
    package var filteredStatus: Status? { nil }
    package var filteredReason: ReasonCode? { nil }
    package var filteredShipping: ShippingState? { nil }
    package var filteredHold: Bool? { nil }
    package var filteredAct: JournalEntry.Act? { nil }
    package var isAutomatic: Bool? { nil }
    package var isFoundByParcel: Bool { false }
}

/// A filter that is ready to be asked about many rows at one moment.
///
/// This is what a filter means. A store may leave out rows by other means first, but never one
/// that is wanted here.
package struct RowFilterTest: Sendable {
    private typealias Wanted = (pattern: RowFilter.TextPattern, wording: Wording)

    private let clauses: [(isNegated: Bool, condition: Prepared)]

    private enum Prepared: Sendable {
        case given(RowFilter.Condition)
        case text(RowFilter.TextField, [Wanted], ofParcel: [Wanted])
        case time(RowFilter.TimeField, lower: Timestamp?, upper: Timestamp?)
    }

    /// Prepares `filter` for the moment `now`.
    package init(_ filter: RowFilter, now: Timestamp) {
        clauses = filter.clauses.map { clause in
            switch clause.condition {
            case .text(let field, let patterns):
                let prepared = Self.prepared(patterns, field)
                let ofParcel = field == .orderOrClaim ? Self.prepared(patterns, .tracking) : []
                return (clause.isNegated, .text(field, prepared, ofParcel: ofParcel))
            case .time(let field, let comparison, let time):
                let (lower, upper) = time.bounds(comparison, now: now)
                return (clause.isNegated, .time(field, lower: lower, upper: upper))
            case .status, .account, .reason, .shipping, .isHeld, .act, .isAutomatic, .number:
                return (clause.isNegated, .given(clause.condition))
            }
        }
    }

    /// Whether the filter wants `row`.
    package func admits(_ row: some FilteredRow) -> Bool {
        admits(row) { row.texts(of: .note) }
    }

    /// Whether the filter wants `row`, whose notes people read as `notes` says where they are asked for.
    package func admits(_ row: some FilteredRow, notes: () -> [String]) -> Bool {
        clauses.allSatisfy { holds($0.condition, for: row, notes) != $0.isNegated }
    }

    private func holds(
        _ condition: Prepared,
        for row: some FilteredRow,
        _ notes: () -> [String]
    ) -> Bool {
        switch condition {
        case .given(let condition): holds(condition, for: row)
        case .text(let field, let patterns, let ofParcel):
            texts(of: field, in: row, notes).contains { text in
                Self.matches(text, patterns, isWording: field.isWording)
            }
                || row.isFoundByParcel && !ofParcel.isEmpty
                    && row.texts(of: .tracking).contains {
                        Self.matches($0, ofParcel, isWording: false)
                    }
        case .time(let field, let lower, let upper):
            row.moment(of: field).map { moment in
                (lower.map { $0 <= moment } ?? true) && (upper.map { moment < $0 } ?? true)
            } ?? false
        }
    }

    private func holds(_ condition: RowFilter.Condition, for row: some FilteredRow) -> Bool {
        switch condition {
        case .status(let all): row.filteredStatus.map(all.contains) ?? false
        case .account(let all): row.filteredAccount.map(all.contains) ?? false
        case .reason(let all): row.filteredReason.map(all.contains) ?? false
        case .shipping(let all): row.filteredShipping.map(all.contains) ?? false
        case .isHeld(let isHeld): row.filteredHold == isHeld
        case .act(let all): row.filteredAct.map(all.contains) ?? false
        case .isAutomatic: row.isAutomatic ?? false
        case .number(let field, let comparison, let value):
            row.number(of: field).map { comparison.holds($0, value) } ?? false
        // Prepared above.
        case .text, .time: false
        }
    }

    private func texts(
        of field: RowFilter.TextField,
        in row: some FilteredRow,
        _ notes: () -> [String]
    ) -> [String] {
        if field == .note { notes() } else { row.texts(of: field) }
    }

    private static func prepared(
        _ patterns: [RowFilter.TextPattern],
        _ field: RowFilter.TextField
    ) -> [Wanted] {
        patterns.flatMap(field.forms).map { ($0, Wording($0.text)) }
    }

    private static func matches(
        _ text: String,
        _ patterns: [Wanted],
        isWording: Bool
    ) -> Bool {
        var folded: Wording?
        func wording() -> Wording {
            if let folded { return folded }
            let made = Wording(text)
            folded = made
            return made
        }
        return patterns.contains { pattern, wanted in
            switch pattern {
            case .equals(let exact): isWording ? wording() == wanted : text == exact
            case .begins(let exact):
                isWording ? wording().begins(with: wanted) : text.utf8.starts(with: exact.utf8)
            case .contains: wording().contains(wanted)
            }
        }
    }
}

extension RowFilter.TextPattern {
    /// The text that is looked for.
    package var text: String {
        switch self {
        case .equals(let text), .begins(let text), .contains(let text): text
        }
    }
}

/// A text without what people write one way or another: width, case, white space.
package struct Wording: Sendable, Hashable {
    private let bytes: [UInt8]

    package init(_ text: String) {
        let folded = FieldText.folded(text)
        bytes = (folded.utf8.allSatisfy { $0 < 0x80 } ? folded : folded.lowercased()).utf8
            .compactMap { byte in
                switch byte {
                case 0x20: nil
                case 0x41...0x5A: byte | 0x20
                default: byte
                }
            }
    }

    /// The folded text.
    package var text: String { String(decoding: bytes, as: UTF8.self) }

    func begins(with other: Wording) -> Bool { bytes.starts(with: other.bytes) }

    /// Whether the other text stands anywhere in this one.
    package func contains(_ other: Wording) -> Bool {
        guard let first = other.bytes.first else { return true }
        let count = other.bytes.count
        guard count <= bytes.count else { return false }
        for start in 0...(bytes.count - count) where bytes[start] == first {
            if bytes[start..<start + count].elementsEqual(other.bytes) { return true }
        }
        return false
    }
}
