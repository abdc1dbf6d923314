import Foundation
import Testing

@Suite("What is said of a part of what there is", .timeLimit(.minutes(10)))
struct PartTests {
    @Test(
        "A line or an account that an order does not have is told from an order that is not there",
        arguments: [["--line", "nosuch"], ["--account", "옥션"]]
    )
    func unknownLine(words: [String]) async throws {
        let place = try Workplace()
        try await place.take(orders: Trade.order())
        let outcome = try await place.run(["explain", "--order", "N-1"] + words)
        #expect(outcome.code == 3)
        #expect(outcome.problems.contains("order 'N-1' has no such line. On file: 네이버페이 "))
        let other = try await place.run("explain", "--order", "N-9")
        #expect(other.problems.contains("no order line has the order number 'N-9'"))
    }

    @Test("An import of orders says nothing of cancellations, unless it decides some")
    func importedOrders() async throws {
        let place = try Workplace()
        let outcomes = try await place.take(orders: Trade.order("D-1 D-2"))
        #expect(outcomes[0].output.contains("1 file · 2 order lines"))
        #expect(!outcomes[0].output.contains("0 new"))
    }

    @Test("Tables of orders and cancellations have every key field", arguments: ["en", "ko"])
    func keyFields(language: String) async throws {
        let place = try Workplace(language: language)
        try await place.take(orders: Trade.order("D-1"), claims: [Trade.claim()])
        for list in ["orders", "cancellations", "pull-list"] {
            let words = ["export", list, "--format", "csv", "-o", "-"]
            let text = try await place.run(words).output
            let rows = text.split(whereSeparator: \.isNewline).map {
                $0.split(separator: ",", omittingEmptySubsequences: false)
            }
            try #require(rows.count == 2, "\(text)")
            let title = language == "en" ? "detail_no" : "주문상세번호"
            let column = try #require(rows[0].firstIndex { $0 == title })
            #expect(rows[1][column] == "D-1")
            #expect(rows[0].last == "code30" && rows[0].count == rows[1].count)
        }
    }

    @Test("An export says as an object where it is, or prints the list")
    func export() async throws {
        let place = try Workplace()
        try await place.take(orders: Trade.order("D-1 D-2"))
        let file = place.folder.appending(path: "orders.csv").path
        let row = try #require(try await place.rows("export", "orders", "-o", file).first)
        #expect(row.text("path") == file && row.number("rows") == 2 && row.truth("more") == false)
        let printed = try await place.rows("export", "orders", "-o", "-")
        #expect(printed.map { $0.text("order_no") } == ["N-1", "N-1"])
        let other = ["export", "orders", "-o", "-", "--format", "csv", "--json"]
        #expect(try await place.run(other).code == 64)
    }
}
