import MatchingCore
import SyncInterfaces

/// Why a row of an answer cannot be taken in.
struct RowFailure: Error, Sendable, Hashable {
    let problem: FeedError.Problem
    /// The field as the API spells it.
    let field: String?
}

/// Reads the values of one row of an answer; says where a mistake is.
final class AnswerRow {
    private(set) var problems: [FeedPage.RowProblem] = []

    private let call: String
    private let number: Int

    /// Creates the row with this place in the answer, from 1.
    init(call: String, row number: Int) {
        self.call = call
        self.number = number
    }

    /// Puts a mistake on record that does not keep the row from being taken in.
    func note(_ problem: FeedError.Problem, field: String?) {
        problems.append(FeedPage.RowProblem(call: call, row: nil, field: field, problem))
    }

    func fail(_ failure: RowFailure) {
        problems.append(
            FeedPage.RowProblem(call: call, row: number, field: failure.field, failure.problem)
        )
    }

    /// What the row says, where it has the documented form.
    func value<Value>(of row: WireRow<Value>) throws(RowFailure) -> Value {
        switch row.result {
        case .success(let value): return value
        case .failure(let mistake):
            throw RowFailure(
                problem: .service(.unexpectedAnswer(mistake.detail)),
                field: mistake.path
            )
        }
    }

    /// A text that has to be there.
    func required(_ text: WireText?, _ field: String) throws(RowFailure) -> String {
        let value = FieldText.cleaned(text?.value ?? "")
        guard !value.isEmpty else {
            throw RowFailure(problem: .service(.unexpectedAnswer("empty")), field: field)
        }
        return value
    }

    /// Key fields; those without a value are left out, but an order number there must be.
    func fields(
        _ values: [(field: KeyField, text: String?, name: String)]
    ) throws(RowFailure) -> FieldValues {
        var fields = FieldValues()
        for value in values {
            let text = FieldText.cleaned(value.text ?? "")
            if !text.isEmpty {
                fields[value.field] = text
            } else if value.field == .orderNumber {
                throw RowFailure(problem: .missingValue(.key(.orderNumber)), field: value.name)
            }
        }
        return fields
    }

    /// Units; at least 1.
    func quantity(_ text: WireText?, _ field: String) throws(RowFailure) -> Int? {
        guard let text, !text.value.isEmpty else { return nil }
        guard let units = QuantityText.units(text.value) else {
            throw RowFailure(problem: .invalidQuantity(text.value), field: field)
        }
        return units
    }

    /// A time; one without an offset is Korean.
    func time(_ text: String?, _ field: String) throws(RowFailure) -> Timestamp? {
        guard let text, !TimeText.isAbsent(text) else { return nil }
        guard let time = TimeText.timestamp(text) else {
            throw RowFailure(problem: .invalidTime(text), field: field)
        }
        return time
    }
}

extension FeedPage {
    /// Adds the notices of a row, or what is wrong with it.
    mutating func add(
        _ row: AnswerRow,
        _ notices: (AnswerRow) throws(RowFailure) -> [CancellationNotice]
    ) {
        do throws(RowFailure) {
            self.notices += try notices(row)
        } catch {
            row.fail(error)
        }
        problems += row.problems
    }

    /// Adds the order lines of a row, or what is wrong with it.
    mutating func add(
        _ row: AnswerRow,
        _ lines: (AnswerRow) throws(RowFailure) -> [IncomingOrderLine]
    ) {
        do throws(RowFailure) {
            self.lines += try lines(row)
        } catch {
            row.fail(error)
        }
        problems += row.problems
    }
}
