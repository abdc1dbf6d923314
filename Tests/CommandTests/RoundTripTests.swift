import Foundation
import MatchingCore
import Testing

@Suite("Exports that are taken in again", .timeLimit(.minutes(20)))
struct RoundTripTests {
    /// A file that holds what an export wrote.
    enum Form: String, CaseIterable {
        case csv, xlsx, jsonl
        /// The CSV, as somebody saved it with tabs.
        case tsv

        /// The format that is exported.
        var format: String { self == .tsv ? "csv" : rawValue }
    }

    private static let pieces = [
        "=", "+", "-", "@", "＝", "＋", "－", "＠", "'", "'", "\"", "=\"", ",", ";", "|", "\n", " ",
        "\\",
        "가", "블랙", "a", "é", "👕", "０",
    ]

    /// A text of a few pieces, and `name` behind them, so that it is not empty.
    private static func text(_ name: String, _ generator: inout SeededGenerator) -> String {
        let count = Int.random(in: 0...4, using: &generator)
        let cell = (0..<count).map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
        return FieldText.cleaned(cell + name)
    }

    private static func lines(_ rows: [[String: String]]) throws -> String {
        try rows.map { String(decoding: try JSONEncoder().encode($0), as: UTF8.self) + "\n" }
            .joined()
    }

    /// Orders of one line, and a claim on each.
    private static func trade(
        _ generator: inout SeededGenerator
    ) throws -> (orders: String, claims: String) {
        var (orders, claims): ([[String: String]], [[String: String]]) = ([], [])
        for number in 1...40 {
            var row = ["account": "naverpay", "order_no": text("N\(number)", &generator)]
            for field in ["detail_no", "product_name", "option", "code18"] {
                row[field] = text("n", &generator)
            }
            var order = row
            order["line_id"] = text("L", &generator)
            order["tracking_no"] = text("T", &generator)
            order["quantity"] = "2"
            orders.append(order)
            row["claim_id"] = text("C\(number)", &generator)
            row["state"] = number % 5 == 0 ? text("S", &generator) : "취소완료"
            row["reason"] = text("R", &generator)
            row["quantity"] = number % 2 == 0 ? "1" : nil
            row["changed_at"] = "\(Trade.claimDay) 10:00:07"
            claims.append(row)
        }
        return (try lines(orders), try lines(claims))
    }

    /// The same table with tabs, every cell within quotes.
    private static func withTabs(_ table: String) -> String {
        var (isQuoted, result) = (false, "")
        for scalar in table.unicodeScalars {
            if scalar == "\"" { isQuoted.toggle() }
            result.unicodeScalars.append(scalar == "," && !isQuoted ? "\t" : scalar)
        }
        return result
    }

    /// What a store says that the marketplaces told it, and what came of it.
    private static func content(of place: Workplace) async throws -> [[String: JSONValue]] {
        let own: Set = ["id", "first_seen_at", "status_since"]
        return try await (place.rows("orders") + place.rows("cancellations")).map { row in
            row.members.filter { !own.contains($0.key) }
        }
        .sorted { "\($0["order_no"] ?? .null)" < "\($1["order_no"] ?? .null)" }
    }

    /// An empty store that has taken in what another one exports.
    private static func copy(
        of place: Workplace,
        as form: Form,
        _ language: String
    ) async throws -> Workplace {
        let copy = try Workplace(language: language)
        place.language = language
        for list in ["orders", "cancellations"] {
            let file = place.folder.appending(path: "\(list).\(form.format)").path
            let export = try await place.run("export", list, "-o", file)
            try #require(export.code == 0, "\(export.problems)")
            if form == .tsv {
                let table = try String(contentsOfFile: file, encoding: .utf8)
                try withTabs(table).write(toFile: file, atomically: true, encoding: .utf8)
            }
            let taken = try await copy.run("import", list, file)
            #expect(taken.code == 0, "\(taken.problems)")
        }
        return copy
    }

