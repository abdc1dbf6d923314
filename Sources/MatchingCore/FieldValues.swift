/// The key fields of an order line or a cancellation, each cleaned and none empty.
///
/// An absent field and an empty one are the same thing here: an empty value never equals anything.
public struct FieldValues: Sendable, Hashable {
    /// One field with its value.
    public struct Entry: Sendable, Hashable {
        /// Which field it is.
        public let field: KeyField
        /// The cleaned value; never empty.
        public let value: String
    }

    /// The present fields in ``KeyField`` order.
    public private(set) var entries: [Entry]

    /// Creates the set without any field.
    public init() { entries = [] }

    /// Cleans each value (see ``FieldText/cleaned(_:)``) and keeps those that are not empty.
    ///
    /// The last of several values of one field wins.
    public init(_ values: some Sequence<(KeyField, String)>) {
        entries = []
        for (field, value) in values { self[field] = value }
    }

    /// The cleaned value of `field`; `nil` when it is absent.
    ///
    /// Assigning cleans; an empty text removes.
    public subscript(field: KeyField) -> String? {
        get {
            for index in entries.indices where entries[index].field == field {
                return entries[index].value
            }
            return nil
        }
        set {
            let position = entries.firstIndex { $0.field >= field } ?? entries.endIndex
            let exists = position < entries.endIndex && entries[position].field == field
            guard let newValue, case let cleaned = FieldText.cleaned(newValue), !cleaned.isEmpty
            else {
                if exists { entries.remove(at: position) }
                return
            }
            let entry = Entry(field: field, value: cleaned)
            if exists { entries[position] = entry } else { entries.insert(entry, at: position) }
        }
    }

    /// Appends a value that is known to be clean, not empty and of a field after all present ones.
    ///
    /// For readers of a store that only ever took cleaned values; no work is done twice.
    package mutating func appendTrusted(_ field: KeyField, _ value: String) {
        entries.append(Entry(field: field, value: value))
    }

    /// Only the fields that `rule` names; without a rule only the order number.
    func restricted(to rule: MatchRule?) -> FieldValues {
        let bits = rule?.fieldBits ?? KeyField.orderNumber.bit
        if entries.indices.allSatisfy({ entries[$0].field.bit & bits != 0 }) { return self }
        var result = FieldValues()
        for index in entries.indices where entries[index].field.bit & bits != 0 {
            result.entries.append(entries[index])
        }
        return result
    }

    /// Reserves room for `count` fields.
    package mutating func reserveCapacity(_ count: Int) { entries.reserveCapacity(count) }
}

extension FieldValues: ExpressibleByDictionaryLiteral {
    /// Creates the set from a literal, each value cleaned.
    public init(dictionaryLiteral elements: (KeyField, String)...) { self.init(elements) }
}
