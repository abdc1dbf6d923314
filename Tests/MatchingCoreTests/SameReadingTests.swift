import MatchingCore
import Testing

@Suite("Notices of one file of which some have a time of their own")
struct SameReadingTests {
    private typealias Sample = ClaimHistoryTests

    private static func at(_ second: Int64) -> Timestamp { Timestamp(seconds: second) }

    /// A request that the file says nothing else of, and what became of it ten seconds later.
    private static func file(
        _ state: String,
        requested: Int64? = 11,
        observed: Int64 = 40
    ) -> [CancellationNotice] {
        [
            Sample.notice("취소요청", requested: at(11), observed: observed),
            Sample.notice(
                state,
                requested: requested.map(at),
                changed: 21,
                observed: observed
            ),
        ]
    }

    @Test(
        "A request without a time comes before what the file says became of it",
        arguments: ["취소철회", "취소완료"],
        [11, nil] as [Int64?]
    )
    func furthest(state: String, requested: Int64?) throws {
        let rows = Self.file(state, requested: requested)
        for reading in [rows, rows.reversed()] {
            var history = try #require(ClaimHistory(reading: reading, policy: Sample.policy))
            #expect(history.notices == rows)
            #expect(history.claim.state == state && !history.claim.wasAskedAgain)
            #expect(ClaimHistory(notices: rows.reversed(), policy: Sample.policy) == history)
            // The next export lists both again.
            let again = Self.file(state, requested: requested, observed: 50)
            #expect(history.record(again) == [] && history.record(reading) == [])
            let moments = rows.map { $0.moment(among: history.notices, policy: Sample.policy) }
            #expect(moments == [Self.at(11), Self.at(21)])
        }
    }

    @Test("What is read later without a time comes after what had one")
    func later() throws {
        var history = try #require(
            ClaimHistory(reading: Self.file("취소철회"), policy: Sample.policy)
        )
        let again = Sample.notice("취소요청", requested: Self.at(11), observed: 50)
        #expect(history.record([again]) == [again])
        #expect(history.claim.state == "취소요청" && history.claim.wasAskedAgain)
        // A file that says of the same request that it was withdrawn places the one before it.
        let whole = Self.file("취소철회", observed: 50)
        #expect(history.record(whole) == [whole[1]])
        #expect(history.claim.state == "취소철회")
        #expect(history.record(whole) == [])
    }

    @Test(
        "What may be a later request, or went further, stays at the time of its file",
        arguments: [
            ("취소요청", Self.at(31), "취소철회", Self.at(11), "취소요청"),
            ("취소요청", Self.at(31), "취소철회", nil, "취소요청"),
            ("취소요청", nil, "취소철회", nil, "취소요청"),
            ("취소철회", Self.at(11), "취소요청", Self.at(11), "취소철회"),
        ]
    )
    func unmoved(
        state: String,
        requested: Timestamp?,
        dated: String,
        datedRequest: Timestamp?,
        last: String
    ) throws {
        let rows = [
            Sample.notice(dated, requested: datedRequest, changed: 21, observed: 40),
            Sample.notice(state, requested: requested, observed: 40),
        ]
        let history = try #require(ClaimHistory(reading: rows, policy: Sample.policy))
        #expect(history.notices == rows && history.claim.state == last)
    }

    @Test(
        "Rows of one file lead to the same, whatever their order and batches",
        arguments: 0..<400 as Range<UInt64>
    )
    func anyOrder(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let rows = (0..<Int.random(in: 1...6, using: &random)).map { _ in
            let request = random.pick([9, 13, 17] as [Int64])
            return Sample.notice(
                random.pick(["취소요청", "취소완료", "취소철회"]),
                requested: Self.at(request),
                changed: random.pick([nil, request + 1, request + 2]),
                observed: 20,
                quantity: random.pick([nil, 2])
            )
        }
        let reference = try #require(ClaimHistory(reading: rows, policy: Sample.policy))
        Sample.expectSameClaim(of: rows, as: reference, &random)
    }
}
