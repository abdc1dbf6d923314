import MatchingCore
import Testing

@Suite("Why an order line is or is not cancelled")
struct OrderExplanationTests {
    static let now = Timestamp(seconds: 10_000)
    static let healthy = AccountCoverage(
        account: Scene.account,
        isPaused: false,
        consecutiveFailures: 0,
        lastSuccessAt: Timestamp(seconds: 9_000),
        gaps: []
    )

    struct Row: CustomTestStringConvertible {
        let name: String
        let coverage: AccountCoverage
        var orderedAt: Timestamp? = Timestamp(seconds: 5_000)
        let reason: ReasonCode

        var testDescription: String { name }
    }

    static func coverage(
        isPaused: Bool = false,
        failures: Int = 0,
        lastSuccess: Int64? = 9_000,
        gaps: [(Int64, Int64)] = []
    ) -> AccountCoverage {
        AccountCoverage(
            account: Scene.account,
            isPaused: isPaused,
            consecutiveFailures: failures,
            lastSuccessAt: lastSuccess.map { Timestamp(seconds: $0) },
            gaps: gaps.map {
                TimeWindow(start: Timestamp(seconds: $0.0), end: Timestamp(seconds: $0.1))
            }
        )
    }

    static let rows: [Row] = [
        Row(name: "polled well", coverage: healthy, reason: .noCancellationSeen),
        Row(
            name: "paused, whatever else",
            coverage: coverage(isPaused: true, failures: 3, lastSuccess: nil),
            reason: .accountPaused
        ),
        Row(
            name: "failing",
            coverage: coverage(failures: 1, lastSuccess: nil),
            reason: .accountFailing
        ),
        Row(
            name: "never polled",
            coverage: coverage(lastSuccess: nil),
            reason: .accountNotPolledSince
        ),
        Row(
            name: "not polled since the order",
            coverage: coverage(lastSuccess: 4_999),
            reason: .accountNotPolledSince
        ),
        Row(
            name: "polled at the very moment of the order",
            coverage: coverage(lastSuccess: 5_000),
            reason: .noCancellationSeen
        ),
        Row(
            name: "a gap since the order",
            coverage: coverage(gaps: [(4_000, 5_001)]),
            reason: .coverageGap
        ),
        Row(
            name: "a gap that ended before the order",
            coverage: coverage(gaps: [(4_000, 5_000)]),
            reason: .noCancellationSeen
        ),
        Row(
            name: "a gap that begins after now",
            coverage: coverage(gaps: [(10_000, 11_000)]),
            reason: .noCancellationSeen
        ),
        Row(
            name: "an order of unknown age and any gap",
            coverage: coverage(gaps: [(1, 2)]),
            orderedAt: nil,
            reason: .coverageGap
        ),
        Row(
            name: "an order of unknown age, polled well",
            coverage: healthy,
            orderedAt: nil,
            reason: .noCancellationSeen
        ),
    ]

    @Test("Without any cancellation the reason says how far one can rely on that", arguments: rows)
    func withoutCancellation(row: Row) {
        var line = LineOnFile.example("A")
        line.line.orderedAt = row.orderedAt
        #expect(explain(line, [], coverage: row.coverage).reason == row.reason)
    }

    @Test("A line with cancelled units is cancelled, whoever else names it")
    func taken() throws {
        let scene = try Scene(lines: [.example("A")]).applied
        let line = scene.input.lines[0]
        let reason = explain(line, [naming(1, scene, units: 1), naming(2, scene)]).reason
        #expect(reason == .applied)
    }

    @Test(
        "A line that a cancellation passed over says how it differs",
        arguments: zip(
            [["detail_no": "2"], [:]],
            [ReasonCode.keyDiffers, .keyMissingInOrder]
        )
    )
    func passedOver(fields: [String: String], reason: ReasonCode) throws {
        let fields = FieldValues(
            fields.compactMap { pair in
                KeyField(name: pair.key).map { ($0, pair.value) }
            }
        )
        let scene = try Scene(
            rule: "order_no + detail_no",
            claim: [.orderNumber: "1001", .detailNumber: "1"],
            lines: [.example("A", [.detailNumber: "1"]), .example("B", fields)]
        )
        #expect(explain(scene.input.lines[1], [naming(1, scene)]).reason == reason)
    }

    @Test("A line that would have done as well is where an operator chose another")
    func anotherChosen() throws {
        var scene = try Scene(
            rule: "order_no + product_code",
            claim: [.orderNumber: "1001", .productCode: "P"],
            quantity: 1,
            lines: [.example("A", [.productCode: "P"]), .example("B", [.productCode: "P"])]
        )
        #expect(explain(scene.input.lines[1], [naming(1, scene)]).reason == .ambiguous)
        scene.input.ruling = .applied
        scene.input.taken = try scene.matcher.applicationsByHand(scene.input, line: "A", units: nil)
        #expect(explain(scene.input.lines[1], [naming(1, scene)]).reason == .ambiguous)
    }

    @Test("Where nothing was found, the cancellation's own reason is the line's")
    func waiting() throws {
        let scene = try Scene(
            rule: "order_no + detail_no",
            claim: [.orderNumber: "1001"],
            lines: [.example("A", [.detailNumber: "1"])]
        )
        let reason = explain(scene.input.lines[0], [naming(1, scene)]).reason
        #expect(reason == .keyMissingInCancellation)
    }

    @Test("Of several cancellations the one that a person can act on gives the reason")
    func severalNamings() throws {
        let line = LineOnFile.example("A").shipping(.shipped)
        let ignored = try Scene(state: "배송중", lines: [line])
        let shipped = try Scene(lines: [line])
        let explanation = explain(line, [naming(2, shipped), naming(1, ignored)])
        #expect(explanation.reason == .shipped)
        #expect(explanation.cancellations.map(\.id.rawValue) == [1, 2])
    }

    private func naming(
        _ id: Int64,
        _ scene: Scene,
        units: Int = 0
    ) -> OrderExplanation.Naming {
        OrderExplanation.Naming(
            id: CancellationID(rawValue: id),
            explanation: scene.explanation,
            units: units
        )
    }

    private func explain(
        _ line: LineOnFile,
        _ namings: [OrderExplanation.Naming],
        coverage: AccountCoverage = healthy
    ) -> OrderExplanation {
        Matcher(account: Scene.account, policy: SyncPolicy(cancelStates: [], rule: nil))
            .explain(line, namings: namings, coverage: coverage, now: Self.now)
    }
}
