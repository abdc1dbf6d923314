import ConsoleModel
import Testing

@Suite("The screen of the journal")
struct ActivityPageTests {
    private func driver(_ script: String) -> ConsoleDriver {
        var driver = ConsoleDriver(size: Size(columns: 120, rows: 40))
        driver.press(script)
        return driver
    }

    @Test("Activity shows one account or all, and opens the cancellation")
    func activity() {
        var driver = driver("i")
        #expect(driver.text().contains("점검 중"))
        driver.press("f")
        #expect(driver.text().contains("AK몰 · 최근 순"))
        driver.press("f j Enter")
        #expect(driver.text().contains("› 취소건 #8"))
    }

    @Test("o on an entry opens the order that it is about, and says where it is about none")
    func orderOfEntry() {
        var driver = driver("i o")
        #expect(driver.text().contains("주문에 관한 행이 아닙니다."))
        driver.press("f f j o")
        #expect(driver.text().contains("› 이력 › 주문 2026112500002"))
        driver.press("Esc Enter")
        #expect(driver.text().contains("› 취소건 #8"))
    }

    @Test("An entry of the journal that is about no cancellation opens with all of its text")
    func entry() {
        var driver = driver("i Enter")
        #expect(!driver.text().contains("최근 순"))
        #expect(driver.text().contains("내용    점검 중"))
        driver.press("Esc")
        #expect(driver.text().contains("최근 순"))
    }
}
