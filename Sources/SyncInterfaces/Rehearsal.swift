package import MatchingCore

/// What another match rule would decide of an account's newest cancellations; nothing is changed.
package struct RehearsalResult: Sendable, Hashable {
    /// What a rule alone makes of a cancellation, as if it came in now.
    package struct Outcome: Sendable, Hashable {
        package let status: Status
        package let reason: ReasonCode
        package let applications: [Application]

        package init(status: Status, reason: ReasonCode, applications: [Application]) {
            self.status = status
            self.reason = reason
            self.applications = applications
        }
    }

    /// How a cancellation would fare otherwise; the dangerous ones first.
    package enum Kind: String, Sendable, Hashable, CaseIterable, Comparable {
        /// It was applied, and would be no more.
        case lost
        /// It would be applied to other lines or units.
        case otherLines
        /// It was not applied, and would be.
        case gained
        /// It would not be applied either, for another reason.
        case otherReason

        package static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }

        private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
    }

    /// A cancellation that would be decided otherwise.
    package struct Change: Sendable, Hashable, Identifiable {
        package let id: CancellationID
        package let orderNumber: OrderNumber
        package let now: Outcome
        package let then: Outcome

        package init(
            id: CancellationID,
            orderNumber: OrderNumber,
            now: Outcome,
            then: Outcome
        ) {
            self.id = id
            self.orderNumber = orderNumber
            self.now = now
            self.then = then
        }

        package var kind: Kind {
            switch (now.status == .applied, then.status == .applied) {
            case (true, true): .otherLines
            case (true, false): .lost
            case (false, true): .gained
            case (false, false): .otherReason
            }
        }
    }

    package let account: AccountID
    /// The rule in force; `nil` when there is none.
    package let ruleNow: MatchRule?
    package let rule: MatchRule
    /// The cancellations that were looked at, and since when the oldest is on file.
    package let count: Int
    package let since: Timestamp?
    /// Those that would be decided otherwise, by kind, the newest first.
    package let changes: [Change]

    package init(
        account: AccountID,
        ruleNow: MatchRule?,
        rule: MatchRule,
        count: Int,
        since: Timestamp?,
        changes: [Change]
    ) {
        self.account = account
        self.ruleNow = ruleNow
        self.rule = rule
        self.count = count
        self.since = since
        self.changes = changes
    }

    /// How many would fare so.
    package func count(of kind: Kind) -> Int { changes.count { $0.kind == kind } }
}

/// What an account's states and rule were from some moment on.
package struct PolicyVersion: Sendable, Hashable {
    /// Counts from 1.
    package let number: Int
    package let since: Timestamp
    /// See `SyncPolicy.fingerprint`.
    package let fingerprint: String
    /// The rule as text; `nil` when there was none.
    package let rule: String?
    package let cancelStates: [String]

    package init(
        number: Int,
        since: Timestamp,
        fingerprint: String,
        rule: String?,
        cancelStates: [String]
    ) {
        self.number = number
        self.since = since
        self.fingerprint = fingerprint
        self.rule = rule
        self.cancelStates = cancelStates
    }
}
