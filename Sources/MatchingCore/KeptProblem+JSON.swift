import Foundation

extension KeptProblem {
    /// One line of text for a store: JSON, or the words where nothing else is known.
    package var stored: String {
        if let words, KeptProblem(json: words) == nil { return words }
        return json
    }

    private var json: String { JSONWriter.line { $0.members(of: self) } }

    /// Reads what ``stored`` wrote; a sentence that an older version kept stays as it is.
    package init(stored: String) { self = KeptProblem(json: stored) ?? KeptProblem(words: stored) }

    /// Reads a problem that is kept as JSON; `nil` for any text that ``stored`` did not write.
    package init?(json: String) {
        // Most texts are none, which is seen without reading them.
        guard json.utf8.starts(with: #"{"code":"#.utf8),
            let problem = try? JSONDecoder().decode(StoredProblem.self, from: Data(json.utf8))
        else { return nil }
        self = problem.kept
        guard self.json == json else { return nil }
    }
}

/// A problem as its JSON has it.
private struct StoredProblem: Decodable {
    let code: String
    let arguments: [String: StoredArgument]

    var kept: KeptProblem { KeptProblem(code, arguments.mapValues(\.kept)) }
}

private struct StoredArgument: Decodable {
    let kept: KeptProblem.Argument

    /// More names than that do not lead to an argument, two for each problem: at most seven lie behind
    /// another.
    private static let longestPath = 14

    init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        guard decoder.codingPath.count <= Self.longestPath else {
            throw DecodingError.dataCorruptedError(in: value, debugDescription: "too deep")
        }
        if let text = try? value.decode(String.self) {
            kept = .text(text)
        } else if let number = try? value.decode(Int64.self) {
            kept = .number(number)
        } else {
            kept = .problem(try value.decode(StoredProblem.self).kept)
        }
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
