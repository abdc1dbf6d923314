package import SyncInterfaces

/// A text as a file that is there only once it is complete.
package enum TextFile {
    /// Writes `lines` to a file; `-` is standard output.
    ///
    /// - Returns: Where it is.
    @discardableResult
    package static func write(
        _ lines: [String],
        to path: String,
        _ clash: NameClash = .replacing
    ) throws(ExportError) -> String {
        let file = try FileSink(path, clash)
        for line in lines { try file.write(Array(line.utf8) + [0x0A]) }
        return try file.finish()
    }
}
