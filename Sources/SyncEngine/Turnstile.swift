/// Lets one task at a time through each gate, in the order of arrival.
///
/// A timer's poll and an operator's resync of one account must not read its feed side by side.
package actor Turnstile<Gate: Hashable & Sendable> {
    private struct Waiter {
        let ticket: Int
        let continuation: CheckedContinuation<Bool, Never>
    }

    private var occupied: Set<Gate> = []
    private var queues: [Gate: [Waiter]] = [:]
    private var lastTicket = 0

    /// Creates a turnstile with every gate free.
    package init() {}

    /// Runs `body` while no other body runs at `gate`.
    ///
    /// - Throws: `CancellationError` when the task is cancelled while it waits, and whatever
    ///   `body` throws.
    package func pass<Value: Sendable>(
        _ gate: Gate,
        _ body: @Sendable () async throws -> Value
    ) async throws -> Value {
        try await enter(gate)
        defer { leave(gate) }
        return try await body()
    }

    private func enter(_ gate: Gate) async throws {
        try Task.checkCancellation()
        guard !occupied.insert(gate).inserted else { return }
        lastTicket += 1
        let ticket = lastTicket
        let isAdmitted = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                if Task.isCancelled {
                    continuation.resume(returning: false)
                } else {
                    queues[gate, default: []].append(
                        Waiter(ticket: ticket, continuation: continuation)
                    )
                }
            }
        } onCancel: {
            Task { await self.giveUp(ticket, at: gate) }
        }
        guard isAdmitted else { throw CancellationError() }
    }

    private func leave(_ gate: Gate) {
        guard var queue = queues[gate], !queue.isEmpty else {
            occupied.remove(gate)
            return
        }
        let next = queue.removeFirst()
        queues[gate] = queue.isEmpty ? nil : queue
        // The gate stays occupied: it passes from one to the next.
        next.continuation.resume(returning: true)
    }

    private func giveUp(_ ticket: Int, at gate: Gate) {
        guard let position = queues[gate]?.firstIndex(where: { $0.ticket == ticket }),
            let waiter = queues[gate]?.remove(at: position)
        else { return }
        waiter.continuation.resume(returning: false)
    }
}
