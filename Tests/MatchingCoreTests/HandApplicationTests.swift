import MatchingCore
import Testing

@Suite("Applying by hand")
struct HandApplicationTests {
    struct Row: CustomTestStringConvertible {
        let name: String
        var claimed: Int?
        let lines: [LineOnFile]
        var line: LineChoice?
        var units: Int?
        let expected: Result<[LineID: Int], HandApplicationError.Problem>

        var testDescription: String { name }
    }

    static let rows: [Row] = [
        Row(
            name: "what the rule finds",
            lines: [.example("A"), .example("B", quantity: 2)],
            expected: .success(["A": 1, "B": 2])
        ),
        Row(
            name: "but for shipped lines",
            lines: [.example("A").shipping(.shipped), .example("B", quantity: 2)],
            expected: .success(["B": 2])
        ),
        Row(
            name: "a shipped line that is named",
            lines: [.example("A").shipping(.shipped), .example("B")],
            line: "A",
            expected: .success(["A": 1])
        ),
        Row(
            name: "only shipped lines",
            lines: [.example("A").shipping(.shipped)],
            expected: .failure(.nothingToApply(.shipped))
        ),
        Row(
            name: "fewer units than several lines have",
            claimed: 1,
            lines: [.example("A"), .example("B"), .example("C").cancelled(1)],
            expected: .failure(.chooseLine(["A", "B"]))
        ),
        Row(
            name: "a chosen line",
            claimed: 1,
            lines: [.example("A"), .example("B", quantity: 3)],
            line: "B",
            expected: .success(["B": 1])
        ),
        Row(
            name: "chosen units",
            lines: [.example("A", quantity: 3)],
            line: "A",
            units: 2,
            expected: .success(["A": 2])
        ),
        Row(
            name: "more units than are open",
            lines: [.example("A", quantity: 3).cancelled(1)],
            line: "A",
            units: 3,
            expected: .failure(.tooManyUnits(most: 2))
        ),
        Row(
            name: "more units than are claimed",
            claimed: 1,
            lines: [.example("A", quantity: 3)],
            units: 2,
            expected: .failure(.tooManyUnits(most: 1))
        ),
        Row(
            name: "no units",
            lines: [.example("A", quantity: 3)],
            line: "A",
            units: 0,
            expected: .failure(.tooManyUnits(most: 3))
        ),
        Row(
            name: "a line that does not exist",
            lines: [.example("A"), .example("Z", account: "shop-2")],
            line: "Z",
            expected: .failure(.noSuchLine("Z"))
        ),
        Row(
            name: "a line that others cancelled",
            lines: [.example("A").cancelled(1)],
            line: "A",
            expected: .failure(.nothingToApply(.alreadyCancelled))
        ),
        Row(
            name: "an order that is not on file",
            lines: [],
            expected: .failure(.nothingToApply(.orderNotFound))
        ),
    ]

    @Test("Taking by hand stays within what is claimed and open", arguments: rows)
    func byHand(row: Row) throws {
        let scene = try Scene(quantity: row.claimed, lines: row.lines)
        #expect(scene.byHand(line: row.line, units: row.units) == row.expected)
    }

    @Test("Where the rule finds nothing, the open lines of the order are offered")
    func nothingFound() throws {
        let scene = try Scene(
            rule: "order_no + detail_no",
            claim: [.orderNumber: "1001", .detailNumber: "1"],
            lines: [.example("A"), .example("B").shipping(.shipped), .example("C")]
        )
        #expect(scene.byHand() == .failure(.chooseLine(["A", "C"])))
        #expect(scene.byHand(line: "C") == .success(["C": 1]))
    }

    @Test("What was taken before is part of what the cancellation has afterwards")
    func takenBefore() throws {
        var scene = try Scene(quantity: 1, lines: [.example("A", quantity: 2)]).applied
        scene.input.claim = .example(quantity: 2)
        #expect(scene.byHand() == .success(["A": 2]))
        scene.input.claim = .example(quantity: 1)
        #expect(scene.byHand() == .failure(.nothingToApply(.applied)))
    }

