import CArchive
import Glibc
import SyncInterfaces

/// One part of a zip archive, unpacked as it is read.
///
/// A class so that the archive is closed once. The descriptor's position is shared by all parts of
/// a file: only one may be open at a time.
final class ArchivePart {
    private static let chunk = 64 * 1024

    private let archive: OpaquePointer
    private let file: OpenFile
    private let byteLimit: Int
    private var byteCount = 0

    /// Names of the parts of an archive, as written, by their lower-case form.
    ///
    /// - Throws: ``FeedError`` when it is no archive, or encrypted, or has too many parts.
    static func names(
        in file: OpenFile,
        limits: WorkbookLimits
    ) throws(FeedError) -> [String: String] {
        let part = try ArchivePart(file: file, limits: limits)
        var names: [String: String] = [:]
        while let name = try part.nextName() {
            names[name.lowercased()] = name
            guard names.count <= limits.partCount else {
                throw part.failure(.exceedsLimit(.init(limits.partCount, .parts)))
            }
        }
        return names
    }

    /// Opens the part with exactly this name.
    init(named name: String, in file: OpenFile, limits: WorkbookLimits) throws(FeedError) {
        self.file = file
        byteLimit = Self.byteLimit(of: file, limits)
        archive = try Self.open(file)
        repeat {
            guard let next = try nextName() else {
                throw failure(.damagedFile(.known(.partMissing, of: name)))
            }
            if next == name { return }
        } while true
    }

    private init(file: OpenFile, limits: WorkbookLimits) throws(FeedError) {
        self.file = file
        byteLimit = Self.byteLimit(of: file, limits)
        archive = try Self.open(file)
    }

    deinit { archive_read_free(archive) }

    /// Fills a buffer with what comes next.
    ///
    /// - Returns: How many bytes there were; 0 at the part's end.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws(FeedError) -> Int {
        let read = archive_read_data(archive, buffer.baseAddress, buffer.count)
        guard read >= 0 else { throw failure(.damagedFile(damage)) }
        byteCount += read
        guard byteCount <= byteLimit else {
            throw failure(.exceedsLimit(.init(byteLimit, .bytesUnpacked)))
        }
        return read
    }

    /// Unpacks the rest, so that what is damaged shows before any of it is used.
    func verify() throws(FeedError) {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: Self.chunk, alignment: 1)
        defer { buffer.deallocate() }
        while try read(into: buffer) > 0 {}
    }

    func failure(_ problem: FeedError.Problem, row: Int? = nil) -> FeedError {
        FeedError(problem: problem, location: .init(file: file.name, row: row))
    }

    private var damage: FeedDetail<FileDamage> { LibraryComplaint(ofArchive: archive).detail }

    private func nextName() throws(FeedError) -> String? {
        while true {
            var entry: OpaquePointer?
            let result = archive_read_next_header(archive, &entry)
            if result == ARCHIVE_EOF { return nil }
            guard result >= ARCHIVE_WARN, let entry else {
                throw failure(.damagedFile(damage))
            }
            guard archive_entry_is_encrypted(entry) == 0 else {
                throw failure(.unsupportedFormat(.encryptedWorkbook))
            }
            // Parts of a workbook have ASCII names; another name is not one that is looked for.
            if let name = archive_entry_pathname(entry) { return String(cString: name) }
        }
    }

    private static func byteLimit(of file: OpenFile, _ limits: WorkbookLimits) -> Int {
        let (scaled, overflows) = file.state.size.multipliedReportingOverflow(by: limits.ratio)
        let byRatio = overflows ? Int.max : max(scaled, limits.harmlessByteCount)
        return min(byRatio, limits.partByteCount)
    }

    private static func open(_ file: OpenFile) throws(FeedError) -> OpaquePointer {
        func failure(_ what: FeedDetail<FileDamage>) -> FeedError {
            FeedError(problem: .damagedFile(what), location: .init(file: file.name))
        }
        guard let archive = archive_read_new() else {
            guard let missing = MissingLibrary.reason else {
                throw failure(.known(.outOfMemory, of: nil))
            }
            throw FeedError(problem: .fileNotReadable(missing), location: .init(file: file.name))
        }
        archive_read_support_format_zip(archive)
        guard lseek(file.descriptor, 0, SEEK_SET) == 0,
            archive_read_open_fd(archive, file.descriptor, chunk) == ARCHIVE_OK
        else {
            let damage = LibraryComplaint(ofArchive: archive).detail
            archive_read_free(archive)
            throw failure(damage)
        }
        return archive
    }
}
