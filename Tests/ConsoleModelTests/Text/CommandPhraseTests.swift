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

    @Test("An import that brings nothing says so", arguments: Language.allCases)
    func nothingNew(language: Language) {
        let phrases = Phrases(language: language)
        var tally = PassTally()
        let nothing = phrases.imported(files: 1, tally)
        tally.news = 1
        #expect(nothing != phrases.imported(files: 1, tally))
        #expect(phrases.imported(files: 1, tally).contains(phrases.tally(tally)))
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
