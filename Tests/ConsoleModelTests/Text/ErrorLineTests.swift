import ConsoleModel
import MatchingCore
import SyncInterfaces
import Testing

@Suite("Errors on one line: place, what happened, what to do")
struct ErrorLineTests {
    static let feedProblems: [FeedError.Problem] =
        [
            .fileNotReadable("EACCES"), .irregularFile(.symbolicLink), .irregularFile(.notRegular),
            .irregularFile(.nameNotUTF8), .folderNotReadable("ENOENT"), .misplaced(nil),
            .misplaced("coupang"), .emptyFile, .unknownEncoding, .brokenText,
            .unsupportedFormat(.encryptedWorkbook), .unsupportedFormat(.legacyWorkbook),
            .unsupportedFormat(.htmlTable), .unsupportedFormat(.unknown),
            .unsupportedFormat(.textNamedWorkbook), .unsupportedFormat(.archive),
            .damagedFile(.said("CRC")),
            .unsupportedFormat(.jsonArray), .reservedName, .missingColumn(.key(.orderNumber)),
            .duplicateColumn(.quantity, "qty"), .unclosedQuote,
            .tooManyCells(expected: 3, found: 5),
            .missingValue(.key(.orderNumber)), .invalidQuantity("0"), .invalidTime("soon"),
            .invalidShipping("lost"), .unknownAccount("gamma"), .lostDigits("1.23E+17"),
            .invalidJSON(.said("line 1")), .otherColumns, .notOrders,
        ] + FeedLimit.Measure.allCases.map { .exceedsLimit(FeedLimit(1_048_576, $0)) }
        + FileDamage.allCases.map { .damagedFile(.known($0, of: "A1")) }
        + JSONMistake.allCases.map { .invalidJSON(.known($0, of: "a")) }

