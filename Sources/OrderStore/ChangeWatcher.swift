import CThreads
import Foundation
import GRDB
import Glibc
import Synchronization

/// Tells listeners when the store has changed, by this process or another.
///
/// Whoever has changed the store touches its file once that is durable; the system's notice of that
/// is what others look at. So each change wakes up each process once, and nothing does while nothing
/// changes: neither what is written on the way to a commit nor the renewal of a lease. A process that
/// is killed between its commit and the touch is made up for by the next one's. Nothing is watched
/// while nobody listens.
final class ChangeWatcher: Sendable {
    private struct State {
        var listeners: [Int: AsyncStream<Void>.Continuation] = [:]
        var nextListener = 0
        /// SQLite's number for what other connections have committed.
        var dataVersion: Int64
        var watch: TouchWatch?
    }

    private let pool: DatabasePool
    /// Whoever uses the writing connection has one of these turns.
    private let writers: Turns
    private let path: String
    private let state: Mutex<State>

    init(_ pool: DatabasePool, writers: Turns, path: String) throws {
        self.pool = pool
        self.writers = writers
        self.path = path
        let version = try pool.writeWithoutTransaction { try Self.dataVersion($0) }
        state = Mutex(State(dataVersion: version))
    }

    deinit {
        state.withLock { state in
            state.watch?.stop()
            for listener in state.listeners.values { listener.finish() }
        }
    }

    /// Yields after each change, merged while the listener is busy.
    func changes() -> AsyncStream<Void> {
        let (stream, continuation) = AsyncStream<Void>.makeStream(
            bufferingPolicy: .bufferingNewest(1)
        )
        let id = state.withLock { state in
            let id = state.nextListener
            state.nextListener += 1
            state.listeners[id] = continuation
            if state.watch == nil {
                state.watch = TouchWatch(path: path) { [weak self] in
                    self?.lookForCommits()
                }
            }
            return id
        }
        continuation.onTermination = { [weak self] _ in self?.remove(id) }
        return stream
    }

    private func remove(_ id: Int) {
        state.withLock { state in
            state.listeners[id] = nil
            guard state.listeners.isEmpty else { return }
            state.watch?.stop()
            state.watch = nil
        }
    }

    /// Tells all listeners of this process, and by a touch those of others.
    func announce() {
        tellListeners()
        // Where the file cannot be touched, others see the change with the next one.
        utimensat(AT_FDCWD, path, nil, 0)
    }

    private func tellListeners() {
        let listeners = state.withLock { Array($0.listeners.values) }
        for listener in listeners { listener.yield() }
    }

    /// Looks for others' commits, after the transaction that is under way if there is one.
    ///
    /// Without the turn two threads could meet at the connection's queue, and a queue at which
    /// somebody waits may start a worker of the system's pool.
    private func lookForCommits() {
        if writers.passNow(noteVersion) != nil { return }
        Task { [weak self] in await self?.writers.pass { [weak self] in self?.noteVersion() } }
    }

    /// Tells all listeners when another connection has committed since the last look.
    private func noteVersion() {
        // A look that fails leaves the change for the next one; the listener's own read will meet
        // the same failure and report it.
        let found = try? pool.writeWithoutTransaction { try Self.dataVersion($0) }
        guard let version = found else { return }
        let isNews = state.withLock { state in
            defer { state.dataVersion = version }
            return state.dataVersion != version
        }
        if isNews { tellListeners() }
    }

    private static func dataVersion(_ database: Database) throws -> Int64 {
        try Int64.fetchOne(database, sql: "PRAGMA data_version") ?? 0
    }
}

/// Calls back at the start, and whenever a file was touched; touches meanwhile are merged.
///
/// It has a thread of its own, which sleeps until the system wakes it up. Where the system cannot
/// watch, it calls back once a second.
private final class TouchWatch: Sendable {
    private let stopSign = StopSign()
    /// Removing the watch wakes its reader up, which then sees the stop sign.
    private let removeWatch: @Sendable () -> Void

    init(path: String, onTouch: @escaping @Sendable () -> Void) {
        let descriptor = inotify_init1(Int32(IN_NONBLOCK | IN_CLOEXEC))
        let watch = descriptor < 0 ? -1 : inotify_add_watch(descriptor, path, UInt32(IN_ATTRIB))
        removeWatch = { if watch >= 0 { inotify_rm_watch(descriptor, watch) } }
        let thread = Thread { [stopSign] in
            Thread.current.name = "store.changes"
            thread_leave_signals()
            while !stopSign.isUp {
                onTouch()
                guard watch >= 0 else {
                    sleep(1)
                    continue
                }
                waitForBytes(in: descriptor)
                drain(descriptor)
            }
            if descriptor >= 0 { close(descriptor) }
        }
        thread.start()
    }

    /// Ends the watch; called once.
    func stop() { stopSign.putUp(then: removeWatch) }
}

/// Whether a watch is to end.
private final class StopSign: Sendable {
    private let state = Mutex(false)

    var isUp: Bool { state.withLock { $0 } }

    /// Runs `action` before anybody sees the sign, so that the descriptor is still open for it.
    func putUp(then action: () -> Void) {
        state.withLock { isUp in
            isUp = true
            action()
        }
    }
}

/// Waits until there is something to read, or a signal came.
private func waitForBytes(in descriptor: Int32) {
    var watched = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    poll(&watched, 1, -1)
}

/// Reads what has been noticed so far and forgets it.
private func drain(_ descriptor: Int32) {
    var buffer = [UInt8](repeating: 0, count: 4096)
    while buffer.withUnsafeMutableBytes({ Glibc.read(descriptor, $0.baseAddress, $0.count) }) > 0 {}
}
