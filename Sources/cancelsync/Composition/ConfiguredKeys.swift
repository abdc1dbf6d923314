import ConsoleModel
import MarketplaceCatalog

extension KeyBindings {
    /// The bindings in force: the standard ones with what `keys.yaml` of a folder says on top.
    ///
    /// - Throws: `CatalogError` at the first thing in the file that is wrong.
    static func load(configurationFolder: String) throws -> KeyBindings {
        let names = try KeysFile.load(
            configurationFolder: configurationFolder,
            vocabulary: vocabulary
        )
        return try standard.binding(keys(named: names))
    }

    private static var vocabulary: KeyVocabulary {
        KeyVocabulary(
            actions: Action.Identifier.allCases.map(\.configurationName),
            keyNames: Key.names,
            isKey: { Key(named: $0).map { !$0.latinEquivalent.isComposedHangul } ?? false },
            keyCount: { Action.Identifier(configurationName: $0)?.keyCount },
            conflict: conflict
        )
    }

    @Sendable private static func conflict(_ names: [String: [String]]) -> KeyVocabulary.Conflict? {
        let keys = keys(named: names)
        do throws(Conflict) {
            _ = try standard.binding(keys)
            return nil
        } catch {
            return KeyVocabulary.Conflict(
                action: error.action.configurationName,
                keyIndex: keys[error.action]?.firstIndex(of: error.key) ?? 0,
                owner: error.owner.configurationName
            )
        }
    }

    private static func keys(named names: [String: [String]]) -> [Action.Identifier: [Key]] {
        var keys: [Action.Identifier: [Key]] = [:]
        for (name, keyNames) in names {
            guard let action = Action.Identifier(configurationName: name) else { continue }
            keys[action] = keyNames.compactMap { Key(named: $0)?.latinEquivalent }
        }
        return keys
    }
}
