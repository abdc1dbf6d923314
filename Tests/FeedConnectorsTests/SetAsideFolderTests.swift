import FeedConnectors
import Foundation
import MatchingCore
import SyncInterfaces
import Testing

@Suite("What lies in the folder of rejected rows", .timeLimit(.minutes(10)))
struct SetAsideFolderTests {
    private static let rows = "주문번호,취소상태,수량\nA-1,취소요청,1\nA-2,취소요청,0\nA-3,\"취소\n요청\",없음\n"

    @Test("Rows are counted in every form in which they are kept, until somebody takes them away")
    func count() async throws {
        let place = try Workplace()
        let folder = SetAsideFolder(inbox: place.inbox)
        #expect(folder.rows(of: "coupang") == .none)
        try place.drop(Self.rows, "coupang/a.csv")
        let lines = [#"{"order_no":"B-1","quantity":0,"state":"취소요청"}"#, "nonsense"]
        try place.drop(lines.joined(separator: "\n"), "coupang/b.jsonl")
        _ = try await place.readCancellations()
        #expect(folder.rows(of: "coupang") == SetAsideRows(rowCount: 4, fileCount: 2))
        #expect(folder.rows(of: "orders") == .none)
        #expect(folder.destinations == ["coupang"])
        for name in place.files(in: "rejected/coupang") {
            try FileManager.default.removeItem(
                atPath: "\(place.inbox.path)/rejected/coupang/\(name)"
            )
        }
        #expect(folder.rows(of: "coupang") == .none)
    }

    @Test("Files that were set aside whole, and others, hold no rows")
    func otherFiles() async throws {
        let place = try Workplace()
        try place.drop(try Sample.fixture("broken/damaged.xlsx"), "coupang/damaged.xlsx")
        try place.drop(Self.rows, "rejected/coupang/mine.csv")
        _ = try await place.readCancellations()
        #expect(SetAsideFolder(inbox: place.inbox).rows(of: "coupang") == .none)
    }

    @Test("The rows that name an order are found with the reason, and no others")
    func naming() async throws {
        let place = try Workplace()
        try place.drop(Self.rows, "coupang/a.csv")
        try place.drop(#"{"order_no":"A-2","quantity":"no","state":"취소요청"}"#, "coupang/b.jsonl")
        try place.drop("주문번호,취소상태\nA-9,\"취소\"x\n", "coupang/c.csv")
        _ = try await place.readCancellations()
        let folder = SetAsideFolder(inbox: place.inbox)
        let found = folder.rows(naming: "A-2", at: ["orders", "coupang"])
        #expect(found.count == 2)
        #expect(Set(found.map(\.problem.code)) == ["invalidQuantity"])
        #expect(found.allSatisfy { $0.problem.known != nil })
        #expect(found.contains { $0.file.hasPrefix("rejected/coupang/a.csv.") })
        #expect(folder.rows(naming: "A-1", at: ["coupang"]) == [])
        #expect(folder.rows(naming: "A-", at: ["coupang"]) == [])
        #expect(folder.rows(naming: "A-2", at: ["orders"]) == [])
        #expect(folder.rows(naming: "A-9", at: ["coupang"]).count == 1)
    }

    @Test("A row that an older version kept is told in its words, in either form")
    func olderRows() throws {
        let place = try Workplace()
        let table = "rejected_file,rejected_row,rejected_column,rejected_because,주문번호,수량\r\n"
        try place.drop(table + "a.csv,2,수량,수량이 없음,A-2,x\r\n", "rejected/coupang/a.csv")
        let line = #"{"rejected_file":"b","rejected_because":"no quantity","order_no":"A-2"}"#
        try place.drop(line + "\n", "rejected/coupang/b.jsonl")
        let found = SetAsideFolder(inbox: place.inbox).rows(naming: "A-2", at: ["coupang"])
        #expect(Set(found.map(\.problem.words)) == ["수량이 없음", "no quantity"])
    }

    @Test("Of more than can be read at once it says so, the newest first")
    func bounded() async throws {
        let place = try Workplace()
        let long = String(repeating: "가", count: 500)
        let many = (1...4000).map { "L-\($0),취소요청,0,\(long)\n" }.joined()
        try place.drop("주문번호,취소상태,수량,상품명\n" + many, "coupang/long.csv")
        try place.drop(Self.rows, "coupang/new.csv")
        _ = try await place.readCancellations()
        let folder = SetAsideFolder(inbox: place.inbox)
        let count = folder.rows(of: "coupang")
        #expect(count.isMore && count.fileCount == 2)
        #expect((100..<4000).contains(count.rowCount))
        #expect(folder.rows(naming: "A-2", at: ["coupang"]).count == 1)
        #expect(folder.rows(naming: "L-4000", at: ["coupang"]) == [])
    }
}
