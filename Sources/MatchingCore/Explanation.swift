/// Why a cancellation stands where it stands: structured, complete, without a word of prose.
///
/// Sentences are made from it elsewhere, in the operator's language.
public struct Explanation: Sendable, Hashable {
    /// Where the cancellation stands.
    public let status: Status
    /// Why it stands there.
    public let reason: ReasonCode
    /// What the marketplace says by now.
    public let claim: Claim
    /// What an operator decided; `nil` when the rules decide.
    public let ruling: Ruling?
    /// What the claim's state word means under the policy in force.
    public let stateMeaning: SyncPolicy.StateMeaning
    /// The listed state that the claim's nearly is, where it is not synced; `nil` for none.
    public let nearestState: NearState?
    /// The rule in force; `nil` when there is none.
    public let rule: MatchRule?
    /// One trace per branch of the rule, in the rule's order.
    public let branches: [BranchTrace]
    /// What the cancellation has taken or would take now.
    public let applications: [Application]
    /// Units that are claimed and open beside those that an operator took who applied it by hand.
    public let unitsLeft: Int
    /// What the decision that stands knew; `nil` when it was taken by nobody yet.
    public let then: Evidence?
    /// Facts that differ between the standing decision and now; empty when nothing does.
    public let changesSinceThen: [ChangeSinceThen]
    /// Lines that nearly match, best first; at most ten.
    public let nearestMisses: [NearMiss]
    /// Lines beside those that were found, which may have been meant as well, best first; at most ten.
    public let alternatives: [NearMiss]
    /// The lines of orders that replaced the claim's in an exchange, which an operator can take.
    public let replacing: [LineOnFile]
    /// The lines of further orders of which an operator took some for it, who can take more of them.
    public let chosen: [LineOnFile]
    /// What to do about it, decided from what is known now.
    public let nextStep: NextStep

    /// Creates an explanation.
    package init(
        status: Status,
        reason: ReasonCode,
        claim: Claim,
        ruling: Ruling?,
        stateMeaning: SyncPolicy.StateMeaning,
        nearestState: NearState? = nil,
        rule: MatchRule?,
        branches: [BranchTrace],
        applications: [Application],
        unitsLeft: Int = 0,
        then: Evidence?,
        changesSinceThen: [ChangeSinceThen],
        nearestMisses: [NearMiss],
        alternatives: [NearMiss] = [],
        replacing: [LineOnFile] = [],
        chosen: [LineOnFile] = [],
        nextStep: NextStep
    ) {
        self.status = status
        self.reason = reason
        self.claim = claim
        self.ruling = ruling
        self.stateMeaning = stateMeaning
        self.nearestState = nearestState
        self.rule = rule
        self.branches = branches
        self.applications = applications
        self.unitsLeft = unitsLeft
        self.then = then
        self.changesSinceThen = changesSinceThen
        self.nearestMisses = nearestMisses
        self.alternatives = alternatives
        self.replacing = replacing
        self.chosen = chosen
        self.nextStep = nextStep
    }
}

extension Explanation {
    /// Units cancelled beyond what the claim came down to, for which a person has to see to it.
    package var unitsTooMany: Int {
        status == .held && reason == .ambiguous ? claim.unitsTooMany(in: applications) : 0
    }

    /// Whether it has units that it may not be meant to have, though no more than are claimed, which a
    /// person has to say.
    package var isInDoubt: Bool {
        status == .held && reason == .ambiguous && !applications.isEmpty && unitsTooMany == 0
    }

    /// Whether it has units that it would not take, were it decided afresh: what is on file of its order
    /// or of the claim changed since.
    package var isOvertaken: Bool {
        isInDoubt && (claim.requests.isEmpty || !areAllTakenFound)
    }

    /// The requests of which a person has to say whether they add up; empty where there are none.
    package var requestsInQuestion: [ClaimRequest] {
        isInDoubt && !isOvertaken ? claim.requests : []
    }

