import Crypto

/// Which lines of one program or API lie in the folder of rejected rows.
///
/// What is said again at each poll is kept once, whatever else is said beside it: so long as a line
/// lies there, it is not kept again. The folder is read when the first line asks.
struct KeptLines {
    private let folder: SetAsideFolder
    private let source: String
    private let destination: String
    private var known: Set<SHA256Digest>?

    /// Names the lines; nothing is read yet.
    ///
    /// - Parameters:
    ///   - source: What they come from.
    ///   - destination: Where they lie in the folder.
    ///   - inbox: The inbox that has the folder.
    init(of source: String, at destination: String, in inbox: Inbox) {
        folder = SetAsideFolder(inbox: inbox)
        self.source = source
        self.destination = destination
    }

    /// Notes that a line is kept.
    ///
    /// - Parameters:
    ///   - line: The line as it was said.
    ///   - column: The field in which something is wrong; several of an API's row can be.
    /// - Returns: Whether it was not kept before.
    mutating func insert(_ line: String, column: String?) -> Bool {
        var known = known ?? lines
        defer { self.known = known }
        return known.insert(Self.digest(of: Array(line.utf8), column: column)).inserted
    }

    private var lines: Set<SHA256Digest> {
        var lines: Set<SHA256Digest> = []
        folder.forEachLine(of: source, at: destination) { line, column in
            lines.insert(Self.digest(of: line, column: column))
        }
        return lines
    }

    /// A line and the same line with members of ours in front have one digest.
    private static func digest(of line: [UInt8], column: String?) -> SHA256Digest {
        var object = JSONObjectScanner(line)
        // A line that is no object is told by the text that it is.
        do throws(JSONObjectScanner.Failure) { try object.scan() } catch {}
        var digest = SHA256()
        digest.update(data: RejectedRows.bare(object))
        digest.update(data: Array("\0\(field(column ?? ""))".utf8))
        return digest.finalize()
    }

    /// A field's path without the places in lists, which are others in the next answer:
    /// `data.returnItems.cancelCount`.
    private static func field(_ column: String) -> String {
        column.split(separator: ".").filter { $0.contains { !$0.isNumber } }
            .joined(separator: ".")
    }
}
