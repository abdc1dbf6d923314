import Dispatch
import Glibc

/// The signals that ask a process to end.
enum Signals {
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
