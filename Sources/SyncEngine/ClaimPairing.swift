import MatchingCore

/// Tells which notices of one claim name speak of the same order line.
///
/// A marketplace may give one claim a row for each order line, and may leave out fields in later
/// notices. Two notices of one claim name and one order number speak of the same line unless they
/// contradict each other in what the rule compares; one that says less speaks of every line of the
/// claim that it does not contradict, a withdrawal without any product for instance of them all.
/// Fields are weighed as the matcher weighs them: the first branch that both can fill decides.
struct ClaimPairing {
    private let branches: [MatchRule.Branch]
    private let comparedFields: [KeyField]

    /// Pairs by `rule`; without one any field that both carry can contradict.
    init(rule: MatchRule?) {
        branches = rule?.branches ?? []
        var fields: [KeyField] = []
        for field in branches.flatMap(\.fields) where !fields.contains(field) {
            fields.append(field)
        }
        comparedFields =
            rule == nil ? KeyField.all : fields
    }

    /// Whether values of two notices of one claim name can be about the same order line.
    func agree(_ one: FieldValues, _ other: FieldValues) -> Bool {
        guard one[.orderNumber] == other[.orderNumber] else { return false }
        for branch in branches {
            let isFilled = branch.fields.allSatisfy { one[$0] != nil && other[$0] != nil }
            if isFilled { return branch.fields.allSatisfy { isEqual($0, one, other) } }
        }
        return comparedFields.allSatisfy { field in
            one[field] == nil || other[field] == nil || isEqual(field, one, other)
        }
    }

    /// How much a notice says about which line it means; the fuller are paired first.
    func fullness(_ fields: FieldValues) -> Int {
        comparedFields.reduce(0) { $0 + (fields[$1] == nil ? 0 : 1) }
    }

    private func isEqual(_ field: KeyField, _ one: FieldValues, _ other: FieldValues) -> Bool {
        guard let left = one[field], let right = other[field] else { return false }
        if left == right { return true }
        return field.isFreeText && FieldText.folded(left) == FieldText.folded(right)
    }
}
