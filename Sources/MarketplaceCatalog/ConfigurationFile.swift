import Foundation

/// A file of the configuration folder, as text.
struct ConfigurationFile: Sendable {
    let path: String
    /// `nil` when there is no such file.
    let text: String?

    /// Reads the file called `name`.
    ///
    /// - Throws: ``CatalogError`` when it is there and cannot be read as UTF-8.
    init(_ name: String, in folder: String) throws(CatalogError) {
        path = URL(fileURLWithPath: folder, isDirectory: true).appendingPathComponent(name).path
        text = try Self.text(ofFile: path)
        if text == nil { try Self.refuseOtherEnding(of: path) }
    }

    /// Makes sure that there is a folder.
    ///
    /// - Throws: ``CatalogError`` when there is none.
    static func requireFolder(_ path: String) throws(CatalogError) {
        guard !isFolder(path) else { return }
        throw CatalogError(.place(.noSuchFolder), at: Place(file: path, line: 0, column: 0))
    }

    /// Who wrote `marketplaces.yml` means it to be read.
    private static func refuseOtherEnding(of path: String) throws(CatalogError) {
        let ending = ".yaml"
        guard path.hasSuffix(ending) else { return }
        let other = path.dropLast(ending.count) + ".yml"
        guard FileManager.default.fileExists(atPath: String(other)) else { return }
        let name = URL(fileURLWithPath: path).lastPathComponent
        throw CatalogError(
            .place(.otherEnding(wanted: name)),
            at: Place(file: String(other), line: 0, column: 0)
        )
    }

    private static func isFolder(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
            && isFolder.boolValue
    }

    /// The system's reason, in words where it has some.
    private static func reason(_ error: any Error, _ path: String) -> String {
        access(path, R_OK) == 0 ? error.localizedDescription : String(cString: strerror(errno))
    }

    /// The text at a path; `nil` when there is no such file.
    private static func text(ofFile path: String) throws(CatalogError) -> String? {
        let data: Data
        do {
            data = try Data(contentsOf: URL(fileURLWithPath: path))
        } catch let error as CocoaError where error.code == .fileReadNoSuchFile {
            return nil
        } catch {
            throw CatalogError(
                isFolder(path)
                    ? .place(.folderInsteadOfFile) : .fileNotReadable(reason(error, path)),
                at: Place(file: path, line: 0, column: 0)
            )
        }
        if let text = String(validating: data, as: UTF8.self) { return text }
        let repaired = String(decoding: data, as: UTF8.self)
        let lines = repaired.prefix { $0 != "\u{FFFD}" }
            .split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        let place = Place(
            file: path,
            line: max(lines.count, 1),
            column: (lines.last?.unicodeScalars.count ?? 0) + 1
        )
        throw CatalogError(.notUTF8, at: place)
    }
}
