import Foundation
import Testing

@Suite("The lists", .timeLimit(.minutes(10)))
struct ListTests {
    @Test("The catalogue has 43 marketplaces, each with the documented members")
    func marketplaces() async throws {
        let rows = try await Workplace().rows("marketplaces")
        #expect(rows.count == 43)
        #expect(Set(rows.map { $0.text("id") }).count == 43)
        let required: Set = [
            "id", "name", "aliases", "cancel_states", "match", "poll_interval_minutes", "missing",
        ]
        #expect(rows.filter { !required.isSubset(of: $0.names) } == [])
        #expect(rows.filter { !$0.list("missing").isEmpty }.count == 9)
        #expect(rows.allSatisfy { (10...30).contains($0.number("poll_interval_minutes") ?? 0) })
    }

    @Test(
        "A marketplace is found by id, name or alias",
        arguments: [
            ("coupang", "coupang"), ("쿠팡", "coupang"), ("G마켓", "gmarket"),
            ("스마트스토어", "storefarm"), ("COUPANG", "coupang"),
        ]
    )
    func names(name: String, id: String) async throws {
        #expect(try await Workplace().rows("marketplaces", name).map { $0.text("id") } == [id])
    }

    @Test("The configuration changes the list and adds accounts")
    func configured() async throws {
        let place = try Workplace()
        try place.write(
            """
            marketplaces:
              - id: coupang
                poll_interval_minutes: 15
            accounts:
              - { id: coupang-2, marketplace: coupang, name: 쿠팡 2호점 }
            """,
            to: "config/marketplaces.yaml"
        )
        let row = try #require(try await place.rows("marketplaces", "coupang").first)
        #expect(row.number("poll_interval_minutes") == 15)
        #expect(row.list("accounts") == [.text("coupang"), .text("coupang-2")])
        #expect(try await place.rows("sync", "쿠팡 2호점").first?.text("account") == "coupang-2")
    }

    @Test("Listing marketplaces makes no store")
    func noStore() async throws {
        let place = try Workplace()
        try await place.run("marketplaces")
        #expect(!FileManager.default.fileExists(atPath: place.store))
    }

    @Test("A cancellation has the documented members")
    func cancellationMembers() async throws {
        let place = try Workplace()
        try await place.take(orders: Trade.order(), claims: [Trade.claim()])
        let row = try await place.onlyCancellation()
        let required: Set = [
            "id", "account", "claim_id", "state", "status", "reason", "applications",
        ]
        #expect(required.subtracting(row.names) == [])
        #expect(row.text("claim_id") == "C-1")
        #expect(row.text("state") == "취소완료")
    }

    @Test("An order line has its keys under the names of the rule language")
    func orderMembers() async throws {
        let place = try Workplace()
        try await place.take(orders: Trade.order())
        let row = try #require(try await place.rows("orders").first)
        let required: Set = [
            "account", "line_id", "order_no", "detail_no", "product_name", "quantity", "shipping",
            "cancelled_quantity", "open_quantity", "held",
        ]
        #expect(required.subtracting(row.names) == [])
    }

    @Test(
        "A list is narrowed by status, account, beginning and number",
        arguments: [
            (["--status", "pending"], 3), (["--status", "applied"], 0), (["--account", "쿠팡"], 1),
            (["--find", "N-"], 2), (["--find", "zzz"], 0), (["--limit", "2"], 2), ([], 3),
        ] as [([String], Int)]
    )
    func narrowed(words: [String], count: Int) async throws {
        let place = try Workplace()
        try await place.take(claims: [
            Trade.claim() + "C-2,취소완료,N-2,D-1,,\(Trade.claimDay) 10:00\n"
        ])
        let other = try place.write(Trade.claim(state: "출고중지요청", number: "K-1"), to: "k.csv")
        try await place.run("import", "cancellations", other, "--account", "coupang")
        let outcome = try await place.run(["cancellations", "--json"] + words)
        #expect(outcome.code == 0)
        #expect(outcome.lines.count == count)
    }

