import Testing

@Suite("The parcel of what nobody decided of a claim", .timeLimit(.minutes(10)))
struct RestOfClaimTests {
    /// Lines of an order at 옥션 or 패션플러스, where the order number alone is the key.
    private static func lines(of account: String, _ lines: String...) -> String {
        "account,line_id,order_no,quantity,shipping,tracking_no\n"
            + lines.map { "\(account),\($0)\n" }.joined()
    }

    private static func claim(_ quantity: String, state: String = "취소완료") -> String {
        "claim_id,주문상태,주문번호,수량\nC-1,\(state),A-2,\(quantity)\n"
    }

    private func expectStop(_ place: Workplace, _ tracking: String, left: Int) async throws {
        let scan = try await place.run("pull-list", "--scan", tracking, "--json")
        #expect(scan.code == 6)
        #expect(try scan.rows().first?.text("verdict") == "check")
        let row = try await place.onlyCancellation()
        #expect(row.text("status") == "held")
        #expect(row.number("unapplied_quantity") == left)
        let why = try await place.run("explain", "1").output
        #expect(why.contains("\(left) unit\(left == 1 ? "" : "s") left"), "\(why)")
    }

    @Test("A shipped line that comes back stops the scan", arguments: ["", "5"])
    func comesBack(quantity: String) async throws {
        let place = try Workplace()
        let orders = Self.lines(
            of: "auction",
            "L1,A-2,3,received,T1",
            "L2,A-2,2,shipped,T2"
        )
        try await place.take(orders: orders, claims: [Self.claim(quantity)], of: "auction")
        #expect(try await place.run("apply", "1").code == 0)
        try await place.take(orders: Self.lines(of: "auction", "L2,A-2,2,labeled,T2"))
        _ = try await place.run("sync", "auction", "--since", Trade.orderDay)
        try await expectStop(place, "T2", left: 2)
        #expect(try await place.run("apply", "1").code == 0)
        #expect(try await place.run("pull-list", "--scan", "T2").output.contains("PULL IT"))
        #expect(try await place.onlyCancellation().text("status") == "applied")
    }

    @Test("A line that comes after the claim was confirmed stops the scan until it is dismissed")
    func comesLater() async throws {
        let place = try Workplace()
        try await place.take(
            orders: Self.lines(of: "fashionplus", "L1,A-2,1,received,T1"),
            claims: [Self.claim("", state: "취소거부")],
            of: "fashionplus"
        )
        #expect(try await place.run("apply", "1").code == 0)
        try await place.take(orders: Self.lines(of: "fashionplus", "L2,A-2,1,labeled,T2"))
        _ = try await place.run("sync", "fashionplus", "--since", Trade.orderDay)
        try await expectStop(place, "T2", left: 1)
        #expect(try await place.run("dismiss", "1", "--reason", "kept").code == 0)
        #expect(try await place.run("pull-list", "--scan", "T2").output.contains("OK TO SHIP"))
    }

    @Test("Units that were left by hand stop the scan")
    func takenInPart() async throws {
        let place = try Workplace()
        try await place.take(
            orders: Self.lines(of: "auction", "L2,A-2,5,received,T2"),
            claims: [Self.claim("")],
            of: "auction"
        )
        _ = try await place.run("undo", "1")
        _ = try await place.run("apply", "1", "--line", "L2", "--units", "1")
        _ = try await place.run("sync", "auction", "--since", Trade.orderDay)
        _ = try await place.run("pull-list", "--scan", "T2", "--pulled")
        try await expectStop(place, "T2", left: 4)
    }
}
