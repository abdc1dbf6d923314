import MatchingCore
import Testing

@Suite("Several requests under a name that was made of key fields")
struct ClaimRequestTests {
    private static let policy = SyncPolicy(cancelStates: ["취소요청", "취소완료"], rule: nil)

    private static func notice(
        _ state: String = "취소완료",
        requested: Int64?,
        quantity: Int? = 1,
        changed: Int64? = nil,
        observed: Int64 = 100_000,
        name: ClaimID = "1001/D-1"
    ) -> CancellationNotice {
        CancellationNotice(
            account: Scene.account,
            claimID: name,
            state: state,
            fields: [.orderNumber: "1001", .detailNumber: "D-1"],
            quantity: quantity,
            requestedAt: requested.map { Timestamp(seconds: $0) },
            changedAt: changed.map { Timestamp(seconds: $0) },
            observedAt: Timestamp(seconds: observed)
        )
    }

    private static func claim(_ notices: [CancellationNotice]) throws -> Claim {
        try #require(ClaimHistory(reading: notices, policy: policy)).claim
    }

    @Test("Requests that only their times tell apart are known, in any order, in one file or two")
    func several() throws {
        let one = Self.notice(requested: 3_600)
        let expected = [3_600, 10_800].map {
            ClaimRequest(requestedAt: Timestamp(seconds: $0), quantity: 1)
        }
        for observed in [100_000, 200_000] as [Int64] {
            let other = Self.notice(requested: 10_800, observed: observed)
            for notices in [[one, other], [other, one]] {
                #expect(try Self.claim(notices).requests == expected)
                var history = ClaimHistory(first: notices[0], policy: Self.policy)
                #expect(history.record([notices[1]]).count == 1)
                #expect(history.record(notices).isEmpty)
                #expect(history.claim.requests == expected)
                #expect(history.claim.quantity == 1)
            }
        }
    }

    @Test("So are they where a file has only one time at which both were done")
    func sameChange() throws {
        let notices = [3_600, 10_800].map { Self.notice(requested: $0, changed: 20_000) }
        for notices in [notices, notices.reversed()] {
            #expect(try Self.claim(notices).requests.count == 2)
        }
    }

    @Test(
        "There are no several requests where something tells them apart, or only one stands",
        arguments: [
            // A number of the marketplace's own; another state of the same request.
            [notice(requested: 3_600, name: "C1"), notice(requested: 10_800, name: "C1")],
            [notice("취소요청", requested: 3_600), notice(requested: 3_600)],
            // Everything is asked for; nothing says when.
            [notice(requested: 3_600, quantity: nil), notice(requested: 10_800)],
            [notice("취소요청", requested: nil), notice(requested: 10_800)],
            // The first was withdrawn, or refused.
            [
                notice(requested: 3_600), notice("취소철회", requested: 3_600),
                notice(requested: 10_800),
            ],
            [notice("취소거부", requested: 3_600), notice(requested: 10_800)],
            // One file leaves the seconds out, or the time of day, of which 1970-01-02 is one in Korea.
            [notice(requested: 3_600), notice(requested: 3_620)],
            [notice(requested: 54_000), notice(requested: 60_030)],
        ]
    )
    func none(notices: [CancellationNotice]) throws {
        for notices in [notices, notices.reversed()] {
            #expect(try Self.claim(notices).requests == [])
        }
    }

    @Test(
        "A withdrawal or a refusal of one request leaves the other as it was",
        arguments: ["취소철회", "취소거부"],
        [3_600, 10_800] as [Int64]
    )
    func endOfOne(state: String, requested: Int64) throws {
        let notices = [
            Self.notice(requested: 3_600, quantity: 2, changed: 3_600),
            Self.notice(requested: 10_800, quantity: 1, changed: 10_800),
            Self.notice(state, requested: requested, quantity: 5, changed: 20_000),
        ]
        for notices in [notices, notices.reversed()] {
            let claim = try Self.claim(notices)
            #expect(claim.state == "취소완료" && claim.requests == [])
            #expect(claim.quantity == (requested == 3_600 ? 1 : 2))
        }
        // One that does not say of which request it is ends all of them.
        for other in [nil, 15_000] as [Int64?] {
            let last = Self.notice("취소철회", requested: other, quantity: nil, changed: 20_000)
            let claim = try Self.claim(notices.dropLast() + [last])
            #expect(claim.state == "취소철회" && claim.requests == [])
        }
        let both = [3_600, 10_800].map {
            Self.notice(state, requested: $0, quantity: nil, changed: 20_000)
        }
        #expect(try Self.claim(notices.dropLast() + both).state == state)
    }

