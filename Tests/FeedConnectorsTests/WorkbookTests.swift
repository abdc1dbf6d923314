import FeedConnectors
import MatchingCore
import SyncInterfaces
import Testing

@Suite("Workbooks", .timeLimit(.minutes(10)))
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
            ("document-type.xlsx", .known(.documentType, of: nil)),
            ("rows-out-of-order.xlsx", .known(.rowOutOfPlace, of: "3")),
        ] as [(String, FeedDetail<FileDamage>)]
    )
    func damaged(file: String, reason: FeedDetail<FileDamage>) async throws {
        let place = try Workplace()
        try place.drop(try Sample.fixture("workbooks/\(file)"), "coupang/\(file)")
        let report = try await place.readCancellations()
        #expect(report.problems.map(\.problem) == [.damagedFile(reason)])
        #expect(await place.store.batches == 0)
    }

    @Test("Texts keep references, character data and comments apart from markup")
    func markup() async throws {
        let name = "A&amp;&#xAC00;<![CDATA[<b>]]><!-- no -->&lt;<?php no ?>끝"
        let place = try Workplace()
        let workbook = SampleWorkbook(rows: SampleWorkbook.row("A-1", "취소요청", name))
        try place.drop(workbook.content, "coupang/a.xlsx")
        let report = try await place.readCancellations()
        #expect(report.problems.isEmpty)
        #expect(await place.store.notices.map { $0.fields[.productName] } == ["A&가<b><끝"])
    }

    @Test(
        "A sheet that is not well formed is refused before any row goes in, and it is told how",
        arguments: [
            ("<row><c></row>", .tagsDiffer), ("</row>", .tagsDiffer), ("<row", .nameMissing),
            ("<row a='1' a='2'/>", .attributeMalformed), ("<row a=1/>", .attributeMalformed),
            ("&unknown;", .unknownReference),
            ("a & b", .nameMissing), ("<row>&#0;</row>", .invalidCharacter),
            ("<row>\u{1}</row>", .invalidCharacter), ("<![CDATA[", .xmlEndMisplaced),
            ("<!-- a", .xmlEndsEarly),
            ("<!-- -- -->", .markupMalformed),
            (
                String(repeating: "<row>", count: 300) + String(repeating: "</row>", count: 300),
                .xmlTooDeep
            ),
        ] as [(String, FileDamage)]
    )
    func malformed(rows: String, damage: FileDamage) async throws {
        let place = try Workplace()
        try place.drop(SampleWorkbook(rows: rows).content, "coupang/a.xlsx")
        let report = try await place.readCancellations()
        guard
            case .damagedFile(.known(let found, of: let words)) = report.problems.first?.problem
        else {
            Issue.record("\(report.problems)")
            return
        }
        #expect(found == damage, "\(words ?? "")")
        #expect(words?.isEmpty == false)
        #expect(await place.store.batches == 0)
    }

    @Test(
        "A part that ends early, or goes on behind its end, is told as such",
        arguments: ["<?xml version='1.0'?>", "<worksheet><sheetData>", "<worksheet/><worksheet/>"]
    )
    func misplacedEnd(sheet: String) async throws {
        let place = try Workplace()
        try place.drop(SampleWorkbook(sheet: sheet).content, "coupang/a.xlsx")
        let report = try await place.readCancellations()
        guard case .damagedFile(.known(let found, of: _)) = report.problems.first?.problem else {
            Issue.record("\(report.problems)")
            return
        }
        #expect(found == .xmlEndMisplaced)
    }

    @Test("A part that is packed in another way than zip's usual ones is told as such")
    func otherCompression() async throws {
        var content = SampleWorkbook(rows: "").content
        // In each header of a part, the two bytes that say how it is packed.
        for (signature, offset) in [("PK\u{3}\u{4}", 8), ("PK\u{1}\u{2}", 10)] {
            let mark = Array(signature.utf8)
            for start in content.indices.dropLast(offset + 1)
            where content[start...].starts(with: mark) {
                content[start + offset] = 97
            }
        }
        let place = try Workplace()
        try place.drop(content, "coupang/a.xlsx")
        let report = try await place.readCancellations()
        guard case .damagedFile(.known(let found, of: _)) = report.problems.first?.problem else {
            Issue.record("\(report.problems)")
            return
        }
        #expect(found == .unknownCompression)
    }

    @Test(
        "A document type is refused, whatever it declares",
        arguments: [
            "<!DOCTYPE worksheet>", "<!DOCTYPE worksheet SYSTEM \"file:///etc/hostname\">",
            "<!DOCTYPE worksheet [<!ENTITY % a SYSTEM \"file:///etc/hostname\"> %a;]>",
            "<!DOCTYPE worksheet [<!ENTITY a \"aa\"><!ENTITY b \"&a;&a;\">]>",
        ]
    )
    func documentType(declaration: String) async throws {
        let place = try Workplace()
        let workbook = SampleWorkbook(sheet: declaration + "<worksheet/>")
        try place.drop(workbook.content, "coupang/a.xlsx")
        let report = try await place.readCancellations()
        #expect(
            report.problems.map(\.problem) == [
                .damagedFile(.known(.documentType, of: nil))
            ]
        )
    }

    @Test("A part in another encoding than UTF-8 is refused")
    func otherEncoding() async throws {
        var workbook = SampleWorkbook(rows: "")
        workbook.parts[SampleWorkbook.sheet] =
            [0xFF, 0xFE] + "<worksheet/>".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        let place = try Workplace()
        try place.drop(workbook.content, "coupang/a.xlsx")
        let report = try await place.readCancellations()
        #expect(report.problems.map(\.problem) == [.damagedFile(.known(.notUTF8, of: nil))])
    }

    @Test("A text longer than a cell may be is refused")
    func longText() async throws {
        let place = try Workplace()
        let name = String(repeating: "a", count: 1 << 20 + 1)
        let workbook = SampleWorkbook(rows: SampleWorkbook.row("A-1", "취소요청", name))
        try place.drop(workbook.content, "coupang/a.xlsx")
        let report = try await place.readCancellations()
        #expect(report.problems.map(\.problem) == [.exceedsLimit(.init(1_048_576, .bytesOfCell))])
    }

    @Test(
        "A workbook that exceeds a limit is refused before any row goes in",
        arguments: zip(
            [
                { $0.sharedTextByteCount = 100 }, { $0.sharedTextCount = 3 }, { $0.partCount = 3 },
                { $0.rowByteCount = 50 }, { $0.partByteCount = 500 },
            ] as [@Sendable (inout WorkbookLimits) -> Void],
            [
                FeedLimit(100, .bytesOfSharedTexts), FeedLimit(3, .sharedTexts),
                FeedLimit(3, .parts), FeedLimit(50, .bytesOfRow), FeedLimit(500, .bytesUnpacked),
            ]
        )
    )
    func limits(lower: @Sendable (inout WorkbookLimits) -> Void, limit: FeedLimit) async throws {
        let place = try Workplace()
        try place.drop(try Sample.fixture("orders/coupang-orders.xlsx"), "orders/coupang/a.xlsx")
        var reading = place.reading()
        lower(&reading.limits)
        let report = try await place.read(OrderFolderFeed(inbox: place.inbox, reading: reading))
        #expect(report.problems.map(\.problem) == [.exceedsLimit(limit)])
        #expect(await place.store.batches == 0)
    }
}
