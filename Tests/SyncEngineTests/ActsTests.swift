import MatchingCore
import SyncEngine
import SyncInterfaces
import Testing

@Suite("What operators can have done", .timeLimit(.minutes(10)))
struct ActsTests {
    private let one: FieldValues = [.detailNumber: "1"]

    /// A bench with an order of two units and a claim of it, which stands as the test wants.
    private func bench(
        state: String = "취소요청",
        shipping: ShippingState = .received,
        account: AccountID = "line"
    ) async throws -> (Bench, CancellationID) {
        let bench = try Bench()
        try await bench.take([line(account, order: "100", "1", quantity: 2, shipping: shipping)])
        try await bench.take(notice(account, "c1", order: "100", one, state: state))
        return (bench, try await bench.only().id)
    }

    @Test("A claim that waits for confirmation is applied by hand, and stays so")
    func confirm() async throws {
        let (bench, id) = try await bench(state: "취소거부", account: "confirming")
        defer { bench.remove() }
        let result = try await bench.engine.apply(id, line: nil, units: nil, by: "kim")
        #expect(result.status == .applied)
        #expect(result.changes.map(\.unitsAfter) == [2])
        #expect(try await bench.only().standing.ruling == .applied)
        try await bench.take([line("confirming", order: "100", "1", quantity: 3)])
        #expect(try await bench.only().applications.map(\.units) == [2])
    }

