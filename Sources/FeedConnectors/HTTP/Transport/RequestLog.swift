import Glibc

/// Writes the records of calls to `requests.log`: one JSON object a line, for this user alone.
///
/// The file is opened for each line, so that processes can share it; at its limit it becomes
/// `requests.log.1`, and the one of that name before it is gone.
package struct RequestLog: RequestRecorder {
    /// The file's name.
    package static let name = "requests.log"

    private let path: String
    private let sizeLimit: Int

    /// Creates the log of a folder, which is made when the first line is written.
    package init(folder: String, sizeLimit: Int = 5 << 20) {
        path = "\(folder)/\(Self.name)"
        self.sizeLimit = sizeLimit
    }

    package func record(_ record: RequestRecord) {
        guard let file = open() else { return }
        var line = Array((record.line + "\n").utf8)
        line.withUnsafeMutableBytes { bytes in
            // A single write to the end of a file is not torn by another process's.
            _ = write(file, bytes.baseAddress, bytes.count)
        }
        var status = stat()
        if fstat(file, &status) == 0, Int(status.st_size) >= sizeLimit { rotate(file) }
        close(file)
    }

    private func open() -> Int32? {
        let flags = O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW
        var file = Glibc.open(path, flags, 0o600)
        if file < 0, errno == ENOENT {
            makeFolders()
            file = Glibc.open(path, flags, 0o600)
        }
        return file < 0 ? nil : file
    }

    /// Only one of the processes that find the file full renames it.
    private func rotate(_ file: Int32) {
        guard flock(file, LOCK_EX) == 0 else { return }
        var current = stat()
        var opened = stat()
        guard stat(path, &current) == 0, fstat(file, &opened) == 0,
            current.st_ino == opened.st_ino
        else { return }
        rename(path, "\(path).1")
    }

    private func makeFolders() {
        var folder = ""
        for part in path.split(separator: "/").dropLast() {
            folder += "/\(part)"
            mkdir(path.hasPrefix("/") ? folder : String(folder.dropFirst()), 0o700)
        }
    }
}
