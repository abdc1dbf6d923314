package import MatchingCore

/// A resync that one process asked for and the one that polls carries out.
///
/// ```
/// open ──claim──► claimed by the holder of the lease ──finish──► finished
///   │                │ the holder dies: the next one claims it, and polls what is left;
///   │                │ what a command reads itself is claimed by the same command run again
///   └─────cancel─────┴──────────────────────────────────────────► finished
/// ```
package struct ResyncRequest: Sendable, Hashable, Identifiable {
    package let id: ResyncRequestID
    /// What is to be polled; its accounts are named one by one.
    package let order: ResyncOrder
    /// The process that asked.
    package let asker: String
    package let askedAt: Timestamp
    /// The process that carries it out; `nil` until one does.
    package let holder: String?
    /// How far it was when that was last put on record; `nil` until then.
    package let progress: ResyncProgress?
    /// Whether an operator wants it stopped.
    package let isCancelled: Bool
    /// The login name of whoever does; `nil` when nobody did in person.
    package let stoppedBy: String?
    /// `nil` while it is open.
    package let finishedAt: Timestamp?
    /// Why it could not be carried out; `nil` when it could.
    package let failure: KeptProblem?

    package init(
        id: ResyncRequestID,
        order: ResyncOrder,
        asker: String,
        askedAt: Timestamp,
        holder: String? = nil,
        progress: ResyncProgress? = nil,
        isCancelled: Bool = false,
        stoppedBy: String? = nil,
        finishedAt: Timestamp? = nil,
        failure: KeptProblem? = nil
    ) {
        self.id = id
        self.order = order
        self.asker = asker
        self.askedAt = askedAt
        self.holder = holder
        self.progress = progress
        self.isCancelled = isCancelled
        self.stoppedBy = stoppedBy
        self.finishedAt = finishedAt
        self.failure = failure
    }

    /// How far it is, as somebody sees it who reads the record at `now`.
    package func progress(at now: Timestamp) -> ResyncProgress {
        var progress = progress ?? .start(of: order)
        progress.elapsed = max(.zero, askedAt.duration(to: finishedAt ?? now))
        progress.stoppedBy = stoppedBy
        return progress
    }
}

/// The number of a request, given by the store; rises with time.
package struct ResyncRequestID: RawRepresentable, Sendable, Hashable, Comparable {
    package let rawValue: Int64

    package init(rawValue: Int64) { self.rawValue = rawValue }

    package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}
