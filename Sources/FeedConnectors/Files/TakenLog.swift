import Glibc
import MatchingCore

/// What was archived lately, on record in the inbox for the next process.
///
/// A line for each file, added at once. It says where to look again and nothing else: a line that is
/// lost or cannot be read costs no more than that.
struct TakenLog {
    /// Hidden, so that nobody takes it for a file that was dropped.
    static let name = ".taken"

    /// A file of more bytes is written anew, with what was archived last.
    private static let mostBytes = 1 << 19

    let inbox: Inbox

    private var path: String { "\(inbox.path)/\(Self.name)" }

    /// Adds a file that was archived.
    func add(_ one: TakenFiles.Taken) {
        guard let line = line(of: one) else { return }
        let flags = O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW | O_CLOEXEC
        let descriptor = open(path, flags, 0o600)
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        try? FileMove.write(Array("\(line)\n".utf8), to: descriptor, path: path)
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_size > Self.mostBytes else { return }
        let lines = read().suffix(TakenFiles.most).compactMap { self.line(of: $0) }
        try? FileMove.write(lines.map { "\($0)\n" }.joined(), to: path)
    }

    /// The files that were archived last, the latest last; of one path only what was said last.
    func read() -> [TakenFiles.Taken] {
        var bytes: [UInt8] = []
        guard let file = try? OpenFile(path: path),
            (try? file.read(2 * Self.mostBytes, at: 0, appendingTo: &bytes)) != nil
        else { return [] }
        var seen: Set<String> = []
        return bytes.split(separator: UInt8(ascii: "\n")).reversed()
            .compactMap { taken(of: Array($0)) }
            .filter { seen.insert($0.path).inserted }
            .reversed()
    }

    /// Paths are written from the inbox on, which others may know by another name; numbers as texts,
    /// which keep every digit.
    private func line(of one: TakenFiles.Taken) -> String? {
        let root = "\(inbox.path)/"
        guard one.origin.hasPrefix(root), one.path.hasPrefix(root) else { return nil }
        return JSONWriter.line(isForTerminals: false) { writer in
            writer.member("origin", String(one.origin.dropFirst(root.count)))
            writer.member("path", String(one.path.dropFirst(root.count)))
            writer.member("device", "\(one.state.device)")
            writer.member("inode", "\(one.state.inode)")
            writer.member("size", "\(one.state.size)")
            writer.member("modified_at", "\(one.state.modifiedAt.rawValue)")
            writer.member("nanoseconds", "\(one.state.nanoseconds)")
            writer.member("at", "\(one.at.rawValue)")
        }
    }

    private func taken(of line: [UInt8]) -> TakenFiles.Taken? {
        var object = JSONObjectScanner(line)
        guard (try? object.scan()) != nil else { return nil }
        let texts = Dictionary(
            object.members.map {
                ($0.key, $0.text.map { String(decoding: $0, as: UTF8.self) } ?? "")
            },
            uniquingKeysWith: { first, _ in first }
        )
        func number<Number: FixedWidthInteger>(_ name: String) -> Number? {
            texts[name].flatMap { Number($0) }
        }
        guard let origin = texts["origin"], let path = texts["path"],
            let device: UInt = number("device"),
            let inode: UInt = number("inode"), let size: Int = number("size"),
            let modifiedAt: Int64 = number("modified_at"),
            let nanoseconds: Int = number("nanoseconds"), let at: Int64 = number("at")
        else { return nil }
        guard inbox.mayPutBack(origin: origin, archived: path) else { return nil }
        return TakenFiles.Taken(
            origin: "\(inbox.path)/\(origin)",
            path: "\(inbox.path)/\(path)",
            state: OpenFile.State(
                device: device,
                inode: inode,
                size: size,
                modifiedAt: Timestamp(rawValue: modifiedAt),
                nanoseconds: nanoseconds
            ),
            at: Timestamp(rawValue: at)
        )
    }
}
