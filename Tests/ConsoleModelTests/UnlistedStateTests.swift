import ConsoleModel
import MatchingCore
import SyncInterfaces
import Testing

@Suite("State words that no entry lists")
struct UnlistedStateTests {
    @Test("The explanation and the account say how many there are, and since when they come in")
    func since() {
        let claim = SampleClaim(98, "gmarket", "취소보류", [.orderNumber: "Y-1"])
        var driver = ConsoleDriver(size: Size(columns: 120, rows: 50), claims: [claim])
        driver.press("6 Enter")
        #expect(driver.text().contains("목록에 없는 취소상태 '취소보류': 3건 · 2026-11-23 12:00부터 들어옴"))
        driver.press("q q / 지마켓 Enter Enter")
        let line = driver.text().split(separator: "\n").first { $0.contains("취소보류") }
        #expect(line?.contains("연동 안 함 · 2026-11-25 11:30부터 들어옴") == true)
    }

    @Test("By whom it was cancelled stands where the explanation begins")
    func cancelledBy() {
        let claim = SampleClaim(
            99,
            "gmarket",
            "취소요청",
            [.orderNumber: "X-1"],
            remarks: MarketplaceRemarks(cancelledBy: "판매자")
        )
        var driver = ConsoleDriver(size: Size(columns: 80, rows: 24), claims: [claim])
        driver.press("7 Enter")
        #expect(driver.text().contains("취소구분: 판매자"))
        #expect(driver.text().contains("판매처: 취소요청 · 판매자"))
    }
}