    @Test(
        "A line of the order that replaced the claim's is taken when it is named, never by itself"
    )
    func replaced() throws {
        var scene = try Scene(rule: "order_no + detail_no", quantity: 1)
        scene.input.replacing = [.example("A", order: "1002", quantity: 2)]
        #expect(scene.outcome == Outcome(.pending, .keyMissingInCancellation))
        #expect(scene.byHand() == .failure(.chooseLine(["A"])))
        #expect(scene.byHand(line: "A") == .success(["A": 1]))
        #expect(scene.byHand(line: LineChoice("A", of: "1002")) == .success(["A": 1]))
        let elsewhere = LineChoice("A", of: "1001")
        #expect(scene.byHand(line: elsewhere) == .failure(.noSuchLine(elsewhere)))
        let explanation = scene.explanation
        #expect(explanation.replacing.map(\.line.key.orderNumber) == ["1002"])
    }

    @Test("A line of another order of the account is taken where that order is named")
    func otherOrder() throws {
        var scene = try Scene(rule: "order_no + detail_no", quantity: 1)
        scene.input.chosen = [
            .example("A", order: "01001", quantity: 2),
            .example("A", order: "01001", account: "shop-2"),
        ]
        #expect(scene.byHand() == .failure(.nothingToApply(.keyMissingInCancellation)))
        #expect(scene.byHand(line: LineChoice("A", of: "01001")) == .success(["A": 1]))
        let unknown = LineChoice("B", of: "01001")
        #expect(scene.byHand(line: unknown) == .failure(.noSuchLine(unknown)))
        #expect(scene.byHand(line: "A") == .failure(.noSuchLine("A")))
        scene.input.ruling = .applied
        scene.input.taken = [Application(line: scene.input.chosen[0].line.key, units: 1)]
        let decision = scene.matcher.decide(scene.input)
        #expect(Outcome(decision) == Outcome(.applied, .applied, ["A": 1]))
        #expect(decision.evidence.lines.map(\.key.orderNumber) == ["01001"])
        #expect(scene.explanation.replacing.isEmpty)
    }

    @Test("What was taken of an order that replaced the claim's is in the evidence")
    func evidenceOfReplaced() throws {
        var scene = try Scene(lines: [.example("A")])
        let (one, two) = (
            LineOnFile.example("A", order: "1002"), LineOnFile.example("B", order: "1002")
        )
        scene.input.replacing = [one, two]
        scene.input.ruling = .applied
        scene.input.taken = [Application(line: one.line.key, units: 1)]
        let then = scene.matcher.decide(scene.input).evidence
        #expect(then.lines.map(\.key.orderNumber) == ["1001", "1002"])
        let again = scene.matcher.explain(scene.input, standing: nil, then: then)
        #expect(again.changesSinceThen == [])
        // A pass, which does not look at other orders, leaves evidence without them.
        var pass = scene.input
        pass.replacing = []
        let later = scene.matcher.decide(pass).evidence
        let seen = scene.matcher.explain(scene.input, standing: nil, then: later)
        #expect(seen.changesSinceThen == [])
    }

    @Test("A state that waits for confirmation, and an undone one, can be applied")
    func confirmed() throws {
        var scene = try Scene(
            confirmStates: ["취소거부"],
            state: "취소거부",
            lines: [.example("A")]
        )
        scene.input.ruling = .undone
        #expect(scene.byHand() == .success(["A": 1]))
    }
}

extension Scene {
    fileprivate func byHand(
        line: LineChoice? = nil,
        units: Int? = nil
    ) -> Result<[LineID: Int], HandApplicationError.Problem> {
        do throws(HandApplicationError) {
            let applications = try matcher.applicationsByHand(input, line: line, units: units)
            return .success(applications.unitsByLine)
        } catch {
            return .failure(error.problem)
        }
    }
}

extension HandApplicationError.Problem: Error {
}