    /// Whether the rule finds every line now that the cancellation has units of.
    package var areAllTakenFound: Bool {
        let fired = branches.first { $0.outcome == .fired }
        let found = Set(fired?.lines.filter(\.satisfies).map(\.line.line.key) ?? [])
        return applications.allSatisfy { found.contains($0.line) }
    }
}

/// How one branch of the rule fared.
public struct BranchTrace: Sendable, Hashable {
    /// What came of a branch.
    public enum Outcome: String, Sendable, Hashable {
        /// It found lines, and they are the cancellation's.
        case fired
        /// Every line could be compared, and none is equal.
        case foundNothing
        /// A field is missing on either side, so that no line could be decided.
        case cannotDecide
        /// A branch before it fired.
        case notTried
    }

    /// The branch's fields, in its order.
    public let fields: [KeyField]
    /// What came of it.
    public let outcome: Outcome
    /// One trace per candidate line, in line order.
    public let lines: [LineTrace]

    /// Creates the trace of a branch.
    package init(fields: [KeyField], outcome: Outcome, lines: [LineTrace]) {
        self.fields = fields
        self.outcome = outcome
        self.lines = lines
    }
}

/// How one candidate line fared under one branch.
public struct LineTrace: Sendable, Hashable {
    /// The line with its cancel state and hold.
    public let line: LineOnFile
    /// One clause per field of the branch, in its order.
    public let clauses: [Clause]
    /// Whether every clause is equal.
    public var satisfies: Bool { clauses.allSatisfy { $0.verdict == .equal } }

    /// Creates the trace of a line.
    package init(line: LineOnFile, clauses: [Clause]) {
        self.line = line
        self.clauses = clauses
    }
}

/// One comparison of one field.
public struct Clause: Sendable, Hashable {
    /// How the two values compare.
    public enum Verdict: Sendable, Hashable {
        case equal
        case differs([ValueDifference])
        /// The cancellation has no value.
        case missingInCancellation
        /// The order line has no value.
        case missingInOrder
        /// Neither side has a value.
        case missingInBoth
    }

    /// The field that was compared.
    public let field: KeyField
    /// The cancellation's value as it came in; `nil` when it has none.
    public let inCancellation: String?
    /// The order line's value as it came in; `nil` when it has none.
    public let inOrder: String?
    /// The cancellation's value as it was compared: names and options folded, see
    /// ``FieldText/folded(_:)``, others as they came in.
    public let comparedInCancellation: String?
    /// The order line's value as it was compared.
    public let comparedInOrder: String?
    /// How the two values compare.
    public let verdict: Verdict

    /// Creates a comparison.
    package init(
        field: KeyField,
        inCancellation: String?,
        inOrder: String?,
        comparedInCancellation: String?,
        comparedInOrder: String?,
        verdict: Verdict
    ) {
        self.field = field
        self.inCancellation = inCancellation
        self.inOrder = inOrder
        self.comparedInCancellation = comparedInCancellation
        self.comparedInOrder = comparedInOrder
        self.verdict = verdict
    }
}

/// How two unequal values differ; several can hold at once.
public enum ValueDifference: Sendable, Hashable {
    /// They are equal once white space is removed.
    case whiteSpace
    /// They are equal in half-width form.
    case width
    /// They are equal when case is ignored.
    case letterCase
    /// They are equal without leading zeros.
    case leadingZeros
    /// They are equal without punctuation.
    case punctuation
    /// They are equal without characters that draw nothing, such as zero-width spaces.
    case invisibleCharacters
    /// The fewest characters to insert, remove or replace; given when none of the others explains it.
    case editDistance(Int)
}

/// A line that did not match, and what stands between.
public struct NearMiss: Sendable, Hashable {
    /// What the line and the claim have in common.
    public enum Kind: Sendable, Hashable {
        /// The order number is the same, in this account, and other fields differ.
        case sameOrder
        /// The other fields are the same, in this account, and the order number differs.
        case sameFields
        /// The marketplace exchanged one of the two orders for the other.
        case exchanged
        /// The order number is the same, in another account.
        case otherAccount(AccountID)
    }

