extension KeptProblem {
    /// One line of text for a store: JSON, or the words where nothing else is known.
    package var stored: String {
        if let words, KeptProblem(json: words) == nil { return words }
        return JSONWriter.line { $0.members(of: self) }
    }

    /// Reads what ``stored`` wrote; a sentence that an older version kept stays as it is.
    package init(stored: String) { self = KeptProblem(json: stored) ?? KeptProblem(words: stored) }

    /// Reads a problem that is kept as JSON; `nil` for any other text.
    package init?(json: String) {
        guard json.utf8.starts(with: #"{"code":"#.utf8) else { return nil }
        var reader = ProblemReader(json)
        guard let problem = reader.problem(), reader.isAtEnd else { return nil }
        self = problem
    }
}

extension JSONWriter {
    /// Writes the code under `name`, and `arguments`.
    package mutating func members(of problem: KeptProblem, code name: String = "code") {
        member(name, problem.code)
        member("arguments") { writer in
            for (name, argument) in problem.arguments.sorted(by: { $0.key < $1.key }) {
                switch argument {
                case .text(let text): writer.member(name, text)
                case .number(let number): writer.member(name, number)
                case .problem(let problem):
                    writer.member(name) { $0.members(of: problem) }
                }
            }
        }
    }
}

/// Reads the JSON of problems, without blanks and members other than ``JSONWriter`` writes.
private struct ProblemReader {
    private var rest: ArraySlice<UInt8>
    private var depth = 0

    /// More problems than that do not lie behind one another.
    private static let mostDepth = 8

    init(_ text: String) { rest = ArraySlice(text.utf8) }

    var isAtEnd: Bool { rest.isEmpty }

    /// `{"code":"…","arguments":{…}}`.
    mutating func problem() -> KeptProblem? {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.mostDepth, skip(#"{"code":"#), let code = text(),
            skip(#","arguments":{"#)
        else { return nil }
        var arguments: [String: KeptProblem.Argument] = [:]
        while rest.first != UInt8(ascii: "}") {
            guard arguments.isEmpty || skip(","), let name = text(), skip(":"),
                let argument = argument()
            else { return nil }
            arguments[name] = argument
        }
        return skip("}}") ? KeptProblem(code, arguments) : nil
    }

    private mutating func argument() -> KeptProblem.Argument? {
        switch rest.first {
        case UInt8(ascii: "\""): return text().map { .text($0) }
        case UInt8(ascii: "{"): return problem().map { .problem($0) }
        default:
            let digits = rest.prefix { $0 == UInt8(ascii: "-") || (0x30...0x39).contains($0) }
            rest = rest.dropFirst(digits.count)
            return Int64(String(decoding: digits, as: UTF8.self)).map { .number($0) }
        }
    }

    private mutating func text() -> String? {
        guard skip("\"") else { return nil }
        var bytes: [UInt8] = []
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "\""): return String(decoding: bytes, as: UTF8.self)
            case UInt8(ascii: "\\"):
                guard let escaped = escaped() else { return nil }
                bytes.append(escaped)
            default: bytes.append(byte)
            }
        }
        return nil
    }

    /// What stands behind a backslash: quotes, another one, or a control character as `u00…`.
    private mutating func escaped() -> UInt8? {
        guard let byte = rest.popFirst() else { return nil }
        guard byte == UInt8(ascii: "u") else {
            return [UInt8(ascii: "\""), UInt8(ascii: "\\")].contains(byte) ? byte : nil
        }
        let digits = String(decoding: rest.prefix(4), as: UTF8.self)
        guard digits.utf8.count == 4, let value = UInt8(digits, radix: 16), value < 0x80 else {
            return nil
        }
        rest = rest.dropFirst(4)
        return value
    }

    private mutating func skip(_ text: String) -> Bool {
        guard rest.starts(with: text.utf8) else { return false }
        rest = rest.dropFirst(text.utf8.count)
        return true
    }
}
