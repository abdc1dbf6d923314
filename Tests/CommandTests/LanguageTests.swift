import Foundation
import Testing

@Suite("What was kept in one language is read in another", .timeLimit(.minutes(10)))
struct LanguageTests {
    private let place: Workplace
    private let file = "damaged.xlsx"

    /// Fails in English.
    init() async throws {
        place = try Workplace(language: "en")
        try place.drop(Trade.order(), at: "orders/orders.csv")
        try place.drop(fixture: "broken/damaged.xlsx", at: "naverpay/\(file)")
        let outcome = try await place.run("sync", "naverpay")
        #expect(outcome.output.contains("1 file not read: \(file): the file is damaged"))
    }

    @Test("The journal, why an order is not known to be safe, and lists of accounts")
    func commands() async throws {
        place.language = "ko"
        let journal = try await place.run("activity").output
        #expect(journal.contains("\(file): 파일이 손상되었습니다") && !journal.contains("damaged ("))
        let why = try await explanation()
        #expect(why.contains("마지막 오류: 파일 1개 읽지 못함: \(file): 파일이 손상되었습니다"))
        #expect(!why.contains("the file is"))
        place.language = "en"
        let again = try await explanation()
        #expect(again.contains("Last error: 1 file not read: \(file): the file is damaged"))
    }

    /// Why the order stands where it stands, without line breaks.
    private func explanation() async throws -> String {
        try await place.run("explain", "--order", "N-1").output
            .split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    @Test("JSON has the code and what is said about it beside the sentence")
    func objects() async throws {
        place.language = "ko"
        let entries = try await place.rows("activity", "--where", "한일:파일반영")
        let entry = try #require(entries.first { $0.text("problem") != nil })
        #expect(entry.text("problem") == "damagedFile")
        #expect(entry.text("note")?.hasPrefix("\(file): 파일이 손상되었습니다") == true)
        guard case .object(let arguments)? = entry.members["arguments"] else {
            Issue.record("no arguments: \(entry)")
            return
        }
        #expect(arguments["file"] == .text(file) && arguments["detail"] != nil)
        #expect(entries.contains { $0.text("note") == "orders.csv" && $0.text("problem") == nil })

        let why = try #require(try await place.rows("explain", "--order", "N-1").first)
        guard case .object(let coverage)? = why.members["coverage"],
            case .object(let unread)? = coverage["arguments"]
        else {
            Issue.record("no coverage: \(why)")
            return
        }
        #expect(coverage["problem"] == .text("filesUnread") && unread["count"] == .number(1))

        let poll = try #require(
            try await place.run("sync", "naverpay", "--json").rows().first
        )
        #expect(poll.text("problem") == "filesUnread")
        #expect(poll.text("error")?.hasPrefix("파일 1개 읽지 못함: ") == true)
        let export = ["export", "accounts", "--format", "jsonl", "--output", "-"]
        let accounts = try await place.run(export).rows()
        let account = try #require(accounts.first { $0.text("id") == "naverpay" })
        #expect(account.text("problem") == "filesUnread")
        #expect(account.text("last_failure")?.hasPrefix("파일 1개 읽지 못함: ") == true)
    }

    @Test("The journal is searched by the words of either language")
    func search() async throws {
        for (language, filter) in [("ko", "내용~손상"), ("ko", #"내용~"is damaged""#), ("en", "note~손상")]
        {
            place.language = language
            let rows = try await place.rows("activity", "--where", filter)
            #expect(rows.map { $0.text("problem") } == ["damagedFile"], "\(filter)")
        }
        #expect(try await place.rows("activity", "--where", "note~타임아웃") == [])
    }

    @Test("An API that is left alone is told in the reader's language, with its code")
    func resting() async throws {
        try place.write(
            "connections: {coupang: {command: [/nowhere/program]}}\n",
            to: "config/connections.yaml"
        )
        _ = try await place.run("sync", "coupang")
        place.language = "ko"
        let journal = try await place.run("explain", "--order", "N-1", "--json")
        #expect(journal.code == 0)
        let check = try await place.run("check", "--json").rows()
        let failed = try #require(check.first { $0.text("problem") == "programNotStarted" })
        #expect(failed.text("value")?.contains("프로그램을 시작할 수 없습니다") == true)
        #expect(failed.text("level") == "problem")
    }
}
