import CTaskPool
import Synchronization
import TaskPool
import Testing

@Suite("The pool of threads", .serialized)
struct TaskPoolTests {
    @Test("Every task of a crowd runs, whatever waits for whatever")
    func crowd() async {
        let sum = await withTaskExecutorPreference(TaskPool.shared) {
            await withTaskGroup(of: Int.self) { group in
                for number in 1...5_000 {
                    group.addTask {
                        await Task.yield()
                        return number
                    }
                }
                return await group.reduce(0, +)
            }
        }
        #expect(sum == 12_502_500)
        #expect((1...6).contains(task_pool_thread_count()))
    }

    @Test("Tasks wake up in the order in which they are due")
    func order() async throws {
        let woken = Log()
        try await withTaskExecutorPreference(TaskPool.shared) {
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in [4, 1, 3, 0, 2] {
                    group.addTask {
                        try await Task.sleep(for: .milliseconds(60 * number))
                        woken.append(number)
                    }
                }
                try await group.waitForAll()
            }
        }
        #expect(woken.numbers == [0, 1, 2, 3, 4])
    }

    @Test("Thousands sleep at the same time, and none wakes up early")
    func sleepers() async throws {
        let clock = ContinuousClock()
        let early = try await withTaskExecutorPreference(TaskPool.shared) {
            try await withThrowingTaskGroup(of: Bool.self) { group in
                for number in 0..<4_000 {
                    group.addTask {
                        let end = clock.now + .milliseconds(number % 50)
                        try await Task.sleep(until: end, clock: clock)
                        return clock.now < end
                    }
                }
                return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
        }
        #expect(early == 0)
    }

    @Test("A sleep that is cancelled ends at once")
    func cancellation() async {
        let sleeper = Task(executorPreference: TaskPool.shared) {
            try await Task.sleep(for: .seconds(600))
        }
        sleeper.cancel()
        await #expect(throws: CancellationError.self) { try await sleeper.value }
    }

    @Test("A task that holds its thread does not hold up the others")
    func blocked() async {
        let released = Log()
        await withTaskExecutorPreference(TaskPool.shared) {
            await withTaskGroup(of: Void.self) { group in
                group.addTask { while released.numbers.isEmpty {} }
                group.addTask { released.append(1) }
            }
        }
        #expect(released.numbers == [1])
    }

    @Test("While tasks only sleep, no thread of the pool wakes up")
    func idle() async throws {
        let sleepers = (0..<100).map { number in
            Task(executorPreference: TaskPool.shared) {
                try await Task.sleep(for: .seconds(600 + number))
            }
        }
        try await Task.sleep(for: .milliseconds(200))
        let before = task_pool_wake_count()
        try await Task.sleep(for: .milliseconds(1_200))
        #expect(task_pool_wake_count() == before)
        for sleeper in sleepers { sleeper.cancel() }
    }
}

/// Numbers that several tasks leave.
private final class Log: Sendable {
    private let state = Mutex<[Int]>([])

    var numbers: [Int] { state.withLock { $0 } }

    func append(_ number: Int) { state.withLock { $0.append(number) } }
}
