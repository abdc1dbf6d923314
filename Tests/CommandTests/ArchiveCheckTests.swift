import Foundation
import Testing

@Suite("Archived files that a store does not know", .timeLimit(.minutes(10)))
struct ArchiveCheckTests {
    /// A store that took in a cancellation file, and orders of an account and of all.
    private static func place() async throws -> Workplace {
        let place = try Workplace()
        try place.drop(Trade.order(), at: "orders/a.csv")
        try place.drop(Trade.order("D-2"), at: "orders/naverpay/b.csv")
        try place.drop(Trade.claim(), at: "naverpay/c.csv")
        // A file without rows is taken in as well.
        try place.drop("주문번호,주문상세번호,주문상태\n", at: "naverpay/empty.csv")
        #expect(try await place.run("sync", "naverpay").code == 0)
        return place
    }

    private static func archive(of place: Workplace) async throws -> JSONRow? {
        let outcome = try await place.run("check", "--json")
        #expect(outcome.code == 0)
        return try outcome.rows().first { $0.text("check") == "archive" }
    }

    @Test("A store that took them in knows them all")
    func known() async throws {
        let row = try #require(try await Self.archive(of: Self.place()))
        #expect(row.text("level") == "ok" && row.text("value")?.contains("4 files") == true)
    }

    @Test("One that is empty, new, or gone is told from it; copied back, they are taken in")
    func lost() async throws {
        let place = try await Self.place()
        let files = FileManager.default
        for suffix in ["", "-wal", "-shm"] { try? files.removeItem(atPath: place.store + suffix) }
        for isThere in [false, true] {
            if isThere { try Data().write(to: URL(fileURLWithPath: place.store)) }
            let row = try #require(try await Self.archive(of: place))
            #expect(row.text("level") == "warning")
            #expect(row.text("value")?.contains("4 of the 4 files") == true)
            #expect(row.text("value")?.contains("archive/") == true)
        }
        let archive = place.inbox + "/archive"
        let folders = ["a.csv": "orders", "b.csv": "orders/naverpay"]
        for path in try files.subpathsOfDirectory(atPath: archive) where path.hasSuffix(".csv") {
            let name = path.split(separator: "/").last.map(String.init) ?? ""
            // A file that is moved keeps its time.
            try files.moveItem(
                atPath: "\(archive)/\(path)",
                toPath: "\(place.inbox)/\(folders[name] ?? "naverpay")/\(name)"
            )
        }
        #expect(try await place.run("sync", "naverpay").code == 0)
        #expect(try await place.rows("cancellations").map { $0.text("status") } == ["applied"])
        let row = try #require(try await Self.archive(of: place))
        #expect(row.text("level") == "ok", "\(row)")
    }

    @Test("One that was written to after it was archived is named")
    func writtenTo() async throws {
        let place = try await Self.place()
        let archive = place.inbox + "/archive"
        let path = try #require(
            try FileManager.default.subpathsOfDirectory(atPath: archive).first {
                $0.hasSuffix("c.csv")
            }
        )
        let file = try #require(FileHandle(forWritingAtPath: "\(archive)/\(path)"))
        try file.seekToEnd()
        try file.write(contentsOf: Data("C-2,취소완료,N-9,D-1,,\(Trade.claimDay) 10:00\n".utf8))
        try file.close()
        let row = try #require(try await Self.archive(of: place))
        #expect(row.text("level") == "warning")
        #expect(row.text("value")?.contains("1 of the 4 files") == true)
        #expect(row.text("value")?.contains("archive/\(path)") == true)
    }
}
