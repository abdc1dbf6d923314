internal import CTaskPool
@_spi(ExperimentalCustomExecutors) @_spi(ExperimentalScheduling) package import _Concurrency

/// The threads that run the process's tasks, in place of the ones that the language brings along.
///
/// Those are made for programs that are never idle: once there is one, a monitor wakes up every
/// second for as long as the process lives, and each step of a task goes through two queues. Here
/// nothing wakes up unless a task can go on.
///
/// A class without state, because executors are classes; there is one pool for the process.
package final class TaskPool: TaskExecutor, SchedulingExecutor {
    /// How many threads work at what can wait.
    ///
    /// More than there are processors may be, because a task that reads a file or the store holds
    /// its thread meanwhile.
    private static let threadLimit: Int32 = 4
    /// How many threads there may be when somebody waits for some of the work.
    private static let urgentLimit: Int32 = 6

    /// The pool, which has no thread before it has a job.
    package static let shared = TaskPool()

    private init() {
        task_pool_prepare(Self.threadLimit, Self.urgentLimit) { job in
            guard let job else { return }
            unsafeBitCast(job, to: UnownedJob.self).runSynchronously(on: .generic)
        }
    }

    /// Makes the pool run every task of the process; once, before the first task is made.
    package static func install() {
        task_pool_share_heap()
        _createExecutors(factory: PoolFactory.self)
    }

    /// Runs a job as soon as a thread is free.
    package func enqueue(_ job: consuming ExecutorJob) {
        let isUrgent = job.isUrgent
        task_pool_submit(UnownedJob(job).pointer, isUrgent)
    }

    /// Runs a job when `delay` has passed on the monotonic clock, and `tolerance` later at most.
    package func enqueue<C: Clock>(
        _ job: consuming ExecutorJob,
        after delay: C.Duration,
        tolerance: C.Duration?,
        clock: C
    ) {
        guard let delay = delay as? Duration else {
            preconditionFailure("Tasks sleep on the system's clocks, or on clocks of their own.")
        }
        let leeway = tolerance as? Duration ?? Self.usualLeeway(of: delay)
        let isUrgent = job.isUrgent
        task_pool_submit_after(
            UnownedJob(job).pointer,
            isUrgent,
            delay.nanoseconds,
            leeway.nanoseconds
        )
    }

    /// How late a task may wake up so that others wake up with it: a fiftieth of what it slept.
    private static func usualLeeway(of delay: Duration) -> Duration {
        min(delay / 50, .milliseconds(250))
    }
}

private struct PoolFactory: ExecutorFactory {
    // Nothing of ours runs on the main actor: the first thread is the console's.
    static var mainExecutor: any MainExecutor { PlatformExecutorFactory.mainExecutor }
    static var defaultExecutor: any TaskExecutor { TaskPool.shared }
}

extension UnownedSerialExecutor {
    /// No executor in particular: what tasks run on that belong to no actor.
    ///
    /// The language writes it as two empty words and has no name for it. A job that is run on the
    /// pool by name would be sent through the queue again at each step, as the two would differ.
    fileprivate static var generic: UnownedSerialExecutor {
        unsafeBitCast((UInt(0), UInt(0)), to: UnownedSerialExecutor.self)
    }
}

extension ExecutorJob {
    /// Whether somebody waits for it at the screen.
    fileprivate var isUrgent: Bool { priority.rawValue >= TaskPriority.userInitiated.rawValue }
}

extension UnownedJob {
    fileprivate var pointer: UnsafeMutableRawPointer {
        unsafeBitCast(self, to: UnsafeMutableRawPointer.self)
    }
}

extension Duration {
    /// Whole nanoseconds; none when the duration is negative, the most there are when it is longer.
    fileprivate var nanoseconds: UInt64 {
        let (seconds, attoseconds) = components
        guard seconds >= 0, attoseconds >= 0 else { return 0 }
        let (whole, isTooLong) = UInt64(seconds).multipliedReportingOverflow(by: 1_000_000_000)
        let sum = whole.addingReportingOverflow(UInt64(attoseconds / 1_000_000_000))
        return isTooLong || sum.overflow ? .max : sum.partialValue
    }
}
