import ConsoleModel
import Testing

@Suite("A line that is typed and is longer than the screen is wide")
struct TextFieldTests {
    /// A console of 40 cells in whose prompt more Hangul was typed than fits.
    private func typed() -> ConsoleDriver {
        var driver = ConsoleDriver(size: Size(columns: 40, rows: 24))
        driver.press("/")
        for character in "가나다라마바사아자차카타파하거너더러머버서어저처" {
            driver.send(.key(.character(character)))
        }
        return driver
    }

    @Test("The character under the caret is in sight, though it has two cells")
    func underCaret() throws {
        var driver = typed()
        #expect(driver.text().contains("저처"))
        driver.press("Left")
        #expect(driver.text().contains("저처"))
        let caret = try #require(driver.console.frame(now: driver.now).caret)
        #expect(caret.column + 2 <= 40)
    }

    @Test("Behind the text the caret has a cell of its own")
    func behindText() throws {
        let driver = typed()
        let caret = try #require(driver.console.frame(now: driver.now).caret)
        #expect(caret.column < 40 && driver.text().contains("처"))
    }
}
