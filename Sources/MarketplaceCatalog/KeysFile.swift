import MatchingCore

/// The words of `keys.yaml`: what actions and keys are called, and which of them clash.
package struct KeyVocabulary: Sendable {
    /// A key that two actions of one screen would have.
    package struct Conflict: Sendable, Hashable {
        /// The action that was to get the key.
        package let action: String
        /// The place of the key among the action's, from 0.
        package let keyIndex: Int
        /// The action that has it.
        package let owner: String

        /// Creates a conflict.
        package init(action: String, keyIndex: Int, owner: String) {
            self.action = action
            self.keyIndex = keyIndex
            self.owner = owner
        }
    }

    /// The names of all actions, in the order in which to show them.
    package let actions: [String]
    /// The names of keys that are not single characters, in the order in which to show them.
    package let keyNames: [String]
    /// Whether a key is called so.
    package let isKey: @Sendable (String) -> Bool
    /// How many keys an action takes; `nil` is any number above 0.
    package let keyCount: @Sendable (String) -> Int?
    /// The first clash once these keys are in force; `nil` for none.
    package let conflict: @Sendable ([String: [String]]) -> Conflict?

    /// Creates a vocabulary.
    package init(
        actions: [String],
        keyNames: [String],
        isKey: @escaping @Sendable (String) -> Bool,
        keyCount: @escaping @Sendable (String) -> Int?,
        conflict: @escaping @Sendable ([String: [String]]) -> Conflict?
    ) {
        self.actions = actions
        self.keyNames = keyNames
        self.isKey = isKey
        self.keyCount = keyCount
        self.conflict = conflict
    }
}

/// Reads `keys.yaml` of the configuration folder: actions, each with its list of keys.
package enum KeysFile {
    /// The file's name.
    package static let name = "keys.yaml"

    /// Loads the file of a folder.
    ///
    /// - Parameters:
    ///   - configurationFolder: The folder's path; without the file nothing is bound.
    ///   - vocabulary: What may stand in it.
    /// - Returns: The names of keys by the names of actions.
    /// - Throws: ``CatalogError`` at the first thing that is wrong.
    package static func load(
        configurationFolder: String,
        vocabulary: KeyVocabulary
    ) throws(CatalogError) -> [String: [String]] {
        let file = try ConfigurationFile(name, in: configurationFolder)
        guard let text = file.text else { return [:] }
        return try keys(in: text, named: file.path, vocabulary)
    }

    /// Reads the text of such a file.
    ///
    /// - Parameters:
    ///   - text: YAML: a mapping of actions to lists of keys.
    ///   - file: The name shown in errors.
    ///   - vocabulary: What may stand in it.
    /// - Returns: The names of keys by the names of actions.
    /// - Throws: ``CatalogError`` at the first thing that is wrong.
    package static func keys(
        in text: String,
        named file: String,
        _ vocabulary: KeyVocabulary
    ) throws(CatalogError) -> [String: [String]] {
        let source = YAMLSource(file: file, text: text)
        guard let root = try source.root() else { return [:] }
        let reader = NodeReader(source: source)
        var bound: [String: [Placed<String>]] = [:]
        for entry in try reader.entries(of: root, under: file, keys: vocabulary.actions) {
            let action = entry.key.value
            let keys = try reader.texts(entry.value, under: action)
            for key in keys where !vocabulary.isKey(key.value) {
                throw CatalogError(
                    .unknownChoice(key.value, key: action),
                    at: key.place,
                    validChoices: vocabulary.keyNames,
                    meant: key.value
                )
            }
            let wanted = vocabulary.keyCount(action)
            guard keys.count == wanted ?? max(1, keys.count) else {
                throw CatalogError(
                    .wrongKeyCount(action: action, wanted: wanted),
                    at: entry.key.place
                )
            }
            bound[action] = keys
        }
        let names = bound.mapValues { $0.map(\.value) }
        if let clash = vocabulary.conflict(names), let keys = bound[clash.action] {
            let key = keys[min(max(0, clash.keyIndex), keys.count - 1)]
            throw CatalogError(.keyTaken(key.value, owner: clash.owner), at: key.place)
        }
        return names
    }
}
