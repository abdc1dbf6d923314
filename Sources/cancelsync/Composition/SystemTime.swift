import Foundation
import Glibc
import MatchingCore
import SyncInterfaces
import Synchronization

/// The machine's clock.
struct SystemTime: TimeSource {
    func now() -> Timestamp {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Timestamp(rawValue: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
    }

    func sleep(until deadline: Timestamp) async throws {
        let remaining = now().duration(to: deadline)
        if remaining > .zero { try await Task.sleep(for: remaining) }
    }
}

/// A clock that runs faster than the machine's, from a moment of its own; for the demo.
struct ScaledTime: TimeSource {
    private let base = SystemTime()
    private let start: Timestamp
    private let started: Timestamp
    /// How many seconds pass in one second of the machine's clock; at least 1.
    let factor: Int

    /// Starts the clock now, at the present moment or at `earliest`, whichever is later.
    init(factor: Int, from earliest: Timestamp) {
        precondition(factor >= 1, "Time does not run backwards.")
        self.factor = factor
        started = base.now()
        start = max(started, earliest)
    }

    func now() -> Timestamp {
        start.advanced(by: started.duration(to: base.now()) * factor)
    }

    func sleep(until deadline: Timestamp) async throws {
        let remaining = now().duration(to: deadline)
        if remaining > .zero { try await Task.sleep(for: remaining / factor) }
    }
}

/// A clock that several processes share by a file; for tests of the program that let days pass.
///
/// The file has milliseconds since 1970. They go on when somebody waits, and when somebody writes them.
///
/// A class, so that of two tasks that wait the later deadline counts.
final class SharedTime: TimeSource {
    private let file: Mutex<String>

    /// Goes by the file at `path`.
    init(path: String) { file = Mutex(path) }

    func now() -> Timestamp { file.withLock { Self.moment(in: $0) } }

    func sleep(until deadline: Timestamp) async throws {
        try Task.checkCancellation()
        try file.withLock { path in
            guard deadline > Self.moment(in: path) else { return }
            try "\(deadline.rawValue)".write(toFile: path, atomically: true, encoding: .utf8)
        }
    }

    /// A file that nobody has written yet, or that is gone, leaves the machine's clock.
    private static func moment(in path: String) -> Timestamp {
        let text = try? String(contentsOfFile: path, encoding: .utf8)
        return text.flatMap { Int64($0) }.map { Timestamp(rawValue: $0) } ?? SystemTime().now()
    }
}

/// A clock that stands still until it is told to go on; for a past that is played in one go.
final class SteppedTime: TimeSource {
    private let moment: Mutex<Timestamp>

    /// Sets the clock.
    init(_ start: Timestamp) { moment = Mutex(start) }

    /// Goes on by `duration`.
    func advance(by duration: Duration) {
        moment.withLock { $0 = $0.advanced(by: duration) }
    }

    func now() -> Timestamp { moment.withLock { $0 } }

    /// Goes on to `deadline` at once.
    func sleep(until deadline: Timestamp) async throws {
        try Task.checkCancellation()
        moment.withLock { $0 = max($0, deadline) }
    }
}
