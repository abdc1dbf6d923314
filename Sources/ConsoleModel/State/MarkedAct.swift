package import MatchingCore
package import SyncInterfaces

/// What is done with each of several cancellations.
package enum MarkedAct: Sendable, Hashable {
    /// Takes what the rule finds, where that is one answer.
    case apply(reason: String? = nil)
    case dismiss(reason: String)
    case undo(reason: String? = nil)

    /// Whether it can change anything about a cancellation that stands there.
    func concerns(_ status: Status) -> Bool {
        switch self {
        case .apply: status != .applied
        case .dismiss: status != .applied && status != .dismissed
        case .undo: status != .pending && status != .ignored
        }
    }
}

/// A cancellation that was marked, as its row was seen.
package struct MarkedCancellation: Sendable, Hashable {
    package let id: CancellationID
    package let account: AccountID
    package let status: Status

    package init(id: CancellationID, account: AccountID, status: Status) {
        self.id = id
        self.account = account
        self.status = status
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

    package init(_ act: MarkedAct, count: Int) {
        self.act = act
        self.count = count
    }

    /// How many have been tried.
    package var tried: Int { done.count + refused.count }

    /// Takes in that it was done with one of them.
    package mutating func note(done id: CancellationID) { done.append(id) }

    /// Takes in that it could not be done with one of them.
    package mutating func note(_ problem: ActError.Problem, of id: CancellationID) {
        refused[id] = problem
    }
}
