import FeedConnectors
import MatchingCore
import SyncInterfaces
import Testing

@Suite("Broken files", .timeLimit(.minutes(10)))
struct BrokenFileTests {
    private typealias Problem = FeedError.Problem

    private static let wholeFiles: [(String, FeedError.Problem)] = [
        ("encrypted.xlsx", .unsupportedFormat(.encryptedWorkbook)),
        ("legacy.xls", .unsupportedFormat(.legacyWorkbook)),
        ("html.xls", .unsupportedFormat(.htmlTable)),
        ("empty.csv", .emptyFile),
        ("wrong-encoding.csv", .unknownEncoding),
        ("no-order-number.csv", .missingColumn(.key(.orderNumber))),
        ("no-state.csv", .missingColumn(.state)),
        ("duplicate-header.csv", .duplicateColumn(.key(.orderNumber), "주문번호")),
    ]

    @Test("A file that cannot be read is named as what it is, and set aside", arguments: wholeFiles)
    func unreadable(file: String, problem: FeedError.Problem) async throws {
        let place = try Workplace()
        try place.drop(try Sample.fixture("broken/\(file)"), "coupang/\(file)")
        let report = try await place.readCancellations()
        #expect(report.problems.map(\.problem) == [problem])
        #expect(report.problems.first?.location.file == file)
        #expect(
            place.files() == ["rejected/coupang/\(file)", "rejected/coupang/\(file).reason.txt"]
        )
        #expect(try place.text(of: "rejected/coupang/\(file).reason.txt") == "\(problem)\n")
    }

    @Test("A workbook that unpacks to too much is refused")
    func bomb() async throws {
        let place = try Workplace()
        try place.drop(try Sample.fixture("broken/bomb.xlsx"), "coupang/bomb.xlsx")
        let report = try await place.readCancellations()
        guard case .exceedsLimit = report.problems.first?.problem else {
            Issue.record("\(report.problems)")
            return
        }
        #expect(await place.store.batches == 0)
    }

    @Test("A workbook that is cut off is refused as a whole")
    func damaged() async throws {
        let place = try Workplace()
        try place.drop(try Sample.fixture("broken/damaged.xlsx"), "coupang/damaged.xlsx")
        let report = try await place.readCancellations()
        guard case .damagedFile = report.problems.first?.problem else {
            Issue.record("\(report.problems)")
            return
        }
        #expect(await place.store.batches == 0)
    }

    @Test("A file with a header and no rows is taken without any")
    func headerOnly() async throws {
        let place = try Workplace()
        try place.drop(try Sample.fixture("broken/header-only.csv"), "coupang/a.csv")
        let report = try await place.readCancellations()
        #expect(report.problems.isEmpty)
        #expect(report.sourceCount == 1)
        #expect(place.files() == ["archive/coupang/2026-11/a.csv"])
    }

    private static let badRows: [(String, [String], [Int: FeedError.Problem])] = [
        ("ragged.csv", ["R-1", "R-2", "R-4"], [4: .tooManyCells(expected: 4, found: 5)]),
        ("unclosed-quote.csv", ["U-2", "U-3"], [2: .unclosedQuote]),
        (
            "bad-values.csv", ["V-9"],
            [
                2: .invalidQuantity("0"), 3: .invalidQuantity("-1"), 4: .invalidQuantity("1.5"),
                5: .invalidQuantity("한 개"), 6: .invalidTime("2026-02-30 09:00"),
                7: .missingValue(.state), 8: .missingValue(.key(.orderNumber)),
                9: .lostDigits("2.02411E+15"),
            ]
        ),
        (
            "lost-digits.xlsx", ["1452039871", "2026112312345671"],
            [2: .lostDigits("2026112312345670"), 3: .lostDigits("2.0261123123456E+16")]
        ),
        (
            "bad-lines.jsonl", ["J-1", "J-5"],
            [
                2: .invalidJSON("the line ends early"), 3: .invalidJSON("nested value of items"),
                4: .invalidJSON("number of order_no is not whole"),
            ]
        ),
    ]

    @Test("Bad rows are told by row, and the others go in", arguments: badRows)
    func rows(
        file: String,
        good: [String],
        bad: [Int: FeedError.Problem]
    ) async throws {
        let place = try Workplace()
        try place.drop(try Sample.fixture("broken/\(file)"), "coupang/\(file)")
        let report = try await place.readCancellations()
        let told = report.problems.map { ($0.location.row ?? 0, $0.problem) }
        #expect(Dictionary(uniqueKeysWithValues: told) == bad)
        #expect(await place.store.notices.map(\.orderNumber.rawValue) == good)
        #expect(await place.store.rejectedRowCount == bad.count)
        #expect(place.files(in: "archive/coupang/2026-11") == [file])
        #expect(place.files(in: "rejected/coupang").count == 1)
    }

    @Test(
        "A quote where none may be makes its row bad, and only that row",
        arguments: [
            "주문번호,상품명,취소상태\nQ-1,\"5\" 팬츠,취소요청\nQ-2,5\" 팬츠,취소요청\n",
            "주문번호,상품명,취소상태\nQ-1,\"5\"\" 팬츠\"x,취소요청\nQ-2,\"5\"\" 팬츠\",취소요청",
        ]
    )
    func strayQuote(text: String) async throws {
        let place = try Workplace()
        try place.drop(text, "coupang/a.csv")
        let report = try await place.readCancellations()
        #expect(report.problems.map(\.problem) == [.strayQuote])
        #expect(report.problems.first?.location.row == 2)
        #expect(await place.store.notices.map { $0.fields[.productName] } == ["5\" 팬츠"])
    }

    @Test("A row of another account than its folder's is bad")
    func otherAccount() async throws {
        let place = try Workplace()
        try place.drop(
            "판매처,주문번호,취소상태\n쿠팡,A-1,취소요청\n옥션,A-2,취소요청\n없는곳,A-3,취소요청\n",
            "coupang-2/a.csv"
        )
        let report = try await place.readCancellations(of: "coupang-2")
        #expect(report.problems.map(\.problem) == [.otherAccount("옥션"), .unknownAccount("없는곳")])
        #expect(await place.store.notices.map(\.account) == ["coupang-2"])
    }

    @Test("An order row that no one claims is bad")
    func noAccount() async throws {
        let place = try Workplace()
        try place.drop("주문번호,수량\nA-1,1\n", "orders/today.csv")
        let report = try await place.readOrders()
        #expect(report.problems.map(\.problem) == [.missingValue(.account)])
        #expect(place.files(in: "rejected/orders").count == 1)
    }

    @Test(
        "A file with nothing to read in it is empty",
        arguments: ["", "\u{FEFF}", " \r\n\r\n", "\u{FEFF}\n"]
    )
    func nothing(text: String) async throws {
        let place = try Workplace()
        try place.drop(text, "coupang/a.csv")
        let report = try await place.readCancellations()
        #expect(report.problems.map(\.problem) == [.emptyFile])
    }

    @Test(
        "What is no table is told by its content",
        arguments: [
            ([0x50, 0x4B, 0x03, 0x04, 0x0A], nil),
            ([0x89, 0x50, 0x4E, 0x47, 0x00, 0x01], .unsupportedFormat(.unknown)),
            (Array("<?xml version=\"1.0\"?><a/>".utf8), .unsupportedFormat(.unknown)),
            (
                Array("[ {\"order_no\": \"1\"} ]".utf8),
                .invalidJSON("an array; each object needs a line of its own")
            ),
        ] as [([UInt8], FeedError.Problem?)]
    )
    func noTable(content: [UInt8], problem: FeedError.Problem?) async throws {
        let place = try Workplace()
        try place.drop(content, "coupang/a.csv")
        let report = try await place.readCancellations()
        #expect(report.problems.count == 1)
        #expect(problem == nil || report.problems.first?.problem == problem)
        #expect(place.files(in: "rejected/coupang").count == 2)
    }
}
