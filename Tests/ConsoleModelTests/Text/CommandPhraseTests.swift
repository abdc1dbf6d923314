import ConsoleModel
import MatchingCore
import SyncInterfaces
import Testing

@Suite("What only commands say")
struct CommandPhraseTests {
    @Test(
        "A size has the unit that leaves it short",
        arguments: [
            (0, "0 B"), (999, "999 B"), (1000, "1.0 kB"), (1550, "1.6 kB"), (156_000, "156 kB"),
            (2_340_000, "2.3 MB"), (76_200_000_000, "76.2 GB"), (5_000_000_000_000, "5.0 TB"),
        ]
    )
    func fileSize(bytes: Int, text: String) {
        #expect(Phrases(language: .korean).fileSize(bytes) == text)
    }

    @Test("A suggestion is offered only where there is one", arguments: Language.allCases)
    func suggestion(language: Language) {
        let phrases = Phrases(language: language)
        #expect(phrases.unknownAccount("gmrket", meant: "gmarket").contains("'gmarket'"))
        let without = phrases.line(for: ActError(problem: .noSuchAccount("xyz")))
        #expect(phrases.unknownAccount("xyz", meant: nil) == without)
    }

    @Test("An import that brings nothing says so, and why", arguments: Language.allCases)
    func nothingNew(language: Language) {
        let phrases = Phrases(language: language)
        var report = FeedReport()
        report.sourceCount = 1
        var tally = PassTally()
        let empty = phrases.imported(report, of: 1, tally)
        report.knownSourceCount = 1
        let known = phrases.imported(report, of: 1, tally)
        report.knownSourceCount = 0
        tally.notices = 1
        #expect(phrases.imported(report, of: 1, tally) == known)
        tally.news = 1
        let news = phrases.imported(report, of: 1, tally)
        #expect(Set([empty, known, news]).count == 3)
        #expect(news.contains(phrases.tally(tally)))
    }

    @Test("A file that was not read is not said to bring nothing new")
    func unread() {
        let phrases = Phrases(language: .korean)
        #expect(
            phrases.imported(FeedReport(), of: 2, PassTally()) == "파일 0개 · 읽지 못한 파일 2개"
        )
    }

    @Test(
        "Every column has a title, and everything that is checked a name",
        arguments: Language.allCases
    )
    func names(language: Language) {
        let phrases = Phrases(language: language)
        #expect(!ListColumn.allCases.map(phrases.title).contains(""))
        let names = CheckItem.allCases.map { phrases.name(of: $0) }
        #expect(Set(names).count == names.count)
    }
}
