import FeedConnectors
import MatchingCore
import SyncInterfaces
import Testing

@Suite("JSON Lines", .timeLimit(.minutes(1)))
struct JSONLinesTests {
    private func notices(_ line: String) async throws -> ([CancellationNotice], [FeedError]) {
        let place = try Workplace()
        try place.drop(line + "\n", "coupang/a.jsonl")
        let report = try await place.readCancellations()
        return (await place.store.notices, report.problems)
    }

    @Test(
        "A value's text is what the line says, digit by digit",
        arguments: [
            (#""A-1""#, "A-1"), ("12345678901234567890123", "12345678901234567890123"),
            (#""\uac00\uD83D\uDC55""#, "가👕"), (#""a\/b\\c\"d""#, #"a/b\c"d"#), ("-5", "-5"),
            ("0", "0"), ("true", "true"), (#""  A\t""#, "A"), (#""00123""#, "00123"),
        ]
    )
    func values(json: String, expected: String) async throws {
        let (notices, problems) = try await notices(#"{"order_no":\#(json),"state":"취소요청"}"#)
        #expect(problems.isEmpty)
        #expect(notices.map(\.orderNumber.rawValue) == [expected])
    }

    @Test(
        "A line that is not a flat object is bad",
        arguments: [
            #"{"order_no":"1","state":"취소요청"} x"#, #"{"order_no":"1","order_no":"2"}"#,
            #"{"order_no":01,"state":"취소요청"}"#, #"{"order_no":"\ud83d","state":"취소요청"}"#,
            #"{"order_no":"\x","state":"취소요청"}"#, #"{"order_no":"1" "state":"취소요청"}"#,
            #"{"order_no":[1],"state":"취소요청"}"#, #"{"order_no":1e5,"state":"취소요청"}"#,
            #"{"order_no":-,"state":"취소요청"}"#, #"{"order_no":nul,"state":"취소요청"}"#, "{", #"{"a"#,
            #"{"order_no":"1","state":"취소요청",}"#,
        ]
    )
    func badLines(line: String) async throws {
        let (notices, problems) = try await notices(line)
        #expect(notices.isEmpty)
        #expect(problems.count == 1)
        #expect(problems.first?.location.row == 1)
        guard case .invalidJSON = problems.first?.problem else {
            Issue.record("\(problems)")
            return
        }
    }

    @Test("Null is the same as nothing, unknown members are left out, blank lines passed over")
    func absent() async throws {
        let (notices, problems) = try await notices(
            "{\"order_no\":\"1\",\"state\":\"취소요청\",\"option\":null,\"기타\":\"x\"}\n\n"
                + "{\"주문번호\":\"2\",\"취소상태\":\"취소요청\"}"
        )
        #expect(problems.isEmpty)
        #expect(notices.map(\.fields) == [[.orderNumber: "1"], [.orderNumber: "2"]])
    }

    @Test("A bad line is kept aside as it was")
    func rejected() async throws {
        let place = try Workplace()
        try place.drop(
            "{\"order_no\":\"\",\"state\":\"취소요청\",\"memo\":\"a,b\"}\n",
            "coupang/a.jsonl"
        )
        _ = try await place.readCancellations()
        let name = try #require(place.files(in: "rejected/coupang").first)
        let text = try place.text(of: "rejected/coupang/\(name)")
        #expect(
            text.contains(
                "\"{\"\"order_no\"\":\"\"\"\",\"\"state\"\":\"\"취소요청\"\",\"\"memo\"\":\"\"a,b\"\"}\""
            )
        )
    }
}
