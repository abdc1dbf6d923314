import ConsoleModel
import Foundation
import MatchingCore
import SyncInterfaces
import Testing

@Suite("Problems that were kept, in the language of whoever reads")
struct KeptProblemLineTests {
    private static let location = FeedError.Location(file: "a.csv", row: 18, column: "no")

    static let serviceProblems: [ServiceProblem] = [
        .missingSetting("access_key"), .invalidSetting("base", reason: "no host"),
        .secretNotAvailable("secret_key", reason: "no such file"),
        .secretReadableByOthers(path: "/k", mode: "0644"), .notReachable("refused"),
        .certificateRefused("self-signed"), .notTLS, .timedOut(seconds: 60), .cutOff,
        .tooLarge(limit: 1_048_576),
        .resting(until: Timestamp(seconds: 1_795_575_600), because: .timedOut(seconds: 60)),
        .notSignedIn("401"), .keyExpired("180 days"),
        .signInEnded(setting: "refresh_token", "used"), .clockOff(seconds: -420),
        .addressNotRegistered("1.2.3.4"), .notPermitted("orders"),
        .tooManyCalls(secondsToWait: nil), .tooManyCalls(secondsToWait: 5),
        .maintenance("until 6"), .serverFailed(status: 503, "busy"),
        .refused(code: "E1", message: "no"), .unexpectedAnswer("no data"), .unknownState("HELD"),
        .spareListFailed(leftOutBy: "requests: off", because: .notPermitted("requests")),
        .periodsNotRead(
            from: Timestamp(seconds: 1_772_330_400),
            until: Timestamp(seconds: 1_772_416_800),
            others: 2,
            because: .serverFailed(status: 500, "busy")
        ),
        .programFailed(status: 4, "broken"), .programNotStarted("ENOENT"),
        .programPrintedTooMuch(limit: 1_048_576, ""), .programTookTooLong(seconds: 300, "page 12"),
        .programSaid("slow today"),
    ]

    static let feedProblems: [FeedError.Problem] =
        ErrorLineTests.feedProblems + [
            .stillBeingWritten, .folderNotWritable("EROFS"), .setAsideUnread, .strayQuote,
            .indistinct(fromRow: 3), .otherAccount("beta"),
        ]

    /// A row of each kind of source, and of an account.
    static let places: [FeedError.Location] = [
        .init(file: "a.csv", account: "beta", row: 3, column: "quantity"),
        .init(file: "reader", row: 4, source: .program),
        .init(file: "alpha list", account: "beta", source: .answer),
    ]

    /// Everything that this version can keep; each as it was before.
    static let all: [KnownProblem] =
        places.map { .feed(FeedError(problem: .invalidQuantity("x"), location: $0)) }
        + feedProblems.map { .feed(FeedError(problem: $0, location: location)) }
        + serviceProblems.map {
            .feed(
                FeedError(
                    problem: .service($0),
                    location: .init(file: "alpha list", source: .answer)
                )
            )
        }
        + ErrorLineTests.storeProblems.map { .store(StoreError(problem: $0, path: "/s.db")) }
        + [
            .unread(first: FeedError(problem: .brokenText, location: location), count: 3),
            .unknownAccount("gamma"),
        ]

    @Test("What is kept stands for the same once it is read", arguments: all)
    func roundTrip(problem: KnownProblem) {
        let kept = KeptProblem(problem)
        #expect(kept.known == problem)
        #expect(KeptProblem(stored: kept.stored).known == problem)
    }

    @Test("Every problem has a sentence in both languages", arguments: all)
    func sentences(problem: KnownProblem) {
        let kept = KeptProblem(problem)
        #expect(PhraseSamples.korean.line(for: kept).hasHangul)
        #expect(!PhraseSamples.english.line(for: kept).hasHangul)
    }

    @Test("Every problem has a sentence of its own", arguments: Language.allCases)
    func distinct(language: Language) {
        let lines = Self.all.map { PhraseSamples.phrases(language).line(for: KeptProblem($0)) }
        #expect(Set(lines).count == lines.count)
    }

    @Test("It reads as the error itself does", arguments: Language.allCases)
    func same(language: Language) {
        let phrases = PhraseSamples.phrases(language)
        for case .feed(let error) in Self.all {
            #expect(phrases.line(for: KeptProblem(error)) == phrases.line(for: error))
        }
    }

    @Test("Each code of the sources is tried here, and means one thing")
    func codes() throws {
        let folder = URL(fileURLWithPath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("Sources/SyncInterfaces")
        let pattern = /^ +case \.\w+: "(\w+)"$/
        var written: [String] = []
        for name in ["FeedError+Kept", "ServiceProblem+Words", "KnownProblem"] {
            let file = folder.appendingPathComponent("\(name).swift")
            let text = try String(contentsOf: file, encoding: .utf8)
            written += text.split(separator: "\n").compactMap { line in
                (try? pattern.wholeMatch(in: line)).map { String($0.output.1) }
            }
        }
        #expect(written.count > 60 && Set(written).count == written.count)
        let tried = Set(Self.all.map { KeptProblem($0).code })
        #expect(Set(written).subtracting(tried) == [])
    }

    @Test(
        "A sentence that an older version kept is shown as it stands",
        arguments: Language.allCases
    )
    func sentence(language: Language) {
        let kept = KeptProblem(stored: "파일 1개 읽지 못함: a.xlsx\u{1B}[31m")
        #expect(
            PhraseSamples.phrases(language).line(for: kept) == "파일 1개 읽지 못함: a.xlsx␛[31m"
        )
    }

    @Test("What this version does not know is told by its code and what is said about it")
    func unknown() {
        let newer = KeptProblem(
            "quotaSold",
            [
                "calls": .number(3), "source": .text("alpha\u{7}"),
                "because": .problem(KeptProblem(.unknownAccount("gamma"))),
            ]
        )
        #expect(newer.known == nil)
        let line = PhraseSamples.english.line(for: newer)
        #expect(line.hasPrefix("quotaSold (because: there is no account 'gamma'"))
        #expect(line.hasSuffix(", calls: 3, source: alpha␇)"))
        #expect(PhraseSamples.korean.line(for: KeptProblem("quotaSold")) == "quotaSold")
    }

    @Test("A code whose arguments are others by now is no error of this version")
    func otherArguments() {
        for problem in Self.all {
            let kept = KeptProblem(problem)
            guard !kept.arguments.isEmpty else { continue }
            let bare = KeptProblem(kept.code, kept.arguments.mapValues { _ in .problem(kept) })
            #expect(bare.known == nil)
            #expect(PhraseSamples.english.line(for: bare).hasPrefix(kept.code))
        }
    }

    @Test("Of any other error the words are kept")
    func foreign() {
        #expect(KeptProblem(CancellationError()).words == "CancellationError()")
        let act = ActError(problem: .noSuchAccount("gamma"))
        #expect(KeptProblem(act).known == .unknownAccount("gamma"))
    }
}