    /// The least that would have to change for the line to match.
    public enum Repair: Sendable, Hashable {
        /// Each of these fields set so on the order's side.
        case changeOrder([Clause])
        /// Each of these fields is missing in the cancellation; the values that the line has.
        case completeCancellation([Clause])
        /// Fields of which some can be set on no one side: where the cancellation has a value, on the
        /// order; where only the order has one, in the cancellation; else the same on both.
        case changeBoth([Clause])
        /// The cancellation belongs to the other account, or the order was imported under it.
        case moveToAccount(AccountID)
    }

    /// What the line and the claim have in common.
    public let kind: Kind
    /// The line with its cancel state and hold.
    public let line: LineOnFile
    /// The branch that comes nearest, as a position in the rule.
    public let branch: Int
    /// The comparison of each of the branch's fields, in its order.
    public let clauses: [Clause]
    /// The least that would make it match.
    public let repair: Repair

    /// Creates a near miss.
    package init(
        kind: Kind,
        line: LineOnFile,
        branch: Int,
        clauses: [Clause],
        repair: Repair
    ) {
        self.kind = kind
        self.line = line
        self.branch = branch
        self.clauses = clauses
        self.repair = repair
    }
}

/// A fact that is not what it was when the decision was taken.
public enum ChangeSinceThen: Sendable, Hashable {
    case rule(then: String?, now: String?)
    case state(then: String, now: String)
    case claimField(KeyField, then: String?, now: String?)
    case claimQuantity(then: Int?, now: Int?)
    case lineField(LineID, KeyField, then: String?, now: String?)
    case lineQuantity(LineID, then: Int, now: Int)
    case lineShipping(LineID, then: ShippingState, now: ShippingState)
    case lineAppeared(LineID)
    case lineDisappeared(LineID)
    /// The same inputs would be decided otherwise today.
    case outcome(then: ReasonCode, now: ReasonCode)
}

/// What to do next; one line on screen.
public enum NextStep: Sendable, Hashable {
    /// Nothing: it is done, or it is not for us.
    case nothing
    /// Labels of these lines are printed: pull the parcel.
    case pullParcel([LineID])
    /// These lines are cancelled and left all the same: have the parcel come back.
    case recallParcel([LineID])
    /// So many units are claimed and open: choose a line for them, or say that it is enough.
    case applyRest(Int)
    /// So many units more are asked for if each request under the claim's name counts: apply them, or
    /// leave them.
    case applyFurtherRequests(Int)
    /// So many units are cancelled beyond what the claim came down to: undo and apply the rest, or
    /// leave them cancelled.
    case giveUnitsBack(Int)
    /// What is cancelled may not be what is meant by now: undo and apply to the right line, or leave it.
    case correctOrKeep
    case importOrder
    /// The configuration does not know the account any more: nothing is read or decided of it.
    case addAccount
    case addCancelStates
    case addMatchRule
    /// One line of configuration would sync this state.
    case addState(String)
    /// One line of configuration would have the first state count as the second, which it nearly is.
    case addSynonym(String, of: String)
    /// Make the seller's line carry these fields, or apply by hand.
    case completeOrder([KeyField])
    case completeCancellation([KeyField])
    case chooseLine
    /// Confirm (apply) or dismiss.
    case confirmOrDismiss
    /// Recall the parcel or treat as a return; then apply or dismiss.
    case recallOrReturn
    /// Release the lines with undo, or leave them cancelled.
    case restoreOrKeep
    /// The same of these lines, which left: undo and let the buyer have them, or have them come back.
    case restoreOrRecall([LineID])
    case checkAccount(AccountID)
    case compareValues
    /// The order went on under another number after an exchange: see to that one.
    case seeExchange(OrderNumber)
}
