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
    /// The first place that is not of the documented form.
    private(set) var mistake: WireMistake?

    private let call: String
    private let number: Int
    /// What the row is about.
    private var numbers: RowNumbers

    /// Creates the row with this place in the answer, from 1.
    ///
    /// - Parameters:
    ///   - call: The call, as operators see it.
    ///   - number: The row's place.
    ///   - numbers: What it is about, where that stands outside of it.
    init(call: String, row number: Int, about numbers: RowNumbers = RowNumbers()) {
        self.call = call
        self.number = number
        self.numbers = numbers
    }

    /// Puts a mistake on record that does not keep the row from being taken in.
    func note(_ problem: FeedError.Problem, field: String?) {
        problems.append(FeedPage.RowProblem(call: call, row: nil, field: field, problem))
    }

    func fail(_ failure: RowFailure) {
        problems.append(
            FeedPage.RowProblem(
                call: call,
                row: number,
                field: failure.field,
                numbers: numbers,
                failure.problem
            )
        )
    }

    /// What the row says, where it has the documented form.
    func value<Value>(of row: WireRow<Value>) throws(RowFailure) -> Value {
        numbers.add(row.numbers)
        switch row.result {
        case .success(let value): return value
        case .failure(let mistake):
            self.mistake = self.mistake ?? mistake
            throw RowFailure(
                problem: .service(.unexpectedAnswer(mistake.detail)),
                field: mistake.path
            )
        }
    }

    /// What is made of the elements of a list within the row; one that is no good is a problem of its
    /// own and keeps none of the others back.
    ///
    /// - Parameters:
    ///   - elements: At least one; a row that holds nothing is a mistake.
    ///   - list: The list's field.
    ///   - make: Reads one element.
    /// - Returns: What was made of the good ones.
    /// - Throws: ``RowFailure`` when the list is empty.
    func each<Element, Made>(
        _ elements: [WireRow<Element>],
        of list: String,
        _ make: (Element) throws(RowFailure) -> Made
    ) throws(RowFailure) -> [Made] {
        guard !elements.isEmpty else {
            throw RowFailure(problem: .service(.unexpectedAnswer("empty")), field: list)
        }
        var made: [Made] = []
        for (index, element) in elements.enumerated() {
            do throws(RowFailure) {
                let value = try value(of: element)
                do throws(RowFailure) {
                    made.append(try make(value))
                } catch {
                    let field = error.field.map { "\(list).\(index).\($0)" }
                    throw RowFailure(problem: error.problem, field: field)
                }
            } catch {
                fail(error)
            }
        }
        return made
    }

    /// What is wrong with a row that lacks a field which every row has.
    func missing(_ field: String) -> RowFailure {
        mistake = mistake ?? WireMistake(path: field, detail: "missing")
        return RowFailure(problem: .service(.unexpectedAnswer("missing")), field: field)
    }

    /// A text that has to be there.
    func required(_ text: WireText?, _ field: String) throws(RowFailure) -> String {
        guard let text else { throw missing(field) }
        let value = FieldText.cleaned(text.value)
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

    /// Units; at least 1, and they have to be there: without them a claim would take all.
    func requiredQuantity(_ text: WireText?, _ field: String) throws(RowFailure) -> Int? {
        _ = try required(text, field)
        return try quantity(text, field)
    }

    /// A time that has to be there; one without an offset is Korean.
    func requiredTime(_ text: WireText?, _ field: String) throws(RowFailure) -> Timestamp? {
        try time(try required(text, field), field)
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
        take(row)
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
        take(row)
    }

    private mutating func take(_ row: AnswerRow) {
        problems += row.problems
        mistake = mistake ?? row.mistake
    }
}
