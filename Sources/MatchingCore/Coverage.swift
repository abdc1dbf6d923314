/// A stretch of time, from `start` up to but not including `end`.
public struct TimeWindow: Sendable, Hashable {
    /// The first moment that belongs to the window.
    public let start: Timestamp
    /// The first moment after the window; never before ``start``.
    public let end: Timestamp

    /// Creates a window; an `end` before `start` makes an empty one at `start`.
    public init(start: Timestamp, end: Timestamp) {
        self.start = start
        self.end = max(start, end)
    }

    /// Whether no moment belongs to the window.
    public var isEmpty: Bool { start == end }
}

/// How well an account has been polled, as far as one order line needs to know.
public struct AccountCoverage: Sendable, Hashable {
    /// The account that is polled.
    public let account: AccountID
    /// Whether an operator paused its polls.
    public let isPaused: Bool
    /// Polls in a row that failed or left files unread, 0 when the last one read everything.
    public let consecutiveFailures: Int
    /// What was wrong with the last of them; `nil` when the last one read everything.
    public let lastFailure: KeptProblem?
    /// When a poll last succeeded; `nil` when none ever did.
    public let lastSuccessAt: Timestamp?
    /// Times that no successful poll read, oldest first.
    public let gaps: [TimeWindow]
    /// Times that no poll could read and a person has looked through elsewhere, oldest first.
    public let vouched: [TimeWindow]

    /// Creates the account's coverage.
    public init(
        account: AccountID,
        isPaused: Bool,
        consecutiveFailures: Int,
        lastFailure: KeptProblem? = nil,
        lastSuccessAt: Timestamp?,
        gaps: [TimeWindow],
        vouched: [TimeWindow] = []
    ) {
        self.account = account
        self.isPaused = isPaused
        self.consecutiveFailures = consecutiveFailures
        self.lastFailure = lastFailure
        self.lastSuccessAt = lastSuccessAt
        self.gaps = gaps
        self.vouched = vouched
    }
}

/// Why an order line is, or is not, cancelled.
public struct OrderExplanation: Sendable, Hashable {
    /// The line with its cancel state and hold.
    public let line: LineOnFile
    /// The one reason that says most.
    public let reason: ReasonCode
    /// Everything that ever named the line's order, each with its own explanation.
    public let cancellations: [Naming]
    /// How well the line's account was polled.
    public let coverage: AccountCoverage

    /// A cancellation that named the order, and whether it took this line.
    public struct Naming: Sendable, Hashable {
        /// The cancellation's number.
        public let id: CancellationID
        /// Why the cancellation stands where it stands.
        public let explanation: Explanation
        /// Units of this line that it took.
        public let units: Int

        /// Creates a naming.
        package init(id: CancellationID, explanation: Explanation, units: Int) {
            self.id = id
            self.explanation = explanation
            self.units = units
        }
    }

    /// Creates the explanation of a line.
    package init(
        line: LineOnFile,
        reason: ReasonCode,
        cancellations: [Naming],
        coverage: AccountCoverage
    ) {
        self.line = line
        self.reason = reason
        self.cancellations = cancellations
        self.coverage = coverage
    }
}
