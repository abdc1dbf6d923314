import MatchingCore
import SyncInterfaces

/// How a list is looked at: everything about it that an operator can take back.
struct ViewLook: Sendable, Hashable {
    /// The words by which accounts are found; empty on other lists.
    var words = ""
    var filter = RowFilter()
    /// The name of the order; empty for the usual one.
    var sort = ""
    var tab: StatusTab?
    /// The account that a list of all accounts is narrowed to.
    var onlyAccount: AccountID?
    /// The columns as they were chosen; empty for the usual ones.
    var columns: [String] = []
    var markedAccounts: Set<AccountID> = []
    var marked: [CancellationID: MarkedCancellation] = [:]
}

/// One change of how a list is looked at.
struct ViewStep: Sendable, Hashable {
    private(set) var before: ViewLook
    private(set) var after: ViewLook

    init(from before: ViewLook, to after: ViewLook) { (self.before, self.after) = (before, after) }

    /// `look` without this change; whatever else has become different since stays.
    func takenBack(from look: ViewLook) -> ViewLook {
        var look = look
        func restore<Part: Equatable>(_ part: WritableKeyPath<ViewLook, Part>) {
            guard before[keyPath: part] != after[keyPath: part] else { return }
            look[keyPath: part] = before[keyPath: part]
        }
        restore(\.words)
        restore(\.filter)
        restore(\.sort)
        restore(\.tab)
        restore(\.onlyAccount)
        restore(\.columns)
        look.markedAccounts.subtract(after.markedAccounts.subtracting(before.markedAccounts))
        look.markedAccounts.formUnion(before.markedAccounts.subtracting(after.markedAccounts))
        for id in after.marked.keys where before.marked[id] == nil { look.marked[id] = nil }
        for (id, mark) in before.marked where after.marked[id] == nil { look.marked[id] = mark }
        return look
    }

    /// Forgets marks that an act has used up.
    fileprivate mutating func forget(_ ids: [CancellationID]) {
        for id in ids {
            before.marked[id] = nil
            after.marked[id] = nil
        }
    }
}

/// What an operator changed of how a list is looked at, the last change last.
struct ViewSteps: Sendable {
    /// Older ones are forgotten.
    static let mostKept = 50

    private var steps: [ViewStep] = []

    var isEmpty: Bool { steps.isEmpty }

    /// Keeps a change.
    mutating func append(_ step: ViewStep) {
        steps.append(step)
        if steps.count > Self.mostKept { steps.removeFirst() }
    }

    /// Takes the last change back that still makes a difference.
    ///
    /// - Parameter look: How the list is looked at now.
    /// - Returns: How it is looked at without that change; `nil` when none is left.
    mutating func takeBack(from look: ViewLook) -> ViewLook? {
        while let step = steps.popLast() {
            let earlier = step.takenBack(from: look)
            if earlier != look { return earlier }
        }
        return nil
    }

    /// Forgets marks that an act has used up, so that they never come back.
    mutating func forget(marksOf ids: [CancellationID]) {
        guard !ids.isEmpty else { return }
        for index in steps.indices { steps[index].forget(ids) }
        steps.removeAll { $0.before == $0.after }
    }
}
