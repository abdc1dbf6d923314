import MatchingCore
import Testing

@Suite("What holds for every claim")
struct MatcherPropertyTests {
    static let seeds: Range<UInt64> = 0..<400

    @Test("Explanation and decision agree", arguments: seeds)
    func agreement(seed: UInt64) throws {
        let scene = try Scene.random(seed: seed)
        let decision = scene.matcher.decide(scene.input)
        let explanation = scene.explanation
        #expect(explanation.status == decision.status)
        #expect(explanation.reason == decision.reason)
        #expect(explanation.applications == decision.applications)
        #expect(
            explanation.branches.firstIndex { $0.outcome == .fired }
                == decision.evidence.firedBranch
        )
    }

    @Test("A line matches once what a near miss names is mended, and not before", arguments: seeds)
    func repairs(seed: UInt64) throws {
        let scene = try Scene.random(seed: seed)
        for miss in scene.explanation.nearestMisses where miss.kind == .sameOrder {
            #expect(!scene.fires(claim: scene.input.claim.fields, line: miss.line))
            var (claim, line) = (scene.input.claim.fields, miss.line)
            switch miss.repair {
            case .changeOrder(let clauses):
                for clause in clauses { line.line.fields[clause.field] = clause.inCancellation }
            case .completeCancellation(let clauses):
                for clause in clauses { claim[clause.field] = clause.inOrder }
            case .changeBoth(let clauses):
                for clause in clauses {
                    let value = clause.inCancellation ?? clause.inOrder ?? "1"
                    claim[clause.field] = value
                    line.line.fields[clause.field] = value
                }
            case .moveToAccount: Issue.record("A line of the same order is moved nowhere.")
            }
            #expect(scene.fires(claim: claim, line: line))
        }
    }

    @Test("The order of lines and of earlier applications does not matter", arguments: seeds)
    func orderOfLines(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed &+ 1_000)
        let scene = try Scene.random(seed: seed)
        var shuffled = scene
        shuffled.input.lines.shuffle(using: &random)
        shuffled.input.taken.shuffle(using: &random)
        #expect(scene.matcher.decide(scene.input) == scene.matcher.decide(shuffled.input))
        #expect(scene.explanation == shuffled.explanation)
    }

    @Test("Never are more units taken than were claimed, or than are open", arguments: seeds)
    func bounds(seed: UInt64) throws {
        let scene = try Scene.random(seed: seed)
        let before = scene.input.taken.reduce(0) { $0 + $1.units }
        let after = scene.outcome.units.values.reduce(0, +)
        if let claimed = scene.input.claim.quantityAtMost {
            #expect(after <= max(claimed, before))
        }
        for line in scene.applied.input.lines {
            #expect(line.cancelledUnits <= line.line.quantity)
        }
    }

    @Test("What was taken before stays taken", arguments: seeds)
    func nothingGivenBack(seed: UInt64) throws {
        let scene = try Scene.random(seed: seed)
        let applications = scene.matcher.decide(scene.input).applications
        for taken in scene.input.taken {
            #expect(applications.units(of: taken.line) >= taken.units)
        }
    }

    @Test(
        "Only an applied claim, or one that asks for more by another request, takes anything new",
        arguments: seeds
    )
    func onlyApplied(seed: UInt64) throws {
        let scene = try Scene.random(seed: seed)
        let decision = scene.matcher.decide(scene.input)
        let new = decision.applications.filter {
            $0.units > scene.input.taken.units(of: $0.line)
        }
        let isInQuestion = !scene.explanation.requestsInQuestion.isEmpty
        if decision.status != .applied && !isInQuestion { #expect(new.isEmpty) }
        for application in new {
            let line = try #require(
                scene.input.lines.first { $0.line.key == application.line }
            )
            #expect(line.line.key.account == Scene.account)
            #expect(line.line.key.orderNumber == "1001")
            #expect(line.line.shipping != .shipped)
        }
    }

    @Test("Deciding again after carrying out changes nothing", arguments: seeds)
    func idempotence(seed: UInt64) throws {
        let scene = try Scene.random(seed: seed)
        #expect(scene.applied.outcome == scene.outcome)
    }

    @Test("Lines in any order of arrival end in the same, or before a person", arguments: seeds)
    func arrival(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var whole = try Scene.random(seed: seed)
        whole.input.taken = []
        whole.input.ruling = nil
        let expected = whole.outcome
        for _ in 1...4 {
            var scene = whole
            scene.input.lines = []
            for line in whole.input.lines.shuffled(using: &random) {
                scene.input.lines.append(line)
                scene = scene.applied
            }
            let outcome = scene.outcome
            #expect(outcome == expected || outcome.status == .held, "\(expected)")
        }
    }

    @Test(
        "Nothing has changed since a decision that was made from the same input",
        arguments: seeds
    )
    func nothingChanged(seed: UInt64) throws {
        let scene = try Scene.random(seed: seed)
        let decision = scene.matcher.decide(scene.input)
        let explanation = scene.matcher.explain(
            scene.input,
            standing: (decision.status, decision.reason),
            then: decision.evidence
        )
        #expect(explanation.changesSinceThen.isEmpty)
    }

    @Test("Claims in any order never cancel more of a line than was ordered", arguments: seeds)
    func severalClaims(seed: UInt64) throws {
        var lines = try Scene.random(seed: seed).input.lines
        for offset in 1...4 as ClosedRange<UInt64> {
            var scene = try Scene.random(seed: seed &+ offset &* 7_919)
            scene.input.lines = lines
            scene.input.taken = []
            lines = scene.applied.input.lines
        }
        #expect(lines.allSatisfy { (0...$0.line.quantity).contains($0.cancelledUnits) })
    }

    @Test("By hand, too, never more is taken than is claimed and open", arguments: seeds)
    func byHand(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let scene = try Scene.random(seed: seed)
        let line: LineChoice? = random.pick([nil, "A", "B"])
        let units: Int? = random.pick([nil, 1, 2, 0, -1])
        guard
            let applications = try? scene.matcher.applicationsByHand(
                scene.input,
                line: line,
                units: units
            )
        else { return }
        let before = scene.input.taken.reduce(0) { $0 + $1.units }
        let after = applications.reduce(0) { $0 + $1.units }
        #expect(after > before)
        if let units { #expect(after == before + units) }
        if let claimed = scene.input.claim.quantityAtMost { #expect(after <= claimed) }
        for file in scene.input.lines {
            let added =
                applications.units(of: file.line.key)
                - scene.input.taken.units(of: file.line.key)
            #expect((0...max(0, file.openUnits)).contains(added))
        }
    }
}

extension Scene {
    /// Whether a branch of the rule finds `line` for a claim with these fields.
    fileprivate func fires(claim fields: FieldValues, line: LineOnFile) -> Bool {
        var scene = self
        let claim = input.claim
        scene.input.claim = Claim(
            account: claim.account,
            claimID: claim.claimID,
            state: claim.state,
            fields: fields,
            quantity: claim.quantity,
            requestedAt: claim.requestedAt,
            changedAt: claim.changedAt,
            buyerReason: claim.buyerReason,
            firstSeenAt: claim.firstSeenAt,
            wasAskedAgain: claim.wasAskedAgain
        )
        scene.input.lines = [line]
        return scene.explanation.branches.contains { $0.outcome == .fired }
    }
}
