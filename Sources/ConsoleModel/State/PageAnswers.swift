package import MatchingCore
package import SyncInterfaces

/// Everything about one account that its summary does not have.
package struct AccountAnswer: Sendable, SubjectAnswer {
    package let token: RequestToken
    package let id: AccountID
    /// Cancellations by the marketplace's own word for where they stand.
    package let states: [String: StateTally]
    /// The newest first.
    package let polls: [PollRecord]
    /// The stretch that ``coverage`` looks at.
    package let window: TimeWindow
    package let coverage: AccountCoverage
    /// What the rule and the states were before, newest first, the present ones among them.
    package let versions: [PolicyVersion]
    /// How the account is read; `nil` where that is not known.
    package let connection: AccountConnection?
    package let arrivals: AccountArrivals
    /// Rows of its files that were set aside.
    package let setAside: SetAsideRows
    /// Rows that were set aside of order files that are of no account.
    package let setAsideOrders: SetAsideRows

    package init(
        token: RequestToken,
        id: AccountID,
        states: [String: StateTally],
        polls: [PollRecord],
        window: TimeWindow,
        coverage: AccountCoverage,
        versions: [PolicyVersion] = [],
        connection: AccountConnection? = nil,
        arrivals: AccountArrivals = AccountArrivals(),
        setAside: SetAsideRows = .none,
        setAsideOrders: SetAsideRows = .none
    ) {
        self.setAside = setAside
        self.setAsideOrders = setAsideOrders
        self.token = token
        self.id = id
        self.states = states
        self.polls = polls
        self.window = window
        self.coverage = coverage
        self.versions = versions
        self.connection = connection
        self.arrivals = arrivals
    }
}

/// What tells an account that is silent from one to which nothing happens.
package struct AccountArrivals: Sendable, Hashable {
    /// The newest order time of those that came last; `nil` without one.
    package let lastOrderAt: Timestamp?
    /// When the newest cancellation was first seen; `nil` without one.
    package let lastCancellationAt: Timestamp?
    /// What these 24 hours brought in earlier weeks, the last week first; at most four.
    package let usualCounts: [Int]

    package init(
        lastOrderAt: Timestamp? = nil,
        lastCancellationAt: Timestamp? = nil,
        usualCounts: [Int] = []
    ) {
        self.lastOrderAt = lastOrderAt
        self.lastCancellationAt = lastCancellationAt
        self.usualCounts = usualCounts
    }
}

/// One order with everything that named it.
package struct OrderAnswer: Sendable, SubjectAnswer {
    package let token: RequestToken
    package let id: OrderKey
    /// In line order.
    package let lines: [LineOnFile]
    /// What is known about pulling the lines that are on hold.
    package let marks: [OrderLineKey: PullMark]
    /// Every cancellation that names the order, oldest first.
    package let claims: [ClaimRecord]
    /// What was done about each of them, oldest first.
    package let journal: [JournalEntry]
    /// What imports changed of the lines, oldest first.
    package let revisions: [LineRevision]
    package let lineage: Lineage
    /// Rows that were set aside and name the order.
    package let setAside: [SetAsideRow]

    package init(
        token: RequestToken,
        id: OrderKey,
        lines: [LineOnFile],
        marks: [OrderLineKey: PullMark],
        claims: [ClaimRecord],
        journal: [JournalEntry],
        revisions: [LineRevision] = [],
        lineage: Lineage = .none,
        setAside: [SetAsideRow] = []
    ) {
        self.setAside = setAside
        self.token = token
        self.id = id
        self.lines = lines
        self.marks = marks
        self.claims = claims
        self.journal = journal
        self.revisions = revisions
        self.lineage = lineage
    }
}

/// Why an order line is, or is not, cancelled.
package struct LineAnswer: Sendable, SubjectAnswer {
    package let token: RequestToken
    package let explanation: OrderExplanation
    package var id: OrderLineKey { explanation.line.line.key }

    package init(token: RequestToken, explanation: OrderExplanation) {
        self.token = token
        self.explanation = explanation
    }
}

