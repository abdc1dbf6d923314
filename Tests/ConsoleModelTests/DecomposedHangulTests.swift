import ConsoleModel
import Foundation
import Testing

@Suite("Hangul that comes letter by letter, as a terminal sends the name of a file dragged into it")
struct DecomposedHangulTests {
    /// Types a text scalar by scalar, as they come from a terminal.
    private func type(_ text: String, _ driver: inout ConsoleDriver) {
        for scalar in text.decomposedStringWithCanonicalMapping.unicodeScalars {
            driver.send(.key(.character(Character(scalar))))
        }
    }

    @Test("It joins into syllables, and finds what they find")
    func find() {
        var driver = ConsoleDriver()
        driver.press("/")
        type("쿠팡", &driver)
        let frame = driver.console.frame(now: driver.now)
        #expect(frame.text.contains(" / 쿠팡 "))
        #expect(frame.text.contains("출고중지요청"))
        #expect(frame.caret?.column == DisplayText.width(of: " / 쿠팡"))
    }

    @Test(
        "A letter joins only what was typed just before it",
        arguments: ["Left Right", "Home End"]
    )
    func interrupted(script: String) {
        var driver = ConsoleDriver()
        driver.press("/")
        type("파", &driver)
        driver.press(script)
        driver.send(.key(.character("\u{11BC}")))
        #expect(driver.text().contains(" / 파ㅇ "))
        driver.press("Backspace Backspace")
        #expect(!driver.text().contains(" / 파"))
    }
}
