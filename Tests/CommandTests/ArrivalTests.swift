import Foundation
import Testing

@Suite("What comes when, and what people then do", .timeLimit(.minutes(10)))
struct ArrivalTests {
    private func status(_ place: Workplace) async throws -> [String?] {
        let row = try await place.onlyCancellation()
        return [row.text("status"), row.text("reason")]
    }

    private func cancelledUnits(_ place: Workplace) async throws -> [Int?] {
        try await place.rows("orders").map { $0.number("cancelled_quantity") }
    }

    @Test("A cancellation that came before its order takes effect when the order is imported")
    func early() async throws {
        let place = try Workplace()
        try await place.take(claims: [Trade.claim()])
        #expect(try await status(place) == ["pending", "orderNotFound"])
        try await place.take(orders: Trade.order())
        #expect(try await status(place) == ["applied", "applied"])
        #expect(try await cancelledUnits(place) == [1])
    }

    @Test("One of two units leaves one open")
    func partial() async throws {
        let place = try Workplace()
        try await place.take(orders: Trade.order(quantity: 2), claims: [Trade.claim(quantity: "1")])
        let line = try #require(try await place.rows("orders").first)
        #expect(line.number("cancelled_quantity") == 1)
        #expect(line.number("open_quantity") == 1)
        #expect(line.truth("held") == true)
        let taken = try await place.onlyCancellation().list("applications")
        #expect(taken.count == 1)
        guard case .object(let application)? = taken.first else { return }
        #expect(Set(application.keys) == ["line_id", "quantity"])
        #expect(application["quantity"] == .number(1))
    }

    @Test("What was applied can be undone, and applied again by hand")
    func undoAndApply() async throws {
        let place = try Workplace()
        try await place.take(orders: Trade.order(), claims: [Trade.claim()])
        let undo = try await place.run("undo", "1", "--json")
        #expect(undo.code == 0)
        #expect(try undo.rows().map { $0.text("reason") } == ["undone"])
        #expect(try await cancelledUnits(place) == [0])
        let apply = try await place.run("apply", "1", "--reason", "통화로 확인", "--json")
        #expect(try apply.rows().map { $0.text("status") } == ["applied"])
        #expect(try await cancelledUnits(place) == [1])
        try #require(try await place.run("undo", "1", "--reason", "오류").code == 0)
        let notes = try await place.rows("activity").compactMap { $0.text("note") }
        #expect(Set(notes).isSuperset(of: ["통화로 확인", "오류"]))
    }

    @Test(
        "An undo names the other cancellation that takes the units at once, and so does the journal"
    )
    func handedOn() async throws {
        let place = try Workplace()
        let second = Trade.claim(quantity: "2", at: "\(Trade.claimDay) 11:00")
            .replacingOccurrences(of: "C-1", with: "C-2")
        try await place.take(
            orders: Trade.order(quantity: 2),
            claims: [Trade.claim(quantity: "2"), second]
        )
        let undo = try await place.run("undo", "1", "--reason", "wrong").output
        #expect(undo.contains("2 units given back · then cancelled at once for #2 (2 units)"))
        let activity = try await place.run("activity").output
        #expect(activity.contains("then cancelled at once for #2 (2 units)"))
        #expect(activity.contains("after #1 was undone"))
        place.language = "ko"
        let korean = try await place.run("activity").output
        #expect(korean.contains("이어서 취소: #2 2개") && korean.contains("#1 되돌림에 이어"))
        let back = try #require(try await place.run("undo", "2", "--json").rows().first)
        #expect(back.list("changes").count == 1 && back.list("others").isEmpty)
    }

    @Test("A cancellation can be dismissed, and the dismissal undone")
    func dismissAndUndo() async throws {
        let place = try Workplace()
        try await place.take(claims: [Trade.claim()])
        try #require(try await place.run("dismiss", "1", "--reason", "중복").code == 0)
        #expect(try await status(place) == ["dismissed", "dismissed"])
        try await place.take(orders: Trade.order())
        #expect(try await cancelledUnits(place) == [0])
        try #require(try await place.run("undo", "1").code == 0)
        #expect(try await status(place) == ["applied", "applied"])
    }

    @Test("What a withdrawal leaves to be done can be asked for, until it is restored")
    func toRestore() async throws {
        let place = try Workplace()
        let back = Trade.claim(state: "취소철회", at: "\(Trade.claimDay) 11:00")
        try await place.take(orders: Trade.order(), claims: [Trade.claim(), back])
        let filter = ["cancellations", "--status", "withdrawn", "--where", "취소수량>0"]
        let list = ["cancellations", "--status", "withdrawn"]
        #expect(try await place.run(filter + ["--json"]).rows().count == 1)
        #expect(try await place.run(list).output.contains("to restore"))
        #expect(try await place.run("undo", "1").code == 0)
        #expect(try await place.run(filter + ["--json"]).rows().isEmpty)
        #expect(try await place.run(list).output.contains("restored"))
    }

    @Test("A withdrawal that had taken nothing leaves nothing to do")
    func nothingToRestore() async throws {
        let place = try Workplace()
        let claims = [Trade.claim(state: "취소철회", at: "\(Trade.claimDay) 11:00")]
        try await place.take(orders: Trade.order(), claims: claims)
        let outcome = try await place.run("cancellations", "--status", "withdrawn")
        #expect(outcome.output.contains("nothing to do"))
    }

    @Test("A cancellation that was withdrawn after it was applied can be undone")
    func withdrawn() async throws {
        let place = try Workplace()
        let back = Trade.claim(state: "취소철회", at: "\(Trade.claimDay) 11:00")
        try await place.take(orders: Trade.order(), claims: [Trade.claim(), back])
        #expect(try await status(place) == ["withdrawn", "withdrawn"])
        #expect(try await cancelledUnits(place) == [1])
        try #require(try await place.run("undo", "1").code == 0)
        #expect(try await cancelledUnits(place) == [0])
    }

    @Test("Shipped lines are taken only when a person names them")
    func shipped() async throws {
        let place = try Workplace()
        try await place.take(orders: Trade.order(shipping: "배송"), claims: [Trade.claim()])
        #expect(try await place.run("apply", "1").code == 4)
        let line = try #require(try await place.rows("orders").first?.text("line_id"))
        #expect(try await place.run("apply", "1", "--line", line, "--units", "1").code == 0)
        #expect(try await cancelledUnits(place) == [1])
    }

    @Test(
        "An act that does not fit changes nothing and says why",
        arguments: [
            (["undo", "1"], 4), (["dismiss", "1", "--reason", ""], 4),
            (["apply", "1", "--line", "nothing"], 3), (["apply", "9"], 3), (["undo", "9"], 3),
            (["dismiss", "9", "--reason", "x"], 3), (["dismiss", "1"], 64),
            (["apply", "1", "--units", "0"], 64), (["apply", "one"], 64), (["undo"], 64),
        ] as [([String], Int32)]
    )
    func refused(words: [String], code: Int32) async throws {
        let place = try Workplace()
        try await place.take(
            orders: Trade.order(),
            claims: [Trade.claim(detail: "D-9")]
        )
        let outcome = try await place.run(words)
        #expect(outcome.code == code)
        #expect(outcome.output == "")
        #expect(outcome.problems != "")
        #expect(try await status(place) == ["pending", "keyDiffers"])
    }
}
