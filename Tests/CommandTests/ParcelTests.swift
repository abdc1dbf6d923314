import Foundation
import Testing

@Suite("The pull list, one order, and the journal", .timeLimit(.minutes(10)))
struct ParcelTests {
    /// A line with a label that is cancelled, and one in the same parcel that is not.
    private static func place() async throws -> Workplace {
        let place = try Workplace()
        try await place.take(
            orders: """
                account,line_id,order_no,detail_no,product_name,quantity,shipping,tracking_no
                naverpay,L-1,N-1,D-1,coat,2,labeled,680100001
                naverpay,L-2,N-1,D-2,scarf,1,labeled,680100001

                """,
            claims: [Trade.claim(quantity: "1")]
        )
        return place
    }

    @Test("What is on hold and has not left is listed")
    func list() async throws {
        let rows = try await Self.place().rows("pull-list")
        #expect(rows.map { $0.text("line_id") } == ["L-1"])
        #expect(rows.first?.text("urgency") == "labeled")
        #expect(rows.first?.text("tracking_no") == "680100001")
    }

    @Test(
        "A number is answered with whether the parcel may leave",
        arguments: [("680100001", "pullPart", 0), ("N-1", "pullPart", 0), ("4711", "notFound", 3)]
            as [(String, String, Int32)]
    )
    func scan(number: String, verdict: String, code: Int32) async throws {
        let place = try await Self.place()
        _ = try await place.run("sync", "naverpay")
        let outcome = try await place.run("pull-list", "--scan", number, "--json")
        #expect(outcome.code == code)
        #expect(try outcome.rows().map { $0.text("verdict") } == [verdict])
    }

    @Test(
        "A scanned barcode finds the parcel whose number the file writes in groups",
        arguments: [("6800-7777-0001", "680077770001"), ("680077770001", "6800 7777 0001")]
    )
    func groupedNumber(written: String, scanned: String) async throws {
        let place = try Workplace()
        try await place.take(
            orders: """
                account,line_id,order_no,detail_no,quantity,shipping,tracking_no
                naverpay,L-1,N-1,D-1,1,labeled,\(written)

                """,
            claims: [Trade.claim()]
        )
        let outcome = try await place.run("pull-list", "--scan", scanned, "--json")
        #expect(try outcome.rows().map { $0.text("verdict") } == ["pull"])
        for filter in ["tracking:\"\(scanned)\"", "tracking~\"\(scanned)\""] {
            let rows = try await place.rows("pull-list", "--where", filter)
            #expect(rows.map { $0.text("tracking_no") } == ["680077770001"])
        }
        #expect(try await place.rows("orders", "--where", "tracking:\"\(scanned)\"").count == 1)
    }

    @Test(
        "A cancellation that is not decided keeps the parcel, with an exit code of its own",
        arguments: [
            ("D-9", "접수", "N-1", "keyDiffers"), ("D-1", "배송", "N-1", "shipped"),
            ("", "접수", "N-1", "keyMissingInCancellation"), ("D-1", "접수", "N-2", "orderNotFound"),
        ]
    )
    func undecided(
        detail: String,
        shipping: String,
        number: String,
        reason: String
    ) async throws {
        let place = try Workplace()
        let claim = Trade.claim(detail: detail, number: number)
        try await place.take(orders: Trade.order(shipping: shipping), claims: [claim])
        let outcome = try await place.run("pull-list", "--scan", number, "--json")
        #expect(outcome.code == 6)
        let row = try #require(try outcome.rows().first)
        #expect(row.text("verdict") == "check")
        #expect(row.list("waiting").count == 1)
        #expect(outcome.output.contains(reason))
        let text = try await place.run("pull-list", "--scan", number)
        #expect(text.code == 6)
        #expect(text.output.contains("STOP"))
    }

