import MatchingCore
import SyncEngine
import SyncInterfaces
import Testing

@Suite("What arrives late, early, twice or in another order", .timeLimit(.minutes(10)))
struct ArrivalTests {
    @Test("A cancellation that comes before its order takes effect when the order is imported")
    func beforeItsOrder() async throws {
        let bench = try Bench()
        defer { bench.remove() }
        try await bench.take(notice("line", "c1", order: "100", [.detailNumber: "1"]))
        #expect(try await bench.only().standing.reason == .orderNotFound)
        let tally = try await bench.take([line("line", order: "100", "1")])
        let record = try await bench.only()
        #expect(record.standing.status == .applied)
        #expect(tally.decided == [.applied: 1])
        #expect(tally.unitsCancelled == 1)
        #expect(try await bench.lines("100").map(\.isHeld) == [true])
    }

    @Test("A line that comes later is cancelled by the applied claim of its whole order")
    func laterLine() async throws {
        let bench = try Bench()
        defer { bench.remove() }
        try await bench.take([line("whole", order: "100", "1")])
        try await bench.take(notice("whole", "c1", order: "100"))
        #expect(try await bench.only().applications.count == 1)
        try await bench.take([line("whole", order: "100", "2", quantity: 3)])
        #expect(try await bench.only().applications.map(\.units) == [1, 3])
        #expect(try await bench.lines("100").allSatisfy { $0.isHeld && $0.openUnits == 0 })
    }

    @Test("Seeing the same thing twice changes nothing")
    func twice() async throws {
        let bench = try Bench()
        defer { bench.remove() }
        try await bench.take([line("line", order: "100", "1")])
        let same = notice("line", "c1", order: "100", [.detailNumber: "1"])
        try await bench.take(same)
        let before = (try await bench.records(), try await bench.journal())
        let tally = try await bench.take(same, same)
        #expect(tally.notices == 2)
        #expect(tally.news == 0)
        #expect(try await bench.records() == before.0)
        #expect(try await bench.journal() == before.1)
    }

    @Test("Importing the same lines again decides nothing")
    func linesTwice() async throws {
        let bench = try Bench()
        defer { bench.remove() }
        try await bench.take([line("line", order: "100", "1")])
        try await bench.take(notice("line", "c1", order: "100", [.detailNumber: "1"]))
        let before = try await bench.journal()
        let tally = try await bench.take([line("line", order: "100", "1")])
        #expect(tally.decided == [:])
        #expect(try await bench.journal() == before)
    }

    @Test("A claim that waits learns that its order was imported under another account")
    func otherAccount() async throws {
        let bench = try Bench()
        defer { bench.remove() }
        try await bench.take(notice("line", "c1", order: "100", [.detailNumber: "1"]))
        try await bench.take([line("whole", order: "100", "1")])
        #expect(try await bench.only().standing.reason == .orderInOtherAccount)
        #expect(try await bench.only().applications == [])
    }

    @Test("Rows of one claim that name different lines are claims of their own")
    func severalLines() async throws {
        let bench = try Bench()
        defer { bench.remove() }
        try await bench.take([line("line", order: "100", "1"), line("line", order: "100", "2")])
        try await bench.take(
            notice("line", "c1", order: "100", [.detailNumber: "1"]),
            notice("line", "c1", order: "100", [.detailNumber: "2"])
        )
        let records = try await bench.records()
        #expect(records.map { $0.applications.map(\.line.lineID) } == [["1"], ["2"]])
    }

    @Test("A notice that names no line speaks of all lines of its claim", arguments: [0, 1, 2])
    func claimWideNotice(position: Int) async throws {
        let bench = try Bench()
        defer { bench.remove() }
        try await bench.take([line("line", order: "100", "1"), line("line", order: "100", "2")])
        var notices = [
            notice("line", "c1", order: "100", [.detailNumber: "1"]),
            notice("line", "c1", order: "100", [.detailNumber: "2"]),
        ]
        notices.insert(
            notice("line", "c1", order: "100", state: "취소철회", minute: 5),
            at: position
        )
        for notice in notices { try await bench.take(notice) }
        let records = try await bench.records()
        #expect(records.map(\.standing.status) == [.withdrawn, .withdrawn])
    }

    @Test("A claim name that is used for two orders names two claims")
    func sameNameTwoOrders() async throws {
        let bench = try Bench()
        defer { bench.remove() }
        try await bench.take([line("line", order: "100", "1"), line("line", order: "200", "1")])
        try await bench.take(
            notice("line", "c1", order: "100", [.detailNumber: "1"]),
            notice("line", "c1", order: "200", [.detailNumber: "1"], state: "취소철회")
        )
        let records = try await bench.records()
        #expect(records.map(\.standing.status) == [.applied, .withdrawn])
    }

    @Test("Another spelling of a product's name is the same line, another code is another line")
    func spelling() async throws {
        let bench = try Bench()
        defer { bench.remove() }
        let code = try #require(KeyField.code(18))
        let shirt: FieldValues = [.productName: "셔츠", .option: "흰색 / L"]
        let wide: FieldValues = [.productName: "셔츠", .option: "흰색  / L"]
        try await bench.take(notice("branches", "c1", order: "100", shirt))
        try await bench.take(notice("branches", "c1", order: "100", wide, minute: 1))
        #expect(try await bench.records().count == 1)
        try await bench.take(notice("branches", "c2", order: "100", [code: "A"]))
        try await bench.take(notice("branches", "c2", order: "100", [code: "B"], minute: 1))
        #expect(try await bench.records().count == 3)
    }

    @Test("An account that the configuration does not know is refused, and nothing is written")
    func unknownAccount() async throws {
        let bench = try Bench()
        defer { bench.remove() }
        await #expect(throws: ActError(problem: .noSuchAccount("elsewhere"))) {
            try await bench.take(
                notice("line", "c1", order: "100", [.detailNumber: "1"]),
                notice("elsewhere", "c2", order: "100")
            )
        }
        await #expect(throws: ActError(problem: .noSuchAccount("elsewhere"))) {
            try await bench.take([line("elsewhere", order: "100", "1")])
        }
        #expect(try await bench.records() == [])
    }
}
