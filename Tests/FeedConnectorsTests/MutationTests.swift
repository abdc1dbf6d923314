import FeedConnectors
import MatchingCore
import SyncInterfaces
import Testing

@Suite("Files damaged at random", .timeLimit(.minutes(10)))
struct MutationTests {
    private static let fixtures = [
        "cancellations/coupang-stop-requests.csv", "cancellations/cafe24-cancels.csv",
        "cancellations/brandi-cancels.csv", "cancellations/kakao-cancels.jsonl",
        "cancellations/smartstore-cancels.xlsx", "cancellations/zigzag-cancels-utf16.txt",
        "workbooks/every-cell.xlsx", "broken/encrypted.xlsx",
    ]

    /// The content with some bytes changed, taken out, put in or cut off.
    private static func damaged(_ content: [UInt8], seed: UInt64) -> [UInt8] {
        var generator = SeededGenerator(seed: seed)
        var bytes = content
        for _ in 0..<Int.random(in: 1...6, using: &generator) where !bytes.isEmpty {
            let index = bytes.indices.randomElement(using: &generator) ?? 0
            switch Int.random(in: 0..<5, using: &generator) {
            case 0: bytes[index] = UInt8.random(in: 0...255, using: &generator)
            case 1: bytes.remove(at: index)
            case 2: bytes.insert([0x22, 0x0A, 0x2C, 0x3C][index % 4], at: index)
            case 3: bytes.removeSubrange(index..<min(bytes.count, index + 40))
            default: bytes.removeSubrange((bytes.count - (bytes.count - index) / 4)...)
            }
        }
        return bytes
    }

    @Test(
        "Each ends in the archive or among the rejected, and its rows are well formed",
        arguments: fixtures
    )
    func damaged(fixture: String) async throws {
        let content = try Sample.fixture(fixture)
        for seed in 1...60 as ClosedRange<UInt64> {
            try await take(Self.damaged(content, seed: seed), seed: seed)
        }
    }

    @Test(
        "So does a workbook of which one part is damaged before it is packed",
        arguments: ["xl/workbook.xml", "xl/sharedStrings.xml", SampleWorkbook.sheet]
    )
    func damagedPart(name: String) async throws {
        let rows = (1...5).map { SampleWorkbook.row("A-\($0)", "취소요청", "코트 &amp; 바지") }
        for seed in 1...60 as ClosedRange<UInt64> {
            var workbook = SampleWorkbook(rows: rows.joined())
            workbook.parts[name] = Self.damaged(workbook.parts[name] ?? [], seed: seed)
            try await take(workbook.content, seed: seed)
        }
    }

    private func take(_ content: [UInt8], seed: UInt64) async throws {
        let place = try Workplace()
        try place.drop(content, "coupang/file")
        let report = try await place.readCancellations(rowsPerBatch: 2)
        #expect(place.files(in: "coupang").isEmpty, "seed \(seed)")
        let kept = place.files(in: "archive") + place.files(in: "rejected")
        #expect(kept.contains { $0.hasSuffix("/file") }, "seed \(seed)")
        #expect(report.sourceCount == 1 || !report.problems.isEmpty, "seed \(seed)")
    }
}
