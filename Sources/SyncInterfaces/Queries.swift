package import MatchingCore

/// Everything that the list of accounts shows about one of them.
package struct AccountSummary: Sendable, Hashable {
    package let account: AccountID
    package let counts: [Status: Int]
    /// Cancellations applied since midnight in Korea.
    package let appliedToday: Int
    /// New cancellations per hour of the last 24, oldest first, the running hour last.
    package let hourlyCounts: [Int]
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
        pullCounts: [PullUrgency: Int] = [:]
    ) {
        self.account = account
        self.counts = counts
        self.appliedToday = appliedToday
        self.hourlyCounts = hourlyCounts
        self.timer = timer
        self.lastPoll = lastPoll
        self.pullCounts = pullCounts
    }
}

/// Which cancellations a list shows; each combination is answered from an index.
package struct CancellationQuery: Sendable, Hashable {
    /// `nil` for all.
    package var status: Status?
    package var account: AccountID?
    /// The beginning of an order number or a claim's name; `nil` for all.
    package var prefix: String?
    /// Where the page starts; `nil` for the newest.
    package var position: Position?
    /// Rows at most.
    package var limit: Int

    /// A place in a list that is sorted by id, newest first.
    package enum Position: Sendable, Hashable {
        /// The next page: ids below, newest first.
        case before(CancellationID)
        /// The page before: ids above; returned newest first as well.
        case after(CancellationID)
    }

    package init(
        status: Status? = nil,
        account: AccountID? = nil,
        prefix: String? = nil,
        position: Position? = nil,
        limit: Int
    ) {
        self.status = status
        self.account = account
        self.prefix = prefix
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
        standingSince: Timestamp
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
    }
}

/// Which order lines a list shows, in line order.
package struct OrderLineQuery: Sendable, Hashable {
    package var account: AccountID?
    /// The beginning of the order number.
    package var prefix: String?
    /// Starts after this line; `nil` for the first.
    package var after: OrderLineKey?
    package var limit: Int

    package init(
        account: AccountID? = nil,
        prefix: String? = nil,
        after: OrderLineKey? = nil,
        limit: Int
    ) {
        self.account = account
        self.prefix = prefix
        self.after = after
        self.limit = limit
    }
}
