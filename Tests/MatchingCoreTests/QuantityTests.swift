import MatchingCore
import Testing

@Suite("Quantities and what is already taken")
struct QuantityTests {
    struct Row: CustomTestStringConvertible {
        let name: String
        var claimed: Int?
        /// Ordered units and units that other cancellations took, line by line.
        let lines: [(ordered: Int, others: Int)]
        var taken: [Int] = []
        let expected: Outcome

        var testDescription: String { name }

        var scene: Scene {
            get throws {
                let ids: [LineID] = ["A", "B", "C"]
                var scene = try Scene(
                    quantity: claimed,
                    lines: zip(ids, lines).enumerated().map { index, pair in
                        let own = index < taken.count ? taken[index] : 0
                        return LineOnFile.example(pair.0, quantity: pair.1.ordered)
                            .cancelled(pair.1.others + own)
                    }
                )
                scene.input.taken = zip(scene.input.lines, taken)
                    .filter { $0.1 > 0 }
                    .map { Application(line: $0.0.line.key, units: $0.1) }
                return scene
            }
        }
    }

    static let rows: [Row] = [
        Row(
            name: "no quantity means all",
            lines: [(2, 0), (3, 0)],
            expected: Outcome(.applied, .applied, ["A": 2, "B": 3])
        ),
        Row(
            name: "equal to the sum: all",
            claimed: 5,
            lines: [(2, 0), (3, 0)],
            expected: Outcome(.applied, .applied, ["A": 2, "B": 3])
        ),
        Row(
            name: "more than ordered: all, flagged",
            claimed: 6,
            lines: [(2, 0), (3, 0)],
            expected: Outcome(.applied, .quantityExceedsOrder, ["A": 2, "B": 3])
        ),
        Row(
            name: "fewer on one line: that many",
            claimed: 1,
            lines: [(2, 0)],
            expected: Outcome(.applied, .applied, ["A": 1])
        ),
        Row(
            name: "fewer on several lines: for a person",
            claimed: 4,
            lines: [(2, 0), (3, 0)],
            expected: Outcome(.held, .ambiguous)
        ),
        Row(
            name: "others took all of one line",
            claimed: 1,
            lines: [(1, 1)],
            expected: Outcome(.applied, .alreadyCancelled)
        ),
        Row(
            name: "others took all, and more is claimed than was ordered",
            claimed: 9,
            lines: [(1, 1)],
            expected: Outcome(.applied, .alreadyCancelled)
        ),
        Row(
            name: "others took some: what is open",
            claimed: 3,
            lines: [(3, 2)],
            expected: Outcome(.applied, .applied, ["A": 1])
        ),
        Row(
            name: "the second claim of one unit takes the other unit",
            claimed: 1,
            lines: [(2, 1)],
            expected: Outcome(.applied, .applied, ["A": 1])
        ),
        Row(
            name: "several lines, one of them taken by others",
            lines: [(1, 1), (2, 0)],
            expected: Outcome(.applied, .applied, ["B": 2])
        ),
        Row(
            name: "what it took itself counts",
            claimed: 2,
            lines: [(3, 0)],
            taken: [1],
            expected: Outcome(.applied, .applied, ["A": 2])
        ),
        Row(
            name: "a claim that shrinks gives nothing back, and waits for a person",
            claimed: 1,
            lines: [(3, 0)],
            taken: [2],
            expected: Outcome(.held, .ambiguous, ["A": 2])
        ),
        Row(
            name: "a line that comes later and may be meant as well is for a person",
            claimed: 1,
            lines: [(1, 0), (1, 0)],
            taken: [1],
            expected: Outcome(.held, .ambiguous, ["A": 1])
        ),
        Row(
            name: "the second line of a claim for two comes later",
            claimed: 2,
            lines: [(1, 0), (1, 0)],
            taken: [1],
            expected: Outcome(.applied, .applied, ["A": 1, "B": 1])
        ),
        Row(
            name: "an order that shrank below what is taken takes nothing more",
            lines: [(1, 3)],
            expected: Outcome(.applied, .alreadyCancelled)
        ),
        Row(
            name: "enormous numbers do not overflow",
            claimed: .max,
            lines: [(.max, 0), (.max, 0)],
            expected: Outcome(.applied, .applied, ["A": .max, "B": .max])
        ),
    ]

