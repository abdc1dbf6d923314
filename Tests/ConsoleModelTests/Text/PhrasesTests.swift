import ConsoleModel
import MatchingCore
import SyncInterfaces
import Testing

@Suite("Words and sentences in both languages")
struct PhrasesTests {
    /// Every closed set of words; those of one set must tell its members apart.
    static let vocabularies: [(name: String, words: @Sendable (Phrases) -> [String])] = [
        ("statuses", { phrases in Status.allCases.map { phrases.word(for: $0) } }),
        ("reasons", { phrases in ReasonCode.allCases.map { phrases.word(for: $0) } }),
        ("reason sentences", { phrases in ReasonCode.allCases.map { phrases.sentence(for: $0) } }),
        ("shipping", { phrases in ShippingState.allCases.map { phrases.word(for: $0) } }),
        ("acts", { phrases in JournalEntry.Act.allCases.map { phrases.word(for: $0) } }),
        ("health", { phrases in AccountHealth.allCases.map { phrases.word(for: $0) } }),
        (
            "health sentences",
            { phrases in
                AccountHealth.allCases.map {
                    phrases.sentence(for: $0, of: PhraseSamples.accounts[0])
                }
            }
        ),
        ("key fields", { phrases in KeyField.all.map { phrases.name(of: $0) } }),
        ("record fields", { phrases in RecordField.all.map { phrases.name(of: $0) } }),
        (
            "verdicts",
            { phrases in
                let verdicts: [Clause.Verdict] = [
                    .equal, .differs([]), .differs([.width]), .missingInCancellation,
                    .missingInOrder, .missingInBoth,
                ]
                return verdicts.map { phrases.word(for: $0) }
            }
        ),
        (
            "differences",
            { phrases in
                let differences: [ValueDifference] = [
                    .whiteSpace, .width, .letterCase, .leadingZeros, .punctuation,
                    .invisibleCharacters,
                    .editDistance(1), .editDistance(2),
                ]
                return differences.map { phrases.word(for: $0) }
            }
        ),
        (
            "outcomes",
            { phrases in
                let outcomes: [BranchTrace.Outcome] = [
                    .fired, .foundNothing, .cannotDecide, .notTried,
                ]
                return outcomes.map { phrases.word(for: $0) }
            }
        ),
        (
            "triggers",
            { phrases in
                let triggers: [PollRecord.Trigger] = [.timer, .resync, .command]
                return triggers.map { phrases.word(for: $0) }
            }
        ),
        (
            "next steps",
            { phrases in
                NextStepSamples.all.map { phrases.line(for: $0, in: PhraseSamples.account) }
            }
        ),
        (
            "changes",
            { phrases in
                NextStepSamples.changes.map { phrases.line(for: $0, in: PhraseSamples.account) }
            }
        ),
    ]

    @Test("No text is empty", arguments: vocabularies.indices, Language.allCases)
    func notEmpty(vocabulary: Int, language: Language) {
        let words = Self.vocabularies[vocabulary].words(PhraseSamples.phrases(language))
        #expect(!words.contains(""), "\(Self.vocabularies[vocabulary].name)")
    }

    @Test("Texts of one kind differ", arguments: vocabularies.indices, Language.allCases)
    func distinct(vocabulary: Int, language: Language) {
        let words = Self.vocabularies[vocabulary].words(PhraseSamples.phrases(language))
        #expect(Set(words).count == words.count, "\(Self.vocabularies[vocabulary].name)")
    }

    @Test("English texts hold no Hangul", arguments: vocabularies.indices)
    func english(vocabulary: Int) {
        let words = Self.vocabularies[vocabulary].words(PhraseSamples.english)
        #expect(words.filter(\.hasHangul) == [])
    }

    @Test("Korean texts are Korean", arguments: vocabularies.indices)
    func korean(vocabulary: Int) {
        let words = Self.vocabularies[vocabulary].words(PhraseSamples.korean)
        #expect(words.filter { !$0.hasHangul } == [])
    }

    @Test(
        "Statuses have the words of the trade",
        arguments: zip(Status.allCases, ["대기", "판단필요", "적용", "철회", "제외", "무시"])
    )
    func statusWords(status: Status, word: String) {
        #expect(PhraseSamples.korean.word(for: status) == word)
    }

    @Test(
        "A rule is read as it is written",
        arguments: zip(
            [
                "order_no", "order_no + (detail_no2 | product_name + option)",
                "order_no + code18 | order_no + product_code",
                "order_no + (code1 | code2) + option",
            ],
            [
                "주문번호", "주문번호 + (주문상세번호2 또는 상품명 + 옵션)", "주문번호 + 코드18 또는 주문번호 + 상품코드",
                "주문번호 + (코드1 또는 코드2) + 옵션",
            ]
        )
    )
    func ruleInWords(text: String, words: String) throws {
        let rule = try MatchRule(parsing: text)
        #expect(PhraseSamples.korean.ruleInWords(rule) == words)
    }

