import MatchingCore
import SyncInterfaces

/// Which accounts of the first screen are wanted, as it was typed: every word has to hold.
///
/// A word alone is part of a name, or of the word for an account's health. A name with an operator is
/// about one of the columns: `상태:실패`, `대기>4`, `-health:paused`.
struct AccountFilter {
    private let text: String
    /// Nothing where the text cannot be read, or names what no column is called.
    private let conditions: [Condition]

    private struct Condition {
        let isNegated: Bool
        let test: Test
    }

    private enum Test {
        case word(String)
        case health([String])
        case number(AccountSortKey, RowFilter.Comparison, Int)
    }

    /// What the list shows of an account.
    struct Row {
        /// Its names, and the words for its health in each language; in lower case.
        let names: [String]
        let health: [String]
        let number: (AccountSortKey) -> Int?
    }

    init(_ text: String) {
        self.text = text.lowercased()
        conditions = Self.conditions(self.text) ?? []
    }

    var isEmpty: Bool { text.isEmpty }

    func accepts(_ row: Row) -> Bool {
        // A name may have blanks.
        if row.names.contains(where: { $0.contains(text) }) { return true }
        return !conditions.isEmpty
            && conditions.allSatisfy { Self.holds($0.test, row) != $0.isNegated }
    }

    private static func holds(_ test: Test, _ row: Row) -> Bool {
        switch test {
        case .word(let word): (row.names + row.health).contains { $0.contains(word) }
        case .health(let words):
            words.contains { word in row.health.contains { $0.contains(word) } }
        case .number(let column, let comparison, let limit):
            row.number(column).map { comparison.holds($0, limit) } ?? false
        }
    }

    private static func conditions(_ text: String) -> [Condition]? {
        var scanner = FilterScanner(text)
        var conditions: [Condition] = []
        do throws(FilterError) {
            while let word = try scanner.next() {
                guard let test = test(word) else { return nil }
                conditions.append(Condition(isNegated: word.isNegated, test: test))
            }
        } catch {
            // Half typed; or it is for the cancellations, where the mistake is shown.
            return nil
        }
        return conditions
    }

    private static func test(_ word: FilterScanner.Word) -> Test? {
        let values = word.values.map(\.text)
        guard let first = values.first, !values.contains(where: \.isEmpty) else { return nil }
        guard let head = word.head else { return .word(first) }
        guard let column = columns[head.name] else { return nil }
        if column == .health {
            return [.equal, .contains].contains(head.comparison) ? .health(values) : nil
        }
        guard let comparison = head.comparison.comparison, values.count == 1,
            let number = Int(first)
        else { return nil }
        return .number(column, comparison, number)
    }

    /// The columns by their heads in either language, without blanks.
    private static let columns: [String: AccountSortKey] = {
        var columns: [String: AccountSortKey] = [:]
        for column in [AccountSortKey.health, .held, .pending, .appliedToday, .interval] {
            for language in Language.allCases {
                let head = Phrases(language: language).head(of: column)
                columns[head.lowercased().filter { $0 != " " }] = column
            }
        }
        return columns
    }()
}

extension Console {
    /// The accounts that the text of the first screen finds, in the configured order.
    func accountsFound(now: Timestamp) -> [AccountID] {
        let filter = AccountFilter(marketplaces.filter)
        if filter.isEmpty { return accounts.map(\.id) }
        let languages = Language.allCases.map { Phrases(language: $0) }
        return accounts.filter { account in
            let health = health(of: account, now: now)
            let row = AccountFilter.Row(
                names: accountTexts[account.id]?.searchable ?? [],
                health: languages.map { $0.word(for: health).lowercased() },
                number: { number(of: account.id, $0, now: now) }
            )
            return filter.accepts(row)
        }
        .map(\.id)
    }
}
