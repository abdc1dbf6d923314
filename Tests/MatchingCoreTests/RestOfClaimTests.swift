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
        #expect(scene.outcome == Outcome(.applied, .applied, ["A": 2]))
        #expect(scene.explanation.unitsLeft == 1)
        #expect(scene.explanation.nextStep == .applyRest(1))
        let more = try scene.matcher.applicationsByHand(scene.input, line: "B", units: nil)
        #expect(more.unitsByLine == ["A": 2, "B": 1])
    }

    @Test("Nothing is left of a claim that got all, named no quantity, or was settled")
    func noRest() throws {
        var settled = try partial(["A": 2])
        settled.input.ruling = .settled(reason: "enough")
        #expect(settled.outcome == Outcome(.applied, .applied, ["A": 2]))
        for scene in [try partial(["A": 2, "B": 1]), try partial(["A": 2], claimed: nil), settled] {
            #expect(scene.explanation.unitsLeft == 0)
            #expect(scene.explanation.nextStep == .nothing)
        }
    }
}
