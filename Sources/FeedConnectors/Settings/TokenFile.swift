import Crypto
import Foundation
import Glibc
import SyncInterfaces

/// Keeps one account's refresh token in a file that only this user can read.
///
/// A token that was replaced is of no use any more, so that the new one is durable before it is
/// used: it is written beside the old one, forced to the disk, put in its place, and the folder
/// forced to the disk as well. A process that dies in between leaves one of the two, whole.
/// Processes take turns by a lock.
///
/// The first token comes from the configuration. One that an operator puts there later is newer
/// than the file and takes its place; the file remembers, by its digest, from which one it came.
package struct TokenFile: RefreshTokens {
    private let path: String
    private let setting: String
    private let settings: ConnectionSettings

    /// A renewal is one call; another process has ended its own long before this.
    private static let mostLooks = 600
    private static let pause = Duration.milliseconds(100)

    private struct Content: Codable {
        /// SHA-256 of the token that the operator gave.
        let origin: String
        let token: String
    }

    /// Creates the keeper of an account's token.
    ///
    /// - Parameters:
    ///   - path: The file's; its folder is made when it is missing.
    ///   - setting: The name of the setting with the first token.
    ///   - settings: The account's.
    package init(path: String, setting: String, settings: ConnectionSettings) {
        self.path = path
        self.setting = setting
        self.settings = settings
    }

    package func turn() async throws -> RefreshTurn {
        try makeFolder()
        let lock = open("\(path).turn", O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard lock >= 0 else { throw failure("lock") }
        let turn = RefreshTurn(locked: lock)
        for _ in 1...Self.mostLooks {
            if flock(lock, LOCK_EX | LOCK_NB) == 0 { return turn }
            guard errno == EWOULDBLOCK || errno == EINTR else { break }
            try await Task.sleep(for: Self.pause)
        }
        throw failure("lock")
    }

    package func token() async throws -> String {
        let first = try settings.value(setting)
        return try locked {
            guard let content = try content(), content.origin == Self.digest(first) else {
                return first
            }
            settings.words.add(content.token)
            return content.token
        }
    }

    package func replace(_ used: String, with new: String) async throws {
        settings.words.add(new)
        let content = Content(origin: Self.digest(try settings.value(setting)), token: new)
        try locked { try write(try JSONEncoder().encode(content)) }
    }

    private static func digest(_ token: String) -> String {
        SHA256.hash(data: Data(token.utf8)).map {
            String($0 >> 4, radix: 16) + String($0 & 15, radix: 16)
        }
        .joined()
    }

    // MARK: The file

    private var folder: String { (path as NSString).deletingLastPathComponent }

    private func failure(_ step: String) -> ServiceFailure {
        let reason = String(cString: strerror(errno))
        return ServiceFailure(.secretNotAvailable(setting, reason: "\(step) \(path): \(reason)"))
    }

    private func makeFolder() throws {
        guard access(folder, F_OK) != 0 else { return }
        try FileManager.default.createDirectory(
            atPath: folder,
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
    }

    private func locked<Value>(_ work: () throws -> Value) throws -> Value {
        try makeFolder()
        let lock = open("\(path).lock", O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard lock >= 0 else { throw failure("lock") }
        defer { close(lock) }
        while flock(lock, LOCK_EX) != 0 {
            guard errno == EINTR else { throw failure("lock") }
        }
        return try work()
    }

    /// What the file holds; `nil` where there is none, or none that can be understood.
    private func content() throws -> Content? {
        let file: OpenFile
        do throws(FeedError) {
            guard access(path, F_OK) == 0 else { return nil }
            file = try OpenFile(path: path)
        } catch {
            throw failure("read")
        }
        var status = stat()
        fstat(file.descriptor, &status)
        guard status.st_mode & 0o077 == 0 else {
            let mode = String(status.st_mode & 0o7777, radix: 8)
            throw ServiceFailure(.secretReadableByOthers(path: path, mode: mode))
        }
        var bytes: [UInt8] = []
        _ = try file.read(64 << 10, at: 0, appendingTo: &bytes)
        return try? JSONDecoder().decode(Content.self, from: Data(bytes))
    }

    private func write(_ data: Data) throws {
        let draft = "\(path).new"
        unlink(draft)
        let flags = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW
        let file = open(draft, flags, 0o600)
        guard file >= 0 else { throw failure("write") }
        let count = data.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
        let isSafe = count == data.count && fsync(file) == 0
        close(file)
        guard isSafe, rename(draft, path) == 0 else { throw failure("write") }
        let parent = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard parent >= 0 else { throw failure("write") }
        defer { close(parent) }
        guard fsync(parent) == 0 else { throw failure("write") }
    }
}
