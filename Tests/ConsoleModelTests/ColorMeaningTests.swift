import ConsoleModel
import MatchingCore
import Testing

@Suite("Nothing is said by color alone")
struct ColorMeaningTests {
    /// The roles that mean something by themselves; the others only order a screen.
    private static let meanings: Set<Role> = [
        .good, .attention, .problem, .waiting, .difference,
    ]

    /// Words whose color depends on the list that they stand in: a parcel with a label is one to be
    /// pulled on the pull list, and one that is on its way elsewhere.
    private static let exceptions: Set<String> = ["송장", "labeled"]

    @Test(
        "A word or sign that has a color has it because of what it says",
        arguments: Language.allCases
    )
    func words(language: Language) {
        var roles: [String: Set<Role>] = [:]
        // The widest screens, on which no word is cut.
        for example in FrameTests.cases
        where example.language == language && example.size.columns == 200 {
            for (text, role) in example.frame.runs where Self.meanings.contains(role) {
                // Numbers and bars mean what the head of their column says; sentences speak.
                guard text.contains(where: \.isLetter) || text.count == 1, Int(text) == nil,
                    !text.contains("."), !Self.exceptions.contains(text)
                else { continue }
                roles[text, default: []].insert(role)
            }
        }
        let torn = roles.filter { $0.value.count > 1 }
        #expect(torn.map { "\($0.key): \($0.value)" }.sorted() == [])
    }

    @Test(
        "Each health has a sign of its own at any width, and its word where there is room",
        arguments: [40, 120],
        [false, true]
    )
    func health(columns: Int, usesASCII: Bool) {
        let phrases = Phrases(language: .korean, accounts: Sample.accounts)
        var signs: [AccountHealth: Set<Character>] = [:]
        for poller in [PollerPresence.here, .nobody] {
            var driver = ConsoleDriver(
                size: Size(columns: columns, rows: 40),
                configuration: ConsoleConfiguration(usesASCII: usesASCII)
            )
            for (_, health, row) in driver.accountRows(poller: poller) {
                signs[health, default: []].formUnion(row.dropFirst().prefix(1))
                #expect(columns < 80 || row.contains(phrases.word(for: health)), "\(row)")
            }
        }
        #expect(signs.count == AccountHealth.allCases.count)
        #expect(signs.values.allSatisfy { $0.count == 1 }, "\(signs)")
        #expect(Set(signs.values).count == signs.count, "\(signs)")
    }

    @Test("A message says by a sign how much it matters, at the bottom and when it is read again")
    func messages() {
        for (level, sign) in [(NoticeLevel.information, "·"), (.success, "✓"), (.problem, "✖")] {
            var driver = ConsoleDriver()
            driver.send(.notice(level, Bilingual(both: "말")))
            #expect(driver.text().contains("\(sign) 말"))
            driver.now = driver.now.advanced(by: .seconds(60))
            driver.press("m")
            #expect(driver.text().contains("\(sign) 말"))
        }
    }

    @Test("The terminal's cursor stands at what is selected, and at the caret while text is typed")
    func focus() {
        var driver = ConsoleDriver()
        driver.press("7 j")
        var frame = driver.console.frame(now: driver.now)
        #expect(frame.focus.map { frame[row: $0.row].allSatisfy(\.style.isSelected) } == true)
        #expect(frame.caret == nil)
        driver.press("/")
        frame = driver.console.frame(now: driver.now)
        #expect(frame.caret != nil)
        driver.press("Esc a j")
        frame = driver.console.frame(now: driver.now)
        let row = frame.focus.map {
            String(frame[row: $0.row].filter { $0.width > 0 }.map(\.glyph.character))
        }
        #expect(row?.contains("│ 1") == true)
    }

    @Test(
        "Each status of a cancellation has a sign of its own, and its word as a tab",
        arguments: [false, true]
    )
    func status(usesASCII: Bool) {
        let dismissed = SampleClaim(
            9,
            "gmarket",
            "취소요청",
            [.orderNumber: "2026112500003"],
            ruling: .dismissed(reason: "중복")
        )
        var signs: [Character] = []
        for key in 1...6 {
            var driver = ConsoleDriver(
                size: Size(columns: 80, rows: 24),
                claims: Sample.claims + [dismissed],
                configuration: ConsoleConfiguration(usesASCII: usesASCII)
            )
            driver.press("\(key)")
            let row = driver.text().split(separator: "\n").last { $0.hasPrefix(">") }
            signs += row.map { Array($0.dropFirst().prefix(1)) } ?? []
        }
        #expect(signs.count == 6)
        #expect(Set(signs).count == signs.count, "\(signs)")
    }
}
