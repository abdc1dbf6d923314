import MatchingCore

// What is wrong with feeds, in the form in which it is kept: codes and arguments by name.
extension FeedError.Problem {
    /// The problem's name where it is kept; one of a service or a program has its own.
    var code: String {
        switch self {
        case .fileNotReadable: "fileNotReadable"
        case .irregularFile: "irregularFile"
        case .stillBeingWritten: "stillBeingWritten"
        case .folderNotReadable: "folderNotReadable"
        case .reservedName: "reservedName"
        case .misplaced: "misplaced"
        case .folderNotWritable: "folderNotWritable"
        case .emptyFile: "emptyFile"
        case .setAsideUnread: "setAsideUnread"
        case .unknownEncoding: "unknownEncoding"
        case .brokenText: "brokenText"
        case .unsupportedFormat: "unsupportedFormat"
        case .damagedFile: "damagedFile"
        case .exceedsLimit: "exceedsLimit"
        case .missingColumn: "missingColumn"
        case .notOrders: "notOrders"
        case .duplicateColumn: "duplicateColumn"
        case .otherColumns: "otherColumns"
        case .unclosedQuote: "unclosedQuote"
        case .strayQuote: "strayQuote"
        case .tooManyCells: "tooManyCells"
        case .missingValue: "missingValue"
        case .indistinct: "indistinct"
        case .invalidQuantity: "invalidQuantity"
        case .invalidTime: "invalidTime"
        case .invalidShipping: "invalidShipping"
        case .unknownAccount: "unknownAccount"
        case .otherAccount: "otherAccount"
        case .lostDigits: "lostDigits"
        case .invalidJSON: "invalidJSON"
        case .service(let problem): problem.code
        }
    }

    /// What there is to say about it beside its place.
    var arguments: [String: KeptProblem.Argument] {
        switch self {
        case .fileNotReadable(let detail), .folderNotReadable(let detail),
            .folderNotWritable(let detail):
            ["detail": .text(detail)]
        case .damagedFile(let detail): detail.arguments
        case .invalidJSON(let detail): detail.arguments
        case .exceedsLimit(let limit):
            ["most": .number(Int64(limit.most)), "of": .text(limit.measure.rawValue)]
        case .misplaced(let account?): ["account": .text(account.rawValue)]
        case .irregularFile(let kind): ["kind": .text(kind.rawValue)]
        case .unsupportedFormat(let format): ["format": .text(format.rawValue)]
        case .missingColumn(let field), .missingValue(let field): ["field": .text(field.name)]
        case .duplicateColumn(let field, let header):
            ["field": .text(field.name), "header": .text(header)]
        case .tooManyCells(let expected, let found):
            ["expected": .number(Int64(expected)), "found": .number(Int64(found))]
        case .indistinct(let row): ["from_row": .number(Int64(row))]
        case .invalidQuantity(let value), .invalidTime(let value), .invalidShipping(let value),
            .lostDigits(let value):
            ["value": .text(value)]
        case .unknownAccount(let account), .otherAccount(let account):
            ["account": .text(account)]
        case .service(let problem): problem.arguments
        case .stillBeingWritten, .reservedName, .misplaced(nil), .emptyFile, .setAsideUnread,
            .unknownEncoding,
            .brokenText, .notOrders, .otherColumns, .unclosedQuote, .strayQuote:
            [:]
        }
    }

    /// Finds the problem of a code; `nil` when it is none of a feed.
    init?(_ code: String, _ arguments: ProblemArguments) throws(ProblemArguments.Lacking) {
        if let problem = try Self.ofFile(code, arguments) {
            self = problem
        } else if let problem = try Self.ofRow(code, arguments) {
            self = problem
        } else if let problem = try ServiceProblem(code, arguments) {
            self = .service(problem)
        } else {
            return nil
        }
    }

    private static func ofFile(
        _ code: String,
        _ arguments: ProblemArguments
    ) throws(ProblemArguments.Lacking) -> Self? {
        switch code {
        case "fileNotReadable": .fileNotReadable(try arguments.text("detail"))
        case "irregularFile":
            .irregularFile(
                FeedError.IrregularFile(rawValue: try arguments.text("kind")) ?? .notRegular
            )
        case "stillBeingWritten": .stillBeingWritten
        case "folderNotReadable": .folderNotReadable(try arguments.text("detail"))
        case "reservedName": .reservedName
        case "misplaced":
            .misplaced(
                arguments.has("account") ? AccountID(try arguments.text("account")) : nil
            )
        case "folderNotWritable": .folderNotWritable(try arguments.text("detail"))
        case "emptyFile": .emptyFile
        case "setAsideUnread": .setAsideUnread
        case "unknownEncoding": .unknownEncoding
        case "unsupportedFormat":
            .unsupportedFormat(
                FeedError.UnsupportedFormat(rawValue: try arguments.text("format")) ?? .unknown
            )
        case "damagedFile": .damagedFile(try FeedDetail(arguments))
        case "exceedsLimit": .exceedsLimit(try arguments.limit())
        default: nil
        }
    }

    private static func ofRow(
        _ code: String,
        _ arguments: ProblemArguments
    ) throws(ProblemArguments.Lacking) -> Self? {
        switch code {
        case "brokenText": .brokenText
        case "missingColumn": .missingColumn(try arguments.field("field"))
        case "notOrders": .notOrders
        case "duplicateColumn":
            .duplicateColumn(try arguments.field("field"), try arguments.text("header"))
        case "otherColumns": .otherColumns
        case "unclosedQuote": .unclosedQuote
        case "strayQuote": .strayQuote
        case "tooManyCells":
            .tooManyCells(
                expected: try arguments.integer("expected"),
                found: try arguments.integer("found")
            )
        case "missingValue": .missingValue(try arguments.field("field"))
        case "indistinct": .indistinct(fromRow: try arguments.integer("from_row"))
        case "invalidQuantity": .invalidQuantity(try arguments.text("value"))
        case "invalidTime": .invalidTime(try arguments.text("value"))
        case "invalidShipping": .invalidShipping(try arguments.text("value"))
        case "unknownAccount": .unknownAccount(try arguments.text("account"))
        case "otherAccount": .otherAccount(try arguments.text("account"))
        case "lostDigits": .lostDigits(try arguments.text("value"))
        case "invalidJSON": .invalidJSON(try FeedDetail(arguments))
        default: nil
        }
    }
}

extension FeedError.Location.Source {
    /// What stands before the name of such a source.
    fileprivate var name: String {
        switch self {
        case .file: return "file"
        case .program: return "program"
        case .answer: return "source"
        }
    }
}

extension FeedError.Location {
    /// The place by name: `file`, `program` or, of an answer, `source`; `row`, `column` and, of whom
    /// the row is, `owner`.
    var arguments: [String: KeptProblem.Argument] {
        var arguments: [String: KeptProblem.Argument] = [source.name: .text(file)]
        arguments["row"] = row.map { .number(Int64($0)) }
        arguments["column"] = column.map { .text($0) }
        arguments["owner"] = account.map { .text($0.rawValue) }
        return arguments
    }

    /// Reads a place.
    init(_ arguments: ProblemArguments) throws(ProblemArguments.Lacking) {
        let source: Source =
            arguments.has(Source.answer.name)
            ? .answer : arguments.has(Source.program.name) ? .program : .file
        self.init(
            file: try arguments.text(source.name),
            account: arguments.has("owner") ? AccountID(try arguments.text("owner")) : nil,
            row: arguments.has("row") ? try arguments.integer("row") : nil,
            column: arguments.has("column") ? try arguments.text("column") : nil,
            source: source
        )
    }
}