    @Test(
        "What is wrong with JSON or a workbook is said in the reader's language, and kept as a code"
    )
    func details() {
        for problem in Self.feedProblems {
            let detail: String
            switch problem {
            case .damagedFile(.known(let damage, _)): detail = damage.rawValue
            case .invalidJSON(.known(let mistake, _)): detail = mistake.rawValue
            default: continue
            }
            let error = FeedError(problem: problem, location: .init(file: "a"))
            let korean = PhraseSamples.korean.problem(in: error)
            #expect(
                korean.split(separator: "(").last.map { String($0).hasHangul } == true,
                "\(korean)"
            )
            #expect(!PhraseSamples.english.problem(in: error).hasHangul)
            #expect(KeptProblem(.feed(error)).arguments["detail"] == .text(detail))
        }
        // An older version kept its words.
        let location = ["file": KeptProblem.Argument.text("a")]
        let kept = KeptProblem(
            "invalidJSON",
            location.merging(["detail": .text("nested value")]) { $1 }
        )
        #expect(PhraseSamples.korean.line(for: kept).contains("(nested value)"))
    }

    @Test(
        "What a library complains of is kept in its words, and shown in ours",
        arguments: [
            FileDamage.notWellFormed, .tagsDiffer, .archiveNotReadable, .archiveMalformed,
        ]
    )
    func complaints(damage: FileDamage) {
        let words = "Opening and ending tag mismatch: row line 1 and c"
        let error = FeedError(
            problem: .damagedFile(.known(damage, of: words)),
            location: .init(file: "a.xlsx")
        )
        for phrases in [PhraseSamples.korean, PhraseSamples.english] {
            #expect(!phrases.problem(in: error).contains("Opening"))
        }
        #expect(KeptProblem(.feed(error)).arguments["about"] == .text(words))
    }

    @Test(
        "Korean particles fit the word that was typed",
        arguments: [
            ("쿠앙", "‘쿠앙’이라는"), ("쿠파", "‘쿠파’라는"), ("25", "‘25’라는"), ("10", "‘10’이라는"),
            ("HTML", "‘HTML’이라는"),
        ]
    )
    func particles(word: String, text: String) throws {
        let error = FilterError(
            .unknownValue(.account, word, meant: nil),
            at: 0..<1
        )
        #expect(PhraseSamples.korean.line(for: error).contains(text))
        let act = ActError(problem: .notPulled("01"))
        #expect(PhraseSamples.korean.line(for: act).contains("'01'은 당김"))
    }

    @Test(
        "Nobody is told to mend and drop a file where a program or an API told the row",
        arguments: feedProblems,
        [FeedError.Location.Source.program, .answer]
    )
    func withoutFile(problem: FeedError.Problem, source: FeedError.Location.Source) {
        switch problem {
        case .fileNotReadable, .irregularFile, .folderNotReadable, .reservedName, .misplaced,
            .emptyFile,
            .unsupportedFormat, .damagedFile, .missingColumn, .otherColumns, .notOrders:
            return
        default: break
        }
        let error = FeedError(
            problem: problem,
            location: .init(file: "alpha export", row: 3, source: source)
        )
        let korean = PhraseSamples.korean.remedy(for: error)
        let english = PhraseSamples.english.remedy(for: error)
        #expect(korean.hasHangul && !korean.contains("넣으십시오"), "\(korean)")
        #expect(!english.hasHangul && !english.contains("import"), "\(english)")
        #expect(korean.contains("프로그램") == (source == .program), "\(korean)")
        #expect(english.contains("program") == (source == .program), "\(english)")
    }

    @Test("A bad row of a file names whose it is")
    func ownerOfRow() {
        let location = FeedError.Location(file: "all.csv", account: "beta", row: 3, column: "수량")
        let error = FeedError(problem: .invalidQuantity("0"), location: location)
        let line = PhraseSamples.korean.line(for: error)
        #expect(line.hasPrefix("Beta, all.csv, 3행, '수량' 열: 수량 '0'은"))
    }

    static let storeProblems: [StoreError.Problem] = [
        .notAStore, .isFolder, .notPermitted, .madeByNewerVersion(found: "9"),
        .olderVersion(found: "1"), .diskFull,
        .readOnly, .damaged, .busy,
        .other("I/O"),
    ]

    static let actProblems: [ActError.Problem] = [
        .noSuchCancellation, .noSuchAccount("gamma"), .noSuchLine("03"),
        .noSuchLine(LineChoice("03", of: "100")),
        .chooseLine(["01", "02"]), .nothingToApply(.orderNotFound), .nothingToUndo,
        .alreadyThere(.applied), .alreadyThere(.withdrawn), .alreadyThere(.dismissed),
        .tooManyUnits(most: 2), .reasonMissing,
        .emptyPeriod, .notCarriedOut(KeptProblem(words: "x")),
        .overtaken(
            Overtaking(actor: .person("kim"), act: .apply, status: .applied, elapsed: .seconds(9))
        ),
        .notOnPullList("01"), .notPulled("01"),
    ]

    @Test("A line that was looked for in another order than the claim's is missed there")
    func orderOfLine() {
        let error = ActError(problem: .noSuchLine(LineChoice("03", of: "100")))
        for language in Language.allCases {
            #expect(PhraseSamples.phrases(language).line(for: error).contains("'100'"))
        }
    }

    @Test(
        "What is applied already says that undoing comes first",
        arguments: [
            (Language.korean, "되돌리"), (.english, "Undo"),
        ]
    )
    func appliedAlready(language: Language, word: String) {
        let error = ActError(problem: .alreadyThere(.applied))
        #expect(PhraseSamples.phrases(language).line(for: error).contains(word))
    }

    static let ruleTexts = [
        "", "order_nr", "order_no & option", "order_no + | option", "order_no +",
        "(order_no", "order_no option", "option",
    ]

    /// Every error in one language, by kind.
    static func lines(_ phrases: Phrases) -> [[String]] {
        let location = FeedError.Location(file: "a.csv", row: 1_018, column: "no")
        return [
            feedProblems.map { phrases.line(for: FeedError(problem: $0, location: location)) },
            storeProblems.map { phrases.line(for: StoreError(problem: $0, path: "/s.db")) },
            actProblems.map {
                phrases.line(for: ActError(problem: $0, cancellation: .init(rawValue: 41)))
            },
            ruleTexts.compactMap(ruleError).map { phrases.line(for: $0) },
        ]
    }

    /// Why a text is no rule; `nil` when it is one.
    private static func ruleError(_ text: String) -> MatchRuleError? {
        do throws(MatchRuleError) {
            _ = try MatchRule(parsing: text)
            return nil
        } catch { return error }
    }

    @Test("Every problem has a line of its own", arguments: Language.allCases)
    func distinct(language: Language) {
        let counts = Self.lines(PhraseSamples.phrases(language)).map { Set($0).count }
        let expected = [
            Self.feedProblems.count, Self.storeProblems.count, Self.actProblems.count,
            Self.ruleTexts.count,
        ]
        #expect(counts == expected)
    }

    @Test("Every line has a place, what happened and what to do", arguments: Language.allCases)
    func complete(language: Language) {
        let lines: [[String]] = Self.lines(PhraseSamples.phrases(language))
        let incomplete = lines.joined()
            .filter {
                !$0.contains(": ") || $0.split(separator: ". ").count < 2 && !$0.contains("; ")
            }
        #expect(incomplete == [])
    }

    @Test("English lines hold no Hangul")
    func english() {
        #expect(Self.lines(PhraseSamples.english).flatMap(\.self).filter(\.hasHangul) == [])
    }

    @Test("Korean lines are Korean")
    func korean() {
        #expect(Self.lines(PhraseSamples.korean).flatMap(\.self).filter { !$0.hasHangul } == [])
    }

    @Test(
        "A bad row names file, row and column",
        arguments: zip(
            Language.allCases,
            [
                "auction.csv, 18행, '주문번호' 열: 주문번호 값이 없습니다. 값을 채워 다시 넣으십시오.",
                "auction.csv, row 18, column '주문번호': the order number is empty. "
                    + "Fill in the value, then import it again.",
            ]
        )
    )
    func badRow(language: Language, expected: String) {
        let error = FeedError(
            problem: .missingValue(.key(.orderNumber)),
            location: .init(file: "auction.csv", row: 18, column: "주문번호")
        )
        #expect(PhraseSamples.phrases(language).line(for: error) == expected)
    }

    @Test(
        "Particles fit the value before them",
        arguments: zip(
            ["작년", "어제", "7", "0", "abc", "m", "2024)"],
            ["은", "는", "은", "은", "는", "은", "는"]
        )
    )
    func particles(value: String, particle: String) {
        let error = FeedError(
            problem: .invalidTime(value),
            location: .init(file: "a.csv")
        )
        #expect(PhraseSamples.korean.problem(in: error).contains("'\(particle) 날짜와 시각이 아닙니다."))
    }

    @Test("A wrong rule is located by its character, counted from 1")
    func rulePosition() {
        let error = #expect(throws: MatchRuleError.self) {
            try MatchRule(parsing: "order_no + colour")
        }
        let line = error.map { PhraseSamples.english.line(for: $0) }
        #expect(line?.hasPrefix("character 12: there is no field 'colour'.") == true)
    }

    @Test("A file's name cannot command the terminal")
    func hostileName() {
        let error = FeedError(problem: .emptyFile, location: .init(file: "a\u{1B}[31m.csv"))
        #expect(PhraseSamples.korean.line(for: error).hasPrefix("a␛[31m.csv: "))
    }

    @Test("Every finding of an audit has words", arguments: Language.allCases)
    func audit(language: Language) {
        let problems: [AuditFinding.Problem] = [
            .damagedFile, .brokenReference, .unitsExceedOrder, .unitsExceedClaim,
            .cancelStateDiffersFromApplications, .countDiffers, .pullListDiffers,
            .restoreListDiffers, .textIndexDiffers, .applicationWithoutJournal,
        ]
        let lines = problems.map {
            PhraseSamples.phrases(language)
                .line(for: AuditFinding(problem: $0, place: "#41", detail: "3 > 2"))
        }
        #expect(Set(lines).count == problems.count)
    }
}
