import Foundation
import MatchingCore
import Testing

@Suite("JSON")
struct JSONTests {
    @Test(
        "Texts are written so that any reader gets them back",
        arguments: [
            "", "plain", "니트 (신상) 🧶", "\"quoted\" \\ back", "line\nbreak\ttab\r",
            "\u{0}\u{1F}\u{7F}", "e\u{301}", "\u{2028}\u{202E}", String(repeating: "가", count: 999),
        ]
    )
    func texts(text: String) throws {
        var writer = JSONWriter()
        writer.object { $0.member(text, text) }
        let read = try JSONDecoder().decode([String: String].self, from: Data(writer.utf8))
        #expect(read == [text: text])
    }

    @Test("Control characters never reach the output raw")
    func controlCharacters() {
        var writer = JSONWriter()
        writer.value("a\u{1B}[2J\u{7F}")
        #expect(writer.text == #""a\u001b[2J\u007f""#)
    }

    @Test(
        "For a terminal everything is escaped that it would obey, and nothing else",
        arguments: [
            ("\u{9B}2J", #"\u009b2J"#), ("a\u{202E}b", #"a\u202eb"#), ("\u{2066}", #"\u2066"#),
            ("\u{2028}\u{2029}", #"\u2028\u2029"#), ("\u{FEFF}\u{200B}", #"\ufeff\u200b"#),
            ("\u{E0041}", #"\udb40\udc41"#), ("니트 \"🧶\" é", #"니트 \"🧶\" é"#),
        ]
    )
    func forTerminals(text: String, written: String) throws {
        var writer = JSONWriter(isForTerminals: true)
        writer.array([text]) { $0.value($1) }
        #expect(writer.text == "[\"\(written)\"]")
        let read = try JSONDecoder().decode([String].self, from: Data(writer.utf8))
        #expect(read.map { Array($0.unicodeScalars) } == [Array(text.unicodeScalars)])
    }

    @Test("Numbers, truth values, nothing and nesting are written in the given order")
    func values() {
        var writer = JSONWriter()
        writer.object { writer in
            writer.member("b", -3)
            writer.member("a", true)
            writer.member("n", Int?.none)
            writer.member("t", String?.none)
            writer.member("list", texts: ["x", "y"])
            writer.member("rows", objects: [1, 2]) { $0.member("i", $1) }
            writer.member("empty", object: { _ in })
        }
        #expect(
            writer.text == #"{"b":-3,"a":true,"n":null,"t":null,"list":["x","y"],"#
                + #""rows":[{"i":1},{"i":2}],"empty":{}}"#
        )
    }

    @Test("Evidence is one compact line")
    func evidence() throws {
        let scene = try Scene(quantity: 1, lines: [.example("A")])
        let evidence = scene.matcher.decide(scene.input).evidence
        #expect(
            JSONWriter.line { $0.members(of: evidence) }
                == #"{"rule":"order_no","fired_branch":0,"state":"취소요청","#
                + #""fields":{"order_no":"1001"},"quantity":1,"account":"shop","order_no":"1001","#
                + #""lines":[{"line_id":"A","fields":{"order_no":"1001"},"quantity":1,"#
                + #""taken_by_others":0,"shipping":"received"}],"other_accounts":[]}"#
        )
    }

    @Test("Evidence of lines from several orders keeps their names")
    func evidenceOfSeveralOrders() throws {
        let lines = [
            OrderLineKey(account: "shop", orderNumber: "1", lineID: "A"),
            OrderLineKey(account: "shop-2", orderNumber: "2", lineID: "A"),
        ]
        let evidence = Evidence(
            rule: nil,
            firedBranch: nil,
            state: "취소",
            fields: [:],
            quantity: nil,
            lines: lines.map {
                Evidence.Line(
                    key: $0,
                    fields: [:],
                    quantity: 1,
                    unitsTakenByOthers: 0,
                    shipping: .shipped
                )
            },
            otherAccounts: ["shop-3"]
        )
        #expect(
            JSONWriter.line { $0.members(of: evidence) }
                == #"{"rule":null,"fired_branch":null,"state":"취소","fields":{},"quantity":null,"#
                + #""account":"shop","order_no":"1","lines":[{"line_id":"A","fields":{},"#
                + #""quantity":1,"taken_by_others":0,"shipping":"shipped"},{"line_id":"A","#
                + #""account":"shop-2","order_no":"2","fields":{},"quantity":1,"#
                + #""taken_by_others":0,"shipping":"shipped"}],"other_accounts":["shop-3"]}"#
        )
    }

