import Foundation
import Testing

@Suite("cancelsync import", .timeLimit(.minutes(10)))
struct ImportTests {
    /// A file of the fixtures, what it holds, and how many rows of it are good.
    struct Export: Sendable, CustomTestStringConvertible {
        let file: String
        let account: String?
        let rows: Int
        var testDescription: String { file }
    }

    @Test(
        "Order files of every form are taken in whole",
        arguments: [
            Export(file: "orders/cafe24-orders.csv", account: nil, rows: 3),
            Export(file: "orders/11st-orders.xls", account: nil, rows: 2),
            Export(file: "orders/coupang-orders.xlsx", account: nil, rows: 3),
            Export(file: "orders/smartstore-orders.xlsx", account: "스마트스토어", rows: 2),
            Export(file: "orders/auction-orders.csv", account: nil, rows: 2),
            Export(file: "orders/brandi-orders.csv", account: nil, rows: 3),
            Export(file: "orders/orders-of-several.csv", account: nil, rows: 3),
            Export(file: "orders/orders.jsonl", account: nil, rows: 2),
        ]
    )
    func orders(export: Export) async throws {
        let place = try Workplace()
        let account = export.account.map { ["--account", $0] } ?? []
        let outcome = try await place.run(
            ["import", "orders", Program.fixture(export.file), "--json"] + account
        )
        #expect(outcome.code == 0)
        #expect(try outcome.rows().map { $0.number("order_lines") } == [export.rows])
    }

    @Test(
        "Cancellation files of every form are taken in whole",
        arguments: [
            Export(file: "cancellations/cafe24-cancels.csv", account: nil, rows: 1),
            Export(file: "cancellations/11st-cancels.csv", account: nil, rows: 1),
            Export(file: "cancellations/auction-cancels.tsv", account: nil, rows: 2),
            Export(file: "cancellations/brandi-cancels.csv", account: nil, rows: 3),
            Export(file: "cancellations/coupang-stop-requests.csv", account: nil, rows: 3),
            Export(file: "cancellations/zigzag-cancels-utf16.txt", account: nil, rows: 1),
            Export(file: "cancellations/smartstore-cancels.xlsx", account: "네이버페이", rows: 2),
            Export(file: "cancellations/kakao-cancels.jsonl", account: "카카오톡스토어", rows: 2),
        ]
    )
    func cancellations(export: Export) async throws {
        let place = try Workplace()
        let account = export.account.map { ["--account", $0] } ?? []
        let outcome = try await place.run(
            ["import", "cancellations", Program.fixture(export.file), "--json"] + account
        )
        #expect(outcome.code == 0)
        #expect(try outcome.rows().map { $0.number("new_notices") } == [export.rows])
    }

    @Test("What was taken in before is not taken in again", arguments: ["same file", "a copy"])
    func twice(form: String) async throws {
        let place = try Workplace()
        try await place.take(orders: Trade.order(), claims: [Trade.claim()])
        let before = try await place.run("cancellations", "--json").output
        let file =
            form == "a copy"
            ? try place.write(Trade.claim(), to: "copy.csv")
            : place.folder.appending(path: "claims-0.csv").path
        let outcome = try await place.run(
            "import",
            "cancellations",
            file,
            "--account",
            "naverpay",
            "--json"
        )
        #expect(outcome.code == 0)
        #expect(try outcome.rows().map { $0.number("new_notices") } == [0])
        #expect(try await place.run("cancellations", "--json").output == before)
    }

    @Test(
        "A broken file is named with what is wrong, and ends with 2",
        arguments: [
            ("ragged.csv", "row 4"), ("unclosed-quote.csv", "quot"), ("bad-values.csv", "row 2"),
            ("bad-lines.jsonl", "row"), ("wrong-encoding.csv", "UTF-8"),
            ("lost-digits.xlsx", "digits"), ("damaged.xlsx", "damaged"),
            ("encrypted.xlsx", "password"), ("legacy.xls", "xlsx"), ("html.xls", "HTML"),
            ("bomb.xlsx", "limit"), ("empty.csv", "empty"), ("no-order-number.csv", "order number"),
            ("no-state.csv", "state"), ("duplicate-header.csv", "주문번호"),
        ]
    )
    func broken(file: String, words: String) async throws {
        let place = try Workplace()
        let outcome = try await place.run(
            "import",
            "cancellations",
            Program.fixture("broken/\(file)"),
            "--account",
            "coupang"
        )
        #expect(outcome.code == 2)
        #expect(outcome.problems.contains(file))
        #expect(outcome.problems.contains(words))
    }

    @Test("Bad rows are kept with file, row, column and reason, and the good ones go in")
    func rejectedRows() async throws {
        let place = try Workplace()
        let claims = Trade.claim() + "C-2,취소완료,N-2,D-2,두 개,\(Trade.claimDay) 10:00\n"
        let outcome = try await place.take(claims: [claims])[0]
        #expect(outcome.code == 2)
        #expect(outcome.problems.contains("\(place.inbox)/rejected"))
        #expect(try await place.rows("cancellations").count == 1)
        let kept = try #require(place.files(in: "rejected").first)
        let text = try String(contentsOfFile: "\(place.inbox)/rejected/\(kept)", encoding: .utf8)
        #expect(text.contains("claims-0.csv,3,수량,"))
        #expect(text.contains("C-2,취소완료,N-2,D-2,두 개"))
    }

    @Test("A file that cannot be opened ends with 1", arguments: ["/no/such.csv", "/tmp"])
    func unopened(path: String) async throws {
        let place = try Workplace()
        let outcome = try await place.run("import", "orders", path)
        #expect(outcome.code == 1)
        #expect(outcome.output == "")
        let words = ["cannot be read", "is not a regular file"]
        #expect(words.contains(where: outcome.problems.contains))
    }

    @Test("The files that can be read go in beside one that cannot")
    func mixed() async throws {
        let place = try Workplace()
        let good = try place.write(Trade.order(), to: "good.csv")
        let outcome = try await place.run("import", "orders", "/no/such.csv", good)
        #expect(outcome.code == 2)
        #expect(try await place.rows("orders").count == 1)
    }

    @Test("A claim ends as the file says that it went on, also where its request has no time")
    func furthestState() async throws {
        let place = try Workplace()
        try await place.run(
            "import",
            "cancellations",
            Program.fixture("cancellations/kakao-cancels.jsonl"),
            "--account",
            "kakao-talkstore"
        )
        #expect(try await place.onlyCancellation().text("state") == "결제취소완료")
        let told = try await place.run("explain", "1")
        let request = try #require(told.lines.firstIndex { $0.contains("결제취소예정") })
        let done = try #require(told.lines.lastIndex { $0.contains("결제취소완료") })
        #expect(request < done)
    }

    @Test("Rows without an account are refused, and the reason says how to name one")
    func noAccount() async throws {
        let place = try Workplace()
        let outcome = try await place.run(
            "import",
            "cancellations",
            Program.fixture("cancellations/kakao-cancels.jsonl")
        )
        #expect(outcome.code == 2)
        #expect(outcome.problems.contains("--account"))
    }
}
