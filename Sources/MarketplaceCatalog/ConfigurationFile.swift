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
                .fileNotReadable(error.localizedDescription),
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