    @Test("A claim of the number that an order had before its exchange keeps the new one's parcel")
    func exchanged() async throws {
        let place = try Workplace()
        try await place.take(
            orders: """
                account,line_id,order_no,detail_no,quantity,shipping,original_order_no
                naverpay,L-2,N-2,D-1,1,labeled,N-1

                """,
            claims: [Trade.claim()]
        )
        _ = try await place.run("sync", "naverpay", "--since", Trade.orderDay)
        func expectStop() async throws {
            let outcome = try await place.run("pull-list", "--scan", "N-2")
            #expect(outcome.code == 6)
            #expect(outcome.output.contains("STOP"))
            #expect(outcome.output.contains("check L-2"), "\(outcome.output)")
        }
        try await expectStop()
        let why = try await place.run("explain", "--order", "N-2").output
        #expect(why.contains("names order N-1, which this one replaced"), "\(why)")
        #expect(!why.contains("the parcel can leave"))
        _ = try await place.run("apply", "1", "--line", "L-2")
        _ = try await place.run("undo", "1")
        try await expectStop()
        _ = try await place.run("dismiss", "1", "--reason", "kept")
        #expect(try await place.run("pull-list", "--scan", "N-2").code == 0)
    }

    @Test("What is to be taken out does not hide what is not decided of the rest")
    func undecidedRest() async throws {
        let place = try Workplace()
        let other = Trade.claim(detail: "D-9").replacingOccurrences(of: "C-1", with: "C-2")
        try await place.take(
            orders: Trade.order("D-1 D-2", shipping: "송장"),
            claims: [Trade.claim(), other]
        )
        _ = try await place.run("sync", "naverpay", "--since", Trade.orderDay)
        let scan = ["pull-list", "--scan", "N-1"]
        for (words, verdict) in [(scan, "pullPart"), (scan + ["--pulled"], "check")] {
            let outcome = try await place.run(words + ["--json"])
            let row = try #require(try outcome.rows().first)
            #expect(outcome.code == 6)
            #expect(row.text("verdict") == verdict)
            #expect(row.truth("undecided") == true)
        }
        _ = try await place.run(scan + ["--put-back"])
        let text = try await place.run(scan).output
        #expect(text.contains("PULL PART OF IT · CHECK THE REST FIRST"), "\(text)")
        _ = try await place.run("dismiss", "2", "--reason", "kept")
        let decided = try await place.run(scan)
        #expect(decided.code == 0)
        #expect(!decided.output.contains("CHECK"))
    }

    @Test("What is left of a line is in doubt while another claim may mean it")
    func undecidedRestOfLine() async throws {
        let place = try Workplace()
        let other = Trade.claim(detail: "").replacingOccurrences(of: "C-1", with: "C-2")
        try await place.take(
            orders: Trade.order(quantity: 2),
            claims: [Trade.claim(quantity: "1"), other]
        )
        _ = try await place.run("sync", "naverpay", "--since", Trade.orderDay)
        let outcome = try await place.run("pull-list", "--scan", "N-1")
        #expect(outcome.code == 6)
        #expect(outcome.output.contains("take out 코트 · 1 of 2 cancelled, 1 open"))
        #expect(outcome.output.contains("check 코트 · 1 of 2 cancelled, 1 open"))
    }

    @Test("A cancellation that is recorded only keeps no parcel")
    func ignored() async throws {
        let place = try Workplace()
        let claim = Trade.claim(state: "처음 보는 상태")
        try await place.take(orders: Trade.order(), claims: [claim])
        _ = try await place.run("sync", "naverpay", "--since", Trade.orderDay)
        let outcome = try await place.run("pull-list", "--scan", "N-1", "--json")
        #expect(outcome.code == 0)
        #expect(try outcome.rows().map { $0.text("verdict") } == ["ship"])
    }

    @Test("A parcel stays while its account's cancellations may lie unread")
    func unread() async throws {
        let place = try Workplace()
        try await place.take(orders: Trade.order())
        func expect(_ reason: String?, saying words: String) async throws {
            let outcome = try await place.run("pull-list", "--scan", "N-1", "--json")
            let row = try #require(try outcome.rows().first)
            #expect(outcome.code == (reason == nil ? 0 : 6))
            #expect(row.text("verdict") == (reason == nil ? "ship" : "check"))
            #expect(row.list("unread").count == (reason == nil ? 0 : 1))
            #expect(reason.map { outcome.output.contains("\"\($0)\"") } ?? true)
            let text = try await place.run("pull-list", "--scan", "N-1").output
            #expect(text.contains(words))
        }
        try await expect("accountNotPolledSince", saying: "has not been polled since the order")
        _ = try await place.run("sync", "naverpay", "--since", Trade.orderDay)
        try await expect(nil, saying: "OK TO SHIP")
        try place.drop("<html><body>login</body></html>", at: "naverpay/cancels.xls")
        _ = try await place.run("sync", "naverpay")
        try await expect("accountFailing", saying: "failed in a row")
        _ = try await place.run("pause", "naverpay")
        try await expect("accountPaused", saying: "is paused")
    }

