package import MatchingCore
package import SyncInterfaces

/// What is done with each of several cancellations.
package enum MarkedAct: Sendable, Hashable {
    /// Takes what the rule finds, where that is one answer.
    case apply(reason: String? = nil)
    case dismiss(reason: String)
    case undo(reason: String? = nil)

    var isDismissal: Bool {
        if case .dismiss = self { true } else { false }
    }

    /// Why it cannot be done with a cancellation, as far as its row tells; `nil` when it may be.
    func obstacle(_ marked: MarkedCancellation) -> ActError.Problem? {
        switch (self, marked.status) {
        case (.dismiss, .applied) where marked.leavesChoice,
            (.dismiss, .withdrawn) where marked.leavesChoice:
            nil
        case (.apply, .applied) where marked.leavesChoice: nil
        case (.apply, .applied), (.apply, .withdrawn): .alreadyThere(marked.status)
        case (.apply, _) where marked.reason.leavesNothingToApply: .nothingToApply(marked.reason)
        case (.dismiss, .applied), (.dismiss, .withdrawn), (.dismiss, .dismissed):
            .alreadyThere(marked.status)
        case (.undo, .dismissed): nil
        case (.undo, _): marked.takenUnits > 0 ? nil : .nothingToUndo
        case (.apply, _), (.dismiss, _): nil
        }
    }
}

/// A cancellation that was marked, as its row was seen.
package struct MarkedCancellation: Sendable, Hashable {
    package let id: CancellationID
    package let account: AccountID
    package let status: Status
    let reason: ReasonCode
    /// Units that it has cancelled.
    let takenUnits: Int
    /// Whether it is applied in part, or withdrawn and cancelled still, so that a person settles it.
    let leavesChoice: Bool

    /// Takes a row as it is seen.
    package init(_ row: CancellationRow) {
        id = row.id
        account = row.account
        status = row.status
        reason = row.reason
        takenUnits = row.takenUnits
        leavesChoice = row.isTakenInPart || row.restoring == .isNeeded
    }

    /// The most rows of a list that are marked at once.
    static let most = 10_000
}

extension ReasonCode {
    /// Whether the rule finds no line with anything left to cancel.
    ///
    /// A person has to choose one, or there is none. It is decided anew with each line that comes.
    fileprivate var leavesNothingToApply: Bool {
        switch self {
        case .orderNotFound, .orderInOtherAccount, .keyMissingInCancellation, .keyMissingInOrder,
            .keyDiffers, .noMatchRule, .alreadyCancelled:
            true
        case .applied, .stateNotSynced, .needsConfirmation, .noCancelStates, .ambiguous,
            .quantityExceedsOrder, .shipped, .withdrawn, .dismissed, .undone,
            .noCancellationSeen, .accountNotPolledSince, .accountPaused, .accountFailing,
            .coverageGap:
            false
        }
    }
}

/// What is asked about marked cancellations, as they stood when it was asked.
struct MarkedQuestion: Sendable {
    let act: MarkedAct
    /// Those that it would be done with.
    let concerned: [MarkedCancellation]
}

/// The rows of a whole list, to be marked.
package struct MarksAnswer: Sendable {
    package let token: RequestToken
    /// What was asked for.
    package let query: CancellationQuery
    package let marked: [MarkedCancellation]
    /// Whether the list has more than the query's limit.
    package let isCut: Bool

    package init(
        token: RequestToken,
        query: CancellationQuery,
        marked: [MarkedCancellation],
        isCut: Bool
    ) {
        self.token = token
        self.query = query
        self.marked = marked
        self.isCut = isCut
    }
}

/// Which rows a list has, by what it is narrowed to.
struct MarkScope: Sendable, Hashable {
    private let status: Status?
    private let account: AccountID?
    private let filter: RowFilter

    init(status: Status?, _ account: AccountID?, _ filter: RowFilter) {
        self.status = status
        self.account = account
        self.filter = filter
    }

    init(_ query: CancellationQuery) {
        self.init(status: query.status, query.account, query.filter)
    }
}

/// How far an act on several cancellations is.
package struct MarkedProgress: Sendable, Hashable {
    package let act: MarkedAct
    package let count: Int
    /// Those that it was done with, in order.
    package private(set) var done: [CancellationID] = []
    /// Those that it could not be done with, and why.
    package private(set) var refused: [CancellationID: ActError.Problem] = [:]
    /// Those that took units because of it.
    private var others: Set<CancellationID> = []
    /// Those of them that it was not done with afterwards, by number.
    var takers: [CancellationID] { others.subtracting(done).sorted() }
    /// How many more wait for somebody because of it.
    private(set) var waiting = AlertWatch.Waiting(held: 0, toPull: 0)

    package init(_ act: MarkedAct, count: Int) {
        self.act = act
        self.count = count
    }

    /// How many have been tried.
    package var tried: Int { done.count + refused.count }

    /// Takes in what it came to with one of them.
    package mutating func note(_ result: ActResult, of one: MarkedCancellation) {
        done.append(one.id)
        others.formUnion(result.others.map(\.id))
        waiting = waiting.plus(AlertWatch.Waiting(result, before: one.status))
    }

    /// Takes in that it could not be done with one of them.
    package mutating func note(_ problem: ActError.Problem, of id: CancellationID) {
        refused[id] = problem
    }
}
