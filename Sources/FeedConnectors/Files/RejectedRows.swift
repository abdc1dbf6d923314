import Crypto
import Glibc
import MatchingCore
import SyncInterfaces

/// Keeps a file's bad rows aside: as they were, and what is wrong with each.
///
/// The rows are written to a hidden draft, each time that the file is
/// read from its first row on; the draft takes its place at the end. So a reading that was cut short leaves nothing, and
/// one that is repeated writes the same again. Corrected in place, the result can be dropped
/// into the inbox: what was added is named so that no field is read from it.
struct RejectedRows {
    /// How the rows are written.
    enum Form {
        /// CSV with the source's headers behind our own.
        case table(headers: [String])
        /// The source's lines, with members of our own in front.
        case jsonLines
    }

    private static let columns = [
        "rejected_file", "rejected_row", column, because, problem,
    ]
    /// The column with the field in which something is wrong.
    static let column = "rejected_column"
    /// The column with what is wrong and what to do, in the language of who took the row in.
    static let because = "rejected_because"
    /// The column with the same in no language, from which ``SetAsideFolder`` reads it.
    static let problem = "rejected_problem"

    /// A line without what was added to it.
    static func bare(_ line: JSONObjectScanner) -> [UInt8] {
        line.line(adding: Array(#"{"":0}"#.utf8), without: columns)
    }

    /// Whether a file has this name and keeps lines of this source.
    static func isFile(named name: String, of source: String) -> Bool {
        let ending = ".jsonl"
        guard name.hasSuffix(ending) else { return false }
        let tag = name.dropLast(ending.count).suffix(8)
        return name == Self.name(of: source, tag: String(tag), ending: "jsonl")
    }

    /// Whether a column or member was added, and is none of the source's.
    static func isOwn(_ name: String) -> Bool { columns.contains(name) }

    private static let fullBuffer = 64 * 1024

    private let folder: String
    private let source: String
    private let ending: String
    private let form: Form
    /// What tells the file from others of its name; `nil` where its rows do.
    private let tag: String?
    /// What lies there already; `nil` where all rows are kept.
    private var kept: KeptLines?
    private var digest = SHA256()
    /// Columns of the source that are not repeated.
    private let skipped: Set<Int>
    private let describe: @Sendable (FeedError) -> String
    /// There only once the buffer was full, so that files that wait to be taken in together hold nothing
    /// open.
    private var draft: Draft?
    private var buffer: [UInt8] = []

    /// Prepares to keep rows; nothing is written before the first.
    ///
    /// - Parameters:
    ///   - file: The name of what they come from.
    ///   - source: What tells it from others of its name; without it the rows do.
    ///   - kept: What is not to be kept again.
    ///   - form: How the rows are written.
    ///   - folder: Where they are kept.
    ///   - describe: The sentence beside a row: what is wrong, and what to do.
    init(
        of file: String,
        source: SourceID? = nil,
        without kept: KeptLines? = nil,
        form: Form,
        folder: String,
        describe: @escaping @Sendable (FeedError) -> String
    ) {
        self.folder = folder
        self.source = file
        self.form = form
        self.describe = describe
        self.kept = kept
        tag = source?.tag
        switch form {
        case .table(let headers):
            ending = "csv"
            let own = Self.columns.map(ColumnNames.normalized)
            skipped = Set(
                headers.indices.filter { own.contains(ColumnNames.normalized(headers[$0])) }
            )
        case .jsonLines:
            ending = "jsonl"
            skipped = []
        }
    }

    /// Adds a row with its cells as CSV has them, or the line that it is.
    mutating func add(_ cells: [String], _ error: FeedError) throws(FeedError) {
        guard kept?.insert(cells.joined(), column: error.location.column) ?? true else { return }
        if draft == nil && buffer.isEmpty { try begin() }
        if tag == nil { digest.update(data: Array(cells.joined(separator: "\0").utf8)) }
        switch form {
        case .table: addRecord(cells, error)
        case .jsonLines: addLine(cells.joined(), error)
        }
        if buffer.count >= Self.fullBuffer { try flush() }
    }

    /// Puts the rows in their place, durably; does nothing where there are none.
    mutating func finish() throws(FeedError) {
        if !buffer.isEmpty { try flush() }
        guard let draft else { return }
        let tag = tag ?? SourceID(digest.finalize()).tag
        let name = Self.name(of: source, tag: tag, ending: ending)
        guard fsync(draft.descriptor) == 0, draft.place(at: "\(folder)/\(name)") else {
            throw FileMove.notWritable(folder, errno)
        }
        try FileMove.synchronize(folder)
        self.draft = nil
    }

    private static func name(of source: String, tag: String, ending: String) -> String {
        FileMove.shortened(source, suffix: ".\(tag).\(ending)")
    }

    private var draftName: String {
        Self.name(of: source, tag: tag ?? "rows", ending: ending)
    }

    private mutating func addRecord(_ cells: [String], _ error: FeedError) {
        let location = error.location
        let own = [
            location.file, location.row.map(String.init), location.column, describe(error),
            KeptProblem(error).stored,
        ]
        buffer.appendRecord(own.map { FormulaGuard.guarded($0 ?? "") } + unskipped(cells))
    }

    private mutating func addLine(_ line: String, _ error: FeedError) {
        var own = JSONWriter()
        own.object {
            $0.member(Self.columns[0], error.location.file)
            $0.member(Self.columns[1], error.location.row)
            $0.member(Self.columns[2], error.location.column)
            $0.member(Self.because, describe(error))
            $0.member(Self.problem, KeptProblem(error).stored)
        }
        var object = JSONObjectScanner(Array(line.utf8))
        // What is wrong with the line has been told; it is kept as far as it goes.
        do throws(JSONObjectScanner.Failure) { try object.scan() } catch {}
        buffer.append(contentsOf: object.line(adding: own.utf8, without: Self.columns))
        buffer.append(0x0A)
    }

    private mutating func begin() throws(FeedError) {
        try Inbox.create(folder)
        // Nothing is taken in of a file whose bad rows cannot be kept.
        guard access("\(folder)/.", W_OK | X_OK) == 0 else {
            throw FileMove.notWritable(folder, errno)
        }
        guard case .table(let headers) = form else { return }
        buffer.append(contentsOf: [0xEF, 0xBB, 0xBF])
        buffer.appendRecord(Self.columns + unskipped(headers).map(FormulaGuard.guarded))
    }

    private mutating func flush() throws(FeedError) {
        if draft == nil { draft = try Draft(of: draftName, in: folder) }
        guard let draft else { return }
        try FileMove.write(buffer, to: draft.descriptor, path: folder)
        buffer.removeAll(keepingCapacity: true)
    }

    private func unskipped(_ cells: [String]) -> [String] {
        skipped.isEmpty ? cells : cells.indices.filter { !skipped.contains($0) }.map { cells[$0] }
    }
}

/// A file that is being written and has not got its name yet.
///
/// Another process may keep the rows of the same file at the same time, so each locks a draft of its
/// own; one that was left by a process that has died is nobody's, and is written over.
///
/// A class so that the descriptor is closed, and what was not finished is taken away, once.
private final class Draft {
    let descriptor: Int32
    private let path: String
    private var isPlaced = false

    /// More processes than ever read one file.
    private static let mostDrafts = 100

    init(of name: String, in folder: String) throws(FeedError) {
        for number in 1...Self.mostDrafts {
            let path = "\(folder)/.\(name)\(number == 1 ? "" : ".\(number)").part"
            let opened = open(path, O_WRONLY | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o600)
            guard opened >= 0 else { throw FileMove.notWritable(folder, errno) }
            if Self.isOurs(opened, at: path) {
                descriptor = opened
                self.path = path
                return
            }
            close(opened)
        }
        throw FileMove.notWritable(folder, EBUSY)
    }

    deinit {
        if !isPlaced { unlink(path) }
        close(descriptor)
    }

    /// Gives the file its name; whether that went well.
    func place(at target: String) -> Bool {
        isPlaced = rename(path, target) == 0
        return isPlaced
    }

    /// Whether nobody else writes to the file, and it has not got its name yet; it is empty then.
    ///
    /// File systems that have no locks have no other process either, as far as one can tell.
    private static func isOurs(_ descriptor: Int32, at path: String) -> Bool {
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK else {
            return false
        }
        var opened = stat()
        var named = stat()
        return fstat(descriptor, &opened) == 0 && lstat(path, &named) == 0
            && opened.st_ino == named.st_ino && opened.st_dev == named.st_dev
            && ftruncate(descriptor, 0) == 0
    }
}

extension SourceID {
    /// The start of the digest, enough to tell files of one name apart.
    var tag: String { String(rawValue.prefix(8)) }
}

extension [UInt8] {
    /// Appends a row of CSV (RFC 4180) with CRLF.
    mutating func appendRecord(_ cells: [String]) {
        for (position, cell) in cells.enumerated() {
            if position > 0 { append(UInt8(ascii: ",")) }
            let needsQuotes = cell.utf8.contains { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }
            guard needsQuotes else {
                append(contentsOf: cell.utf8)
                continue
            }
            append(0x22)
            for byte in cell.utf8 {
                if byte == 0x22 { append(0x22) }
                append(byte)
            }
            append(0x22)
        }
        append(contentsOf: [0x0D, 0x0A])
    }
}
