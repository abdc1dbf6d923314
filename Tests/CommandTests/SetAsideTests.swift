import Testing

@Suite("Rows that were set aside", .timeLimit(.minutes(10)))
struct SetAsideTests {
    @Test("They are named by the poll's result and by check until they are taken away")
    func named() async throws {
        let place = try Workplace(language: "ko")
        try place.drop(Trade.claim(quantity: "0"), at: "naverpay/claims.csv")
        try place.drop("판매처,주문번호,수량\n어디,N-9,1\nnaverpay,N-8,x\n", at: "orders/all.csv")
        try await place.run("sync", "naverpay")
        let again = try await place.run("sync")
        #expect(again.code == 0)
        #expect(again.output.contains("네이버페이: 정상 · 새 0건 · 따로 둔 1행"))
        #expect(again.lines.last?.hasSuffix("inbox/orders: 따로 둔 2행") == true)
        let rows = try await place.rows("sync")
        let counts = Dictionary(
            uniqueKeysWithValues: rows.map {
                ($0.text("account") ?? "", $0.number("set_aside_rows"))
            }
        )
        #expect(counts["naverpay"] == 1 && counts["orders"] == 2 && counts["coupang"] == 0)
        let check = try await place.rows("check")
        let rejected = try #require(check.first { $0.text("check") == "rejected" })
        #expect(rejected.text("level") == "warning")
        let value = try #require(rejected.text("value"))
        #expect(value.hasPrefix("naverpay 따로 둔 1행, orders 따로 둔 2행: 아직 반영되지 않았습니다."))
    }

    @Test("explain says of an order that such a row names it, whether the order is on file or not")
    func explained() async throws {
        let place = try Workplace()
        try await place.take(orders: Trade.order(), claims: [Trade.claim(number: "N-8")])
        try place.drop(Trade.claim(quantity: "0"), at: "naverpay/claims.csv")
        try place.drop("판매처,주문번호,수량\nnaverpay,N-8,x\n", at: "orders/all.csv")
        try await place.run("sync", "naverpay")
        let known = try await place.run("explain", "--order", "N-1")
        #expect(known.code == 0)
        #expect(known.output.contains("! A row that was set aside names this order (rejected/"))
        let row = try #require(try await place.rows("explain", "--order", "N-1").first)
        #expect(row.list("set_aside").count == 1)
        let unknown = try await place.run("explain", "--order", "N-8")
        #expect(unknown.code == 3)
        #expect(unknown.problems.contains("names this order (rejected/orders/all.csv."))
        #expect(unknown.problems.contains("the quantity 'x' is not a whole number"))
        let claim = try #require(try await place.rows("explain", "1").first)
        #expect(claim.text("reason") == "orderNotFound")
        #expect(claim.list("set_aside").count == 1)
        #expect(try await place.run("explain", "1").output.contains("rejected/orders/all.csv."))
    }

    @Test("They are told in the language of whoever asks, and by code")
    func languages() async throws {
        let place = try Workplace(language: "ko")
        try await place.take(orders: Trade.order(), claims: [])
        try place.drop(Trade.claim(quantity: "abc"), at: "naverpay/claims.csv")
        try await place.run("sync", "naverpay")
        let korean = try await place.run("explain", "--order", "N-1").output
        #expect(korean.contains("수량 'abc'"))
        place.language = "en"
        let english = try await place.run("pull-list", "--scan", "N-1").output
        #expect(english.contains("the quantity 'abc' is not a whole number"))
        #expect(!english.contains("정수"))
        let json = try await place.run("explain", "--order", "N-1", "--json").output
        #expect(json.contains(#""problem":"invalidQuantity""#))
        #expect(json.contains("the quantity 'abc' is not a whole number"))
    }

    @Test("A row that a program gave and that could not be taken in stops the scan as well")
    func programs() async throws {
        let place = try Workplace()
        try await place.take(orders: Trade.order(), claims: [])
        let row = #"{"order_no":"N-1","claim_id":"Q","state":"취소요청","quantity":"abc"}"#
        let script = try place.write("echo '\(row)'\n", to: "a.sh")
        try place.write(
            "connections: {naverpay: {command: [/bin/sh, \(script)]}}\n",
            to: "config/connections.yaml"
        )
        try await place.run("sync", "naverpay", "--since", Trade.orderDay)
        let scan = try await place.run("pull-list", "--scan", "N-1")
        #expect(scan.code == 6)
        #expect(scan.output.contains("STOP"))
    }

    @Test("A scan stops for a row of cancellations that names the order, and names all others")
    func scanned() async throws {
        let place = try Workplace()
        try await place.take(
            orders: Trade.order() + "naverpay,N-2,D-1,코트,1,접수,\(Trade.orderDay) 09:00\n"
        )
        _ = try await place.run("sync", "naverpay", "--since", Trade.orderDay)
        try place.drop(Trade.claim(quantity: "0"), at: "naverpay/claims.csv")
        try await place.run("sync", "naverpay")
        let named = try await place.run("pull-list", "--scan", "N-1")
        #expect(named.code == 6)
        #expect(named.output.contains("STOP"))
        #expect(named.output.contains("! A row that was set aside names this order (rejected/"))
        let row = try #require(
            try await place.run("pull-list", "--scan", "N-1", "--json").rows().first
        )
        #expect(row.text("verdict") == "check")
        #expect(row.list("set_aside").count == 1)
        let other = try await place.run("pull-list", "--scan", "N-2")
        #expect(other.code == 0)
        #expect(other.output.contains("OK TO SHIP"))
        #expect(other.output.contains("! 1 row set aside: they are not taken in"))
        #expect(
            try await place.rows("pull-list", "--scan", "N-2").first?.number("set_aside_rows") == 1
        )
        // Whoever asks about the order is not told that it may leave.
        let why = try await place.run("explain", "--order", "N-1").output
        #expect(why.contains("Before the parcel leaves, correct the row that was set aside"))
        #expect(!why.contains("Nothing to do"))
    }
}
