import Glibc
import Synchronization

import class Foundation.Thread

/// Runs a program without a shell, as a process group of its own, and takes what it writes.
///
/// Standard input is empty. However the run ends, nothing of the group is left.
struct ChildProcess: Sendable {
    /// The program, looked up in `PATH` unless it has a slash, and its arguments.
    let command: [String]
    /// All of its environment: `NAME=value`.
    let environment: [String]
    /// Bytes of standard output above which the program is stopped.
    let sizeLimit: Int

    /// Of standard error as much is kept: its end.
    static let errorLimit = 16 << 10

    /// How a program ended.
    struct Ending: Sendable, Hashable {
        /// What it returned; 128 and the signal's number where a signal ended it.
        var status: Int32 = 0
        var exceededLimit = false
        /// The end of standard error.
        var errors: [UInt8] = []
    }

    /// Runs the program to its end.
    ///
    /// A cancelled task has the group asked to end, and killed a second later.
    ///
    /// - Parameters:
    ///   - ended: Is told how it ended, also where the task was cancelled; before this returns.
    ///   - take: Is handed standard output, piece by piece, on a thread of its own.
    /// - Returns: How it ended.
    /// - Throws: ``ServiceFailure`` when the program cannot be started; `CancellationError`.
    func run(
        ended: @Sendable (Ending) -> Void = { _ in },
        _ take: @escaping @Sendable (ArraySlice<UInt8>) -> Void
    ) async throws -> Ending {
        let stop = StopSwitch()
        defer { stop.close() }
        return try await withTaskCancellationHandler {
            try Task.checkCancellation()
            let running = try SpawnedProcess(self)
            let ending = await withCheckedContinuation { continuation in
                Thread.detachNewThread {
                    continuation.resume(returning: running.follow(stop, sizeLimit, take))
                }
            }
            ended(ending)
            try Task.checkCancellation()
            return ending
        } onCancel: {
            stop.press()
        }
    }
}

extension ChildProcess {
    /// Runs the program and keeps what it writes.
    ///
    /// - Throws: ``TimeLimitPassed``, ``ServiceFailure``, `CancellationError`.
    func output(within limit: Duration) async throws -> (Ending, [UInt8]) {
        let collected = Collected()
        let ending = try await FeedConnectors.within(limit) { try await run { collected.add($0) } }
        return (ending, collected.bytes)
    }
}

/// What a program has written; a class, because the thread that follows it adds to it.
private final class Collected: Sendable {
    private let state = Mutex<[UInt8]>([])
    var bytes: [UInt8] { state.withLock { $0 } }
    func add(_ bytes: ArraySlice<UInt8>) { state.withLock { $0 += bytes } }
}

/// A pipe with which a task tells the thread that follows a program to stop it.
final class StopSwitch: Sendable {
    private let ends: Mutex<(read: Int32, write: Int32)?>
    let readEnd: Int32

    init() {
        let ends = Pipe.make()
        self.ends = Mutex(ends)
        readEnd = ends?.read ?? -1
    }

    func press() {
        ends.withLock { ends in
            guard let ends else { return }
            _ = write(ends.write, "x", 1)
        }
    }

    func close() {
        ends.withLock { ends in
            if let ends {
                _ = Glibc.close(ends.read)
                _ = Glibc.close(ends.write)
            }
            ends = nil
        }
    }
}

/// Makes pipes that no other program inherits.
enum Pipe {
    static func make() -> (read: Int32, write: Int32)? {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { return nil }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        return (ends[0], ends[1])
    }
}
