import Dispatch
import Glibc

/// The signals that ask a process to end.
enum Signals {
    /// Runs `body` to its end, or until a signal asks the process to end.
    ///
    /// - Parameter body: Cancelled by the signal, and waited for.
    /// - Returns: What `body` returns; `nil` when it was stopped.
    /// - Throws: What `body` throws by itself.
    static func untilTermination<Value: Sendable>(
        _ body: @escaping @Sendable () async throws -> Value
    ) async throws -> Value? {
        try await withThrowingTaskGroup(of: Value?.self) { group in
            group.addTask { try await body() }
            group.addTask {
                await termination()
                return nil
            }
            defer { group.cancelAll() }
            return try await group.next() ?? nil
        }
    }

    /// Returns when SIGTERM or SIGINT comes, or when the task is cancelled.
    static func termination() async {
        let (stream, continuation) = AsyncStream.makeStream(of: Void.self)
        let sources = [SIGTERM, SIGINT].map { number in
            // The default action would end the process before the source is asked.
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler { continuation.yield() }
            source.activate()
            return source
        }
        for await _ in stream { break }
        for source in sources { source.cancel() }
        // Whoever asks a second time does not want to wait.
        for number in [SIGTERM, SIGINT] { signal(number, SIG_DFL) }
    }
}
