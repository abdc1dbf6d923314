import FeedConnectors
import MatchingCore
import SyncInterfaces
import Testing

@Suite("Text with broken characters")
struct BrokenTextTests {
    private static let header = Array("주문번호,취소상태,code6,취소사유\n".utf8)
    /// `주문번호,취소상태,code6,취소사유` and `취소요청` as CP949 has them.
    private static let koreanHeader: [UInt8] = [
        0xC1, 0xD6, 0xB9, 0xAE, 0xB9, 0xF8, 0xC8, 0xA3, 0x2C, 0xC3, 0xEB, 0xBC, 0xD2, 0xBB, 0xF3,
        0xC5, 0xC2, 0x2C, 0x63, 0x6F, 0x64, 0x65, 0x36, 0x2C, 0xC3, 0xEB, 0xBC, 0xD2, 0xBB,
        0xE7, 0xC0, 0xAF, 0x0A,
    ]
    private static let koreanState: [UInt8] = [0xC3, 0xEB, 0xBC, 0xD2, 0xBF, 0xE4, 0xC3, 0xBB]

    private static func row(_ order: String, _ option: [UInt8], reason: [UInt8] = []) -> [UInt8] {
        Array("\(order),취소요청,".utf8) + option + [0x2C] + reason + [0x0A]
    }

    private func orders(_ place: Workplace) async -> [String] {
        await place.store.notices.map(\.orderNumber.rawValue)
    }

    @Test(
        "A value that is broken costs its row alone, which is kept aside with its place",
        arguments: [
            [0x41, 0xFF], [0xEC, 0xB7], [0x41, 0x00, 0x42], [0xC0, 0x80],
        ] as [[UInt8]]
    )
    func oneRow(broken: [UInt8]) async throws {
        let place = try Workplace()
        let good = (0..<40).flatMap { Self.row("G-\($0)", Array("가나".utf8)) }
        try place.drop(Self.header + good + Self.row("B-1", broken), "coupang/a.csv")
        let report = try await place.readCancellations()
        #expect(report.problems.map(\.problem) == [.brokenText])
        #expect(report.problems.first?.location.row == 42)
        #expect(report.problems.first?.location.column == "code6")
        #expect(await orders(place) == (0..<40).map { "G-\($0)" })
        #expect(place.files(in: "rejected/coupang").count == 1)
    }

    @Test("A character that CP949 cuts in two is told apart from another encoding")
    func korean() async throws {
        let place = try Workplace()
        let rows: [[UInt8]] = [
            Array("G-1,".utf8) + Self.koreanState + Array(",A,\n".utf8),
            Array("B-1,".utf8) + Self.koreanState + [0x2C, 0xB0, 0x2C, 0x0A],
            Array("G-2,".utf8) + Self.koreanState + Array(",B,".utf8) + [0xB0],
        ]
        try place.drop(Self.koreanHeader + rows.joined(), "coupang/a.csv")
        let report = try await place.readCancellations()
        #expect(report.problems.map(\.problem) == [.brokenText])
        #expect(report.problems.first?.location.row == 3)
        #expect(await orders(place) == ["G-1", "G-2"])
    }

    @Test("What nothing is decided on may be broken")
    func reason() async throws {
        let place = try Workplace()
        try place.drop(
            Self.header + Self.row("G-1", [0x41], reason: [0xEC, 0xB7]),
            "coupang/a.csv"
        )
        #expect(try await place.readCancellations().problems.isEmpty)
        #expect(await orders(place) == ["G-1"])
    }

    @Test("A sign for broken text in a sound file is a text like any other")
    func soundFile() async throws {
        let place = try Workplace()
        try place.drop(Self.header + Self.row("G-1", Array("A\u{FFFD}".utf8)), "coupang/a.csv")
        #expect(try await place.readCancellations().problems.isEmpty)
        let field = try #require(KeyField.code(6))
        #expect(await place.store.notices.first?.fields[field] == "A\u{FFFD}")
    }

    @Test("A broken line of JSON costs itself alone")
    func json() async throws {
        let place = try Workplace()
        let line = { (order: String, option: [UInt8]) -> [UInt8] in
            Array("{\"order_no\":\"\(order)\",\"state\":\"취소요청\",\"code6\":\"".utf8) + option
                + Array("\"}\n".utf8)
        }
        try place.drop(
            line("G-1", [0x41]) + line("B-1", [0xFF]) + line("G-2", [0x42]),
            "coupang/a.jsonl"
        )
        let report = try await place.readCancellations()
        #expect(report.problems.map(\.problem) == [.brokenText])
        #expect(report.problems.first?.location.row == 2)
        #expect(await orders(place) == ["G-1", "G-2"])
    }

    @Test("Characters at the joints of what is read at once are whole")
    func joints() async throws {
        let place = try Workplace()
        let option = Array(String(repeating: "가", count: 11).utf8)
        let rows = (0..<20_000).flatMap { Self.row("G-\($0)", option) }
        try place.drop(Self.header + rows + Self.row("B-1", [0xFF]), "coupang/a.csv")
        let report = try await place.readCancellations()
        #expect(report.problems.map(\.problem) == [.brokenText])
        #expect(await orders(place).count == 20_000)
    }
}
