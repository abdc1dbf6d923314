import SyncEngine
import Synchronization
import Testing

@Suite("One at a time", .timeLimit(.minutes(10)))
struct TurnstileTests {
    private final class Room: Sendable {
        private let state = Mutex((inside: 0, most: 0))
        var most: Int { state.withLock { $0.most } }
        var inside: Int { state.withLock { $0.inside } }
        func enter() {
            state.withLock {
                $0.inside += 1
                $0.most = max($0.most, $0.inside)
            }
        }
        func leave() { state.withLock { $0.inside -= 1 } }
    }

    @Test("Never are two inside at one gate")
    func exclusive() async throws {
        let turnstile = Turnstile<Int>()
        let room = Room()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 1...50 {
                group.addTask {
                    try await turnstile.pass(1) {
                        room.enter()
                        for _ in 1...5 { await Task.yield() }
                        room.leave()
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(room.most == 1)
    }

    @Test("Who is cancelled while waiting leaves the queue, and the next gets in")
    func cancelled() async throws {
        let turnstile = Turnstile<Int>()
        let (room, open) = (Room(), Room())
        let first = Task {
            try await turnstile.pass(1) {
                room.enter()
                await until { open.inside > 0 }
            }
        }
        await until { room.inside == 1 }
        let second = Task { try await turnstile.pass(1) { room.enter() } }
        let third = Task { try await turnstile.pass(1) { room.enter() } }
        second.cancel()
        await #expect(throws: CancellationError.self) { try await second.value }
        open.enter()
        try await first.value
        try await third.value
        #expect(room.inside == 2)
    }

    @Test("An error inside leaves the gate open")
    func error() async throws {
        struct Failure: Error {}
        let turnstile = Turnstile<Int>()
        await #expect(throws: Failure.self) { try await turnstile.pass(1) { throw Failure() } }
        try await turnstile.pass(1) {}
    }
}
