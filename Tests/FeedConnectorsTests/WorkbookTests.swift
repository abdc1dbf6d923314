import FeedConnectors
import MatchingCore
import SyncInterfaces
import Testing

@Suite("Workbooks", .timeLimit(.minutes(1)))
struct WorkbookTests {
    @Test("Each kind of cell is read as a person sees it")
    func everyCell() async throws {
        let place = try Workplace()
        try place.drop(try Sample.fixture("workbooks/every-cell.xlsx"), "coupang/a.xlsx")
        let report = try await place.readCancellations()
        let notices = await place.store.notices
        #expect(report.problems.isEmpty)
        #expect(notices.map(\.state) == ["취소요청", "취소요청"])
        #expect(
            notices.first?.fields == [
                .orderNumber: "E-1", .productName: "東京 & <서울>", .option: "TRUE",
            ]
        )
        #expect(notices.first?.quantity == 2)
        #expect(notices.first?.requestedAt?.iso8601 == "2026-11-24T09:00:00+09:00")
        #expect(notices.last?.fields == [.orderNumber: "E-2", .detailNumber: "5001"])
    }

    @Test("A bare number in a column of times is the date that a spreadsheet would show")
    func datesAsNumbers() async throws {
        let place = try Workplace()
        try place.drop(try Sample.fixture("workbooks/dates-as-numbers.xlsx"), "coupang/a.xlsx")
        _ = try await place.readCancellations()
        #expect(
            await place.store.notices.map(\.requestedAt?.iso8601) == [
                "2025-11-24T12:00:00+09:00", "2000-01-01T00:00:00+09:00",
                "2100-12-31T18:00:00+09:00", "2026-11-24T00:00:00+09:00",
            ]
        )
    }

    @Test("A number beyond the years 2000 to 2100, or as text, is no time")
    func numbersThatAreNoDates() async throws {
        let place = try Workplace()
        try place.drop(try Sample.fixture("workbooks/dates-as-numbers.xlsx"), "coupang/a.xlsx")
        let report = try await place.readCancellations()
        #expect(
            report.problems.map(\.problem) == [
                .invalidTime("36525"), .invalidTime("73416"), .invalidTime("-45985"),
                .invalidTime("45985.5"),
            ]
        )
    }

    @Test(
        "A sheet that is not as the format says is refused",
        arguments: [
            ("document-type.xlsx", "a document type is not allowed"),
            ("rows-out-of-order.xlsx", "row 3 has a wrong number"),
        ]
    )
    func damaged(file: String, reason: String) async throws {
        let place = try Workplace()
        try place.drop(try Sample.fixture("workbooks/\(file)"), "coupang/\(file)")
        let report = try await place.readCancellations()
        #expect(report.problems.map(\.problem) == [.damagedFile(reason)])
        #expect(await place.store.batches == 0)
    }

    @Test(
        "A workbook that exceeds a limit is refused before any row goes in",
        arguments: zip(
            [
                { $0.sharedTextByteCount = 100 }, { $0.sharedTextCount = 3 }, { $0.partCount = 3 },
                { $0.rowByteCount = 50 }, { $0.partByteCount = 500 },
            ] as [@Sendable (inout WorkbookLimits) -> Void],
            [
                "100 bytes of shared texts", "3 shared texts", "3 parts", "50 bytes a row",
                "500 bytes when unpacked",
            ]
        )
    )
    func limits(lower: @Sendable (inout WorkbookLimits) -> Void, reason: String) async throws {
        let place = try Workplace()
        try place.drop(try Sample.fixture("orders/coupang-orders.xlsx"), "orders/coupang/a.xlsx")
        var reading = place.reading()
        lower(&reading.limits)
        let report = try await place.read(OrderFolderFeed(inbox: place.inbox, reading: reading))
        #expect(report.problems.map(\.problem) == [.exceedsLimit(reason)])
        #expect(await place.store.batches == 0)
    }
}
