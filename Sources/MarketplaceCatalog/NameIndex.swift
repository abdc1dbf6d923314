import MatchingCore

/// Who answers to which name; no two do to one.
struct NameIndex: Sendable {
    /// What a name leads to.
    struct Entry: Sendable {
        /// The id that other errors name.
        let owner: String
        let accountIndex: Int
        /// `nil` for the name of a configured account.
        let marketplaceIndex: Int?
    }

    private var entries: [String: Entry] = [:]

    /// Gives `name` to an entry; the owner may have it already.
    ///
    /// - Throws: ``CatalogError`` at the name's place when somebody else has it.
    mutating func add(_ name: Placed<String>, for entry: Entry) throws(CatalogError) {
        let key = FieldText.nameKey(name.value)
        if let holder = entries[key], holder.owner != entry.owner {
            throw CatalogError(.duplicateName(name.value, owner: holder.owner), at: name.place)
        }
        entries[key] = entry
    }

    /// Finds whoever answers to `name`.
    subscript(_ name: String) -> Entry? { entries[FieldText.nameKey(name)] }
}
