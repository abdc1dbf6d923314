import MatchingCore
import Testing

@Suite("Notices of which only the day is known")
struct DayOnlyTests {
    private typealias Sample = ClaimHistoryTests

    /// Midnight in Korea.
    private static let day = CivilTime(year: 2026, month: 11, day: 26)?.timestamp().seconds ?? 0

    /// A time of that day.
    private static func at(_ hour: Int64) -> Int64 { day + hour * 3600 }

    private static func notice(
        _ state: String,
        requested: Int64? = nil,
        changed: Int64?,
        seen: Int64,
        quantity: Int? = nil
    ) -> CancellationNotice {
        Sample.notice(
            state,
            requested: requested.map { Timestamp(seconds: $0) },
            changed: changed,
            observed: seen,
            quantity: quantity
        )
    }

    /// The state that the claim is in, however the notices come.
    private static func states(_ notices: [CancellationNotice]) -> Set<String> {
        var states: Set<String> = []
        for order in [notices, notices.reversed()] {
            var history = ClaimHistory(first: order[0], policy: Sample.policy)
            for notice in order.dropFirst() { _ = history.record([notice]) }
            states.insert(history.claim.state)
            #expect(history.record(notices) == [])
        }
        return states
    }

    @Test("What is read later of the same day counts as later")
    func laterReading() {
        let withdrawn = Self.notice("취소철회", changed: Self.at(10), seen: Self.at(11))
        let done = Self.notice("취소완료", changed: Self.day, seen: Self.at(12))
        #expect(Self.states([withdrawn, done]) == ["취소완료"])
        let asked = Self.notice("취소요청", changed: Self.at(9), seen: Self.at(10))
        let takenBack = Self.notice("취소철회", changed: Self.day, seen: Self.at(12))
        #expect(Self.states([asked, takenBack]) == ["취소철회"])
        // What was seen before something happened was so before it.
        let early = Self.notice("취소완료", changed: Self.day, seen: Self.at(9))
        #expect(Self.states([withdrawn, early]) == ["취소철회"])
        // The day was over.
        let next = Self.notice("취소철회", changed: Self.at(25), seen: Self.at(26))
        let late = Self.notice("취소완료", changed: Self.day, seen: Self.at(40))
        #expect(Self.states([next, late]) == ["취소철회"])
    }

    @Test("It is never before its own request")
    func ownRequest() {
        let request = Self.at(9)
        let notices = [
            Self.notice("취소요청", requested: request, changed: nil, seen: Self.at(10)),
            Self.notice("취소철회", requested: request, changed: nil, seen: Self.at(11)),
            Self.notice("취소완료", requested: Self.at(12), changed: Self.day, seen: Self.at(10)),
        ]
        #expect(Self.states(notices) == ["취소완료"])
    }

    @Test("A clock that is behind the marketplace's changes nothing of it")
    func clockBehind() {
        let notices = [
            Self.notice("취소철회", changed: Self.at(10), seen: Self.at(7)),
            Self.notice("취소완료", changed: Self.day, seen: Self.at(8)),
        ]
        #expect(Self.states(notices) == ["취소완료"])
    }

    @Test(
        "Of the same day or minute the later reading wins; only of one reading a withdrawal is last",
        arguments: [Self.day, Self.at(10)]
    )
    func sameTime(changed: Int64) {
        func notices(_ seen: [Int64]) -> [CancellationNotice] {
            zip(["취소요청", "취소철회", "취소완료"], seen).map {
                Self.notice($0, changed: changed, seen: Self.at($1))
            }
        }
        #expect(Self.states(notices([11, 12, 13])) == ["취소완료"])
        #expect(Self.states(notices([11, 12, 12])) == ["취소철회"])
    }

    @Test("The same of one day is news of another request")
    func anotherRequest() {
        func done(_ hour: Int64, seen: Int64) -> CancellationNotice {
            Self.notice("취소완료", requested: Self.at(hour), changed: Self.day, seen: seen)
        }
        var history = ClaimHistory(first: done(9, seen: Self.at(10)), policy: Sample.policy)
        #expect(history.record([done(9, seen: Self.at(11))]) == [])
        let again = done(11, seen: Self.at(12))
        #expect(history.record([again]) == [again])
    }

    @Test("It is kept as it was given, and stands at the moment that it can mean")
    func moment() {
        let notice = Self.notice("취소완료", changed: Self.day, seen: Self.at(12))
        #expect(notice.hasOnlyDay)
        #expect(notice.changedAt == Timestamp(seconds: Self.day))
        let moment = notice.moment(among: [notice], policy: Sample.policy)
        #expect(moment == Timestamp(seconds: Self.at(12)))
    }

    @Test(
        "Notices with and without times of day lead to the same in any order and batches",
        arguments: 0..<400 as Range<UInt64>
    )
    func anyOrder(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let notices = (0..<Int.random(in: 2...6, using: &random)).map { _ in
            let request = Int64.random(in: 8...12, using: &random)
            return Self.notice(
                random.pick(["취소요청", "취소중", "취소완료", "취소철회", "보류"]),
                requested: random.pick([nil, Self.at(request)]),
                changed: random.pick([Self.day, Self.at(9), Self.at(11), Self.at(13)]),
                seen: Self.at(random.pick([10, 12, 14, 30])),
                quantity: random.pick([nil, 1, 2])
            )
        }
        let reference = try #require(ClaimHistory(notices: notices, policy: Sample.policy))
        Sample.expectSameClaim(of: notices, as: reference, &random)
    }
}
