/// The keys in force: the rows of ``ActionTable``, with other keys where the operator wants them.
///
/// Dispatch, footer, help and palette all read these rows.
package struct KeyBindings: Sendable, Hashable {
    /// All actions with the keys in force, in the order of help.
    package let actions: [Action]
    private let places: [Action.Identifier: Int]
    private let contexts: [ActionContext: [Action]]
    private let footers: [ActionContext: [Action]]

    /// The key that leaves the console from anywhere, whatever else is bound.
    static let interrupt = Key.control("c")

    /// The keys that the table gives.
    package static let standard = KeyBindings(ActionTable.all)

    // Sorted once: each frame and each key asks.
    private init(_ actions: [Action]) {
        self.actions = actions
        places = Dictionary(
            actions.indices.map { (actions[$0].id, $0) },
            uniquingKeysWith: { first, _ in first }
        )
        var contexts: [ActionContext: [Action]] = [:]
        for action in actions {
            for context in action.contexts { contexts[context, default: []].append(action) }
        }
        self.contexts = contexts
        footers = contexts.mapValues { actions in
            actions.filter { $0.footerRank != nil }
                .sorted { ($0.footerRank ?? 0) < ($1.footerRank ?? 0) }
        }
    }

    /// A key that would mean two things on one screen.
    package struct Conflict: Error, Sendable, Hashable {
        package let key: Key
        /// The action that was to get the key.
        package let action: Action.Identifier
        /// The action that has it.
        package let owner: Action.Identifier
    }

    /// The same bindings with other keys for some actions.
    ///
    /// - Parameter keys: The keys of each action that is to have others, in the order of help.
    /// - Returns: The bindings that are then in force.
    /// - Throws: ``Conflict`` for the first key that two actions of one screen would have; where one
    ///   of them keeps its own keys, it is the owner. ``interrupt`` is always that of quitting at once.
    package func binding(_ keys: [Action.Identifier: [Key]]) throws(Conflict) -> KeyBindings {
        let bound = KeyBindings(actions.map { keys[$0.id].map($0.bound) ?? $0 })
        if let taker = bound.actions.first(where: {
            $0.id != .quitNow && $0.keys.contains(Self.interrupt)
        }) {
            throw Conflict(key: Self.interrupt, action: taker.id, owner: .quitNow)
        }
        // What was asked for last, so that it is named as what is to change.
        let ordered =
            bound.actions.filter { keys[$0.id] == nil }
            + bound.actions.filter { keys[$0.id] != nil }
        for (position, action) in ordered.enumerated() {
            for key in action.keys {
                let owner = ordered[..<position].first {
                    $0.keys.contains(key) && !$0.contexts.isDisjoint(with: action.contexts)
                }
                if let owner { throw Conflict(key: key, action: action.id, owner: owner.id) }
            }
        }
        return bound
    }

    /// The actions of a context in the order of help.
    package func actions(in context: ActionContext) -> [Action] { contexts[context] ?? [] }

    /// The actions that only other contexts have, in the order of help, without what opens this one.
    func actions(beside context: ActionContext) -> [Action] {
        actions.filter { !$0.contexts.contains(context) && $0.destination != context }
    }

    /// The actions that a context's footer names where there is room, the most useful first.
    func footerActions(in context: ActionContext) -> [Action] { footers[context] ?? [] }

    /// The action that `key` stands for, or `nil`; a jamo stands for the letter on its key.
    package func action(for key: Key, in context: ActionContext) -> Action? {
        let meant = key.latinEquivalent
        return actions(in: context).first { $0.keys.contains(meant) }
    }

    /// The row of an action.
    func action(_ id: Action.Identifier) -> Action? { places[id].map { actions[$0] } }

    /// The name of an action's first key, for sentences; `?` where it has none.
    func keyName(of id: Action.Identifier, in language: Language) -> String {
        action(id)?.keys.first?.name(in: language) ?? "?"
    }
}

extension Action {
    /// The same action on other keys.
    fileprivate func bound(to keys: [Key]) -> Action {
        var action = self
        action.keys = keys.map(\.latinEquivalent)
        return action
    }
}

extension Action.Identifier {
    /// The action's name in the configuration: `moveDown` is `move_down`.
    package var configurationName: String {
        String(rawValue.flatMap { $0.isUppercase ? ["_", Character($0.lowercased())] : [$0] })
    }

    /// The action of that name; `nil` when there is none.
    package init?(configurationName: String) {
        let found = Self.allCases.first { $0.configurationName == configurationName }
        guard let found else { return nil }
        self = found
    }

    /// How many keys the action takes: each of them says which status, or any number.
    package var keyCount: Int? { self == .chooseStatus ? StatusTab.allCases.count : nil }
}
