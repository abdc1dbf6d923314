import MatchingCore
import Testing

@Suite("The history of a claim")
struct ClaimHistoryTests {
    static let policy = SyncPolicy(
        cancelStates: ["취소요청", "취소중", "취소완료"],
        rule: nil
    )

    @Test(
        "The newest state wins, whatever the order of arrival",
        arguments: 0..<100 as Range<UInt64>
    )
    func orderOfArrival(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let notices = Self.randomNotices(using: &random)
        let reference = try #require(ClaimHistory(notices: notices, policy: Self.policy))
        var shuffled = notices.shuffled(using: &random)
        var history = ClaimHistory(first: shuffled.removeFirst(), policy: Self.policy)
        while !shuffled.isEmpty {
            let count = Int.random(in: 1...shuffled.count, using: &random)
            _ = history.record(Array(shuffled.prefix(count)))
            shuffled.removeFirst(count)
        }
        #expect(Content(history.claim) == Content(reference.claim))
    }

    @Test("The same notices twice change nothing", arguments: 0..<100 as Range<UInt64>)
    func repetition(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var notices = Self.randomNotices(using: &random)
        if random.once(in: 2) { notices = notices.map { $0.withoutTime } }
        var history = ClaimHistory(first: notices[0], policy: Self.policy)
        _ = history.record(notices)
        let before = history
        #expect(history.record(notices).isEmpty)
        #expect(history.record(notices.reversed()).isEmpty)
        #expect(history == before)
    }

    @Test("A history without notices does not exist")
    func empty() {
        #expect(ClaimHistory(notices: [], policy: Self.policy) == nil)
    }

    @Test(
        "What a later notice says is news only if it says something else",
        arguments: [
            (Self.notice("취소요청", observed: 20), false),
            (Self.notice("취소중", observed: 20), true),
            (Self.notice("취소요청", observed: 20, quantity: 2), true),
            (Self.notice("취소요청", observed: 20, fields: [.option: "L"]), true),
        ]
    )
    func news(notice: CancellationNotice, isNews: Bool) {
        var history = ClaimHistory(first: Self.notice("취소요청", observed: 10), policy: Self.policy)
        #expect(history.record([notice]) == (isNews ? [notice] : []))
    }

    @Test("States that were read together without times are all kept, the furthest on last")
    func readTogether() {
        let first = Self.notice("취소요청", observed: 10)
        var history = ClaimHistory(first: first, policy: Self.policy)
        let reading = ["취소완료", "취소중"].map { Self.notice($0, observed: 20) }
        #expect(history.record(reading) == [reading[1], reading[0]])
        #expect(history.claim.state == "취소완료")
    }

    @Test("A file that lists a withdrawal and a later request of one claim asks again")
    func askedAgainInOneFile() throws {
        let rows = [
            Self.notice("취소철회", requested: Timestamp(seconds: 9), observed: 20),
            Self.notice("취소요청", requested: Timestamp(seconds: 13), observed: 20),
        ]
        for reading in [rows, rows.reversed()] {
            var history = try #require(ClaimHistory(reading: reading, policy: Self.policy))
            #expect(history.notices == rows)
            #expect(history.claim.state == "취소요청" && history.claim.wasAskedAgain)
            // The next export lists both again.
            let again = rows.map { Self.notice($0.state, requested: $0.requestedAt, observed: 30) }
            #expect(history.record(again) == [])
        }
    }

    @Test("An export that lists all states of a request each time is news once")
    func listedAgain() throws {
        func export(_ states: [String], at observed: Int64) -> [CancellationNotice] {
            states.map {
                Self.notice($0, requested: Timestamp(seconds: 9), observed: observed)
            }
        }
        let first = export(["취소요청", "취소완료"], at: 20)
        var history = try #require(ClaimHistory(reading: first, policy: Self.policy))
        #expect(history.notices == first)
        #expect(history.record(export(["취소요청", "취소완료"], at: 30)) == [])
        let third = export(["취소요청", "취소완료", "취소철회"], at: 40)
        #expect(history.record(third) == [third[2]])
        #expect(history.claim.state == "취소철회" && !history.claim.wasAskedAgain)
        #expect(history.claim.requestedAt == Timestamp(seconds: 9))
        let fourth = export(["취소요청"], at: 50)
        #expect(history.record(fourth) == fourth)
        #expect(history.claim.wasAskedAgain)
    }

    @Test(
        "Rows of one file without times lead to the same, whatever their order and batches",
        arguments: 0..<200 as Range<UInt64>
    )
    func oneFile(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let rows = (0..<Int.random(in: 1...6, using: &random)).map { _ in
            Self.notice(
                random.pick(["취소요청", "취소완료", "취소철회"]),
                requested: random.pick([9, 13, 17].map { Timestamp(seconds: $0) }),
                observed: 20,
                quantity: random.pick([nil, 2])
            )
        }
        let reference = try #require(ClaimHistory(reading: rows, policy: Self.policy))
        #expect(Set(reference.notices) == Set(rows))
        #expect(reference.notices.count == Set(rows).count)
        for _ in 1...4 {
            var rest = rows.shuffled(using: &random)
            var history = ClaimHistory(first: rest.removeFirst(), policy: Self.policy)
            while !rest.isEmpty {
                let count = Int.random(in: 1...rest.count, using: &random)
                _ = history.record(Array(rest.prefix(count)))
                rest.removeFirst(count)
            }
            #expect(history == reference)
        }
    }

