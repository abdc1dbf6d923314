import MatchingCore
import Yams

/// The text of one file and the places in it.
struct YAMLSource: Sendable {
    /// The name shown in errors.
    let file: String
    let text: String

    /// Wraps the text of `file`; a byte order mark is not part of it.
    init(file: String, text: String) {
        self.file = file
        self.text = text.hasPrefix("\u{FEFF}") ? String(text.unicodeScalars.dropFirst()) : text
    }

    /// Returns the file's one document; `nil` when the file holds nothing but comments.
    ///
    /// Plain words keep their text: resolving types would cost a regular expression each.
    func root() throws(CatalogError) -> Node? {
        do {
            return try Parser(yaml: text, resolver: .basic, encoding: .utf8).singleRoot()
        } catch let error as YamlError {
            throw catalogError(error)
        } catch {
            throw CatalogError(.syntax("\(error)"), at: place(line: 0, column: 0))
        }
    }

    func place(line: Int, column: Int) -> Place {
        Place(file: file, line: line, column: column)
    }

    func place(of node: Node) -> Place {
        place(line: node.mark?.line ?? 0, column: node.mark?.column ?? 0)
    }

    /// Returns where the character at `offset` of a text stands in the file.
    ///
    /// Exact for texts on one line without escapes; the text's beginning otherwise.
    func place(of scalar: Node.Scalar, characterOffset offset: Int) -> Place {
        guard let mark = scalar.mark else { return place(line: 0, column: 0) }
        let quoteWidth =
            switch scalar.style {
            case .singleQuoted, .doubleQuoted: 1
            case .any, .plain, .literal, .folded: 0
            }
        let head = scalar.string.prefix(offset).unicodeScalars
        let start = mark.column - 1 + quoteWidth
        let isAsWritten = lineScalars(mark.line).dropFirst(start).starts(with: head)
        return place(
            line: mark.line,
            column: isAsWritten ? start + head.count + 1 : mark.column
        )
    }

    private var lines: [Substring] {
        text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    }

    private func lineScalars(_ line: Int) -> [Unicode.Scalar] {
        let lines = lines
        return lines.indices.contains(line - 1) ? Array(lines[line - 1].unicodeScalars) : []
    }
}

extension YAMLSource {
    private func catalogError(_ error: YamlError) -> CatalogError {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            CatalogError(.syntax(problem), at: place(line: mark.line, column: mark.column))
        case .reader(let problem, let offset, _, _):
            CatalogError(.syntax(problem), at: place(characterOffset: offset))
        case .duplicatedKeysInMapping(let keys, let context):
            duplicateKey(keys.first ?? "", first: context.mark)
        case .no, .memory, .writer, .emitter, .representer, .dataCouldNotBeDecoded:
            CatalogError(.syntax("\(error)"), at: place(line: 0, column: 0))
        }
    }

    private func place(characterOffset offset: Int?) -> Place {
        guard let offset else { return place(line: 0, column: 0) }
        let head = text.prefix(offset)
        let lastLine = head.split(
            omittingEmptySubsequences: false,
            whereSeparator: \.isNewline
        ).last
        return place(
            line: head.count(where: \.isNewline) + 1,
            column: (lastLine?.unicodeScalars.count ?? 0) + 1
        )
    }

    /// Yams names the first of two equal keys; the one to remove is the second.
    ///
    /// In a flow mapping (`{ id: a, id: b }`) the second is looked for on the same line, else on
    /// the lines below, at the first one's column.
    private func duplicateKey(_ key: String, first: Mark) -> CatalogError {
        let written = Array(key.unicodeScalars)
        let below = lines.enumerated().dropFirst(first.line - 1)
        for (index, line) in below {
            let scalars = Array(line.unicodeScalars)
            let columns =
                index + 1 == first.line
                ? Array(scalars.indices.dropFirst(first.column - 1 + written.count))
                : [first.column - 1]
            let isWithinFlow = index + 1 == first.line
            let column = columns.first {
                Self.isKey(written, in: scalars, at: $0, followsComma: isWithinFlow)
            }
            if let column {
                return CatalogError(
                    .duplicateKey(key),
                    at: place(line: index + 1, column: column + 1)
                )
            }
        }
        return CatalogError(
            .duplicateKey(key),
            at: place(line: first.line, column: first.column)
        )
    }

    private static func isKey(
        _ key: [Unicode.Scalar],
        in line: [Unicode.Scalar],
        at index: Int,
        followsComma: Bool
    ) -> Bool {
        guard line.count > index else { return false }
        let isQuoted = line[index] == "\"" || line[index] == "'"
        let rest = line[index...].dropFirst(isQuoted ? 1 : 0)
        guard rest.starts(with: key) else { return false }
        let before = line[..<index].last { $0 != " " }
        let after = rest.dropFirst(key.count).first { !" \"'".unicodeScalars.contains($0) }
        return after == ":" && (!followsComma || before == ",")
    }
}
