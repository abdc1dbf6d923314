import MatchingCore

/// Tells which key fields speak of the same order line, compared as the matcher compares.
///
/// Under one name, a claim's, notices speak of the same line unless they contradict each other in
/// what the rule compares (``agree(_:_:)``). Where no name says that rows belong together, more has
/// to (``areOne(_:_:)``).
struct LinePairing {
    private let branches: [MatchRule.Branch]
    private let comparedFields: [KeyField]
    /// What tells lines of an order apart without a name, in the order in which it is asked.
    private let keys: Keys

    /// Pairs by `rule`; without one any field that both carry can contradict.
    init(rule: MatchRule?) {
        branches = rule?.branches ?? []
        comparedFields = rule?.fields ?? KeyField.all
        keys = Keys(rule)
    }

    /// Whether values of two notices of one claim name can be about the same order line.
    ///
    /// A marketplace may give one claim a row for each order line, and may leave out fields in later
    /// notices. One that says less speaks of every line of the claim that it does not contradict, a
    /// withdrawal without any product for instance of them all. Fields are weighed as the matcher
    /// weighs them: the first branch that both can fill decides.
    func agree(_ one: FieldValues, _ other: FieldValues) -> Bool {
        guard one[.orderNumber] == other[.orderNumber] else { return false }
        for branch in branches {
            if let isSame = branch.fields.areAllEqual(one, other) { return isSame }
        }
        return !comparedFields.differAnywhere(one, other)
    }

    /// Whether values of one order that nothing else joins are about the same order line.
    ///
    /// A detail number that the rule names tells lines apart by itself. So does another branch that
    /// both can fill; but where it names no code, a product has several options, and two options are
    /// two lines, however alike: `상의: M` and `하의: M` of a set, lenses of `+1.50` and `-1.50`. That a
    /// file has as many rows as there are lines on file proves nothing either, as it may list others of
    /// the order. A rewording that makes a second line leaves the hold of the first, whereas of two
    /// lines that are taken for one a hold is lost. Where no branch decides, any identifier that both
    /// carry can contradict, and the option; product names only where there is no identifier, as
    /// sellers reword them.
    ///
    /// - Parameters:
    ///   - one: Values of the order.
    ///   - other: Values of the same order.
    ///   - isWhole: Whether one of them is known to be all of the order, so that only the rule's own
    ///     fields can contradict.
    /// - Returns: Whether nothing tells them apart.
    func areOne(_ one: FieldValues, _ other: FieldValues, isWhole: Bool = false) -> Bool {
        if keys.numbers.differAnywhere(one, other) { return false }
        if keys.numbers.contains(where: { one[$0] != nil && other[$0] != nil }) { return true }
        if !isWhole && keys.otherNumbers.differAnywhere(one, other) { return false }
        if keys.codes.differAnywhere(one, other) { return false }
        for branch in keys.branches {
            guard let isSame = branch.areAllEqual(one, other) else { continue }
            if branch.contains(where: \.isCode) { return isSame }
            return isSame && ![KeyField.option].differAnywhere(one, other)
        }
        return isWhole || likeness(one, other).differing == 0
    }

    /// How far values of one order are alike.
    struct Likeness {
        /// Fields that both carry with equal values.
        var equal = 0
        /// Fields that both carry with other values.
        var differing = 0
    }

    /// Compares every field that both carry; product names only where there is no identifier.
    func likeness(_ one: FieldValues, _ other: FieldValues) -> Likeness {
        var likeness = Likeness()
        var haveIdentifier = false
        var haveOtherNames = false
        for entry in one.entries where entry.field != .orderNumber {
            guard let value = other[entry.field] else { continue }
            let isEqual = Comparison.areEqual(entry.value, value, entry.field)
            if !entry.field.isFreeText { haveIdentifier = true }
            if isEqual {
                likeness.equal += 1
            } else if entry.field == .productName {
                haveOtherNames = true
            } else {
                likeness.differing += 1
            }
        }
        if haveOtherNames && !haveIdentifier { likeness.differing += 1 }
        return likeness
    }

    /// How much a notice says about which line it means; the fuller are paired first.
    func fullness(_ fields: FieldValues) -> Int {
        comparedFields.reduce(0) { $0 + (fields[$1] == nil ? 0 : 1) }
    }
}

extension LinePairing {
    /// The fields of a rule by what they tell of a line within its order.
    private struct Keys {
        private static let detailNumbers: [KeyField] = [.detailNumber, .detailNumber2]

        /// Detail numbers that the rule names.
        let numbers: [KeyField]
        /// Detail numbers that it does not name, of a parcel for instance.
        let otherNumbers: [KeyField]
        /// Codes that it names.
        let codes: [KeyField]
        /// The branches without the order number, those with codes first; none is empty.
        let branches: [[KeyField]]

        init(_ rule: MatchRule?) {
            let named = rule?.fields ?? []
            numbers = Self.detailNumbers.filter(named.contains)
            otherNumbers = Self.detailNumbers.filter { !named.contains($0) }
            codes = named.filter(\.isCode)
            let all = (rule?.branches ?? []).map { $0.fields.filter { $0 != .orderNumber } }
            branches =
                all.filter { $0.contains(where: \.isCode) }
                + all.filter { !$0.isEmpty && !$0.contains(where: \.isCode) }
        }
    }
}

extension KeyField {
    fileprivate var isCode: Bool { self > .option }
}

extension [KeyField] {
    /// Whether all of these fields are equal; `nil` where one of them is absent on a side.
    fileprivate func areAllEqual(_ one: FieldValues, _ other: FieldValues) -> Bool? {
        guard allSatisfy({ one[$0] != nil && other[$0] != nil }) else { return nil }
        return !differAnywhere(one, other)
    }

    /// Whether any of these fields is there on both sides with other values.
    fileprivate func differAnywhere(_ one: FieldValues, _ other: FieldValues) -> Bool {
        contains { field in
            guard let left = one[field], let right = other[field] else { return false }
            return !Comparison.areEqual(left, right, field)
        }
    }
}
