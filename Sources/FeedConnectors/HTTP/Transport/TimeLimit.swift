/// The work took longer than it may.
struct TimeLimitPassed: Error {}

/// Runs `work`, and gives it up when `limit` has passed.
///
/// By the machine's clock, as the network and other programs know no other.
///
/// - Throws: ``TimeLimitPassed``, and what `work` throws.
func within<Value: Sendable>(
    _ limit: Duration,
    _ work: @escaping @Sendable () async throws -> Value
) async throws -> Value {
    try await withThrowingTaskGroup(of: Value.self) { group in
        group.addTask(operation: work)
        group.addTask {
            try await Task.sleep(for: limit)
            throw TimeLimitPassed()
        }
        defer { group.cancelAll() }
        guard let value = try await group.next() else { throw TimeLimitPassed() }
        return value
    }
}
