import SyncInterfaces
import Synchronization

/// Finds the texts that a filter wants among those on file, and remembers them for the next step of
/// a search.
///
/// A number stays its text's for ever, so that only texts with greater ones have to be looked at
/// again. A class, because all readers of a store share it.
final class TextMatches: Sendable {
    /// What was found of a wanted text.
    private struct Found {
        let wanted: WantedText
        /// In ascending order.
        var numbers: [Int64] = []
        /// The last number that was looked at.
        var last: Int64 = 0
    }

    /// How many texts are looked at in one step.
    private static let reach = 200_000
    /// How many wanted texts are remembered; more than searches can be running.
    private static let mostKept = 16

    /// The one that was asked for last comes last.
    private let kept = Mutex<[Found]>([])

    /// The numbers of the texts that are as wanted, in ascending order.
    ///
    /// - Returns: `nil` when not all texts could be looked at in a moment; whoever asks again gets
    ///   further.
    /// - Throws: ``StoreError``.
    func numbers(of wanted: WantedText, on connection: Connection) throws -> [Int64]? {
        var found = take(wanted) ?? Found(wanted: wanted)
        let patterns = FoldedPatterns(wanted)
        let statement = try connection.prepared(ArrivalStatement.textsAfter)
        statement.bind(1, found.last)
        statement.bind(2, Self.reach)
        var looked = 0
        try statement.forEachRow { row in
            looked += 1
            found.last = row.integer(0)
            guard row.integer(1) == Int64(wanted.field) else { return true }
            if row.withBytes(2, { patterns.hold(for: $0) }) { found.numbers.append(found.last) }
            return true
        }
        keep(found)
        return looked < Self.reach ? found.numbers : nil
    }

    private func take(_ wanted: WantedText) -> Found? {
        kept.withLock { kept in kept.first { $0.wanted == wanted } }
    }

    private func keep(_ found: Found) {
        kept.withLock { kept in
            if let place = kept.firstIndex(where: { $0.wanted == found.wanted }) {
                // Another reader may have come further.
                let other = kept.remove(at: place)
                kept.append(other.last > found.last ? other : found)
                return
            }
            kept.append(found)
            if kept.count > Self.mostKept { kept.removeFirst() }
        }
    }
}
