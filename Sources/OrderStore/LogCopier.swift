import GRDB
import Synchronization

/// Copies the log into the store's file, beside the transactions of a stream.
///
/// ```
/// stream          transaction 1 │ transaction 2 │ transaction 3 (the last) │ copies 2 and 3
/// beside it                     │ copies 1      │                         …│
/// ```
///
/// SQLite copies when a transaction is committed, and whoever commits waits for it: a seventh of a large
/// pass. What is copied in the meantime belongs to transactions that are over, so that nobody is in
/// the way of anybody. A log is begun anew only once all of it was copied, so the stream waits for that
/// when it has grown long.
///
/// A class, because all who share the file must see the same turn.
final class LogCopier: Sendable {
    private let path: String
    private let longest: Int
    private let turns = Turns(count: 1)
    /// Pages in the log when it was last copied.
    private let pageCount = Mutex(0)

    /// Prepares for a store; nothing is opened before there is something to copy.
    ///
    /// - Parameters:
    ///   - path: The store's file.
    ///   - longest: How many pages a log may have before a stream waits for it. More are looked up in
    ///     several tables by whoever reads, and a crash leaves them to whoever opens the store next.
    init(path: String, longest: Int = 4000) {
        self.path = path
        self.longest = longest
    }

    /// Copies what has been committed, beside what follows unless the log has become long.
    func copy() async {
        guard pageCount.withLock({ $0 < longest }) else { return await copyAll() }
        Task { await copyAll() }
    }

    private func copyAll() async {
        await turns.pass {
            // A copy that fails, or that another process is making, leaves the log to the next one.
            guard let pages = try? copyOnce() else { return }
            pageCount.withLock { $0 = pages }
        }
    }

    /// - Returns: How many pages the log has.
    private func copyOnce() throws -> Int {
        var configuration = Configuration()
        configuration.label = "store.log"
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        defer { try? queue.close() }
        return try queue.writeWithoutTransaction { try $0.checkpoint(.passive).walFrameCount }
    }
}
