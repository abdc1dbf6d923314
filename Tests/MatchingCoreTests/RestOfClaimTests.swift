import MatchingCore
import Testing

@Suite("What a person leaves of a claim")
struct RestOfClaimTests {
    /// A claim of three units on two lines of two, of which a person took some.
    private func partial(_ taken: [LineID: Int], claimed: Int? = 3) throws -> Scene {
        let lines = ["A", "B"].map { (id: LineID) in
            LineOnFile.example(id, quantity: 2).cancelled(taken[id] ?? 0)
        }
        var scene = try Scene(quantity: claimed, lines: lines)
        scene.input.ruling = .applied
        scene.input.taken = lines.filter { $0.cancelledUnits > 0 }
            .map { Application(line: $0.line.key, units: $0.cancelledUnits) }
        return scene
    }

    @Test("Units that a person left are known, and a line can be chosen for them")
    func rest() throws {
        let scene = try partial(["A": 2])
        #expect(scene.outcome == Outcome(.held, .needsConfirmation, ["A": 2]))
        #expect(scene.explanation.unitsLeft == 1)
        #expect(scene.explanation.nextStep == .applyRest(1))
        let more = try scene.matcher.applicationsByHand(scene.input, line: "B", units: nil)
        #expect(more.unitsByLine == ["A": 2, "B": 1])
    }

    @Test("Nothing is left of a claim that got all, or was settled")
    func noRest() throws {
        var settled = try partial(["A": 2])
        settled.input.ruling = .settled(reason: "enough")
        #expect(settled.outcome == Outcome(.applied, .applied, ["A": 2]))
        let whole = ["A": 2, "B": 2] as [LineID: Int]
        for scene in [try partial(["A": 2, "B": 1]), try partial(whole, claimed: nil), settled] {
            #expect(scene.outcome.status == .applied)
            #expect(scene.explanation.unitsLeft == 0)
            #expect(scene.explanation.nextStep == .nothing)
        }
    }

    @Test(
        "A claim of all leaves what a person did not take, of whichever lines",
        arguments: [(["A": 2], 2), (["B": 1], 3), (["A": 2, "B": 1], 1)] as [([LineID: Int], Int)]
    )
    func restOfAll(taken: [LineID: Int], left: Int) throws {
        let scene = try partial(taken, claimed: nil)
        #expect(scene.outcome == Outcome(.held, .needsConfirmation, taken))
        #expect(scene.explanation.unitsLeft == left)
        #expect(scene.explanation.nextStep == .applyRest(left))
        let more = try scene.matcher.applicationsByHand(scene.input, line: nil, units: nil)
        #expect(more.unitsByLine == ["A": 2, "B": 2])
    }

    /// Lines that come in beside those of the claim's order, of which one unit of "A" was taken.
    static let beside: [(name: String, replacing: [LineOnFile], chosen: [LineOnFile])] = {
        let own = LineOnFile.example("A", quantity: 3).cancelled(1)
        let new = LineOnFile.example("A", order: "1002", quantity: 3).cancelled(1)
        let foreign = LineOnFile.example("B", order: "1002", account: "shop-2")
        return [
            ("the claim's own order, named once more", [], [own]),
            ("the order that replaced it, named once more", [new], [new]),
            ("another account's line of the order that replaced it", [new, foreign], []),
            ("another account's line of an order that was named", [], [new, foreign]),
        ]
    }()

    @Test(
        "Lines of further orders count once, and only the account's",
        arguments: beside.indices
    )
    func countsOnce(index: Int) throws {
        let (name, replacing, chosen) = Self.beside[index]
        let isOwn = replacing.isEmpty && chosen.count == 1
        var scene = try Scene(lines: isOwn ? chosen : [])
        (scene.input.replacing, scene.input.chosen) = (replacing, chosen)
        scene.input.ruling = .applied
        let taken = replacing.first ?? chosen[0]
        scene.input.taken = [Application(line: taken.line.key, units: 1)]
        #expect(scene.explanation.unitsLeft == 2, "\(name)")
    }

    @Test("Of an order that was named, no line is left that is not like what was taken")
    func unlikeTaken() throws {
        var scene = try Scene(rule: "order_no + detail_no", quantity: 2)
        scene.input.chosen = [
            .example("A", order: "0100").cancelled(1), .example("B", order: "0100"),
        ]
        scene.input.ruling = .applied
        scene.input.taken = [Application(line: scene.input.chosen[0].line.key, units: 1)]
        #expect(scene.outcome == Outcome(.applied, .applied, ["A": 1]))
    }

    @Test("What others took of the rest is not left")
    func takenByOthers() throws {
        var scene = try partial(["A": 2], claimed: nil)
        scene.input.lines[1].cancelledUnits = 2
        #expect(scene.outcome == Outcome(.applied, .applied, ["A": 2]))
    }

    @Test("A withdrawal leaves no rest")
    func withdrawn() throws {
        var scene = try partial(["A": 2], claimed: nil)
        scene.input.claim = .example(state: "취소철회")
        #expect(scene.outcome == Outcome(.withdrawn, .withdrawn, ["A": 2]))
        #expect(scene.explanation.unitsLeft == 0)
    }

    @Test("Where the rule finds nothing, a claim of all means what a person chose, and all of that")
    func chosenLine() throws {
        var scene = try partial(["A": 1], claimed: nil)
        scene.matcher = try Scene(rule: "order_no + detail_no").matcher
        #expect(scene.outcome == Outcome(.held, .needsConfirmation, ["A": 1]))
        #expect(scene.explanation.unitsLeft == 1)
    }

    @Test(
        "Of an order that a person chose instead, it means what the rule would find there",
        arguments: [("order_no", 3), ("order_no + detail_no", 2)]
    )
    func otherOrder(rule: String, left: Int) throws {
        var scene = try Scene(rule: rule, claim: [.orderNumber: "1001", .detailNumber: "1"])
        var lines = [("A", "1", 2), ("B", "1", 1), ("C", "2", 1)].map { (id, detail, quantity) in
            LineOnFile.example(
                LineID(id),
                [.detailNumber: detail],
                order: "1002",
                quantity: quantity
            )
        }
        lines[0].cancelledUnits = 1
        scene.input.ruling = .applied
        scene.input.taken = [Application(line: lines[0].line.key, units: 1)]
        for isReplacing in [true, false] {
            (scene.input.replacing, scene.input.chosen) = isReplacing ? (lines, []) : ([], lines)
            #expect(scene.outcome == Outcome(.held, .needsConfirmation, ["A": 1]))
            #expect(scene.explanation.unitsLeft == left)
        }
    }
}
