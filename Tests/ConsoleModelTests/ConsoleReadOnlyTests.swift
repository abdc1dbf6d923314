import ConsoleModel
import MatchingCore
import SyncInterfaces
import Testing

@Suite("A console that only shows")
struct ConsoleReadOnlyTests {
    private static func driver(_ reason: ReadOnlyReason) -> ConsoleDriver {
        ConsoleDriver(
            size: Size(columns: 120, rows: 30),
            configuration: ConsoleConfiguration(operatorName: "kim", readOnly: reason)
        )
    }

    @Test("The header says so", arguments: ReadOnlyReason.allCases)
    func header(reason: ReadOnlyReason) {
        #expect(Self.driver(reason).text().contains("읽기 전용"))
        #expect(!ConsoleDriver().text().contains("읽기 전용"))
    }

    @Test(
        "No key changes anything; each says why",
        arguments: [
            "r", "R", "t", "p", "2 a", "2 d", "3 u", "2 Enter r", "* p", "b p", "Enter d",
            "Enter u",
        ]
    )
    func refused(script: String) {
        var driver = Self.driver(.newerStore)
        driver.press(script)
        #expect(driver.acts.isEmpty)
        #expect(driver.text().contains("더 새로운 버전"))
        driver.press("y 1 Enter")
        // Copying a number changes nothing.
        #expect(driver.acts.allSatisfy { if case .copy = $0 { true } else { false } })
    }

    @Test("Everything can be looked at", arguments: ["2 Enter", "/ 쿠팡 Enter", "?", "7 j"])
    func shown(script: String) {
        var driver = Self.driver(.asked)
        driver.press(script)
        #expect(!driver.text().contains("--read-only"))
    }

    @Test("Every reason has a sentence of its own", arguments: Language.allCases)
    func sentences(language: Language) {
        let phrases = Phrases(language: language)
        #expect(Set(ReadOnlyReason.allCases.map { phrases.sentence(for: $0) }).count == 3)
    }
}