    @Test("An explanation's members have stable names")
    func explanation() throws {
        let scene = try Scene(
            rule: "order_no + option",
            claim: [.orderNumber: "1001", .option: "Ｌ x"],
            lines: [.example("A", [.option: "L y"])]
        )
        var writer = JSONWriter()
        writer.object { $0.members(of: scene.explanation) }
        let clauses =
            #"[{"field":"order_no","in_cancellation":"1001","in_order":"1001","#
            + #""compared_in_cancellation":"1001","compared_in_order":"1001","#
            + #""verdict":"equal","differences":[],"edit_distance":null},"#
            + #"{"field":"option","in_cancellation":"Ｌ x","in_order":"L y","#
            + #""compared_in_cancellation":"L x","compared_in_order":"L y","#
            + #""verdict":"differs","differences":["editDistance"],"edit_distance":1}]"#
        #expect(
            writer.text
                == #"{"account":"shop","claim_id":"C1","order_no":"1001","status":"pending","#
                + #""reason":"keyDiffers","state":"취소요청","state_meaning":"cancel","#
                + #""nearest_state":null,"cancelled_by":null,"ruling":null,"ruling_reason":null,"#
                + #""fields":{"order_no":"1001","option":"Ｌ x"},"claimed_quantity":null,"requests":[],"#
                + #""rule":"order_no + option","branches":[{"fields":["order_no","option"],"#
                + #""outcome":"foundNothing","lines":[{"line_id":"A","account":"shop","#
                + #""satisfies":false,"clauses":"# + clauses + #"}]}],"applications":[],"#
                + #""unapplied_quantity":0,"then":null,"changes_since_then":[],"#
                + #""nearest_misses":[{"kind":"sameOrder","#
                + #""account":"shop","order_no":"1001","line_id":"A","branch":0,"clauses":"#
                + clauses + #","repair":{"repair":"changeOrder","set":[{"field":"option","#
                + #""value":"Ｌ x"}]}}],"could_also_be":[],"replacing":[],"#
                + #""next_step":{"step":"compareValues"}}"#
        )
    }

    @Test(
        "Every explanation is well-formed JSON without repeated names",
        arguments: MatcherPropertyTests.seeds
    )
    func wellFormed(seed: UInt64) throws {
        let scene = try Scene.random(seed: seed)
        let then = try Scene.random(seed: seed &+ 1)
        let explanation = scene.matcher.explain(
            scene.input,
            standing: (.pending, .orderNotFound),
            then: then.matcher.decide(then.input).evidence,
            amid: Surroundings(resembling: then.input.lines)
        )
        let order = scene.matcher.explain(
            .example("A"),
            namings: [
                OrderExplanation.Naming(
                    id: CancellationID(rawValue: 1),
                    explanation: explanation,
                    units: 0
                )
            ],
            coverage: OrderExplanationTests.coverage(gaps: [(1, 2)]),
            now: OrderExplanationTests.now
        )
        var writer = JSONWriter()
        writer.object { $0.members(of: order) { _ in "" } }
        let object = try JSONSerialization.jsonObject(with: Data(writer.utf8))
        let members = try #require(object as? [String: Any])
        #expect(members.count == 12)
        let cancellations = try #require(members["cancellations"] as? [[String: Any]])
        #expect(cancellations.map(\.count) == [26])
    }

    @Test("What was wrong with the last poll is written as a sentence and as a code")
    func lastFailure() throws {
        let failure = KeptProblem("timedOut", ["seconds": .number(60)])
        let order = OrderExplanation(
            line: .example("A"),
            reason: .accountFailing,
            cancellations: [],
            coverage: AccountCoverage(
                account: "shop",
                isPaused: false,
                consecutiveFailures: 1,
                lastFailure: failure,
                lastSuccessAt: nil,
                gaps: []
            )
        )
        let line = JSONWriter.line { $0.members(of: order) { "sentence for \($0.code)" } }
        #expect(
            line.contains(
                #""coverage":{"paused":false,"consecutive_failures":1,"#
                    + #""last_failure":"sentence for timedOut","problem":"timedOut","#
                    + #""arguments":{"seconds":60},"last_success_at":null"#
            )
        )
    }
}