    @Test("A code field has the name that the marketplace's exports give it")
    func codeNames() throws {
        let code = try #require(KeyField.code(6))
        let marketplace = PhraseSamples.marketplace(
            id: "coupang",
            name: "쿠팡",
            headers: [.key(code): ["옵션ID", "옵션 아이디"]]
        )
        let account = Account(id: "coupang-2", marketplace: marketplace, name: "쿠팡 2호점")
        let phrases = Phrases(language: .korean, accounts: [account])
        #expect(
            phrases.branchInWords([.orderNumber, code], in: "coupang-2") == "주문번호 + 옵션ID(code6)"
        )
    }

    @Test(
        "How a state is added is a line of configuration that keeps the states there are",
        arguments: [
            (.addState("배송 중"), "cancel_states: [취소요청, \"CANCEL\", 배송 중]"),
            (.addState("a: b"), #"cancel_states: [취소요청, "CANCEL", "a: b"]"#),
            (.addSynonym("취소 요청", of: "취소요청"), "synonyms: {직권취소: 취소요청, 취소 요청: 취소요청}"),
            (
                .addSynonym("취소\u{200B}\"", of: "취소요청"),
                #"synonyms: {직권취소: 취소요청, "취소\U0000200B\"": 취소요청}"#
            ),
        ] as [(NextStep, String)]
    )
    func stateLines(step: NextStep, line: String) {
        let marketplace = Marketplace(
            id: "mall",
            name: "몰",
            policy: SyncPolicy(
                cancelStates: ["취소요청", "CANCEL"],
                stateSynonyms: ["직권취소": "취소요청"],
                rule: nil
            ),
            pollIntervalMinutes: 10
        )
        let account = Account(id: "mall-2", marketplace: marketplace)
        for language in Language.allCases {
            let text = Phrases(language: language, accounts: [account]).line(
                for: step,
                in: "mall-2"
            )
            #expect(text.hasSuffix(": \(line)"), "\(text)")
            #expect(text.contains("'id: mall'") && text.contains("marketplaces.yaml"))
        }
    }

    @Test("An unknown account is called by its id")
    func unknownAccount() { #expect(PhraseSamples.korean.name(of: "nowhere") == "nowhere") }

    @Test("Where the marketplace lists no claimed order, a missing order is said to be no wonder")
    func claimedOrders() {
        let marketplace = Marketplace(
            id: "gmarket",
            name: "지마켓",
            policy: SyncPolicy(cancelStates: [], rule: nil),
            pollIntervalMinutes: 10,
            hidesClaimedOrders: true
        )
        let account = Account(id: "gmarket", marketplace: marketplace)
        let korean = Phrases(
            language: .korean,
            accounts: [account],
            accountsWithAPI: ["gmarket"]
        )
        #expect(
            korean.line(for: NextStep.importOrder, in: "gmarket")
                == "지마켓의 API는 취소가 걸린 주문을 주지 않습니다. 주문 파일을 inbox/orders에 넣으십시오. 들어오면 자동으로 다시 판단합니다."
        )
        let english = korean.inLanguage(.english)
        #expect(
            english.line(for: NextStep.importOrder, in: "gmarket")
                .hasPrefix("The API of 지마켓 lists no order that is being cancelled. Put")
        )
        #expect(!english.line(for: NextStep.importOrder, in: "coupang").contains("API"))
        let ofFiles = Phrases(language: .english, accounts: [account])
        #expect(!ofFiles.line(for: NextStep.importOrder, in: "gmarket").contains("API"))
    }

    @Test("Values from outside cannot command the terminal through a phrase")
    func hostileValues() {
        let hostile = PhraseSamples.clause(.option, "\u{1B}[2J", "a\u{202E}b", .differs([]))
        let text = PhraseSamples.korean.clauseInWords(hostile)
        #expect(text == "옵션 다름: 취소건 '␛[2J', 주문 'a\u{FFFD}b'")
    }
}

/// One of each next step and of each change.
enum NextStepSamples {
    static let all: [NextStep] = [
        .nothing, .pullParcel(["01"]), .importOrder, .addCancelStates, .addMatchRule,
        .addState("REJECT"), .addSynonym("CAN CEL", of: "CANCEL"), .completeOrder([.option]),
        .completeCancellation([.option]),
        .chooseLine, .confirmOrDismiss, .recallOrReturn, .restoreOrKeep, .recallParcel(["01"]),
        .applyRest(2), .applyFurtherRequests(1), .giveUnitsBack(2), .correctOrKeep, .addAccount,
        .restoreOrRecall(["01"]),
        .checkAccount("beta"), .compareValues,
    ]

    static let changes: [ChangeSinceThen] = [
        .rule(then: "order_no", now: nil), .rule(then: "not a rule", now: "order_no + option"),
        .state(then: "A", now: "B"), .claimField(.option, then: "red", now: nil),
        .claimQuantity(then: nil, now: 2), .lineField("01", .option, then: nil, now: "red"),
        .lineQuantity("01", then: 1, now: 2),
        .lineShipping("01", then: .received, now: .shipped), .lineAppeared("01"),
        .lineDisappeared("01"), .outcome(then: .applied, now: .keyDiffers),
    ]
}
