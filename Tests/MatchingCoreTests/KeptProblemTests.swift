import MatchingCore
import Testing

@Suite("Problems as they are kept")
struct KeptProblemTests {
    @Test(
        "What is kept is read as it was",
        arguments: [
            KeptProblem("cutOff"),
            KeptProblem("timedOut", ["seconds": .number(60)]),
            KeptProblem("clockOff", ["seconds": .number(-90), "detail": .text("")]),
            KeptProblem(
                "notReachable",
                ["detail": .text("a \"b\" \\ c\n\u{1B}[31m\u{7F} 취소 \u{202E}👩‍👩‍👧"), "\"": .text("}")]
            ),
            KeptProblem(
                "resting",
                [
                    "until": .number(.max),
                    "because": .problem(
                        KeptProblem("a", ["b": .problem(KeptProblem("c", ["d": .number(.min)]))])
                    ),
                ]
            ),
            KeptProblem(words: "파일 1개 읽지 못함"), KeptProblem(words: ""),
            KeptProblem(words: KeptProblem("cutOff").stored),
            KeptProblem("words", ["words": .text("x"), "more": .text("y")]),
        ]
    )
    func roundTrip(problem: KeptProblem) {
        #expect(KeptProblem(stored: problem.stored) == problem)
        #expect(!problem.stored.utf8.contains { $0 < 0x20 })
    }

    @Test("It is kept as JSON with sorted names, a sentence as it stands")
    func form() {
        let problem = KeptProblem("tooMany", ["b": .number(2), "a": .text("x")])
        #expect(problem.stored == #"{"code":"tooMany","arguments":{"a":"x","b":2}}"#)
        #expect(KeptProblem(words: "404 없음").stored == "404 없음")
    }

    @Test(
        "Any other text is a sentence, which stays as it is",
        arguments: [
            "", "404 없음", "{", #"{"code":"#, #"{"code":"a"}"#, #"{"code":"a","arguments":{}"#,
            #"{"code":"a","arguments":{}} "#, #"{"code":"a","arguments":{"b":true}}"#,
            #"{"code":"a","arguments":{"b":}}"#, #"{"code":"a","arguments":{"b":"\q"}}"#,
            #"{"code":"a","arguments":{"b":"\u00ff"}}"#, #"{"code":"a","arguments":{"b":"\u0"}}"#,
            #"{"code":"a","arguments":{"b":99999999999999999999}}"#,
            #"{"code":"a","arguments":{,}}"#, #"{"code":7,"arguments":{}}"#,
        ]
    )
    func sentences(text: String) {
        #expect(KeptProblem(stored: text) == KeptProblem(words: text))
        #expect(KeptProblem(stored: text).words == text)
    }

    @Test("Problems behind one another without an end are no problem")
    func depth() {
        var problem = KeptProblem("a")
        for _ in 1...7 { problem = KeptProblem("a", ["b": .problem(problem)]) }
        #expect(KeptProblem(stored: problem.stored) == problem)
        let deep = KeptProblem("a", ["b": .problem(problem)]).stored
        #expect(KeptProblem(stored: deep).words == deep)
        let endless = String(repeating: #"{"code":"a","arguments":{"b":"#, count: 100_000)
        #expect(KeptProblem(stored: endless).words == endless)
    }
}