/// The lines with a tracking or order number, as somebody at the packing table needs them.
package struct ParcelAnswer: Sendable, SubjectAnswer {
    /// One line of the parcel.
    package struct Line: Sendable, Hashable {
        package let line: LineOnFile
        /// `nil` for a line that nothing holds.
        package let mark: PullMark?
        /// The cancellations that took units of it.
        package let takers: [CancellationID]
        /// The cancellations that name its order, or one that it replaced, and are not decided.
        package let undecided: [CancellationID]

        package init(
            line: LineOnFile,
            mark: PullMark?,
            takers: [CancellationID],
            undecided: [CancellationID]
        ) {
            self.line = line
            self.mark = mark
            self.takers = takers
            self.undecided = undecided
        }

        /// Whether the line must not leave.
        package var isHeld: Bool { line.isHeld }
        /// Whether somebody has to see to the line still.
        package var isToPull: Bool { isHeld && mark?.pulledAt == nil }
        /// Whether the line has left.
        package var hasLeft: Bool { line.line.shipping == .shipped }
        /// Whether some of it is to be delivered.
        package var isOpen: Bool { !isHeld || line.openUnits > 0 }
    }

    /// Whether the parcel may leave.
    package enum Verdict: String, Sendable, Hashable, CaseIterable {
        /// The number is not on file.
        case notFound
        case ship
        /// A cancellation names an order of it and is not decided, or one may lie unread: it must
        /// not leave before.
        case check
        /// All of it is cancelled.
        case pull
        /// Something in it is cancelled, and something is not.
        case pullPart
        /// What is cancelled was pulled before.
        case pulled
        /// What is cancelled had left, and has come back.
        case recalled
        /// What is cancelled has left.
        case recall
    }

    package var verdict: Verdict {
        let held = lines.filter(\.isHeld)
        if lines.isEmpty { return isUndecided ? .check : .notFound }
        let due = held.filter(\.isToPull)
        if due.contains(where: { !$0.hasLeft }) {
            return lines.contains(where: \.isOpen) ? .pullPart : .pull
        }
        if !due.isEmpty { return .recall }
        if isUndecided { return .check }
        guard !held.isEmpty else { return .ship }
        return held.allSatisfy(\.hasLeft) ? .recalled : .pulled
    }

    /// Whether a cancellation that is not decided, or was not read, may mean what is open of it:
    /// whatever is to be done with the rest, that must not leave before.
    package var isUndecided: Bool {
        // What is wholly cancelled stays so, whatever else is asked for.
        guard lines.isEmpty || lines.contains(where: \.isOpen) else { return false }
        return !(waiting.isEmpty && unread.isEmpty && aside.rows.isEmpty)
    }

    /// Those of `claims` that are not decided, oldest first, each once.
    private static func waiting(among claims: [ClaimRecord]) -> [ClaimRecord] {
        var known: Set<CancellationID> = []
        return claims.filter { $0.standing.status.isUndecided && known.insert($0.id).inserted }
            .sorted { $0.id < $1.id }
    }

    /// Rows of files that nobody has taken in, because they have to be mended first.
    package struct Aside: Sendable, Hashable {
        /// Those that name an order of the parcel, or the number itself where it is not on file.
        package var rows: [SetAsideRow]
        /// The orders that they name.
        package var orders: Set<OrderKey>
        /// All that lie aside for the accounts of what is open; whom they mean nobody knows.
        package var counts: [AccountID: SetAsideRows]

        package init(
            rows: [SetAsideRow] = [],
            orders: Set<OrderKey> = [],
            counts: [AccountID: SetAsideRows] = [:]
        ) {
            self.rows = rows
            self.orders = orders
            self.counts = counts
        }
    }

    /// The order that the number is about: of its lines, else of what names it.
    var order: OrderKey? {
        lines.first?.line.line.key.order
            ?? naming.first.map {
                OrderKey(
                    account: $0.notices[0].account,
                    orderNumber: OrderNumber(FieldText.cleaned(id))
                )
            }
    }

    /// Whether a cancellation that is not decided, or was not read, may mean what is open of a line.
    func isInDoubt(_ line: Line) -> Bool {
        let order = line.line.line.key.order
        return line.isOpen
            && (!line.undecided.isEmpty
                || unread.contains { $0.line.line.key.order == order }
                || aside.orders.contains(order))
    }

    package let token: RequestToken
    /// The number as it was typed or scanned.
    package let id: String
    /// Empty when the number is not on file.
    package let lines: [Line]
    /// The cancellations that name an order of it and are pending or held, oldest first.
    package let waiting: [ClaimRecord]
    /// Where no line has the number: every cancellation that names it as its order, also those that
    /// are decided, oldest first.
    package let naming: [ClaimRecord]
    /// Why cancellations of what is open may lie unread, one explanation an order.
    package let unread: [OrderExplanation]
    /// What lies aside that may be about it.
    package var aside = Aside()

    package init(
        token: RequestToken,
        id: String,
        lines: [Line],
        claims: [ClaimRecord] = [],
        unread: [OrderExplanation] = []
    ) {
        self.token = token
        self.id = id
        self.lines = lines
        waiting = Self.waiting(among: claims)
        naming = lines.isEmpty ? claims.sorted { $0.id < $1.id } : []
        self.unread = unread
    }
}

/// What another rule would decide.
package struct RehearsalAnswer: Sendable, SubjectAnswer {
    /// The account and the rule that is tried.
    package struct Subject: Sendable, Hashable {
        package let account: AccountID
        package let rule: MatchRule

        package init(account: AccountID, rule: MatchRule) {
            self.account = account
            self.rule = rule
        }
    }

    package let token: RequestToken
    package let result: RehearsalResult
    package var id: Subject { Subject(account: result.account, rule: result.rule) }

    package init(token: RequestToken, result: RehearsalResult) {
        self.token = token
        self.result = result
    }
}

/// The last hours of every account.
package struct ChartsAnswer: Sendable {
    package let token: RequestToken
    package let charts: [AccountChart]
    /// The moment until which they count.
    package let now: Timestamp

    package init(token: RequestToken, charts: [AccountChart], now: Timestamp) {
        self.token = token
        self.charts = charts
        self.now = now
    }
}
