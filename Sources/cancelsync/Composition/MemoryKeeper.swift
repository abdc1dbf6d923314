import ConsoleModel
import MatchingCore
import SyncInterfaces
import Synchronization

/// Writes what the console remembers, behind what the operator waits for.
///
/// Changes that come close together are written once. A class, because the console's thread says what
/// is to be kept and others write it.
final class MemoryKeeper: Sendable {
    private struct State {
        /// What has not been written yet.
        var latest: ConsoleMemory?
        /// There is one until nothing is left to write.
        var writer: Task<Void, Never>?
    }

    /// How long a change may wait to be written: longer than the frame that it came with.
    private static let pause = Duration.milliseconds(300)

    private let file: MemoryFile
    private let time: any TimeSource
    private let reportFailure: @Sendable (any Error) -> Void
    private let state = Mutex(State())

    /// Creates a keeper that has nothing to write.
    ///
    /// - Parameters:
    ///   - file: Where it is kept.
    ///   - time: By which a change waits.
    ///   - reportFailure: Told why the file could not be written.
    init(
        file: MemoryFile,
        time: any TimeSource,
        reportFailure: @escaping @Sendable (any Error) -> Void
    ) {
        self.file = file
        self.time = time
        self.reportFailure = reportFailure
    }

    /// Keeps `memory` in place of what was to be kept before; returns at once.
    func keep(_ memory: ConsoleMemory) {
        state.withLock { state in
            state.latest = memory
            guard state.writer == nil else { return }
            state.writer = Task {
                // One that is told to finish writes at once.
                try? await time.sleep(until: time.now().advanced(by: Self.pause))
                while let latest = takeLatest() { save(latest) }
            }
        }
    }

    /// Writes at once what is still to be written.
    func finish() async {
        let writer = state.withLock { $0.writer }
        writer?.cancel()
        await writer?.value
    }

    /// What is to be written; `nil` when nothing is, and the writer is done.
    private func takeLatest() -> ConsoleMemory? {
        state.withLock { state in
            if state.latest == nil { state.writer = nil }
            defer { state.latest = nil }
            return state.latest
        }
    }

    private func save(_ memory: ConsoleMemory) {
        do { try file.save(memory) } catch { reportFailure(error) }
    }
}