    @Test(
        "A list of cancellations is sorted as asked, either way",
        arguments: zip(
            [
                ["--sort", "order"], ["--sort", "order", "--reverse"], ["--sort", "claim"],
                ["--sort", "requested", "--status", "pending"], ["--reverse"], ["--sort", "due"],
                ["--sort", "requested", "--reverse", "--where", "status:pending,held"],
                ["--sort", "requested", "--where", "-status:applied"],
            ],
            [
                ["C-1", "C-2"], ["C-2", "C-1"], ["C-1", "C-2"], ["C-2", "C-1"], ["C-1", "C-2"],
                ["C-2", "C-1"], ["C-1", "C-2"], ["C-2", "C-1"],
            ]
        )
    )
    func sorted(words: [String], claims: [String]) async throws {
        let place = try Workplace()
        try await place.take(claims: [
            Trade.claim() + "C-2,취소완료,N-2,D-1,,\(Trade.claimDay) 09:00\n"
        ])
        let outcome = try await place.run(["cancellations", "--json"] + words)
        let rows = try outcome.rows()
        #expect(rows.map { $0.text("claim_id") } == claims)
    }

    @Test(
        "Order lines, the pull list and the journal are narrowed and sorted too",
        arguments: [
            (["orders", "--sort", "order", "--reverse"], ["N-3", "N-2", "N-1"]),
            (["orders", "--sort", "arrival"], ["N-3", "N-2", "N-1"]),
            (["orders", "--sort", "account", "--where", "option~블랙"], ["N-2"]),
            (["orders", "--sort", "arrival", "--find", "N-", "--limit", "1"], ["N-1"]),
            (["pull-list", "--sort", "order", "--reverse"], ["N-2", "N-1"]),
            (["pull-list", "--where", "option~블랙"], ["N-2"]),
            (["pull-list", "--find", "N-1", "--account", "naverpay"], ["N-1"]),
            (["activity", "--where", "act:decide order:N-2"], ["N-2"]),
            (["activity", "--find", "N-1", "--where", "who:자동"], ["N-1"]),
            (["activity", "--where", "who:kim"], []),
            (["activity", "--sort", "time", "--where", "act:decide"], ["N-2", "N-1"]),
            (["activity", "--reverse", "--where", "act:decide"], ["N-1", "N-2"]),
            (["activity", "--where", "-order:N-1,N-3 act:decide"], ["N-2"]),
        ] as [([String], [String])]
    )
    func otherLists(words: [String], orders: [String]) async throws {
        let place = try Workplace()
        let header = "판매처,주문번호,주문상세번호,상품명,옵션,수량,배송상태,주문일시\n"
        let lines = ["흰색", "블랙", "흰색"].enumerated().map {
            "naverpay,N-\($0 + 1),D-1,코트,\($1),1,송장,\(Trade.orderDay) 09:00\n"
        }
        let claim = "C-2,취소완료,N-2,D-1,,\(Trade.claimDay) 09:00\n"
        try await place.take(orders: header + lines.joined(), claims: [Trade.claim() + claim])
        let outcome = try await place.run(words + ["--json"])
        #expect(outcome.code == 0)
        #expect(try outcome.rows().map { $0.text("order_no") } == orders)
    }

    @Test("A list longer than a page is printed whole, each row once")
    func pages() async throws {
        let place = try Workplace()
        let lines = (1...1203).map { "naverpay,N-\($0),D-1,코트,1,접수,\(Trade.orderDay) 09:00\n" }
        let header = "판매처,주문번호,주문상세번호,상품명,수량,배송상태,주문일시\n"
        try await place.take(orders: header + lines.joined())
        let rows = try await place.rows("orders")
        #expect(rows.count == 1203)
        #expect(Set(rows.map { $0.text("order_no") }).count == 1203)
        #expect(try await place.run("orders").lines.count == 1204)
    }

    @Test(
        "Few lines among many that have a word are listed in order, up to the limit, and exported"
    )
    func words() async throws {
        let place = try Workplace()
        let numbers = (0..<25_000).map { 100_000 + $0 * 7919 % 25_000 }
        let lines = numbers.enumerated().map { position, number in
            let option = position % 5000 == 0 ? "한정 블랙" : "흰색"
            return "naverpay,N-\(number),D-1,코트,\(option),1,접수,\(Trade.orderDay) 09:00\n"
        }
        let header = "판매처,주문번호,주문상세번호,상품명,옵션,수량,배송상태,주문일시\n"
        try await place.take(orders: header + lines.joined())
        let wanted = stride(from: 0, to: 25_000, by: 5000).map { "N-\(numbers[$0])" }.sorted()
        let filter = ["--where", "option~블랙"]
        func orders(_ words: [String]) async throws -> [String?] {
            try await place.run(words + filter).rows().map { $0.text("order_no") }
        }
        #expect(try await orders(["orders", "--json"]) == wanted)
        #expect(try await orders(["orders", "--json", "--limit", "3"]) == Array(wanted.prefix(3)))
        let export = ["export", "orders", "--format", "jsonl", "-o", "-"]
        #expect(try await orders(export) == wanted)
        #expect(try await place.run(["orders"] + filter).lines.count == 1 + wanted.count)
    }