    @Test(
        "Files without times, each request in one state, lead to the same in any batches",
        arguments: 0..<200 as Range<UInt64>
    )
    func severalFiles(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let files = (1...Int64.random(in: 1...4, using: &random)).map { file in
            [9, 13, 17].filter { _ in random.once(in: 2) }.map { request in
                Self.notice(
                    random.pick(["취소요청", "취소완료", "취소철회"]),
                    requested: Timestamp(seconds: request),
                    observed: 20 + file
                )
            }
        }
        let whole = Self.history(of: files)
        var random2 = random
        let scattered = Self.history(
            of: files.flatMap { $0.shuffled(using: &random2).map { [$0] } }
        )
        #expect(scattered == whole)
    }

    private static func history(of readings: [[CancellationNotice]]) -> ClaimHistory? {
        var history: ClaimHistory?
        for reading in readings where !reading.isEmpty {
            if history == nil {
                history = ClaimHistory(reading: reading, policy: policy)
            } else {
                _ = history?.record(reading)
            }
        }
        return history
    }

    @Test("A late notice of an earlier state does not turn back the claim")
    func late() {
        var history = ClaimHistory(first: Self.notice("취소완료", changed: 30), policy: Self.policy)
        let late = Self.notice("취소요청", changed: 10)
        #expect(history.record([late]) == [late])
        #expect(history.claim.state == "취소완료")
        #expect(history.claim.changedAt == Timestamp(seconds: 30))
    }

    @Test("States with the same time stand in the marketplace's order, withdrawal last")
    func sameTime() {
        let states = ["취소철회", "취소요청", "보류", "취소완료"]
        let history = ClaimHistory(
            notices: states.map { Self.notice($0, changed: 10) },
            policy: Self.policy
        )
        #expect(history?.notices.map(\.state) == ["보류", "취소요청", "취소완료", "취소철회"])
    }

    @Test(
        "A claim was asked again when anything follows its last withdrawal",
        arguments: [
            (["취소요청"], false), (["취소요청", "취소철회"], false),
            (["취소요청", "취소철회", "취소요청"], true),
            (["취소철회", "취소요청", "취소철회"], false),
        ]
    )
    func askedAgain(states: [String], expected: Bool) {
        let notices = states.enumerated().map { Self.notice($1, changed: Int64($0)) }
        let history = ClaimHistory(notices: notices, policy: Self.policy)
        #expect(history?.claim.wasAskedAgain == expected)
    }

    @Test(
        "A quantity is of its request: one that gives none after a withdrawal means all",
        arguments: [
            ([("취소요청", 1), ("취소철회", nil)], 1),
            ([("취소요청", 1), ("취소철회", nil), ("취소요청", nil)], nil),
            ([("취소요청", 1), ("취소철회", 1), ("취소요청", nil), ("취소완료", nil)], nil),
            ([("취소요청", 1), ("취소철회", nil), ("취소요청", 2), ("취소완료", nil)], 2),
            ([("취소요청", 1), ("취소철회", nil), ("취소요청", 2), ("취소철회", nil)], 2),
        ] as [([(String, Int?)], Int?)]
    )
    func quantityOfRequest(notices: [(state: String, quantity: Int?)], expected: Int?) {
        let history = ClaimHistory(
            notices: notices.enumerated().map {
                Self.notice($1.state, changed: Int64($0), quantity: $1.quantity)
            },
            policy: Self.policy
        )
        #expect(history?.claim.quantity == expected)
    }

    @Test("The claim has the newest value of everything, and the earliest times")
    func folding() {
        let history = ClaimHistory(
            notices: [
                Self.notice("취소요청", changed: 10, quantity: 2, fields: [.option: "L"]),
                Self.notice("취소완료", changed: 20, fields: [.option: "M", .productCode: "P"]),
            ],
            policy: Self.policy
        )
        let claim = history?.claim
        #expect(claim?.quantity == 2)
        #expect(claim?.fields == [.orderNumber: "1001", .option: "M", .productCode: "P"])
        #expect(claim?.firstSeenAt == Timestamp(seconds: 10))
        #expect(claim?.orderNumber == "1001")
    }

    /// What a decision can depend on.
    struct Content: Hashable {
        let state: String
        let fields: FieldValues
        let quantity: Int?
        let wasAskedAgain: Bool

        init(_ claim: Claim) {
            state = claim.state
            fields = claim.fields
            quantity = claim.quantity
            wasAskedAgain = claim.wasAskedAgain
        }
    }

    static func notice(
        _ state: String,
        requested: Timestamp? = nil,
        changed: Int64? = nil,
        observed: Int64? = nil,
        quantity: Int? = nil,
        fields: FieldValues = [:]
    ) -> CancellationNotice {
        var fields = fields
        fields[.orderNumber] = "1001"
        return CancellationNotice(
            account: "shop",
            claimID: "C1",
            state: state,
            fields: fields,
            quantity: quantity,
            requestedAt: requested,
            changedAt: changed.map { Timestamp(seconds: $0) },
            observedAt: Timestamp(seconds: observed ?? changed ?? 0)
        )
    }

    private static func randomNotices(using random: inout SeededGenerator) -> [CancellationNotice] {
        (0..<Int.random(in: 1...6, using: &random)).map { _ in
            notice(
                random.pick(["취소요청", "취소중", "취소완료", "취소철회", "보류"]),
                changed: Int64.random(in: 1...4, using: &random),
                observed: Int64.random(in: 4...6, using: &random),
                quantity: random.pick([nil, 1, 2]),
                fields: [.option: random.pick(["", "L", "M"])]
            )
        }
    }
}

extension CancellationNotice {
    fileprivate var withoutTime: CancellationNotice {
        CancellationNotice(
            account: account,
            claimID: claimID,
            state: state,
            fields: fields,
            quantity: quantity,
            observedAt: observedAt
        )
    }
}
