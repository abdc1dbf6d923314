import Synchronization

/// Lets some tasks at a time do what holds a thread; the others wait in turn and hold none.
///
/// A class, because all who share the turns must see the same ones.
final class Turns: Sendable {
    private struct State {
        var free: Int
        /// In the order of arrival; those before ``next`` have gone in.
        var waiting: [CheckedContinuation<Void, Never>] = []
        var next = 0
    }

    private let state: Mutex<State>

    /// Lets `count` tasks through at the same time.
    init(count: Int) { state = Mutex(State(free: count)) }

    /// Runs `body` when it is its turn, also when the task is cancelled meanwhile.
    func pass<Value>(_ body: () throws -> Value) async rethrows -> Value {
        if !takeFree() {
            await withCheckedContinuation { continuation in
                if enter(continuation) { continuation.resume() }
            }
        }
        defer { leave() }
        return try body()
    }

    /// Runs `body` if a turn is free, without waiting for one; `nil` when none is.
    func passNow<Value>(_ body: () throws -> Value) rethrows -> Value? {
        guard takeFree() else { return nil }
        defer { leave() }
        return try body()
    }

    /// Whether somebody waits for a turn.
    var isAwaited: Bool { state.withLock { $0.next < $0.waiting.count } }

    private func takeFree() -> Bool {
        state.withLock { state in
            guard state.free > 0 else { return false }
            state.free -= 1
            return true
        }
    }

    /// Takes a turn that has become free meanwhile, or waits for one.
    private func enter(_ continuation: CheckedContinuation<Void, Never>) -> Bool {
        state.withLock { state in
            guard state.free == 0 else {
                state.free -= 1
                return true
            }
            state.waiting.append(continuation)
            return false
        }
    }

    /// Passes the turn on to the one that has waited longest.
    private func leave() {
        let next: CheckedContinuation<Void, Never>? = state.withLock { state in
            guard state.next < state.waiting.count else {
                state.free += 1
                return nil
            }
            defer {
                state.next += 1
                if state.next == state.waiting.count {
                    state.waiting.removeAll(keepingCapacity: true)
                    state.next = 0
                }
            }
            return state.waiting[state.next]
        }
        next?.resume()
    }
}
