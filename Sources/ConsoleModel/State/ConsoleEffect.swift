package import MatchingCore
package import SyncInterfaces

/// Something that the console wants done; what comes of it returns as a ``ConsoleEvent``.
package enum ConsoleEffect: Sendable, Hashable {
    case quit
    case suspend
    /// Draw everything anew, as after another program wrote on the terminal.
    case redraw
    /// Put a text on the clipboard.
    case copy(String)
    /// Ring, and notify where that is wanted: something became worse.
    case alert(String)
    case loadSummaries(RequestToken)
    case loadCancellations(CancellationQuery, RequestToken)
    case explain(CancellationID, RequestToken)
    /// See ``OperatorActs/apply(_:line:units:seen:by:)``.
    case apply(CancellationID, line: LineID?, units: Int?, seen: Sighting? = nil)
    case dismiss(CancellationID, reason: String, seen: Sighting? = nil)
    case undo(CancellationID, seen: Sighting? = nil)
    case pause([AccountID])
    case resume([AccountID])
    /// Poll these accounts now; all that are not paused when the list is empty.
    ///
    /// Each account's usual window is read where there is no period.
    case resync([AccountID], ResyncPeriod?)
    /// Stop the resync that is running.
    case cancelResync
}