    @Test("A request has the quantity that was said of it last")
    func quantities() throws {
        let claim = try Self.claim([
            Self.notice("취소요청", requested: 3_600, quantity: 3, changed: 3_600),
            Self.notice(requested: 3_600, quantity: 2, changed: 7_200),
            Self.notice(requested: 10_800, quantity: 1, changed: 10_800),
        ])
        #expect(claim.requests.map(\.quantity) == [2, 1])
        #expect(claim.quantityAtMost == 3)
    }

    @Test(
        "Notices in any order and any batches lead to the same",
        arguments: 0..<200 as Range<UInt64>
    )
    func anyOrder(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let isTimed = random.once(in: 2)
        let notices = (0..<Int.random(in: 1...6, using: &random)).map { _ in
            Self.notice(
                random.pick(["취소요청", "취소완료", "취소철회", "취소거부"]),
                requested: random.pick([3_600, 3_630, 10_800, 18_000]),
                quantity: random.pick([nil, 1, 2]),
                changed: isTimed ? random.pick([20_000, 30_000]) : nil
            )
        }
        let reference = try Self.claim(notices)
        for _ in 1...4 {
            var rest = notices.shuffled(using: &random)
            var history = ClaimHistory(first: rest.removeFirst(), policy: Self.policy)
            while !rest.isEmpty {
                let count = Int.random(in: 1...rest.count, using: &random)
                _ = history.record(Array(rest.prefix(count)))
                rest.removeFirst(count)
            }
            #expect(history.claim == reference)
            #expect(history.record(notices).isEmpty)
        }
    }

    @Test(
        "What is certain is taken; whether the rest counts is for a person to say",
        arguments: [
            // Ordered, requests, and what comes of it: the line has more; it has no more; the last
            // asks for less than was taken.
            (3, [1, 1], Outcome(.held, .ambiguous, ["A": 1]), NextStep.applyFurtherRequests(1)),
            (2, [1, 1], Outcome(.held, .ambiguous, ["A": 1]), .applyFurtherRequests(1)),
            (4, [1, 3], Outcome(.held, .ambiguous, ["A": 3]), .applyFurtherRequests(1)),
            (1, [1, 1], Outcome(.applied, .applied, ["A": 1]), .nothing),
            (3, [3, 1], Outcome(.held, .ambiguous, ["A": 3]), .giveUnitsBack(2)),
            (2, [1, 5], Outcome(.applied, .quantityExceedsOrder, ["A": 2]), .compareValues),
        ]
    )
    func decided(ordered: Int, quantities: [Int], outcome: Outcome, step: NextStep) throws {
        var scene = try Self.scene(quantities, lines: [.example("A", quantity: ordered)])
        #expect(scene.outcome == outcome)
        #expect(scene.explanation.nextStep == step)
        scene = scene.applied
        #expect(scene.outcome == outcome)
        #expect(scene.explanation.nextStep == step)
        let isHeld = outcome.status == .held
        #expect(scene.explanation.requestsInQuestion.isEmpty == !isHeld)
    }

    @Test("By hand the requests can be taken together, and no more")
    func byHand() throws {
        var scene = try Self.scene([1, 1], lines: [.example("A", quantity: 3)]).applied
        let taken = try scene.matcher.applicationsByHand(scene.input, line: nil, units: nil)
        #expect(taken.map(\.units) == [2])
        #expect(throws: HandApplicationError.self) {
            try scene.matcher.applicationsByHand(scene.input, line: nil, units: 2)
        }
        scene.input.ruling = .settled(reason: "the same")
        #expect(scene.outcome == Outcome(.applied, .applied, ["A": 1]))
        scene.input.ruling = .applied
        scene.input.taken = taken
        scene.input.lines[0].cancelledUnits = 2
        #expect(scene.outcome == Outcome(.applied, .applied, ["A": 2]))
    }

    @Test("What shipped, or leaves a choice between lines, is held as otherwise")
    func otherwiseHeld() throws {
        let shipped = try Self.scene(
            [1, 1],
            lines: [.example("A", quantity: 3).shipping(.shipped)]
        )
        #expect(shipped.outcome == Outcome(.held, .shipped))
        let several = try Self.scene([1, 1], lines: [.example("A"), .example("B", quantity: 2)])
        #expect(several.outcome == Outcome(.held, .ambiguous))
        #expect(several.explanation.nextStep == .chooseLine)
    }

    private static func scene(_ quantities: [Int], lines: [LineOnFile]) throws -> Scene {
        var scene = try Scene(lines: lines)
        scene.input.claim = .example(requests: quantities)
        return scene
    }
}