    @Test(
        "Whatever texts begin with, they are what they were",
        arguments: zip(1..., Form.allCases.flatMap { [($0, "ko"), ($0, "en")] }).map {
            ($0, $1.0, $1.1)
        }
    )
    func hostile(seed: Int, form: Form, language: String) async throws {
        var generator = SeededGenerator(seed: UInt64(seed))
        let trade = try Self.trade(&generator)
        let place = try Workplace()
        for (list, text) in [("orders", trade.orders), ("cancellations", trade.claims)] {
            let taken = try await place.run("import", list, place.write(text, to: "\(list).jsonl"))
            try #require(taken.code == 0, "\(taken.problems)")
        }
        let expected = try await Self.content(of: place)
        #expect(expected.count == 80)
        #expect(expected.contains { $0["status"] == .text("applied") })
        let copy = try await Self.copy(of: place, as: form, language)
        let content = try await Self.content(of: copy)
        #expect(zip(content, expected).filter { $0 != $1 }.map { "\($0) | \($1)" } == [])
        #expect(content.count == expected.count)
    }

    @Test(
        "A list of cancellations says what the buyer gave as the reason, and is read back so",
        arguments: [Form.csv, .xlsx, .jsonl],
        ["ko", "en"]
    )
    func buyerReason(form: Form, language: String) async throws {
        let place = try Workplace()
        let header = "주문번호,주문상세번호,취소번호,주문상태,수량,취소요청일시,상태변경일시,취소사유\n"
        let times = "\(Trade.claimDay) 10:00:00,\(Trade.claimDay) 10:30:00"
        try await place.take(
            orders: Trade.order("D-1 D-2 D-3", quantity: 2),
            claims: [
                header + "N-1,D-1,C-1,취소요청,1,\(times),단순 변심\n" + "N-1,D-2,C-2,취소철회,,\(times),\n"
                    + "N-1,D-3,C-3,취소거부,2,\(times),사이즈\n" + "N-2,D-1,C-4,취소중,,,,applied\n",
                header
                    + "N-1,D-1,C-1,취소완료,1,\(Trade.claimDay) 10:00:00,\(Trade.claimDay) 11:00:00,\n",
            ]
        )
        let expected = try await Self.content(of: place)
        let rows = try await place.rows("cancellations")
        let reasons = Dictionary(
            uniqueKeysWithValues: rows.map { ($0.text("claim_id"), $0.text("buyer_reason")) }
        )
        #expect(reasons == ["C-1": "단순 변심", "C-2": nil, "C-3": "사이즈", "C-4": "applied"])
        #expect(Set(rows.compactMap { $0.text("status") }).count == 4)
        let copy = try await Self.copy(of: place, as: form, language)
        #expect(try await Self.content(of: copy) == expected)
    }

    @Test(
        "What earlier versions wrote is not taken for the buyer's reason either",
        arguments: [
            #"{"id":1,"account":"naverpay","claim_id":"C-1","order_no":"N-1","state":"취소완료","#
                + #""status":"pending","reason":"orderNotFound","applications":[],"quantity":null}"#,
            "id,account,order_no,claim_id,state,status,reason,first_seen_at,status_since\n"
                + "1,naverpay,N-1,C-1,취소완료,pending,order not found,\(Trade.claimDay) 10:00:00,"
                + "\(Trade.claimDay) 11:00:00\n",
            "번호,계정,판매처,주문번호,취소번호,취소상태,상태,이유,처음 본 일시,상태 변경 일시\n"
                + "1,naverpay,네이버페이,N-1,C-1,취소완료,대기,주문 없음,\(Trade.claimDay) 10:00:00,"
                + "\(Trade.claimDay) 11:00:00\n",
        ]
    )
    func earlierLists(text: String) async throws {
        let place = try Workplace()
        try await place.take(claims: [text])
        let row = try await place.onlyCancellation()
        #expect(row.text("claim_id") == "C-1" && row.text("state") == "취소완료")
        #expect(row.members["buyer_reason"] == .null && row.members["changed_at"] == .null)
    }

    @Test(
        "A reason is the buyer's in a list that only looks like one of our own",
        arguments: [
            #"{"claim_id":"C-1","order_no":"N-1","state":"취소완료","status":"done","reason":"shipped"}"#,
            #"{"claim_id":"C-1","order_no":"N-1","state":"취소완료","status":"held","reason":"빨리"}"#,
            "claim_id,order_no,state,status,reason\nC-1,N-1,취소완료,held,shipped\n",
            "claim_id,order_no,state,buyer_reason\nC-1,N-1,취소완료,shipped\n",
        ]
    )
    func foreignLists(text: String) async throws {
        let place = try Workplace()
        try await place.take(claims: [text])
        let reason = try await place.onlyCancellation().text("buyer_reason")
        #expect(reason == "shipped" || reason == "빨리")
    }
}
