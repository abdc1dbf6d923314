package import MatchingCore

/// Everything that the list of accounts shows about one of them.
package struct AccountSummary: Sendable, Hashable {
    package let account: AccountID
    package let counts: [Status: Int]
    /// Cancellations applied since midnight in Korea.
    package let appliedToday: Int
    /// New cancellations per hour of the last 24, oldest first, the running hour last.
    package let hourlyCounts: [Int]
    /// What the whole hours since the last cancellation brought in each of the earlier weeks, the
    /// last week first; at most four weeks, and only those from which the account has a history.
    ///
    /// Empty while the account is not silent.
    package let usualCounts: [Int]
    /// Whether somebody has read all of the last 24 hours, up to the last success: without that,
    /// nothing having come tells nothing.
    package let isDayRead: Bool
    package let timer: AccountTimer
    package let lastPoll: PollRecord?
    /// Lines on the pull list, by urgency.
    package let pullCounts: [PullUrgency: Int]

    package init(
        account: AccountID,
        counts: [Status: Int],
        appliedToday: Int,
        hourlyCounts: [Int],
        timer: AccountTimer,
        lastPoll: PollRecord?,
        pullCounts: [PullUrgency: Int] = [:],
        usualCounts: [Int] = [],
        isDayRead: Bool = true
    ) {
        self.account = account
        self.counts = counts
        self.appliedToday = appliedToday
        self.hourlyCounts = hourlyCounts
        self.timer = timer
        self.lastPoll = lastPoll
        self.pullCounts = pullCounts
        self.usualCounts = usualCounts
        self.isDayRead = isDayRead
    }
}

/// Which cancellations a list shows; each combination is answered from an index.
package struct CancellationQuery: Sendable, Hashable {
    /// `nil` for all.
    package var status: Status?
    package var account: AccountID?
    /// What else has to hold.
    package var filter: RowFilter
    /// Only these, where given; a list that was searched for is read again so.
    package var ids: [CancellationID]?
    /// The present, from which ages in ``filter`` count.
    package var now: Timestamp
    /// One that a list of ``status`` can be read in with ``filter``.
    package var sort: CancellationSort
    /// Where the page starts; `nil` for the beginning.
    package var position: ListPosition<CancellationPlace>?
    /// Rows at most.
    package var limit: Int

    package init(
        status: Status? = nil,
        account: AccountID? = nil,
        filter: RowFilter = RowFilter(),
        now: Timestamp = Timestamp(rawValue: 0),
        sort: CancellationSort = CancellationSort(),
        position: ListPosition<CancellationPlace>? = nil,
        limit: Int
    ) {
        self.status = status
        self.account = account
        self.filter = filter
        self.now = now
        self.sort = sort.offered(for: status, filter)
        self.position = position
        self.limit = limit
    }
}

/// A cancellation as a list shows it; values of its newest notice.
package struct CancellationRow: Sendable, Hashable, Identifiable {
    package let id: CancellationID
    package let account: AccountID
    package let claimID: ClaimID
    package let orderNumber: OrderNumber
    package let state: String
    package let status: Status
    package let reason: ReasonCode
    package let productName: String?
    package let option: String?
    package let quantity: Int?
    package let requestedAt: Timestamp?
    package let firstSeenAt: Timestamp
    /// When it came to stand where it stands.
    package let standingSince: Timestamp
    /// The units that it has taken of order lines, by now.
    package let takenUnits: Int
    /// Whether a person gave back what it had taken after it was withdrawn.
    package let isRestored: Bool
    /// Whether a person said that it stays as it is.
    package let isSettled: Bool
    /// Whether what it has is what a person applied.
    package let isAppliedByHand: Bool

    package init(
        id: CancellationID,
        account: AccountID,
        claimID: ClaimID,
        orderNumber: OrderNumber,
        state: String,
        status: Status,
        reason: ReasonCode,
        productName: String?,
        option: String?,
        quantity: Int?,
        requestedAt: Timestamp?,
        firstSeenAt: Timestamp,
        standingSince: Timestamp,
        takenUnits: Int = 0,
        isRestored: Bool = false,
        isSettled: Bool = false,
        isAppliedByHand: Bool = false
    ) {
        self.id = id
        self.account = account
        self.claimID = claimID
        self.orderNumber = orderNumber
        self.state = state
        self.status = status
        self.reason = reason
        self.productName = productName
        self.option = option
        self.quantity = quantity
        self.requestedAt = requestedAt
        self.firstSeenAt = firstSeenAt
        self.standingSince = standingSince
        self.takenUnits = takenUnits
        self.isRestored = isRestored
        self.isSettled = isSettled
        self.isAppliedByHand = isAppliedByHand
    }
}

extension CancellationRow {
    /// What a withdrawal asks of a person.
    package enum Restoring: Sendable, Hashable, CaseIterable {
        /// What it took is cancelled still.
        case isNeeded
        case isDone
        /// A person said that what it took stays cancelled.
        case isWaived
        /// It had taken nothing.
        case isNotNeeded
    }

    /// What is to be done about the withdrawal; `nil` for what was not withdrawn.
    package var restoring: Restoring? {
        guard status == .withdrawn else { return nil }
        if takenUnits > 0 { return isSettled ? .isWaived : .isNeeded }
        return isRestored ? .isDone : .isNotNeeded
    }

    /// Whether a person took some of what is claimed, and the claim waits for somebody to say what
    /// becomes of the rest.
    package var isTakenInPart: Bool {
        status == .held && isAppliedByHand && takenUnits > 0
            && quantity.map { $0 > takenUnits } ?? true
    }

    /// Units that are claimed beyond those that a person took, where the claim waits for somebody to
    /// say what becomes of them; `nil` where nothing is left, or the claim gives no number.
    ///
    /// How many of them the order has open still is known to the explanation. The rules leave none:
    /// they take what is open, and what is not is another claim's.
    package var unitsLeft: Int? {
        status == .held ? unitsBeyondTaken : nil
    }

    /// Units that are claimed beyond those that a person took, open or not.
    package var unitsBeyondTaken: Int? {
        guard isAppliedByHand, takenUnits > 0, let quantity, quantity > takenUnits else {
            return nil
        }
        return quantity - takenUnits
    }

    /// When the buyer asked, or when that was first seen.
    package var askedAt: Timestamp { requestedAt ?? firstSeenAt }
}

/// Which order lines a list shows, in line order.
package struct OrderLineQuery: Sendable, Hashable {
    package var account: AccountID?
    /// The beginning of the order number.
    package var prefix: String?
    /// What else has to hold.
    package var filter: RowFilter
    /// The present, from which ages in ``filter`` count.
    package var now: Timestamp
    /// Starts after this line; `nil` for the first.
    package var after: OrderLineKey?
    package var limit: Int

    package init(
        account: AccountID? = nil,
        prefix: String? = nil,
        filter: RowFilter = RowFilter(),
        now: Timestamp = Timestamp(rawValue: 0),
        after: OrderLineKey? = nil,
        limit: Int
    ) {
        self.account = account
        self.prefix = prefix
        self.filter = filter
        self.now = now
        self.after = after
        self.limit = limit
    }
}

/// A page of a list of order lines, or as much of it as was found within reach.
package struct OrderLineSlice: Sendable, Hashable {
    /// In line order.
    package let lines: [LineOnFile]
    /// Where to go on when the search stopped before the page was full; `nil` for a whole page.
    package let lookedTo: OrderLineKey?

    package init(lines: [LineOnFile], lookedTo: OrderLineKey? = nil) {
        self.lines = lines
        self.lookedTo = lookedTo
    }
}
