import MatchingCore
import Testing

extension ClaimHistoryTests {
    /// Expects the same claim in whatever order notices come, and however they are spread over
    /// batches; and that none of them is news afterwards.
    static func expectSameClaim(
        of notices: [CancellationNotice],
        as reference: ClaimHistory,
        _ random: inout SeededGenerator
    ) {
        for _ in 1...4 {
            var rest = notices.shuffled(using: &random)
            var history = ClaimHistory(first: rest.removeFirst(), policy: policy)
            while !rest.isEmpty {
                let count = Int.random(in: 1...rest.count, using: &random)
                _ = history.record(Array(rest.prefix(count)))
                rest.removeFirst(count)
            }
            #expect(Content(history.claim) == Content(reference.claim))
            #expect(history.record(notices.shuffled(using: &random)) == [])
        }
    }
}
