/// A stretch of time, from `start` up to but not including `end`.
public struct TimeWindow: Sendable, Hashable {
    public let start: Timestamp
    public let end: Timestamp

    /// Creates a window; an `end` before `start` makes an empty one at `start`.
    public init(start: Timestamp, end: Timestamp) {
        self.start = start
        self.end = max(start, end)
    }

    public var isEmpty: Bool { start == end }
}

/// How well an account has been polled, as far as one order line needs to know.
public struct AccountCoverage: Sendable, Hashable {
    public let account: AccountID
    public let isPaused: Bool
    /// Failed polls in a row, 0 when the last one succeeded.
    public let consecutiveFailures: Int
    public let lastSuccessAt: Timestamp?
    /// Times that no successful poll read, oldest first.
    public let gaps: [TimeWindow]

    /// Creates the account's coverage.
    public init(
        account: AccountID,
        isPaused: Bool,
        consecutiveFailures: Int,
        lastSuccessAt: Timestamp?,
        gaps: [TimeWindow]
    ) {
        self.account = account
        self.isPaused = isPaused
        self.consecutiveFailures = consecutiveFailures
        self.lastSuccessAt = lastSuccessAt
        self.gaps = gaps
    }
}

/// Why an order line is, or is not, cancelled.
public struct OrderExplanation: Sendable, Hashable {
    public let line: LineOnFile
    public let reason: ReasonCode
    /// Everything that ever named the line's order, each with its own explanation.
    public let cancellations: [Naming]
    public let coverage: AccountCoverage

    /// A cancellation that named the order, and whether it took this line.
    public struct Naming: Sendable, Hashable {
        public let id: CancellationID
        public let explanation: Explanation
        /// Units of this line that it took.
        public let units: Int

        package init(id: CancellationID, explanation: Explanation, units: Int) {
            self.id = id
            self.explanation = explanation
            self.units = units
        }
    }

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
