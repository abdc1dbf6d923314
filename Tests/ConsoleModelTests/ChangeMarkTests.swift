import ConsoleModel
import MatchingCore
import SyncInterfaces
import Testing

@Suite("What changed since it was last looked at")
struct ChangeMarkTests {
    private static let size = Size(columns: 120, rows: 40)

    /// The rows of the screen that have `sign`, bold, behind their marks.
    private static func signed(_ sign: Character, _ driver: ConsoleDriver) -> [String] {
        let frame = driver.console.frame(now: driver.now)
        return (0..<frame.size.rows).compactMap { row in
            let cells = frame[row: row].filter { $0.width > 0 }
            let isSigned = cells.contains { cell in
                cell.glyph.character == sign && cell.style.role == .key && cell.style.isBold
            }
            return isSigned ? String(cells.map(\.glyph.character)) : nil
        }
    }

    @Test("A list that is opened marks nothing, and neither does scrolling in it")
    func opened() {
        let claims = (1...1500).map {
            SampleClaim($0, "gmarket", "취소요청", [.orderNumber: "N\(10_000 + $0)"])
        }
        var driver = ConsoleDriver(size: Self.size, claims: claims)
        driver.press("7")
        for _ in 0..<40 { driver.press("PgDn") }
        driver.press("G g")
        driver.send(.storeChanged)
        #expect(Self.signed("+", driver).isEmpty)
        #expect(Self.signed("~", driver).isEmpty)
    }

    @Test("What came and what changed is marked by a sign, and the cursor stays on its row")
    func cameAndChanged() {
        var driver = ConsoleDriver(size: Self.size)
        driver.press("7 j j")
        let selected = driver.console.frame(now: driver.now).focus
        FrameSituation.changes.happen(to: &driver)
        #expect(Self.signed("+", driver).map { $0.contains("N900") } == [true])
        #expect(Self.signed("~", driver).map { $0.contains("2026112500001") } == [true])
        let now = driver.console.frame(now: driver.now).focus
        // The new row stands above it.
        #expect(now?.row == selected.map { $0.row + 1 })
    }

    @Test("A mark fades fifteen seconds after it was on screen, with no wake-up of its own")
    func fades() {
        var driver = ConsoleDriver(size: Self.size)
        driver.press("7")
        driver.claims.append(Sample.newClaim)
        driver.send(.storeChanged)
        let deadline = driver.console.nextDeadline(after: driver.now)
        var quiet = ConsoleDriver(size: Self.size)
        quiet.press("7")
        #expect(deadline == quiet.console.nextDeadline(after: quiet.now))
        driver.now = driver.now.advanced(by: .seconds(14))
        #expect(Self.signed("+", driver).count == 1)
        driver.now = driver.now.advanced(by: .seconds(1))
        #expect(Self.signed("+", driver).isEmpty)
    }

    @Test("That nobody polls any more marks no account")
    func nobodyPolls() {
        var driver = ConsoleDriver(size: Self.size)
        driver.poller = .nobody
        driver.send(.storeChanged)
        #expect(Self.signed("~", driver).isEmpty)
    }

    @Test("What changed while another screen was over the list is marked once it is seen again")
    func covered() {
        var driver = ConsoleDriver(size: Self.size)
        driver.press("7 ?")
        FrameSituation.changes.happen(to: &driver)
        driver.now = driver.now.advanced(by: .seconds(3600))
        driver.press("Esc")
        #expect(Self.signed("+", driver).count == 1)
        #expect(Self.signed("~", driver).count == 1)
    }

    @Test("A row that changed below the screen is marked when one gets there")
    func below() {
        let claims = (1...60).map {
            SampleClaim($0, "gmarket", "취소요청", [.orderNumber: "N\(10_000 + $0)"])
        }
        var driver = ConsoleDriver(size: Size(columns: 80, rows: 24), claims: claims)
        driver.press("7")
        driver.claims[0] = SampleClaim(
            1,
            "gmarket",
            "취소요청",
            [.orderNumber: "N10001"],
            ruling: .dismissed(reason: "")
        )
        driver.send(.storeChanged)
        driver.now = driver.now.advanced(by: .seconds(3600))
        #expect(Self.signed("~", driver).isEmpty)
        driver.press("G")
        #expect(Self.signed("~", driver).map { $0.contains("N10001") } == [true])
    }

    @Test(
        "Pull list, orders, activity and marketplaces mark their rows too",
        arguments: [
            ("b", "+", "2026112512345678"), ("b", "~", "31000123465"),
            ("o", "~", "2026112512345678"), ("i", "+", "#900"), ("", "~", "지마켓"),
        ]
    )
    func otherLists(keys: String, sign: Character, text: String) {
        var driver = ConsoleDriver(size: Self.size)
        driver.press(keys)
        FrameSituation.changes.happen(to: &driver)
        #expect(Self.signed(sign, driver).contains { $0.contains(text) })
    }
}
