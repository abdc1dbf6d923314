import MatchingCore

/// Column headers by field, none of which names two fields.
struct ColumnNames: Sendable, Hashable {
    /// The headers of each field; the first that a file has is the one to read.
    private(set) var headers: [RecordField: [String]] = [:]
    private var fields: [String: RecordField] = [:]

    /// Adds a header at the end of the field's list; one that stands there already changes nothing.
    ///
    /// - Returns: The other field that has this header, in which case nothing is added; a field's
    ///   own name always belongs to it.
    mutating func add(_ header: String, to field: RecordField) -> RecordField? {
        let key = FieldText.nameKey(header)
        if let owner = fields[key] ?? RecordField(name: key) {
            if owner != field { return owner }
            if fields[key] != nil { return nil }
        }
        fields[key] = field
        headers[field, default: []].append(header)
        return nil
    }

    /// These headers, with those of `base` behind them that have not been given another field.
    func extending(_ base: ColumnNames) -> ColumnNames {
        guard !headers.isEmpty else { return base }
        var result = self
        for (field, names) in base.headers {
            for name in names { _ = result.add(name, to: field) }
        }
        return result
    }
}
