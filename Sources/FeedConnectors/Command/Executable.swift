import Glibc

/// A program as a command names it: looked up in `PATH` unless it has a slash.
struct Executable {
    /// Why it cannot be run.
    struct Missing: Error {
        /// What the system says.
        let words: String
    }

    private let name: String
    private let path: String

    /// Names a program; `path` is the `PATH` in which one without a slash is looked up.
    init(_ name: String, path: String?) {
        self.name = name
        self.path = path ?? "/usr/bin:/bin"
    }

    /// Looks whether it is a file that may be executed.
    func check() throws(Missing) {
        var code = ENOENT
        for path in candidates {
            let found = Self.error(at: path)
            if found == 0 { return }
            // As a search in PATH goes on, but remembers what it was not let at.
            if found != ENOENT { code = found }
        }
        throw Missing(words: String(cString: strerror(code)))
    }

    private var candidates: [String] {
        if name.contains("/") { return [name] }
        return path.split(separator: ":").map { "\($0)/\(name)" }
    }

    private static func error(at path: String) -> Int32 {
        var facts = stat()
        guard stat(path, &facts) == 0 else { return errno }
        guard facts.st_mode & S_IFMT == S_IFREG else { return EACCES }
        return access(path, X_OK) == 0 ? 0 : errno
    }
}
