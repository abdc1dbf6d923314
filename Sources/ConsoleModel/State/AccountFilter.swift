import MatchingCore
import SyncInterfaces

/// Which accounts of the first screen are wanted, as it was typed: every word has to hold.
///
/// A word alone is part of a name, or of the word for an account's health. A name with an operator is
/// about one of the columns: `상태:실패`, `대기>4`, `-health:paused`.
struct AccountFilter {
    /// What one word asks for.
    enum Test {
        /// A part of a name, or one of the healths in whose words it stands.
        case word(Wording, Set<AccountHealth>)
        case account([AccountID])
        case health(Set<AccountHealth>)
        case number(AccountSortKey, RowFilter.Comparison, Int)
    }

    struct Condition {
        let isNegated: Bool
        let test: Test
    }

    /// What the list shows of an account.
    struct Row {
        let id: AccountID
        let names: [Wording]
        let health: AccountHealth
        let number: (AccountSortKey) -> Int?
    }

    private let text: Wording
    /// Nothing where the text cannot be read, or names what no column is called.
    private let conditions: [Condition]

    init(_ text: String, _ words: FilterVocabulary) {
        self.text = Wording(text)
        do throws(FilterError) {
            conditions = try FilterParser(words).accountFilter(text)
        } catch {
            // Half typed, or for the cancellations; the prompt says what is wrong.
            conditions = []
        }
    }

    /// Whether it asks for more than a name.
    var hasColumns: Bool {
        conditions.contains { condition in
            if case .word = condition.test { false } else { true }
        }
    }

    /// Whether it can find anything among accounts of these names, whatever becomes of them.
    func isUnderstood(naming names: [[Wording]]) -> Bool {
        func isNamed(_ word: Wording) -> Bool { names.joined().contains { $0.contains(word) } }
        if isNamed(text) { return true }
        return !conditions.isEmpty
            && conditions.allSatisfy { condition in
                guard case .word(let word, let healths) = condition.test else { return true }
                return condition.isNegated || !healths.isEmpty || isNamed(word)
            }
    }

    func accepts(_ row: Row) -> Bool {
        // A name may have blanks.
        if row.names.contains(where: { $0.contains(text) }) { return true }
        return !conditions.isEmpty
            && conditions.allSatisfy { Self.holds($0.test, row) != $0.isNegated }
    }

    private static func holds(_ test: Test, _ row: Row) -> Bool {
        switch test {
        case .word(let word, let healths):
            healths.contains(row.health) || row.names.contains { $0.contains(word) }
        case .account(let accounts): accounts.contains(row.id)
        case .health(let healths): healths.contains(row.health)
        case .number(let column, let comparison, let limit):
            row.number(column).map { comparison.holds($0, limit) } ?? false
        }
    }
}

extension FilterParser {
    /// Reads what finds accounts.
    ///
    /// - Parameter text: What was typed.
    /// - Returns: What has to hold, or not to hold, of an account.
    /// - Throws: ``FilterError`` at the first thing that cannot be understood.
    func accountFilter(_ text: String) throws(FilterError) -> [AccountFilter.Condition] {
        var scanner = FilterScanner(text)
        var conditions: [AccountFilter.Condition] = []
        while let word = try scanner.next() {
            let test = try test(of: word)
            conditions.append(AccountFilter.Condition(isNegated: word.isNegated, test: test))
        }
        return conditions
    }

    private func test(of word: FilterScanner.Word) throws(FilterError) -> AccountFilter.Test {
        guard let head = word.head else {
            let text = word.values.first.map { FieldText.cleaned($0.text) } ?? ""
            guard !text.isEmpty else { throw FilterError(.nothingNegated, at: word.range) }
            return .word(Wording(text), vocabulary.healths.meanings(with: text))
        }
        let field = try field(of: head, word.values)
        switch field.kind {
        case .account: return .account(try words(word.values, of: field, vocabulary.accountIDs))
        case .health: return .health(try healths(word.values, of: field))
        case .column(let column):
            let value = try single(word.values)
            return .number(
                column,
                head.comparison.comparison ?? .equal,
                try number(value, digits: value.text[...])
            )
        case .status, .reason, .shipping, .hold, .act, .actor, .text, .number, .time:
            throw FilterError(.fieldOfOtherList(field), at: head.nameRange)
        }
    }

    /// The healths in whose words one of the values stands.
    private func healths(
        _ values: [FilterScanner.Value],
        of field: FilterField
    ) throws(FilterError) -> Set<AccountHealth> {
        var healths: Set<AccountHealth> = []
        for value in values {
            let meant = vocabulary.healths.meanings(with: value.text)
            guard !meant.isEmpty else {
                let word = vocabulary.healths.word(like: value.text)
                throw FilterError(.unknownValue(field, value.text, meant: word), at: value.range)
            }
            healths.formUnion(meant)
        }
        return healths
    }
}

extension Console {
    /// The accounts that the text of the first screen finds, in the configured order.
    func accountsFound(now: Timestamp) -> [AccountID] {
        guard !marketplaces.filter.isEmpty else { return accounts.map(\.id) }
        let filter = AccountFilter(marketplaces.filter, words(of: .accounts))
        return accounts.filter { account in
            let row = AccountFilter.Row(
                id: account.id,
                names: accountTexts[account.id]?.searchable ?? [],
                health: health(of: account, now: now),
                number: { number(of: account.id, $0, now: now) }
            )
            return filter.accepts(row)
        }
        .map(\.id)
    }

    /// The accounts in trouble that the text of the first screen leaves out, by their health.
    func troubleHidden(now: Timestamp) -> [(health: AccountHealth, count: Int)] {
        let shown = Set(marketplaces.rows)
        let hidden = accounts.filter { !shown.contains($0.id) }.map { health(of: $0, now: now) }
        return [AccountHealth.failing, .late].map { health in
            (health, hidden.count { $0 == health })
        }
        .filter { $0.count > 0 }
    }
}
