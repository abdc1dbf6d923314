import MarketplaceCatalog
import MatchingCore
import SyncEngine
import SyncInterfaces
import Testing

@Suite("What holds in every store, whatever happens", .timeLimit(.minutes(10)))
struct WorldPropertyTests {
    /// A store in which a world happens, and what was true of it before.
    private struct Stage {
        let bench: Bench
        let explainer: Explainer
        var generator: SeededGenerator
        var seen: [CancellationNotice] = []
        var unitsBefore: [CancellationID: Int] = [:]
    }

    /// A world for each account of the catalogue, by its rule, its states and what they mean.
    @Test(
        "Explanations agree with what stands, bounds hold, and repetition changes nothing",
        arguments: 0..<43
    )
    func world(number: Int) async throws {
        let accounts = try MarketplaceCatalog.load(configurationFolder: nil).accounts
        let account = accounts[number % accounts.count]
        let other = Account(id: AccountID("\(account.id)-2"), marketplace: account.marketplace)
        let bench = try Bench(accounts: [account, other]) {
            $0.manyNotices = number.isMultiple(of: 2) ? 1 : .max
        }
        defer { bench.remove() }
        let world = RandomWorld(seed: UInt64(number), account: account, other: other)
        var stage = Stage(
            bench: bench,
            explainer: Explainer(store: bench.store, accounts: bench.accounts),
            generator: world.generator
        )
        for (step, event) in world.events.enumerated() {
            try await play(event, on: &stage)
            try await expectBounds(&stage, "\(account.id), step \(step): \(event)")
            if step.isMultiple(of: 2) {
                try await expectAgreement(stage, "\(account.id), step \(step): \(event)")
            }
            if step.isMultiple(of: 5) { try await expectNothingNew(&stage) }
        }
        try await expectNothingNew(&stage)
        try await expectAgreement(stage, "\(account.id), at the end")
        #expect(try await bench.store.audit() == [])
    }

    private func play(_ event: RandomWorld.Event, on stage: inout Stage) async throws {
        switch event {
        case .lines(let lines): try await stage.bench.take(lines)
        case .notices(let notices):
            stage.seen += notices
            try await stage.bench.take(FeedBatch(mark: nil, notices: notices))
        case .act(let act):
            let records = try await stage.bench.records()
            guard let record = records.randomElement(using: &stage.generator) else { return }
            do {
                try await carryOut(act, on: record, stage)
            } catch is ActError {
                // It could not be done as asked, and nothing has changed.
                #expect(try await stage.bench.records() == records)
            }
        }
    }

    private func carryOut(
        _ act: RandomWorld.Act,
        on record: ClaimRecord,
        _ stage: Stage
    ) async throws {
        let (engine, id) = (stage.bench.engine, record.id)
        let lines = try await stage.bench.lines(record.notices[0].orderNumber)
        let line = lines.last.map { LineChoice($0.line.key.lineID) }
        switch act {
        case .apply: _ = try await engine.apply(id, line: nil, units: nil, by: "kim")
        case .applyToLine: _ = try await engine.apply(id, line: line, units: nil, by: "kim")
        case .applyOneUnit: _ = try await engine.apply(id, line: line, units: 1, by: "kim")
        case .dismiss: _ = try await engine.dismiss(id, reason: "중복", by: "kim")
        case .undo: _ = try await engine.undo(id, by: "kim")
        }
    }

    /// Never are more units taken than are claimed or ordered, and no unit twice.
    private func expectBounds(_ stage: inout Stage, _ place: String) async throws {
        var taken: [OrderLineKey: Int] = [:]
        for record in try await stage.bench.records() {
            let units = record.applications.reduce(0) { $0 + $1.units }
            let policy = stage.bench.accounts[0].marketplace.policy
            let claim = ClaimHistory(notices: record.notices, policy: policy)?.claim
            // What came down afterwards is for a person to settle; nothing more is taken.
            if let most = claim?.quantityAtMost {
                #expect(units <= max(most, stage.unitsBefore[record.id] ?? 0), "\(place)")
            }
            stage.unitsBefore[record.id] = units
            for application in record.applications {
                taken[application.line, default: 0] += application.units
            }
        }
        for number in 1...4 {
            for line in try await stage.bench.lines(OrderNumber("N\(number)")) {
                #expect(line.cancelledUnits == taken[line.line.key] ?? 0, "\(place)")
                #expect(line.cancelledUnits <= line.line.quantity, "\(place)")
                #expect(line.isHeld == (line.cancelledUnits > 0), "\(place)")
            }
        }
    }

    /// Whoever asks now why a cancellation stands where it stands is not told that it should not.
    private func expectAgreement(_ stage: Stage, _ place: String) async throws {
        for record in try await stage.bench.records() {
            let explanation = try #require(try await stage.explainer.explanation(of: record.id))
            #expect(explanation.status == record.standing.status, "\(place)")
            #expect(explanation.applications == record.applications, "\(place)")
            let differences = explanation.changesSinceThen.filter {
                if case .outcome = $0 { true } else { false }
            }
            #expect(differences == [], "\(place): \(record)")
        }
    }

    private func expectNothingNew(_ stage: inout Stage) async throws {
        let before = (try await stage.bench.records(), try await stage.bench.journal())
        let again = stage.seen.shuffled(using: &stage.generator)
        let tally = try await stage.bench.take(FeedBatch(mark: nil, notices: again))
        #expect(tally.news == 0)
        #expect(tally.decided == [:])
        #expect(try await stage.bench.records() == before.0)
        #expect(try await stage.bench.journal() == before.1)
    }
}
