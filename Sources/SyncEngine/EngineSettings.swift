import SyncInterfaces

/// The numbers by which the engine polls, retries and shares a store.
///
/// Every one has a default that suits forty marketplaces polled every 10 to 30 minutes.
package struct EngineSettings: Sendable {
    /// Names this process and its host in the poller's lease.
    package var holder: String

    /// How far a window reaches back into what was read before; 30 minutes.
    ///
    /// Marketplaces list what happened some minutes late.
    package var windowOverlap: Duration = .seconds(30 * 60)
    /// How far the first window of an account reaches back; 7 days.
    package var firstLookBack: Duration = .seconds(7 * 86_400)

    /// The part of an interval by which a poll may come early or late; 0.05.
    package var jitterFraction = AccountTimer.usualJitter
    /// The time over which first polls are spread; 60 seconds.
    package var firstPollSpread: Duration = .seconds(60)
    /// The longest wait after the first failure, doubled by each further one; 60 seconds.
    package var backOffBase: Duration = .seconds(60)
    /// The longest wait after any number of failures; 30 minutes.
    package var backOffLimit = AccountTimer.usualBackOff
    /// The shortest wait after a failure; 10 seconds.
    package var backOffFloor: Duration = .seconds(10)

    /// How often the lease is renewed, and timers are looked at; 15 seconds.
    package var heartBeat: Duration = .seconds(15)
    /// How long the lease lasts without being renewed; 45 seconds.
    ///
    /// That long a process is missed before another takes over: three heart-beats at most.
    package var leaseDuration: Duration = .seconds(45)

    /// Accounts that are read at the same time; 4.
    ///
    /// The store takes their batches one by one.
    package var concurrentPolls = 4
    /// Cancellations that one transaction decides again when a policy changed; 1000.
    package var cancellationsPerPage = 1000
    /// From how many notices on a batch is worth preparing for; 128.
    ///
    /// What the store prepares takes as long as some dozens of cancellations.
    package var manyNotices = 128
    /// Bad rows and files of one reading that get a journal entry each; 20.
    ///
    /// The rest are counted.
    package var journaledProblems = 20

    /// How long a command that ended in the middle can be gone on with; a day.
    package var interruptedFor: Duration = .seconds(86_400)
    /// Whether a process, by the name that it gave itself, has certainly ended; by default nobody
    /// knows.
    package var hasEnded: @Sendable (_ holder: String) -> Bool = { _ in false }

    /// Creates the default settings.
    ///
    /// - Parameter holder: A name that no other process has, such as `host:pid`.
    package init(holder: String) { self.holder = holder }
}
