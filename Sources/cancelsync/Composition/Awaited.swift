import Dispatch
import Synchronization

/// The result of asynchronous work, for a thread that is not one of the pool's and may block.
final class Awaited<Value: Sendable>: Sendable {
    private let result = Mutex<Result<Value, any Error>?>(nil)
    private let isDone = DispatchSemaphore(value: 0)

    /// Starts `work`.
    init(_ work: @escaping @Sendable () async throws -> Value) {
        Task {
            let outcome: Result<Value, any Error>
            do { outcome = .success(try await work()) } catch { outcome = .failure(error) }
            result.withLock { $0 = outcome }
            isDone.signal()
        }
    }

    /// Blocks the calling thread until the work has ended; call it once.
    ///
    /// - Returns: What the work returned.
    /// - Throws: What the work threw.
    func value() throws -> Value {
        isDone.wait()
        guard let result = result.withLock({ $0 }) else {
            preconditionFailure("The work signals only after it has left its result.")
        }
        return try result.get()
    }
}
