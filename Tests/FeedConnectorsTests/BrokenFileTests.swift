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

    private static let misnamedFiles: [(String, [UInt8], FeedError.Problem)] = [
        ("a.xlsx", Array("안내: 로그인이 필요합니다\n".utf8), .unsupportedFormat(.textNamedWorkbook)),
        ("a.XLS", Array("번호,취소상태\n1,취소요청\n".utf8), .unsupportedFormat(.textNamedWorkbook)),
        ("a.csv", Array("번호,취소상태\n1,취소요청\n".utf8), .missingColumn(.key(.orderNumber))),
        ("a.xls", Array("주문번호\t수량\n1\t2\n".utf8), .missingColumn(.state)),
        ("a.xlsx", Array("<!DOCTYPE html><html>로그인</html>".utf8), .unsupportedFormat(.htmlTable)),
        ("a.csv", Array("<table><tr><td>1</td></tr>".utf8), .unsupportedFormat(.htmlTable)),
        (
            "a.xls",
            Array(
                """
                <?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
                <Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">
                """.utf8
            ), .unsupportedFormat(.legacyWorkbook)
        ),
        ("a.xlsx", archive("a.csv"), .unsupportedFormat(.archive)),
        ("a.csv", archive("mimetype", "content.xml"), .unsupportedFormat(.archive)),
        ("a.xlsx", Array("%PDF-1.7\n%\u{E2}\u{0}".utf8), .unsupportedFormat(.unknown)),
    ]

    private static func archive(_ names: String...) -> [UInt8] {
        var workbook = SampleWorkbook(rows: "")
        workbook.parts = Dictionary(uniqueKeysWithValues: names.map { ($0, Array("x".utf8)) })
        return workbook.content
    }

    @Test("A file that is not what its name says is told by what it is", arguments: misnamedFiles)
    func misnamed(file: String, content: [UInt8], problem: FeedError.Problem) async throws {
        let place = try Workplace()
        try place.drop(content, "coupang/\(file)")
        let report = try await place.readCancellations()
        #expect(report.problems.map(\.problem) == [problem])
        #expect(place.files(in: "rejected/coupang").count == 2)
    }

    @Test(
        "What holds an old or an encrypted workbook is told whatever its name",
        arguments: [
            ("legacy.xls", FeedError.UnsupportedFormat.legacyWorkbook),
            ("encrypted.xlsx", .encryptedWorkbook),
        ]
    )
    func compound(fixture: String, format: FeedError.UnsupportedFormat) async throws {
        for name in ["a.csv", "a.xlsx", "a.txt"] {
            let place = try Workplace()
            try place.drop(try Sample.fixture("broken/\(fixture)"), "coupang/\(name)")
            let report = try await place.readCancellations()
            #expect(report.problems.map(\.problem) == [.unsupportedFormat(format)])
        }
    }

    @Test("A workbook under the name of text is read, and text under that of a workbook")
    func readAllTheSame() async throws {
        let place = try Workplace()
        let rows = SampleWorkbook.row("W-1", "취소요청", "a")
        try place.drop(SampleWorkbook(rows: rows).content, "coupang/a.csv")
        try place.drop("주문번호\t취소상태\nT-1\t취소요청\n", "coupang/b.xlsx")
        let report = try await place.readCancellations()
        #expect(report.problems == [])
        #expect(await place.store.notices.map(\.orderNumber.rawValue) == ["W-1", "T-1"])
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
                2: .invalidJSON(.known(.lineEndsEarly, of: nil)),
                3: .invalidJSON(.known(.nestedValue, of: "option")),
                4: .invalidJSON(.known(.numberNotWhole, of: "order_no")),
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
                .unsupportedFormat(.jsonArray)
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
