import ConsoleModel
import Testing

@Suite("What happened to an order, and when")
struct OrderTimelineTests {
    @Test("is read with o, its number and Enter, also on a small screen")
    func threeKeys() {
        var driver = ConsoleDriver(size: Size(columns: 80, rows: 24))
        driver.press("o 2 026112500001 Enter Enter")
        for text in ["시간순", "구매자: 주문", "#1 취소 요청", "#1 판매처: 취소요청", "#1 자동 판단"] {
            #expect(driver.text().contains(text), "\(text)")
        }
    }

    @Test("comes after what puts our item in question")
    func shippingAhead() {
        var driver = ConsoleDriver(size: Size(columns: 80, rows: 24))
        driver.press("o 3 1000777000 Enter Enter")
        #expect(driver.text().contains("가배송일 수 있습니다"))
    }
}
