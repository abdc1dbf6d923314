import CNcurses
package import ConsoleModel
import Synchronization

/// Where work done elsewhere leaves what came of it for the console.
///
/// Any thread may send; the terminal's thread is woken and takes all that is there.
package final class EventMailbox: Sendable {
    private let events = Mutex<[ConsoleEvent]>([])
    let wake: Int32

    /// Creates an empty mailbox.
    ///
    /// - Throws: ``TerminalError`` when the process has no file descriptor left.
    package init() throws(TerminalError) {
        wake = wake_open()
        guard wake >= 0 else { throw TerminalError(.unavailable) }
    }

    deinit { wake_close(wake) }

    /// Leaves an event; returns at once.
    package func send(_ event: ConsoleEvent) {
        let isFirst = events.withLock { events in
            events.append(event)
            return events.count == 1
        }
        if isFirst { wake_ring(wake) }
    }

    /// Takes all events out, in the order of arrival.
    package func takeAll() -> [ConsoleEvent] {
        // Before the events are taken: a later one then rings anew.
        wake_reset(wake)
        return events.withLock { events in
            defer { events = [] }
            return events
        }
    }
}
