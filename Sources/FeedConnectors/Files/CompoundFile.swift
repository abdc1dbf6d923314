import SyncInterfaces

/// The container of old Office files and of encrypted new ones (MS-CFB).
enum CompoundFile {
    static let magic: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]

    private static let entrySize = 128
    private static let searched = 64 << 20

    /// Tells by the names in its directory what the container holds.
    ///
    /// Directory entries lie at multiples of their size, whatever chain of sectors they belong to;
    /// looking at each spares following the chains of a file that may be broken.
    static func format(of file: OpenFile) throws(FeedError) -> FeedError.UnsupportedFormat {
        var offset = 0
        var found = FeedError.UnsupportedFormat.unknown
        var bytes: [UInt8] = []
        while offset < searched {
            bytes.removeAll(keepingCapacity: true)
            let read = try file.read(1 << 16, at: offset, appendingTo: &bytes)
            offset += read
            for start in stride(from: 0, to: read - entrySize + 1, by: entrySize) {
                let entry = bytes[start..<start + entrySize]
                if isEntry(entry, named: "EncryptedPackage") { return .encryptedWorkbook }
                if isEntry(entry, named: "Workbook") || isEntry(entry, named: "Book") {
                    found = .legacyWorkbook
                }
            }
            if read < 1 << 16 { break }
        }
        return found
    }

    private static func isEntry(_ entry: ArraySlice<UInt8>, named name: String) -> Bool {
        entry.starts(with: name.utf8.flatMap { [$0, 0] } + [0, 0])
    }
}