    @Test("What was pulled leaves the list and can be put back, with two journal entries")
    func pulled() async throws {
        let place = try await Self.place()
        _ = try await place.run("sync", "naverpay")
        let scan = ["pull-list", "--scan", "680100001"]
        #expect(try await place.run(scan + ["--pulled"]).code == 0)
        #expect(try await place.rows("pull-list").isEmpty)
        #expect(
            try await place.rows("pull-list", "--scan", "N-1").map { $0.text("verdict") }
                == ["pulled"]
        )
        #expect(try await place.run(scan + ["--put-back"]).code == 0)
        #expect(try await place.rows("pull-list").count == 1)
        let entries = try await place.rows("activity", "--limit", "2")
        #expect(entries.map { $0.text("act") } == ["returnToPullList", "pull"])
        #expect(entries.allSatisfy { $0.text("actor") != nil })
        #expect(try await place.run("check").code == 0)
    }

    @Test("What is cancelled and leaves all the same is on top until it is back")
    func recall() async throws {
        let place = try await Self.place()
        let shipped = """
            account,line_id,order_no,shipping
            naverpay,L-1,N-1,shipped

            """
        try await place.take(orders: shipped)
        _ = try await place.run("sync", "naverpay")
        #expect(try await place.rows("pull-list").map { $0.text("urgency") } == ["recall"])
        let explained = try await place.run("explain", "--order", "N-1").output
        #expect(explained.contains("recall the parcel"))
        let scan = ["pull-list", "--scan", "N-1"]
        #expect(try await place.run(scan).output.contains("RECALL"))
        #expect(try await place.run(scan + ["--pulled"]).code == 0)
        #expect(try await place.rows("pull-list").isEmpty)
        let last = try await place.rows("activity", "--limit", "1")
        #expect(last.map { $0.text("act") } == ["recall"])
        #expect(try await place.run(scan).output.contains("BACK ALREADY"))
        #expect(try await place.run(scan + ["--put-back"]).output.contains("RECALL IT"))
        let again = try await place.run(
            "activity",
            "--limit",
            "1",
            "--where",
            "act:returnToRecall"
        )
        #expect(again.output.contains("not recalled"))
        #expect(try await place.run("check").code == 0)
    }

    @Test("The last order of an account is the newest, also when an older one comes in after it")
    func lastOrder() async throws {
        let place = try Workplace()
        try await place.take(orders: Trade.order())
        let older = Trade.order(number: "N-0")
            .replacingOccurrences(of: Trade.orderDay, with: Trade.day(-15))
        try await place.take(orders: older)
        let keys = try place.write("/ naverpay Enter Enter", to: "keys")
        let outcome = try await place.run(
            "console",
            "--dump-screen",
            "-",
            "--size",
            "120x40",
            "--keys",
            keys
        )
        let line = outcome.output.split(separator: "\n").first { $0.contains("Last order") }
        #expect(line?.contains(Trade.orderDay.suffix(5)) == true, "\(outcome)")
    }

    @Test("The journal is listed for one account or all")
    func activity() async throws {
        let place = try await Self.place()
        #expect(try await place.rows("activity").contains { $0.text("act") == "decide" })
        #expect(try await place.rows("activity", "--account", "auction").isEmpty)
    }

    @Test("An order has its lines with why, every notice, and what happened")
    func order() async throws {
        let place = try await Self.place()
        let row = try #require(try await place.rows("orders", "--order", "N-1").first)
        #expect(row.list("lines").count == 2)
        #expect(row.list("notices").count == 1)
        #expect(!row.list("journal").isEmpty)
        let text = try await place.run("orders", "--order", "N-1").output
        #expect(text.contains("1 of 2 units cancelled"))
        #expect(try await place.run("orders", "--order", "nothing").code == 3)
    }

    @Test("Marking needs a number", arguments: [["--pulled"], ["--put-back"]])
    func usage(options: [String]) async throws {
        #expect(try await Workplace().run(["pull-list"] + options).code == 64)
    }
}
