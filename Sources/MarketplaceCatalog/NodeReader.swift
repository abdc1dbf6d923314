import MatchingCore
import Yams

/// Reads single values of a YAML document, each with its place.
struct NodeReader: Sendable {
    let source: YAMLSource

    /// A key of a mapping and what stands under it.
    struct Entry {
        let key: Placed<String>
        let value: Node
    }

    /// Returns the entries of a mapping, in file order.
    ///
    /// - Throws: ``CatalogError`` when `node` is not a mapping or has a key outside `keys`; `nil`
    ///   lets every key pass.
    func entries(
        of node: Node,
        under name: String,
        keys: [String]?
    ) throws(CatalogError) -> [Entry] {
        guard case .mapping(let mapping) = node else {
            throw wrongType(node, under: name, expected: .mapping)
        }
        var entries: [Entry] = []
        for (keyNode, value) in mapping {
            let key = try text(keyNode, under: name)
            if let keys, !keys.contains(key.value) {
                throw CatalogError(
                    .unknownKey(key.value),
                    at: key.place,
                    validChoices: keys,
                    meant: key.value
                )
            }
            entries.append(Entry(key: key, value: value))
        }
        return entries
    }

    /// Returns the nodes of a list.
    func items(of node: Node, under key: String) throws(CatalogError) -> [Node] {
        guard case .sequence(let sequence) = node else {
            throw wrongType(node, under: key, expected: .list)
        }
        return Array(sequence)
    }

    /// Returns a text, cleaned; never an empty one.
    func text(_ node: Node, under key: String) throws(CatalogError) -> Placed<String> {
        guard let scalar = scalar(node) else {
            throw wrongType(node, under: key, expected: .text)
        }
        let value = FieldText.cleaned(scalar.string)
        let place = source.place(of: node)
        guard !value.isEmpty else { throw CatalogError(.emptyText(key: key), at: place) }
        let hasControl = value.unicodeScalars.contains { $0.properties.generalCategory == .control }
        guard !hasControl else { throw CatalogError(.controlCharacter(key: key), at: place) }
        return Placed(value: value, place: place)
    }

    /// Returns a list of texts, each of which stands there once; the list may be empty.
    func texts(_ node: Node, under key: String) throws(CatalogError) -> [Placed<String>] {
        var texts: [Placed<String>] = []
        for item in try items(of: node, under: key) {
            let text = try text(item, under: key)
            guard !texts.contains(where: { $0.value == text.value }) else {
                throw CatalogError(.duplicateValue(text.value, key: key), at: text.place)
            }
            texts.append(text)
        }
        return texts
    }

    /// Returns a whole number.
    func wholeNumber(_ node: Node, under key: String) throws(CatalogError) -> Placed<Int> {
        guard let scalar = scalar(node), scalar.style == .plain, let number = Int(scalar.string)
        else { throw wrongType(node, under: key, expected: .wholeNumber) }
        return Placed(value: number, place: source.place(of: node))
    }

    /// Returns an id: lower-case ASCII letters, digits and hyphens, at most 64, no hyphen first.
    ///
    /// Ids are also names of folders.
    func id(_ node: Node) throws(CatalogError) -> Placed<String> {
        let text = try text(node, under: "id")
        let isID =
            text.value.utf8.count <= 64 && text.value.utf8.first != UInt8(ascii: "-")
            && text.value.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
                    UInt8(ascii: "-"):
                    true
                default: false
                }
            }
        guard isID else { throw CatalogError(.invalidID(text.value), at: text.place) }
        guard !AccountID.reservedNames.contains(text.value) else {
            throw CatalogError(.reservedID(text.value), at: text.place)
        }
        return text
    }

    /// Returns a match rule.
    func rule(_ node: Node, under key: String) throws(CatalogError) -> MatchRule {
        guard let scalar = scalar(node) else {
            throw wrongType(node, under: key, expected: .text)
        }
        do {
            return try MatchRule(parsing: scalar.string)
        } catch {
            let word: String? =
                if case .unknownField(let name) = error.problem { name } else { nil }
            throw CatalogError(
                .invalidRule(error.problem),
                at: source.place(of: scalar, characterOffset: error.offset),
                validChoices: KeyField.all.map(\.name),
                meant: word
            )
        }
    }

    /// Returns the column headers of each field.
    func columns(_ node: Node) throws(CatalogError) -> ColumnNames {
        var columns = ColumnNames()
        for entry in try entries(of: node, under: "columns", keys: nil) {
            guard let field = RecordField(name: entry.key.value) else {
                throw CatalogError(
                    .unknownField(entry.key.value),
                    at: entry.key.place,
                    validChoices: RecordField.all.map(\.name),
                    meant: entry.key.value
                )
            }
            for header in try texts(entry.value, under: entry.key.value) {
                if let owner = columns.add(header.value, to: field) {
                    throw CatalogError(
                        .duplicateHeader(header.value, field: owner),
                        at: header.place
                    )
                }
            }
        }
        return columns
    }

    func wrongType(
        _ node: Node,
        under key: String,
        expected: CatalogError.ValueKind
    ) -> CatalogError {
        let found: CatalogError.ValueKind =
            switch node {
            case .mapping: .mapping
            case .sequence: .list
            case .scalar, .alias: scalar(node) == nil ? .nothing : .text
            }
        return CatalogError(
            .wrongType(key: key, expected: expected, found: found),
            at: source.place(of: node)
        )
    }

    /// The scalar, unless it is one of YAML's ways to write nothing.
    private func scalar(_ node: Node) -> Node.Scalar? {
        guard case .scalar(let scalar) = node else { return nil }
        let isNothing = scalar.style == .plain && ["", "~", "null"].contains(scalar.string)
        return isNothing ? nil : scalar
    }
}