    @Test("A shipped line is taken by hand only when it is named")
    func shipped() async throws {
        let (bench, id) = try await bench(shipping: .shipped)
        defer { bench.remove() }
        await #expect(throws: ActError.self) {
            try await bench.engine.apply(id, line: nil, units: nil, by: "kim")
        }
        let result = try await bench.engine.apply(id, line: "1", units: 1, by: "kim")
        #expect(result.changes.map(\.unitsAfter) == [1])
        #expect(try await bench.lines("100")[0].cancelledUnits == 1)
    }

    @Test("What is left of a shipped line stays with a person, and can be recalled or left")
    func shippedLineLeft() async throws {
        let bench = try Bench()
        defer { bench.remove() }
        try await bench.take([
            line("whole", order: "100", "1", quantity: 2, shipping: .shipped),
            line("whole", order: "100", "2", shipping: .labeled),
        ])
        try await bench.take(notice("whole", "c1", order: "100"))
        let id = try await bench.only().id
        let result = try await bench.engine.apply(id, line: nil, units: nil, by: "kim")
        #expect(result.status == .held && result.reason == .shipped)
        #expect(result.changes.map(\.line.lineID) == ["2"])
        let left = try await bench.engine.dismiss(id, reason: "returned", by: "kim")
        #expect(left.status == .applied && left.changes.isEmpty)
        let back = try await bench.engine.undo(id, by: "kim")
        #expect(back.status == .held && back.reason == .shipped && back.changes.isEmpty)
        let recalled = try await bench.engine.apply(id, line: "1", units: nil, by: "kim")
        #expect(recalled.status == .applied)
        // Taking it by hand says that it was seen to; it can be put back among what has to return.
        let key = OrderLineKey(account: "whole", orderNumber: "100", lineID: "1")
        #expect(try await bench.engine.unmarkPulled(key, by: "kim") == .recall)
        let pull = try await bench.store.read { try $0.pullList(PullQuery(limit: 9)) }
        #expect(pull.map(\.line.line.key.lineID) == ["1", "2"])
        #expect(try await bench.store.audit() == [])
    }

    @Test("What a claim that needs confirmation took before is left so, or given back")
    func unconfirmed() async throws {
        let (bench, id) = try await bench(account: "confirming")
        defer { bench.remove() }
        try await bench.take(
            notice("confirming", "c1", order: "100", one, state: "취소거부", minute: 9)
        )
        #expect(try await bench.only().standing.reason == .needsConfirmation)
        let error = await #expect(throws: ActError.self) {
            try await bench.engine.apply(id, line: nil, units: nil, by: "kim")
        }
        #expect(error?.problem == .nothingToApply(.applied))
        let left = try await bench.engine.dismiss(id, reason: "refunded", by: "kim")
        #expect(left.status == .applied && left.changes.isEmpty)
        let undone = try await bench.engine.undo(id, by: "kim")
        #expect(undone.status == .held && undone.reason == .needsConfirmation)
        let restored = try await bench.engine.undo(id, by: "kim")
        #expect(restored.changes.map(\.unitsAfter) == [0])
        #expect(try await bench.store.audit() == [])
    }

    @Test("A line of an order whose number was written otherwise is taken, told and given back")
    func otherOrder() async throws {
        let bench = try Bench()
        defer { bench.remove() }
        try await bench.take([line("line", order: "100", "1"), line("line", order: "100", "2")])
        try await bench.take(notice("line", "c1", order: "0100", one))
        let id = try await bench.only().id
        let (choice, unknown) = (LineChoice("1", of: "100"), LineChoice("9", of: "100"))
        let error = await #expect(throws: ActError.self) {
            try await bench.engine.apply(id, line: unknown, units: nil, by: "kim")
        }
        #expect(error?.problem == .noSuchLine(unknown))
        let result = try await bench.engine.apply(id, line: choice, units: nil, by: "kim")
        #expect(result.status == .applied)
        #expect(try await bench.lines("100").map(\.cancelledUnits) == [1, 0])
        #expect(try await bench.journal(.apply).first?.note == "0100 → 100 · 1")
        let explainer = Explainer(store: bench.store, accounts: bench.accounts)
        let explanation = try #require(try await explainer.explanation(of: id))
        #expect(explanation.applications.map(\.line.orderNumber) == ["100"])
        #expect(explanation.changesSinceThen == [])
        for (line, reason) in [("1", .applied), ("2", .keyDiffers)] as [(LineID, ReasonCode)] {
            let key = OrderLineKey(account: "line", orderNumber: "100", lineID: line)
            let why = try #require(
                try await explainer.explanation(ofLine: key, now: bench.clock.now())
            )
            #expect(why.reason == reason)
            #expect(why.cancellations.map(\.id) == [id])
        }
        _ = try await bench.engine.undo(id, by: "kim")
        #expect(try await bench.lines("100").allSatisfy { $0.cancelledUnits == 0 && !$0.isHeld })
        #expect(try await bench.store.audit() == [])
    }

    @Test("Several lines that could be meant are named, so that one can be chosen")
    func chooseLine() async throws {
        let bench = try Bench()
        defer { bench.remove() }
        try await bench.take([line("whole", order: "100", "1"), line("whole", order: "100", "2")])
        try await bench.take(notice("whole", "c1", order: "100", quantity: 1))
        let id = try await bench.only().id
        let error = await #expect(throws: ActError.self) {
            try await bench.engine.apply(id, line: nil, units: nil, by: "kim")
        }
        #expect(error?.problem == .chooseLine(["1", "2"]))
        _ = try await bench.engine.apply(id, line: "2", units: nil, by: "kim")
        #expect(try await bench.lines("100").map(\.cancelledUnits) == [0, 1])
    }

    @Test(
        "What cannot be applied says why, and nothing changes",
        arguments: zip(
            ["9", "1"] as [LineChoice],
            [3, 3] as [Int]
        )
    )
    func cannotApply(line: LineChoice, units: Int) async throws {
        let (bench, id) = try await bench(state: "취소거부", account: "confirming")
        defer { bench.remove() }
        let before = try await bench.journal()
        let error = await #expect(throws: ActError.self) {
            try await bench.engine.apply(id, line: line, units: units, by: "kim")
        }
        #expect(error?.problem == (line == "9" ? .noSuchLine("9") : .tooManyUnits(most: 2)))
        #expect(error?.cancellation == id)
        #expect(try await bench.journal() == before)
    }

    @Test("An unknown cancellation and an unknown account are named as such")
    func unknown() async throws {
        let bench = try Bench()
        defer { bench.remove() }
        let error = await #expect(throws: ActError.self) {
            try await bench.engine.undo(CancellationID(rawValue: 41), by: "kim")
        }
        #expect(error?.problem == .noSuchCancellation)
        await #expect(throws: ActError(problem: .noSuchAccount("x"))) {
            try await bench.engine.pause("x", by: "kim")
        }
        await #expect(throws: ActError(problem: .noSuchAccount("x"))) {
            _ = try await bench.engine.resync(ResyncOrder(["x"], trigger: .command, by: "kim")) {
                _ in
            }
        }
    }

    @Test("An applied claim cannot be applied or dismissed again")
    func alreadyApplied() async throws {
        let (bench, id) = try await bench()
        defer { bench.remove() }
        let applying = await #expect(throws: ActError.self) {
            try await bench.engine.apply(id, line: nil, units: nil, by: "kim")
        }
        #expect(applying?.problem == .alreadyThere(.applied))
        let dismissing = await #expect(throws: ActError.self) {
            try await bench.engine.dismiss(id, reason: "no", by: "kim")
        }
        #expect(dismissing?.problem == .alreadyThere(.applied))
    }

    @Test("A withdrawn claim is neither applied nor dismissed")
    func withdrawn() async throws {
        let (bench, id) = try await bench(state: "취소철회")
        defer { bench.remove() }
        let applying = await #expect(throws: ActError.self) {
            try await bench.engine.apply(id, line: "1", units: nil, by: "kim")
        }
        #expect(applying?.problem == .alreadyThere(.withdrawn))
        let dismissing = await #expect(throws: ActError.self) {
            try await bench.engine.dismiss(id, reason: "no", by: "kim")
        }
        #expect(dismissing?.problem == .alreadyThere(.withdrawn))
    }

    @Test("Dismissing takes a claim out until it is undone", arguments: [ShippingState.shipped])
    func dismiss(shipping: ShippingState) async throws {
        let (bench, id) = try await bench(shipping: shipping)
        defer { bench.remove() }
        let result = try await bench.engine.dismiss(id, reason: " 고객 통화 ", by: "kim")
        #expect(result.status == .dismissed)
        #expect(try await bench.only().standing.ruling == .dismissed(reason: "고객 통화"))
        try await bench.take([line("line", order: "100", "1", quantity: 2)])
        #expect(try await bench.only().standing.status == .dismissed)
        let undone = try await bench.engine.undo(id, by: "kim")
        #expect(undone.status == .applied)
        #expect(undone.changes.map(\.unitsAfter) == [2])
        #expect(try await bench.store.audit() == [])
    }

    @Test("A claim that was undone before it was dismissed is held again, and cancels nothing")
    func dismissalOfUndone() async throws {
        let (bench, id) = try await bench()
        defer { bench.remove() }
        _ = try await bench.engine.undo(id, by: "kim")
        for _ in 1...2 {
            _ = try await bench.engine.dismiss(id, reason: "no", by: "kim")
            let undone = try await bench.engine.undo(id, by: "lee")
            #expect(undone.status == .held)
            #expect(undone.reason == .undone)
            #expect(undone.changes.isEmpty)
            #expect(try await bench.only().standing.ruling == .undone)
        }
        #expect(try await bench.lines("100")[0].cancelledUnits == 0)
        #expect(try await bench.store.audit() == [])
    }

    @Test("A dismissal needs a reason", arguments: ["", "  ", "\n"])
    func reasonMissing(reason: String) async throws {
        let (bench, id) = try await bench(shipping: .shipped)
        defer { bench.remove() }
        let error = await #expect(throws: ActError.self) {
            try await bench.engine.dismiss(id, reason: reason, by: "kim")
        }
        #expect(error?.problem == .reasonMissing)
    }

    @Test("An application that is undone gives its units back and waits for a person")
    func undo() async throws {
        let (bench, id) = try await bench()
        defer { bench.remove() }
        let result = try await bench.engine.undo(id, by: "kim")
        #expect(result.status == .held)
        #expect(result.reason == .undone)
        #expect(result.changes.map(\.unitsAfter) == [0])
        let line = try await bench.lines("100")[0]
        #expect(line.cancelledUnits == 0)
        #expect(!line.isHeld)
        try await bench.take(notice("line", "c1", order: "100", one, state: "취소완료", minute: 9))
        #expect(try await bench.only().standing.reason == .undone)
    }

    @Test("A withdrawn claim that was applied gives its units back and stays withdrawn")
    func undoWithdrawn() async throws {
        let (bench, id) = try await bench()
        defer { bench.remove() }
        try await bench.take(notice("line", "c1", order: "100", one, state: "취소철회", minute: 9))
        let result = try await bench.engine.undo(id, by: "kim")
        #expect(result.status == .withdrawn)
        #expect(try await bench.lines("100")[0].isHeld == false)
        let error = await #expect(throws: ActError.self) {
            try await bench.engine.undo(id, by: "kim")
        }
        #expect(error?.problem == .nothingToUndo)
    }

    @Test("A claim that was applied and then refused gives its units back and stays ignored")
    func undoIgnored() async throws {
        let (bench, id) = try await bench()
        defer { bench.remove() }
        try await bench.take(notice("line", "c1", order: "100", one, state: "취소거부", minute: 9))
        #expect(try await bench.only().standing.status == .ignored)
        #expect(try await bench.lines("100")[0].cancelledUnits == 2)
        let result = try await bench.engine.undo(id, by: "kim")
        #expect(result.status == .ignored)
        #expect(try await bench.lines("100")[0].cancelledUnits == 0)
    }

    @Test("A line stays on hold while another claim has units of it")
    func stillHeld() async throws {
        let bench = try Bench()
        defer { bench.remove() }
        try await bench.take([line("line", order: "100", "1", quantity: 2)])
        try await bench.take(
            notice("line", "c1", order: "100", one, quantity: 1),
            notice("line", "c2", order: "100", one, quantity: 1)
        )
        let ids = try await bench.records().map(\.id)
        let first = try await bench.engine.undo(ids[0], by: "kim")
        #expect(first.changes.map(\.isHeld) == [true])
        let second = try await bench.engine.undo(ids[1], by: "kim")
        #expect(second.changes.map(\.isHeld) == [false])
    }

    @Test("A claim that took nothing has nothing to undo", arguments: [ShippingState.shipped])
    func nothingToUndo(shipping: ShippingState) async throws {
        let (bench, id) = try await bench(shipping: shipping)
        defer { bench.remove() }
        let error = await #expect(throws: ActError.self) {
            try await bench.engine.undo(id, by: "kim")
        }
        #expect(error?.problem == .nothingToUndo)
    }

    @Test("Units that are given back go to another claim of the line that lacks them")
    func handedOver() async throws {
        let (bench, id) = try await bench()
        defer { bench.remove() }
        try await bench.take(notice("line", "c2", order: "100", one))
        _ = try await bench.engine.undo(id, by: "kim")
        let records = try await bench.records()
        #expect(records.map { $0.applications.map(\.units) } == [[], [2]])
        #expect(try await bench.store.audit() == [])
    }

    @Test(
        "A ruling stands while the claim moves on, and ends when it is withdrawn and asked again",
        arguments: [false, true]
    )
    func rulingEnds(inOneBatch: Bool) async throws {
        let (bench, id) = try await bench(shipping: .shipped)
        defer { bench.remove() }
        _ = try await bench.engine.dismiss(id, reason: "no", by: "kim")
        try await bench.take(notice("line", "c1", order: "100", one, state: "취소완료", minute: 1))
        #expect(try await bench.only().standing.status == .dismissed)
        let back = notice("line", "c1", order: "100", one, state: "취소철회", minute: 2)
        let again = notice("line", "c1", order: "100", one, minute: 3)
        if inOneBatch {
            try await bench.take(again, back)
        } else {
            try await bench.take(back)
            #expect(try await bench.only().standing.status == .withdrawn)
            try await bench.take(again)
        }
        #expect(try await bench.only().standing.ruling == nil)
        #expect(try await bench.only().standing.reason == .shipped)
    }

    @Test("A withdrawal that turns out to be older than the claim leaves the ruling")
    func oldWithdrawal() async throws {
        let (bench, id) = try await bench(shipping: .shipped)
        defer { bench.remove() }
        _ = try await bench.engine.dismiss(id, reason: "no", by: "kim")
        try await bench.take(
            notice("line", "c1", order: "100", one, state: "취소철회", minute: -5)
        )
        #expect(try await bench.only().standing.status == .dismissed)
    }

    @Test("Each act is journalled with who and why")
    func journalled() async throws {
        let (bench, id) = try await bench()
        defer { bench.remove() }
        _ = try await bench.engine.undo(id, by: ActHand("kim", reason: "잘못 적용"))
        let again = ActHand("kim", reason: " 통화로\t확인 ")
        _ = try await bench.engine.apply(id, line: "1", units: nil, by: again)
        _ = try await bench.engine.undo(id, by: ActHand("kim", reason: "  "))
        _ = try await bench.engine.dismiss(id, reason: "고객 통화", by: "lee")
        try await bench.engine.pause("line", by: ActHand("park", reason: "점검"))
        try await bench.engine.resume("line", by: ActHand("park", reason: "점검 끝"))
        let entries = try await bench.journal().filter { $0.actor != .system }
        #expect(entries.map(\.act) == [.undo, .apply, .undo, .dismiss, .pause, .resume])
        #expect(
            entries.map(\.actor) == [
                .person("kim"), .person("kim"), .person("kim"), .person("lee"), .person("park"),
                .person("park"),
            ]
        )
        #expect(
            entries.map(\.note)
                == ["잘못 적용", "1 · 통화로 확인", nil, "고객 통화", "점검", "점검 끝"]
        )
    }
}
