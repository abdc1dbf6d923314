package import MatchingCore

/// A claim as it is on file: its notices and where it stands.
///
/// Fold it with the account's policy.
package struct ClaimRecord: Sendable, Hashable {
    package let id: CancellationID
    /// At least one.
    package let notices: [CancellationNotice]
    package let standing: Standing
    /// What the cancellation took, in line order.
    package let applications: [Application]

    package init(
        id: CancellationID,
        notices: [CancellationNotice],
        standing: Standing,
        applications: [Application]
    ) {
        self.id = id
        self.notices = notices
        self.standing = standing
        self.applications = applications
    }
}

/// Some claims of an account, what has stood longest where it stands first.
package struct ClaimPage: Sendable, Hashable {
    package var claims: [ClaimRecord] = []
    /// The place of the last of them; `nil` when there is none.
    package var end: ClaimPosition?

    package init() {}
}

/// A place among an account's claims, by the moment since which they stand, then by id.
package struct ClaimPosition: Sendable, Hashable {
    package let since: Timestamp
    package let id: CancellationID

    package init(since: Timestamp, id: CancellationID) {
        self.since = since
        self.id = id
    }
}

/// Where a cancellation stands, beside what it took.
package struct Standing: Sendable, Hashable {
    /// The newest state word of the marketplace.
    package var state: String
    package var status: Status
    package var reason: ReasonCode
    package var ruling: Ruling?
    /// How many of the claim's notices were on file when a person ruled, of those that came first;
    /// `nil` where that is not known.
    package var ruledAfter: Int?

    package init(
        state: String,
        status: Status,
        reason: ReasonCode,
        ruling: Ruling? = nil,
        ruledAfter: Int? = nil
    ) {
        self.state = state
        self.status = status
        self.reason = reason
        self.ruling = ruling
        self.ruledAfter = ruledAfter
    }
}

/// What one cancellation takes of one line, before and after.
package struct LineChange: Sendable, Hashable {
    package let line: OrderLineKey
    /// Units that this cancellation had taken of the line; 0 when it had none.
    package let unitsBefore: Int
    /// Units from now on; 0 gives all back.
    package let unitsAfter: Int
    /// Whether the line is on hold from now on.
    package let isHeld: Bool
    /// How far the parcel of a line is that nothing held before; `nil` lets the store look.
    package let shippingOfFreeLine: ShippingState?

    package init(
        line: OrderLineKey,
        unitsBefore: Int,
        unitsAfter: Int,
        isHeld: Bool,
        shippingOfFreeLine: ShippingState? = nil
    ) {
        self.line = line
        self.unitsBefore = unitsBefore
        self.unitsAfter = unitsAfter
        self.isHeld = isHeld
        self.shippingOfFreeLine = shippingOfFreeLine
    }
}

/// An order line as a feed gives it; `nil` means that the feed does not say.
package struct IncomingOrderLine: Sendable, Hashable {
    /// Where a line's name comes from.
    package enum Naming: Sendable, Hashable {
        /// The marketplace or the seller gave it.
        case own
        /// It was made of the key fields; `earlierRows` is how many other lines of the order the file
        /// had before.
        case made(earlierRows: Int)
    }

    package let key: OrderLineKey
    package var naming: Naming
    package var fields: FieldValues
    package var quantity: Int?
    package var shipping: ShippingState?
    package var orderedAt: Timestamp?
    /// As labels have it, however a feed writes it: see ``FieldText/trackingNumber(_:)``.
    package var trackingNumber: String?
    package var remarks: MarketplaceRemarks

    package init(
        key: OrderLineKey,
        fields: FieldValues,
        quantity: Int? = nil,
        shipping: ShippingState? = nil,
        orderedAt: Timestamp? = nil,
        trackingNumber: String? = nil,
        remarks: MarketplaceRemarks = .none,
        naming: Naming = .own
    ) {
        self.key = key
        self.naming = naming
        self.fields = fields
        self.quantity = quantity
        self.shipping = shipping
        self.orderedAt = orderedAt
        self.trackingNumber = trackingNumber.map(FieldText.trackingNumber)
        self.remarks = remarks
    }
}

/// What an import changed.
package struct OrderImportResult: Sendable, Hashable {
    /// An order of one account.
    package typealias Order = OrderKey

    package var insertedCount: Int
    package var updatedCount: Int
    package var unchangedCount: Int
    /// The orders with inserted or updated lines, each once.
    package var changedOrders: [Order]

    package init(
        insertedCount: Int = 0,
        updatedCount: Int = 0,
        unchangedCount: Int = 0,
        changedOrders: [Order] = []
    ) {
        self.insertedCount = insertedCount
        self.updatedCount = updatedCount
        self.unchangedCount = unchangedCount
        self.changedOrders = changedOrders
    }
}

/// One decision or act, by whom, when, on what evidence.
///
/// Append-only.
package struct JournalEntry: Sendable, Hashable, Identifiable {
    /// What was decided or done.
    package enum Act: String, Sendable, Hashable, CaseIterable {
        /// A pass or an import decided a cancellation.
        case decide
        /// Operators' acts.
        case apply, dismiss, undo, pause, resume, resync
        /// The configuration changed what an account's states or rule mean.
        case changePolicy
        /// A file or an API's page was taken in.
        case takeIn
        /// A person left a withdrawn cancellation cancelled, or the rest of a claim not applied.
        case settle
        /// A parcel was taken out of the outgoing ones, came back after it had left, or was put back
        /// on the list of those that have to.
        case pull, recall, returnToPullList, returnToRecall
        /// An operator had a resync stopped, or took data out of the store as a file.
        case stopResync, export
        /// An operator had looked through what an account could not read, or has it asked for again.
        case vouch, takeBackVouch
    }

    /// 0 until the store gives one; rises with time.
    package var id: Int64
    package let at: Timestamp
    package let actor: Actor
    package let act: Act
    package let account: AccountID?
    package let cancellation: CancellationID?
    package let reason: ReasonCode?
    /// Where the cancellation stood afterwards.
    package let status: Status?
    /// An operator's reason, a file's name; `nil` when there is nothing to add.
    package let note: String?
    /// What was wrong with what was taken in; where it is there, there is no note.
    package let problem: KeptProblem?
    package let evidence: Evidence?
    /// The order and the claim that the cancellation names; known in lists only.
    package let orderNumber: OrderNumber?
    package let claimID: ClaimID?

    package init(
        id: Int64 = 0,
        at: Timestamp,
        actor: Actor,
        act: Act,
        account: AccountID? = nil,
        cancellation: CancellationID? = nil,
        reason: ReasonCode? = nil,
        status: Status? = nil,
        note: String? = nil,
        problem: KeptProblem? = nil,
        evidence: Evidence? = nil,
        orderNumber: OrderNumber? = nil,
        claimID: ClaimID? = nil
    ) {
        self.id = id
        self.at = at
        self.actor = actor
        self.act = act
        self.account = account
        self.cancellation = cancellation
        self.reason = reason
        self.status = status
        self.note = note
        self.problem = problem
        self.evidence = evidence
        self.orderNumber = orderNumber
        self.claimID = claimID
    }
}

/// Who did it.
package enum Actor: Sendable, Hashable {
    case system
    /// The operator's login name.
    case person(String)
}

/// How often a marketplace's word for a state stands on file.
package struct StateTally: Sendable, Hashable {
    /// Cancellations that stand in it now; at least 1.
    package let count: Int
    /// When a cancellation was first seen in it; `nil` where that is not known.
    package let since: Timestamp?

    package init(count: Int, since: Timestamp?) {
        self.count = count
        self.since = since
    }
}
