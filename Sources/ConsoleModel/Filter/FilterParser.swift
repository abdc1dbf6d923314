import MatchingCore
package import SyncInterfaces

/// Reads what operators type to find rows.
///
/// ```
/// filter    = word*                              every word has to hold
/// word      = "-"? (name operator values | value)   a value alone: beginning of an order or claim
/// values    = value ("," value)*                 any of them
/// operator  = ":" "=" "~" "<" "<=" ">" ">="
/// value     = bare "*"? | '"' … '"' "*"?         "*": it begins so
/// ```
///
/// Names and words are understood in Korean and in English, whichever is on screen.
package struct FilterParser: Sendable {
    let vocabulary: FilterVocabulary

    package init(_ vocabulary: FilterVocabulary) { self.vocabulary = vocabulary }

    /// Reads a filter; an empty text wants every row.
    ///
    /// - Throws: ``FilterError`` at the first thing that cannot be understood.
    package func filter(_ text: String) throws(FilterError) -> RowFilter {
        var scanner = FilterScanner(text)
        var clauses: [RowFilter.Clause] = []
        while let word = try scanner.next() {
            let condition = try condition(of: word)
            clauses.append(RowFilter.Clause(condition, isNegated: word.isNegated))
        }
        return groupedNumber(clauses) ?? RowFilter(clauses)
    }

    /// Numbers that are written in groups, `6800 7777 0001`; no order begins with each of them.
    private func groupedNumber(_ clauses: [RowFilter.Clause]) -> RowFilter? {
        guard vocabulary.list == .orderLines, clauses.count > 1 else { return nil }
        let groups = clauses.compactMap { RowFilter([$0]).onlyBeginning }
        guard groups.count == clauses.count else { return nil }
        return RowFilter(beginning: groups.joined(separator: " "))
    }

    /// What is wrong with a text that can be meant for several lists.
    ///
    /// - Parameters:
    ///   - text: What was typed.
    ///   - vocabularies: Those of the lists, the likeliest first.
    /// - Returns: The mistake that stands behind all others, as that list's words have understood
    ///   most of the text; `nil` where one of them understands it.
    static func mistake(in text: String, _ vocabularies: [FilterVocabulary]) -> FilterError? {
        var furthest: FilterError?
        for vocabulary in vocabularies {
            guard let error = FilterParser(vocabulary).mistake(in: text) else { return nil }
            let isFurther = furthest.map { $0.range.lowerBound < error.range.lowerBound } ?? true
            if isFurther { furthest = error }
        }
        return furthest
    }

    private func mistake(in text: String) -> FilterError? {
        do throws(FilterError) {
            switch vocabulary.list {
            case .accounts: _ = try accountFilter(text)
            case .cancellations, .orderLines, .pullList, .journal: _ = try filter(text)
            }
            return nil
        } catch {
            return error
        }
    }

    private func condition(
        of word: FilterScanner.Word
    ) throws(FilterError) -> RowFilter.Condition {
        guard let head = word.head else {
            // Free text is the beginning of a number, with and without a star.
            guard let text = word.values.first.map({ FieldText.cleaned($0.text) }), !text.isEmpty
            else { throw FilterError(.nothingNegated, at: word.range) }
            return .text(.orderOrClaim, [.begins(text)])
        }
        let field = try field(of: head, word.values)
        switch field.kind {
        case .health, .column: throw FilterError(.fieldOfOtherList(field), at: head.nameRange)
        case .status: return .status(try words(word.values, of: field, vocabulary.statuses))
        case .account: return .account(try words(word.values, of: field, vocabulary.accountIDs))
        case .reason: return .reason(try words(word.values, of: field, vocabulary.reasons))
        case .shipping:
            return .shipping(try words(word.values, of: field, vocabulary.shippingStates))
        case .hold:
            let value = try single(word.values)
            return .isHeld(try words([value], of: field, vocabulary.truths)[0])
        case .act: return .act(try words(word.values, of: field, vocabulary.acts))
        case .actor: return try actor(word.values, head.comparison)
        case .text(let text):
            return .text(text, word.values.map { $0.pattern(head.comparison) })
        case .number(let number):
            let value = try single(word.values)
            return .number(
                number,
                head.comparison.comparison ?? .equal,
                try self.number(value, of: number)
            )
        case .time(let time):
            let value = try single(word.values)
            return .time(
                time,
                head.comparison.comparison ?? .equal,
                try self.time(value, head.comparison)
            )
        }
    }

    private func number(
        _ value: FilterScanner.Value,
        of field: RowFilter.NumberField
    ) throws(FilterError) -> Int {
        // Cancellations are shown as #41.
        let isMarked = field == .cancellation && value.text.hasPrefix("#")
        return try self.number(value, digits: value.text.dropFirst(isMarked ? 1 : 0))
    }

    /// A value as a whole number.
    func number(
        _ value: FilterScanner.Value,
        digits: Substring
    ) throws(FilterError) -> Int {
        guard let number = Int(digits), digits.allSatisfy(\.isNumber) else {
            throw FilterError(.notANumber(value.text), at: value.range)
        }
        return number
    }

    /// People by name; the program by the word for what is automatic.
    private func actor(
        _ values: [FilterScanner.Value],
        _ comparison: FilterOperator
    ) throws(FilterError) -> RowFilter.Condition {
        let isAutomatic =
            comparison == .equal
            && values.contains { vocabulary.automatic.meaning(of: $0.text) != nil }
        guard isAutomatic else {
            return .text(.actor, values.map { $0.pattern(comparison) })
        }
        _ = try single(values)
        return .isAutomatic
    }

    /// The field of the list that is asked for, where it can be asked for so.
    func field(
        of head: FilterScanner.Head,
        _ values: [FilterScanner.Value]
    ) throws(FilterError) -> FilterField {
        guard let field = vocabulary.field(named: head.name) else {
            throw FilterError(
                .unknownField(head.name, meant: vocabulary.fieldName(like: head.name)),
                at: head.nameRange
            )
        }
        guard field.lists.contains(vocabulary.list) else {
            throw FilterError(.fieldOfOtherList(field), at: head.nameRange)
        }
        guard field.operators.contains(head.comparison) else {
            throw FilterError(
                .unusableOperator(field, head.comparison),
                at: head.operatorRange
            )
        }
        for value in values where FieldText.cleaned(value.text).isEmpty {
            throw FilterError(.missingValue(field), at: value.range)
        }
        return field
    }

    /// The only value.
    func single(
        _ values: [FilterScanner.Value]
    ) throws(FilterError) -> FilterScanner.Value {
        guard values.count == 1 else {
            throw FilterError(.severalValues, at: values[1].range)
        }
        return values[0]
    }

    /// What each value means.
    func words<Meaning: Hashable>(
        _ values: [FilterScanner.Value],
        of field: FilterField,
        _ words: FilterWords<Meaning>
    ) throws(FilterError) -> [Meaning] {
        var meanings: [Meaning] = []
        for value in values {
            guard let meaning = words.meaning(of: value.text) else {
                throw FilterError(
                    .unknownValue(field, value.text, meant: words.word(like: value.text)),
                    at: value.range
                )
            }
            if !meanings.contains(meaning) { meanings.append(meaning) }
        }
        return meanings
    }

    private func time(
        _ value: FilterScanner.Value,
        _ comparison: FilterOperator
    ) throws(FilterError) -> FilterTime {
        guard let time = FilterTimeText.time(value.text) else {
            throw FilterError(.notATime(value.text), at: value.range)
        }
        if case .age = time, comparison == .equal {
            throw FilterError(.ageWithoutComparison, at: value.range)
        }
        return time
    }
}

extension FilterScanner.Value {
    fileprivate func pattern(_ comparison: FilterOperator) -> RowFilter.TextPattern {
        let text = FieldText.cleaned(text)
        if comparison == .contains { return .contains(text) }
        return isBeginning ? .begins(text) : .equals(text)
    }
}