    @Test("A quantity is honoured within what was ordered and is open", arguments: rows)
    func quantities(row: Row) throws {
        #expect(try row.scene.outcome == row.expected)
    }

    @Test("Deciding again after carrying out changes nothing", arguments: rows.dropLast())
    func idempotence(row: Row) throws {
        #expect(try row.scene.applied.outcome == row.expected)
    }

    @Test(
        "Units taken of lines that are no longer found wait for a person; no more are taken",
        arguments: [ShippingState.received, .shipped]
    )
    func takenElsewhere(shipping: ShippingState) throws {
        var scene = try Scene(
            rule: "order_no + detail_no",
            claim: [.orderNumber: "1001", .detailNumber: "2"],
            quantity: 2,
            lines: [
                .example("A", [.detailNumber: "1"]).cancelled(1),
                .example("B", [.detailNumber: "2"], quantity: 2).shipping(shipping),
            ]
        )
        scene.input.taken = [Application(line: scene.input.lines[0].line.key, units: 1)]
        #expect(scene.outcome == Outcome(.held, .ambiguous, ["A": 1]))
        #expect(scene.explanation.isOvertaken && scene.explanation.nextStep == .correctOrKeep)
    }

    @Test(
        "A claim whose lines are no longer found keeps what it took",
        arguments: zip(
            ["취소요청", "취소거부"],
            [
                Outcome(.held, .ambiguous, ["A": 1]),
                Outcome(.held, .needsConfirmation, ["A": 1]),
            ]
        )
    )
    func keptWithoutLines(state: String, expected: Outcome) throws {
        var scene = try Scene(
            rule: "order_no + detail_no",
            confirmStates: ["취소거부"],
            state: state,
            claim: [.orderNumber: "1001", .detailNumber: "2"],
            lines: [.example("A", [.detailNumber: "1"]).cancelled(1)]
        )
        scene.input.taken = [Application(line: scene.input.lines[0].line.key, units: 1)]
        #expect(scene.outcome == expected)
    }

    @Test(
        "Configured to hold, several lines of a narrow rule wait for a person",
        arguments: [
            ("order_no + product_code", Outcome(.held, .ambiguous)),
            ("order_no", Outcome(.applied, .applied, ["A": 1, "B": 1])),
        ]
    )
    func holdSeveral(rule: String, expected: Outcome) throws {
        let scene = try Scene(
            rule: rule,
            onSeveral: .hold,
            claim: [.orderNumber: "1001", .productCode: "P"],
            lines: [
                .example("A", [.productCode: "P"]), .example("B", [.productCode: "P"]),
            ]
        )
        #expect(scene.outcome == expected)
        if expected.reason == .ambiguous { #expect(scene.explanation.nextStep == .chooseLine) }
    }

    @Test("More than is claimed by now is said, and stays where a person leaves it so")
    func tooMany() throws {
        var scene = try Scene(quantity: 1, lines: [.example("A", quantity: 3).cancelled(2)])
        scene.input.taken = [Application(line: scene.input.lines[0].line.key, units: 2)]
        #expect(scene.explanation.nextStep == .giveUnitsBack(1))
        #expect(scene.explanation.unitsTooMany == 1)
        scene.input.ruling = .applied
        #expect(scene.outcome == Outcome(.held, .ambiguous, ["A": 2]))
        scene.input.ruling = .settled(reason: "enough")
        #expect(scene.outcome == Outcome(.applied, .applied, ["A": 2]))
        #expect(scene.explanation.unitsTooMany == 0)
    }

    @Test("Lines and earlier applications given twice count once")
    func repeatedInput() throws {
        var scene = try Scene(quantity: 2, lines: [.example("A", quantity: 3).cancelled(1)])
        scene.input.lines += scene.input.lines
        scene.input.taken = [Application(line: scene.input.lines[0].line.key, units: 1)]
        #expect(scene.outcome == Outcome(.applied, .applied, ["A": 2]))
    }
}
