import MatchingCore

/// Reads a file of the configuration folder that chooses one word for each of some settings.
package enum ChoicesFile {
    /// A setting and the words that it takes.
    package struct Setting: Sendable, Hashable {
        package let name: String
        package let words: [String]

        /// Creates a setting.
        package init(_ name: String, _ words: [String]) {
            self.name = name
            self.words = words
        }
    }

    /// Loads a file.
    ///
    /// - Parameters:
    ///   - name: The file's name in the folder.
    ///   - configurationFolder: The folder's path; without the file nothing is chosen.
    ///   - settings: What may be chosen.
    /// - Returns: The chosen word of each setting that the file names.
    /// - Throws: ``CatalogError`` at the first thing that is wrong.
    package static func load(
        _ name: String,
        configurationFolder: String,
        settings: [Setting]
    ) throws(CatalogError) -> [String: String] {
        let file = try ConfigurationFile(name, in: configurationFolder)
        guard let text = file.text else { return [:] }
        return try choices(in: text, named: file.path, settings)
    }

    /// Reads the text of such a file.
    ///
    /// - Parameters:
    ///   - text: YAML: a mapping of settings to words.
    ///   - file: The name shown in errors.
    ///   - settings: What may be chosen.
    /// - Returns: The chosen word of each setting that the file names.
    /// - Throws: ``CatalogError`` at the first thing that is wrong.
    package static func choices(
        in text: String,
        named file: String,
        _ settings: [Setting]
    ) throws(CatalogError) -> [String: String] {
        let source = YAMLSource(file: file, text: text)
        guard let root = try source.root() else { return [:] }
        let reader = NodeReader(source: source)
        var choices: [String: String] = [:]
        for entry in try reader.entries(of: root, under: file, keys: settings.map(\.name)) {
            let name = entry.key.value
            let word = try reader.text(entry.value, under: name)
            let words = settings.first { $0.name == name }?.words ?? []
            guard words.contains(word.value) else {
                throw CatalogError(
                    .unknownChoice(word.value, key: name),
                    at: word.place,
                    validChoices: words,
                    meant: word.value
                )
            }
            choices[name] = word.value
        }
        return choices
    }
}
