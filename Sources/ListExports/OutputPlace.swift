import Glibc

/// Where what is written to a path has to go.
package enum OutputPlace: Sendable, Hashable {
    /// To where the process's standard output goes, whatever that is.
    case standardOutput
    /// Into what lies there and is no regular file, as a pipe or a device, if it can be opened.
    case stream
    /// Into a new file that takes the place of this one, which no link stands for.
    case file(String)

    /// As many links as the system follows one after the other.
    private static let linkLimit = 40

    /// Looks at what lies at a path; `-` is standard output.
    package init(_ path: String) {
        var status = stat()
        guard path != "-" else {
            self = .standardOutput
            return
        }
        guard stat(path, &status) == 0 else {
            // What is wrong with another path is what opening it says.
            self = errno == ENOENT ? .file(Self.target(of: path)) : .stream
            return
        }
        if Self.isStandardOutput(status) {
            // Also a regular file, which has other text from before: `--output /dev/stdout >> log`.
            self = .standardOutput
        } else if status.st_mode & S_IFMT == S_IFREG {
            self = .file(Self.target(of: path))
        } else {
            self = .stream
        }
    }

    private static func isStandardOutput(_ status: stat) -> Bool {
        var standard = stat()
        return fstat(STDOUT_FILENO, &standard) == 0
            && standard.st_dev == status.st_dev && standard.st_ino == status.st_ino
    }

    /// The path at the end of the links that begin at `path`, also when nothing lies there.
    private static func target(of path: String) -> String {
        var path = path
        for _ in 0..<linkLimit {
            guard let next = link(at: path) else { break }
            let slash = path.lastIndex(of: "/")
            let folder = slash.map { path[...$0] } ?? ""
            path = next.hasPrefix("/") ? next : folder + next
        }
        return path
    }

    private static func link(at path: String) -> String? {
        var bytes = [CChar](repeating: 0, count: Int(PATH_MAX))
        let count = readlink(path, &bytes, Int(PATH_MAX))
        guard count > 0 else { return nil }
        let name = bytes.prefix(count).map { UInt8(bitPattern: $0) }
        return String(decoding: name, as: UTF8.self)
    }
}
