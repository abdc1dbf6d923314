import Foundation
import Testing

@Suite("The programs in Examples, set up as they say, apply cancellations", .timeLimit(.minutes(5)))
struct ExampleTests {
    /// A place whose connections are those of an example's head, with its argument exchanged.
    private func place(
        for example: String,
        argument: (documented: String, real: String)
    ) throws
        -> Workplace
    {
        let place = try Workplace()
        let file = Program.repository.appending(path: "Examples/\(example)").path
        let lines = try String(contentsOfFile: file, encoding: .utf8)
            .split(separator: "\n", omittingEmptySubsequences: false)
            .map { $0.hasPrefix("#") ? String($0.dropFirst()) : String($0) }
        let start = try #require(
            lines.firstIndex { $0.trimmingCharacters(in: .whitespaces) == "connections:" }
        )
        let yaml =
            lines[start...].prefix { !$0.trimmingCharacters(in: .whitespaces).isEmpty }
            .joined(separator: "\n") + "\n"
        #expect(yaml.contains(argument.documented))
        try place.write(
            yaml.replacingOccurrences(of: "/opt/cancelsync/\(example)", with: file)
                .replacingOccurrences(of: argument.documented, with: argument.real),
            to: "config/connections.yaml"
        )
        return place
    }

    @Test("The one in Python, for the account of its head")
    func python() async throws {
        let data = FileManager.default.temporaryDirectory
            .appending(path: "shop-\(UUID().uuidString).json")
        defer { try? FileManager.default.removeItem(at: data) }
        let ordered = Date(timeIntervalSinceNow: -7200).formatted(.iso8601)
        let changed = Date(timeIntervalSinceNow: -3600).formatted(.iso8601)
        try Data(
            """
            {"claims": [{"id": 1, "order": "A-1", "line": "1", "item": "P-1",
                         "state": "취소요청", "count": 1, "changed": "\(changed)"}],
             "orders": [{"order": "A-1", "line": "1", "item": "P-1", "name": "머그컵",
                         "count": 2, "ordered": "\(ordered)"}]}
            """.utf8
        ).write(to: data)
        let place = try place(
            for: "shop-api.py",
            argument: ("https://shop.example.com/claims.json", "file://\(data.path)")
        )
        let outcome = try await place.run("sync", "ably")
        #expect(outcome.code == 0, "\(outcome.problems)")
        let row = try await place.onlyCancellation()
        #expect(row.text("account") == "ably")
        #expect(row.text("status") == "applied")
    }

    @Test("The one in shell, for the account of its head, by either key of its rule")
    func shell() async throws {
        let data = FileManager.default.temporaryDirectory
            .appending(path: "cancels-\(UUID().uuidString).tsv")
        defer { try? FileManager.default.removeItem(at: data) }
        try Data(
            ("claim\torder\tdetail\tname\toption\tstate\tunits\treason\n"
                + "c1\tB-1\tD-1\t\t\t주문취소중\t1\t변심\n"
                + "c2\tB-2\t\t코트\t빨강\t주문취소중\t1\t변심\n").utf8
        ).write(to: data)
        let place = try place(
            for: "export-table.sh",
            argument: ("/srv/exports/cancels.tsv", data.path)
        )
        let orders =
            "판매처,주문번호,주문상세번호2,상품명,옵션,수량,배송상태,주문일시\n"
            + "brandi,B-1,D-1,양말,검정,1,접수,\(Trade.orderDay) 09:00\n"
            + "brandi,B-2,D-2,코트,빨강,1,접수,\(Trade.orderDay) 09:00\n"
        try place.drop(orders, at: "orders/orders.csv")
        let outcome = try await place.run("sync", "brandi")
        #expect(outcome.code == 0, "\(outcome.problems)")
        let rows = try await place.rows("cancellations")
        #expect(rows.map { $0.text("account") } == ["brandi", "brandi"])
        #expect(rows.map { $0.text("status") } == ["applied", "applied"])
    }
}