    @Test("Text from outside reaches the terminal without its control characters")
    func cleaned() async throws {
        let place = try Workplace()
        let order = Trade.order().split(separator: "코트").joined(separator: "코\u{1B}[2J\u{202E}트")
        try await place.take(orders: order)
        let table = try await place.run("orders").output
        #expect(!table.unicodeScalars.contains { $0 == "\u{1B}" || $0 == "\u{202E}" })
        #expect(table.contains("naverpay"))
    }

    @Test("Titles are in the language that was asked for", arguments: [("ko", "번호"), ("en", "id")])
    func titles(language: String, title: String) async throws {
        let place = try Workplace(language: language)
        try await place.take(claims: [Trade.claim()])
        #expect(try await place.run("cancellations").lines.first?.hasPrefix("\(title)  ") == true)
    }

    @Test(
        "What may have been applied is not sorted by request, and what to do is said",
        arguments: [
            ["cancellations", "--sort", "requested", "--reverse"],
            ["cancellations", "--sort", "requested", "--where", "상태:적용,보류"],
            ["export", "cancellations", "--status", "applied", "--sort", "requested", "-o", "-"],
        ]
    )
    func requestedOfApplied(words: [String]) async throws {
        let outcome = try await Workplace().run(words)
        #expect(outcome.code == 64)
        #expect(outcome.problems.contains("-status:applied"))
    }

    @Test(
        "Words that are no value of an option end with 64",
        arguments: [
            ["cancellations", "--status", "bogus"], ["cancellations", "--limit", "0"],
            ["cancellations", "--sort", "colour"],
            ["orders", "--sort", "claim"], ["activity", "--sort", "act"],
            ["pull-list", "--sort", "requested"],
            ["pull-list", "--scan", "1", "--sort", "order"],
            ["export", "orders", "--sort", "urgency", "-o", "x.csv"],
            ["export", "activity", "--sort", "order", "-o", "x.csv"],
            ["orders", "--limit", "-1"], ["orders", "--lang", "fr"], ["orders", "--store", ""],
            ["import", "parcels", "x.csv"], ["import", "orders"], ["explain"],
            ["explain", "1", "--order", "2"], ["demo", "--speed", "0"],
        ]
    )
    func wrongUsage(words: [String]) async throws {
        let place = try Workplace()
        let outcome = try await place.start(Program.path, words).outcome()
        #expect(outcome.code == 64)
        #expect(outcome.problems.hasPrefix("Error: "))
    }

    @Test(
        "An unknown account ends with 3",
        arguments: [["cancellations"], ["orders"], ["explain", "--order", "N-1"]]
    )
    func unknownAccount(words: [String]) async throws {
        let outcome = try await Workplace().run(words + ["--account", "coupan"])
        #expect(outcome.code == 3)
    }

    @Test(
        "A file's name that ends as another format is refused, with the valid endings",
        arguments: [
            (["x.pdf"], ".csv, .xlsx, .jsonl"), (["x.xls"], ".csv, .xlsx, .jsonl"),
            (["x.xlsx", "--format", "csv"], "does not go with"),
        ]
    )
    func ending(words: [String], message: String) async throws {
        let place = try Workplace()
        var words = words
        words[0] = place.folder.appending(path: words[0]).path
        let outcome = try await place.run(["export", "orders", "--output"] + words)
        #expect(outcome.code == 64)
        #expect(outcome.problems.contains(message))
        #expect(!FileManager.default.fileExists(atPath: words[0]))
    }

    @Test("A name without an ending that means anything is taken", arguments: ["x", "x.2026"])
    func plainName(name: String) async throws {
        let place = try Workplace()
        let path = place.folder.appending(path: name).path
        let outcome = try await place.run(["export", "orders", "--output", path])
        #expect(outcome.code == 0)
        #expect(FileManager.default.fileExists(atPath: path))
    }
}
