extension MarketplaceCatalog {
    /// The name of the operator's file in the configuration folder.
    static let fileName = "marketplaces.yaml"
    /// The name that errors give to the embedded file.
    static let embeddedFileName = "marketplaces.yaml (embedded)"

    /// Loads the embedded catalogue with what `marketplaces.yaml` in a folder says on top.
    ///
    /// Reads one small file at most; takes about a millisecond or two.
    ///
    /// - Parameters:
    ///   - configurationFolder: The folder's path; `nil` for the embedded catalogue alone. A folder
    ///     without the file changes nothing.
    ///   - isRequired: Whether the folder has to be there; otherwise none changes nothing.
    /// - Returns: The catalogue that is in force.
    /// - Throws: ``CatalogError`` at the first thing that is wrong in either file.
    package static func load(
        configurationFolder: String?,
        isRequired: Bool = false
    ) throws(CatalogError) -> MarketplaceCatalog {
        guard let configurationFolder else { return try load() }
        if isRequired { try ConfigurationFile.requireFolder(configurationFolder) }
        let file = try ConfigurationFile(fileName, in: configurationFolder)
        guard let text = file.text else { return try load() }
        return try load(configuration: text, named: file.path)
    }

    /// Loads the embedded catalogue with a configuration's text on top.
    ///
    /// - Parameters:
    ///   - configuration: YAML of the form that the embedded file describes.
    ///   - file: The name shown in errors.
    /// - Returns: The catalogue that is in force.
    /// - Throws: ``CatalogError`` at the first thing that is wrong in either.
    package static func load(
        configuration: String,
        named file: String
    ) throws(CatalogError) -> MarketplaceCatalog {
        var builder = CatalogBuilder(try embedded.get())
        builder.apply(try CatalogFile(YAMLSource(file: file, text: configuration)))
        return try builder.catalog()
    }

    private static func load() throws(CatalogError) -> MarketplaceCatalog {
        try CatalogBuilder(embedded.get()).catalog()
    }

    /// Reads the embedded file, which is read once in a process; for a thread that is free to do so
    /// before the catalogue is loaded.
    package static func readEmbedded() { _ = embedded }

    private static let embedded: Result<CatalogFile, CatalogError> = {
        let text = String(decoding: PackageResources.marketplaces_yaml, as: UTF8.self)
        do throws(CatalogError) {
            return .success(try CatalogFile(YAMLSource(file: embeddedFileName, text: text)))
        } catch {
            return .failure(error)
        }
    }()
}
