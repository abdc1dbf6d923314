import FeedConnectors
import Foundation
import MatchingCore
import SyncInterfaces
import Testing

@Suite("JSON Lines", .timeLimit(.minutes(10)))
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

    @Test("A line that is too long is a bad one; those beside it are taken in")
    func longLine() async throws {
        let good = #"{"order_no":"1","state":"취소요청"}"#
        let long = #"{"order_no":"2","state":"\#(String(repeating: "x", count: 3 << 20))"}"#
        let (notices, problems) = try await notices("\(good)\n\(long)\n\(good)")
        #expect(notices.map(\.orderNumber) == ["1", "1"])
        #expect(problems.map(\.problem) == [.exceedsLimit(.init(1_048_576, .bytesOfLine))])
        #expect(problems.map(\.location.row) == [2])
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

    @Test(
        "An unknown member is left out whatever it holds",
        arguments: [
            "{}", "[]", #"{"a":[1.5,{"b":"}]\""}],"order_no":"9"}"#, "[[],{},[null]]", " [ 1e5 ] ",
        ]
    )
    func nestedMembers(value: String) async throws {
        let line = #"{"order_no":"1","extra":\#(value),"state":"취소요청"}"#
        let (notices, problems) = try await notices(line)
        #expect(problems.isEmpty)
        #expect(notices.map(\.fields) == [[.orderNumber: "1"]])
    }

    @Test(
        "A nested value that ends otherwise than it began is bad, also of an unknown member",
        arguments: ["[", "{\"a\":[1}", "[1,2}}", "[\"]", "{{]"]
    )
    func brokenNesting(value: String) async throws {
        let line = #"{"order_no":"1","state":"취소요청","extra":\#(value)}"#
        let (notices, problems) = try await notices(line)
        #expect(notices.isEmpty)
        #expect(problems.count == 1)
    }

    @Test(
        "A line from which no field is read is bad, not passed over",
        arguments: [#"{"orderNumber":"1","status":"취소요청"}"#, "{}", #"{"order_no":null}"#]
    )
    func unknownMembers(line: String) async throws {
        let (_, problems) = try await notices(line)
        #expect(problems.map(\.problem) == [.missingValue(.key(.orderNumber))])
    }

    @Test("Two members of one field make the line bad")
    func tiedMembers() async throws {
        let (notices, problems) = try await notices(
            #"{"주문번호":"1","주문 번호":"2","state":"취소요청"}"#
        )
        #expect(notices.isEmpty)
        #expect(problems.map(\.problem) == [.duplicateColumn(.key(.orderNumber), "주문 번호")])
    }

    @Test("Of two names of one field the one of the rule language is read, wherever it stands")
    func preferredMember() async throws {
        let (notices, problems) = try await notices(
            #"{"주문번호":"1","주문 번호":"2","order_no":"3","state":"취소요청"}"#
        )
        #expect(problems.isEmpty)
        #expect(notices.map(\.orderNumber) == ["3"])
    }

    @Test("In a file without an account, members mean what each line's marketplace calls so")
    func ownHeaders() async throws {
        let place = try Workplace()
        try place.drop(
            """
            {"주문번호":"1","옵션ID":"77","판매처":"쿠팡"}
            {"주문번호":"2","옵션ID":"77","판매처":"옥션"}
            {"account":" 쿠팡 ","주문번호":"3","옵션ID":"78"}
            """,
            "orders/today.jsonl"
        )
        let report = try await place.readOrders()
        #expect(report.problems.isEmpty)
        let codes = await place.store.lines.map { $0.fields[Sample.code(6)] }
        #expect(codes == ["77", nil, "78"])
    }

    private static let own =
        #"{"rejected_file":"a.jsonl","rejected_row":1,"rejected_column":"#

    private static let keptLines: [(String, String)] = [
        (#"{"order_no":"","memo":"a,b"}"#, #","order_no":"","memo":"a,b"}"#),
        (#" { "order_no" : "" , "x" : null } "#, #","order_no" : "","x" : null } "#),
        (#"{"order_no":"1","state":"#, #","order_no":"1","state":"#),
        (#"{"order_no":"1" "state":"s"}"#, #","order_no":"1" "state":"s"}"#),
        (#"{"items":[1]}"#, #","items":[1]}"#), ("{}", "}"), ("{", ","),
        (#"{"a":1} x"#, #","a":1} x"#),
        (
            #"{"rejected_file":"b","rejected_row":7,"order_no":"","rejected_because":"c"}"#,
            #","order_no":""}"#
        ),
    ]

    @Test("A bad line is kept aside as it was, behind what is wrong with it", arguments: keptLines)
    func rejected(line: String, kept: String) async throws {
        let place = try Workplace()
        try place.drop(line + "\n", "coupang/a.jsonl")
        _ = try await place.readCancellations()
        let name = try #require(place.files(in: "rejected/coupang").first)
        let text = try place.text(of: "rejected/coupang/\(name)")
        #expect(name.hasSuffix(".jsonl"))
        #expect(text.hasPrefix(Self.own))
        #expect(text.contains(#","rejected_because":""#))
        #expect(text.hasSuffix(#"""# + kept + "\n"))
    }

    @Test("A corrected file of rejected lines can be dropped again, and again")
    func droppedAgain() async throws {
        let place = try Workplace()
        try place.drop(
            """
            {"order_no":"1","state":"취소요청","quantity":0}
            {"order_no":"2","state":"취소요청","quantity":
            """,
            "coupang/a.jsonl"
        )
        _ = try await place.readCancellations()
        for corrections in [["ity\":0": "ity\":3"], ["ity\":\n": "ity\":4}\n"]] {
            let name = try #require(place.files(in: "rejected/coupang").first)
            var text = try place.text(of: "rejected/coupang/\(name)")
            for (wrong, right) in corrections {
                text = text.replacingOccurrences(of: wrong, with: right)
            }
            try FileManager.default.removeItem(
                atPath: "\(place.inbox.path)/rejected/coupang/\(name)"
            )
            try place.drop(text, "coupang/fixed.jsonl")
            _ = try await place.readCancellations()
        }
        #expect(place.files(in: "rejected/coupang").isEmpty)
        #expect(await place.store.notices.map(\.quantity) == [3, 4])
    }

    @Test("A whole number may have a fraction of zeros, as long as it has all its digits")
    func zeroFraction() async throws {
        let place = try Workplace()
        try place.drop(
            """
            {"order_no": 20261123.0, "state": "취소요청", "quantity": 1.00}
            {"order_no": 2026112300000001.0, "state": "취소요청"}
            {"order_no": "A-3", "state": "취소요청", "quantity": 1.5}
            {"order_no": "A-4", "state": "취소요청", "quantity": 1.}
            {"order_no": "A-5", "state": "취소요청", "quantity": 1.0e1}
            """,
            "coupang/a.jsonl"
        )
        let report = try await place.readCancellations()
        #expect(await place.store.notices.map(\.orderNumber) == ["20261123"])
        #expect(await place.store.notices.map(\.quantity) == [1])
        #expect(report.problems.map(\.location.row) == [2, 3, 4, 5])
    }
}
