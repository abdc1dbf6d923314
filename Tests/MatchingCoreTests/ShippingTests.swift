import MatchingCore
import Testing

@Suite("Shipping states")
struct ShippingTests {
    @Test(
        "Until the parcel left, a line is cancelled",
        arguments: zip(
            [ShippingState.received, .labeled],
            [NextStep.nothing, .pullParcel(["A"])]
        )
    )
    func open(shipping: ShippingState, step: NextStep) throws {
        let scene = try Scene(lines: [.example("A").shipping(shipping)])
        #expect(scene.outcome == Outcome(.applied, .applied, ["A": 1]))
        #expect(scene.explanation.nextStep == step)
    }

    @Test("Who has seen to a parcel is not told to see to it again")
    func parcelsSeenTo() throws {
        for shipping in [ShippingState.labeled, .shipped] {
            let line = LineOnFile.example("A").shipping(shipping)
            var scene = try Scene(lines: [.example("A")]).applied
            scene.input.lines = [line.cancelled(1)]
            #expect(
                scene.explanation.nextStep
                    == (shipping == .labeled ? .pullParcel(["A"]) : .recallParcel(["A"]))
            )
            #expect(scene.nextStep(parcelsSeenTo: [line]) == .nothing)
        }
    }

    @Test("A withdrawal of what has left says nothing of shipping it")
    func withdrawnAfterLeaving() throws {
        var scene = try Scene(lines: [.example("A")]).applied
        scene.input.lines = [LineOnFile.example("A").shipping(.shipped).cancelled(1)]
        scene.input.claim = .example(state: "취소철회")
        #expect(scene.explanation.nextStep == .restoreOrRecall(["A"]))
        scene.input.ruling = .settled(reason: "refunded")
        #expect(scene.outcome == Outcome(.withdrawn, .withdrawn, ["A": 1]))
        #expect(scene.explanation.nextStep == .recallParcel(["A"]))
    }

    @Test(
        "One shipped line holds the whole cancellation",
        arguments: [
            [ShippingState.shipped], [.received, .shipped], [.shipped, .labeled, .received],
        ]
    )
    func shipped(states: [ShippingState]) throws {
        let ids: [LineID] = ["A", "B", "C"]
        let scene = try Scene(lines: zip(ids, states).map { .example($0).shipping($1) })
        #expect(scene.outcome == Outcome(.held, .shipped))
        #expect(scene.explanation.nextStep == .recallOrReturn)
    }

    @Test("A shipped line that does not match is no obstacle")
    func otherLineShipped() throws {
        let scene = try Scene(
            rule: "order_no + detail_no",
            claim: [.orderNumber: "1001", .detailNumber: "1"],
            lines: [
                .example("A", [.detailNumber: "1"]),
                .example("B", [.detailNumber: "2"]).shipping(.shipped),
            ]
        )
        #expect(scene.outcome == Outcome(.applied, .applied, ["A": 1]))
    }

    @Test("What was applied stays applied when the line is shipped all the same")
    func shippedAfterwards() throws {
        var scene = try Scene(quantity: 1, lines: [.example("A", quantity: 2)]).applied
        scene.input.lines[0].line.shipping = .shipped
        #expect(scene.outcome == Outcome(.applied, .applied, ["A": 1]))
    }

    @Test(
        "Shipped lines that others cancelled already are no obstacle",
        arguments: [
            ([], Outcome(.applied, .alreadyCancelled)),
            ([.example("B")], Outcome(.applied, .applied, ["B": 1])),
        ] as [([LineOnFile], Outcome)]
    )
    func shippedButCancelled(others: [LineOnFile], expected: Outcome) throws {
        let cancelled = LineOnFile.example("A").shipping(.shipped).cancelled(1)
        #expect(try Scene(lines: [cancelled] + others).outcome == expected)
    }

    @Test("A claim of all there is waits for a person while a shipped line of it was left by hand")
    func shippedLineLeft() throws {
        let lines: [LineOnFile] = [.example("A", quantity: 2).shipping(.shipped), .example("B")]
        var scene = try Scene(lines: lines)
        scene.input.taken = try scene.matcher.applicationsByHand(
            scene.input,
            line: nil,
            units: nil
        )
        scene.input.lines[1] = lines[1].cancelled(1)
        scene.input.ruling = .applied
        #expect(scene.outcome == Outcome(.held, .shipped, ["B": 1]))
        #expect(scene.explanation.nextStep == .recallOrReturn)
        scene.input.ruling = .settled(reason: "returned")
        #expect(scene.outcome == Outcome(.applied, .applied, ["B": 1]))
        // It may come back, and then its parcel may leave again.
        scene.input.ruling = .applied
        scene.input.lines[0].line.shipping = .labeled
        #expect(scene.outcome == Outcome(.held, .needsConfirmation, ["B": 1]))
        #expect(scene.explanation.nextStep == .applyRest(2))
        for (units, status) in [(1, Status.held), (2, .applied)] {
            scene.input.taken = [
                Application(line: lines[0].line.key, units: units),
                Application(line: lines[1].line.key, units: 1),
            ]
            scene.input.lines[0] = lines[0].cancelled(units)
            #expect(scene.outcome.status == status)
        }
    }

    @Test("A claim that grows onto a shipped line keeps what it took and waits for a person")
    func grownOntoShipped() throws {
        var scene = try Scene(quantity: 1, lines: [.example("A", quantity: 2)]).applied
        scene.input.lines[0].line.shipping = .shipped
        scene.input.claim = .example(quantity: 2)
        #expect(scene.outcome == Outcome(.held, .shipped, ["A": 1]))
    }
}
