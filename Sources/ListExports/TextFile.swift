package import SyncInterfaces

/// A text as a file that is there only once it is complete.
package enum TextFile {
    /// Writes `lines` to a file; `-` is standard output.
    package static func write(_ lines: [String], to path: String) throws(ExportError) {
        let file = try FileSink(path)
        for line in lines { try file.write(Array(line.utf8) + [0x0A]) }
        try file.finish()
    }
}
