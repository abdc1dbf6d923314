/// Whether values are equal, and what stands beside each other when they are not.
package enum Comparison {
    /// Whether all fields of the branch are present on both sides and equal.
    static func satisfies(
        _ branch: MatchRule.Branch,
        _ claim: FieldValues,
        _ order: FieldValues
    ) -> Bool {
        branch.fields.allSatisfy { field in
            guard let inCancellation = claim[field], let inOrder = order[field] else {
                return false
            }
            return areEqual(inCancellation, inOrder, field)
        }
    }

    /// Whether nothing but absent values of the order keeps the branch from being satisfied.
    static func lacksOnly(
        _ branch: MatchRule.Branch,
        _ claim: FieldValues,
        _ order: FieldValues
    ) -> Bool {
        branch.fields.allSatisfy { field in
            guard let inCancellation = claim[field] else { return false }
            guard let inOrder = order[field] else { return true }
            return areEqual(inCancellation, inOrder, field)
        }
    }

    /// The comparison of one field, with all that an operator needs to see it.
    static func clause(_ field: KeyField, _ claim: FieldValues, _ order: FieldValues) -> Clause {
        let values = (claim[field], order[field])
        return Clause(
            field: field,
            inCancellation: values.0,
            inOrder: values.1,
            comparedInCancellation: values.0.map { compared($0, field) },
            comparedInOrder: values.1.map { compared($0, field) },
            verdict: verdict(values.0, values.1, field)
        )
    }

    /// The clauses of a branch, in its order.
    static func clauses(
        _ branch: MatchRule.Branch,
        _ claim: FieldValues,
        _ order: FieldValues
    ) -> [Clause] {
        branch.fields.map { clause($0, claim, order) }
    }

    /// What the marketplace calls the item beside what is packed; nothing is decided on it.
    ///
    /// Fields that neither side has are left out; empty where the claim names no item at all.
    package static func item(_ claim: FieldValues, _ order: FieldValues) -> [Clause] {
        let fields: [KeyField] = [.productName, .option, .productCode]
        guard fields.contains(where: { claim[$0] != nil }) else { return [] }
        return fields.map { clause($0, claim, order) }.filter { $0.verdict != .missingInBoth }
    }

    private static func verdict(
        _ inCancellation: String?,
        _ inOrder: String?,
        _ field: KeyField
    ) -> Clause.Verdict {
        switch (inCancellation, inOrder) {
        case (nil, nil): .missingInBoth
        case (nil, _): .missingInCancellation
        case (_, nil): .missingInOrder
        case (let one?, let other?):
            areEqual(one, other, field)
                ? .equal
                : .differs(
                    ValueDifference.between(compared(one, field), compared(other, field))
                )
        }
    }

    /// Whether two values of a field are equal: names and options once they are folded.
    package static func areEqual(_ one: String, _ other: String, _ field: KeyField) -> Bool {
        if one == other { return true }
        return field.isFreeText && FieldText.folded(one) == FieldText.folded(other)
    }

    private static func compared(_ value: String, _ field: KeyField) -> String {
        field.isFreeText ? FieldText.folded(value) : value
    }
}
