package import MatchingCore

/// What an operator's act on one cancellation led to with others, within the same act: another claim
/// of the order takes what was given back, or has one line less to choose from.
///
/// The journal keeps it as the note of a decision: words are made of it in the language of whoever
/// reads.
package enum FollowUp: Sendable, Hashable {
    /// The decision came because of an act on another cancellation.
    case after(JournalEntry.Act, CancellationID)
    /// Others took units because of the act on this one.
    case taken(by: [UnitTaker])

    /// The note that a journal keeps: `undo 1`, or `taken 2:1 5:3`.
    package var note: String {
        switch self {
        case .after(let act, let id): "\(act.rawValue) \(id)"
        case .taken(let takers):
            ([Self.taken] + takers.map { "\($0.id):\($0.units)" }).joined(separator: " ")
        }
    }

    /// Reads what a decision's journal entry keeps; `nil` where nothing led to it.
    package init?(_ entry: JournalEntry) {
        guard entry.act == .decide, let words = entry.note?.split(separator: " "),
            let first = words.first
        else { return nil }
        if first == Self.taken {
            self = .taken(by: words.dropFirst().compactMap { UnitTaker($0) })
        } else if let act = JournalEntry.Act(rawValue: String(first)), words.count == 2,
            let id = Int64(words[1])
        {
            self = .after(act, CancellationID(rawValue: id))
        } else {
            return nil
        }
    }

    private static let taken = "taken"
}

/// A cancellation that takes units of order lines, and how many.
package struct UnitTaker: Sendable, Hashable {
    package let id: CancellationID
    package let units: Int

    package init(id: CancellationID, units: Int) {
        self.id = id
        self.units = units
    }

    fileprivate init?(_ text: Substring) {
        let numbers = text.split(separator: ":")
        guard numbers.count == 2, let id = Int64(numbers[0]), let units = Int(numbers[1]) else {
            return nil
        }
        self.init(id: CancellationID(rawValue: id), units: units)
    }
}
