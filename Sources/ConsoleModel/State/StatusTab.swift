import MatchingCore
import SyncInterfaces

/// The lists of cancellations, in the order of their tabs.
enum StatusTab: Sendable, Hashable, CaseIterable {
    case pending, held, applied, withdrawn, dismissed, ignored, all

    /// `nil` for ``all``.
    var status: Status? {
        switch self {
        case .pending: .pending
        case .held: .held
        case .applied: .applied
        case .withdrawn: .withdrawn
        case .dismissed: .dismissed
        case .ignored: .ignored
        case .all: nil
        }
    }

    /// The tab at a place in the order of tabs, from 0; `nil` outside.
    init?(index: Int) {
        guard Self.allCases.indices.contains(index) else { return nil }
        self = Self.allCases[index]
    }

    /// The tab `distance` further on, around the end.
    func advanced(by distance: Int) -> StatusTab {
        let tabs = Self.allCases
        let position = tabs.firstIndex(of: self) ?? 0
        let count = tabs.count
        return tabs[((position + distance) % count + count) % count]
    }

    /// Where to begin: with what waits for a person, else what waits at all.
    static func first(for counts: [Status: Int]) -> StatusTab {
        if counts[.held, default: 0] > 0 { return .held }
        return counts[.pending, default: 0] > 0 ? .pending : .all
    }

    func title(_ phrases: Phrases) -> String {
        status.map { phrases.word(for: $0) } ?? phrases.pick("전체", "all")
    }

    /// How many cancellations the list has.
    func count(in counts: [Status: Int]) -> Int {
        status.map { counts[$0, default: 0] } ?? counts.values.reduce(0, Int.saturatingSum)
    }
}
