import SyncInterfaces

/// One JSON object a line.
///
/// A class, because it owns its file.
final class JSONLinesExport: ExportWriter {
    private let file: FileSink

    init(_ path: String, _ clash: NameClash) throws(ExportError) {
        file = try FileSink(path, clash)
    }

    func write(_: () -> [ExportCell], json: () -> String) throws(ExportError) {
        try file.write(Array(json().utf8) + [0x0A])
    }

    func finish() throws(ExportError) -> String { try file.finish() }
}
