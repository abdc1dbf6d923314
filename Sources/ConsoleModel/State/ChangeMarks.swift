import MatchingCore

/// Which rows came, or stand elsewhere, since the operator last had them before his eyes.
///
/// A row is marked until it was on screen for a while. No clock wakes anybody for that: a mark is
/// gone from the first frame that is drawn after its time.
struct ChangeMarks<ID: Hashable & Sendable>: Sendable {
    private struct Mark {
        let change: RowChange
        /// `nil` while the row has not been on screen.
        var endsAt: Timestamp?
    }

    private var marks: [ID: Mark] = [:]

    /// Takes in what became of the rows of a list, and forgets those that left it.
    mutating func note(_ changes: [ID: RowChange], keeping ids: [ID]) {
        guard !(marks.isEmpty && changes.isEmpty) else { return }
        let listed = Set(ids)
        marks = marks.filter { listed.contains($0.key) }
        for (id, change) in changes {
            // What came unseen and changed at once is still new.
            if marks[id]?.endsAt == nil, marks[id]?.change == .came { continue }
            marks[id] = Mark(change: change)
        }
    }

    /// Takes in that rows are on screen.
    mutating func see(_ visible: some Sequence<ID>, _ setting: ChangeSetting) {
        guard !marks.isEmpty else { return }
        marks = marks.filter { $0.value.endsAt.map { $0 > setting.now } ?? true }
        for id in visible where marks[id] != nil && marks[id]?.endsAt == nil {
            marks[id]?.endsAt = setting.endsAt
        }
    }

    /// What became of a row; `nil` where it stands as it was seen.
    func change(of id: ID, now: Timestamp) -> RowChange? {
        marks[id].flatMap { mark in mark.endsAt.map { $0 > now } ?? true ? mark.change : nil }
    }
}

/// What became of a row of a list.
enum RowChange: Sendable, Hashable {
    case came, changed

    /// Says by itself, without color, what became of the row.
    var sign: String {
        switch self {
        case .came: "+"
        case .changed: "~"
        }
    }
}

/// The moment at which rows are on screen, and until when what became of them is marked.
struct ChangeSetting {
    /// Real seconds for which a row stays marked once it is on screen.
    private static let seconds = 15

    let now: Timestamp
    let endsAt: Timestamp

    init(now: Timestamp, timeFactor: Int) {
        self.now = now
        endsAt = now.advanced(by: .seconds(Self.seconds * timeFactor))
    }
}

extension Console {
    /// For rows that are on screen now.
    func changeSetting(now: Timestamp) -> ChangeSetting {
        ChangeSetting(now: now, timeFactor: configuration.timeFactor)
    }
}
