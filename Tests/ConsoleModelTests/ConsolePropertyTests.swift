import ConsoleModel
import MatchingCore
import SyncInterfaces
import Testing

@Suite("Whatever happens")
struct ConsolePropertyTests {
    static let scripts = [
        "", "7", "2", "7 Enter", "1 G Enter", "?", "/ 가나", "7 / 가나", "2 a", "2 d", "3 u",
        "2 d End Enter", "/ zz", "j Enter ?", ":", "2 : a", "t", "t End Enter", "7 e", "o e",
        "Space", "*", "7 Space Space d", "7 / 상태:보류 Space 사유: Tab", "2 a End Enter", "Enter t",
        "Enter", "o", "o Enter", "o Enter Enter", "o Enter Enter ?", "Enter w ?", "m",
        "o / 9 Enter",
        "v", "v ?", "Enter w", "Enter w Enter", "o Enter Enter e", "7 Enter e", "b", "b 9 Enter",
        "b p p", "i", "i f", "b p m",
        "7 Space Space \\ Backspace", "Space s Backspace Backspace",
    ]

    /// Claims, accounts and lines in which every text is hostile.
    private static func hostileClaims(_ generator: inout SeededGenerator) -> [SampleClaim] {
        (1...12).map { number in
            let account = Sample.accounts[Int(number) % Sample.accounts.count].id
            let order = "9\(generator.text())"
            let fields: FieldValues = [
                .orderNumber: order, .productName: generator.text(), .option: generator.text(),
                .code6: generator.text(),
            ]
            let lines = (0..<Int(number % 4)).map { index in
                SampleClaim.line(
                    account,
                    order,
                    "\(index)\(generator.text())",
                    [.productName: generator.text(), .option: generator.text()]
                ).units(3)
            }
            let state = number.isMultiple(of: 3) ? "취소요청" : "x" + generator.text()
            return SampleClaim(Int64(number), account, state, fields, lines: lines)
        }
    }

    /// Order lines in which every text is hostile.
    private static func hostileLines(_ generator: inout SeededGenerator) -> [LineOnFile] {
        (0..<40).map { number in
            let account = Sample.accounts[number % Sample.accounts.count].id
            var line = SampleClaim.line(
                account,
                "9\(generator.text())",
                "\(number)\(generator.text())",
                [.productName: generator.text(), .option: generator.text()]
            )
            .in(ShippingState.allCases[number % 3])
            line.line.trackingNumber = "9\(generator.text())"
            line.line.remarks = MarketplaceRemarks(
                shippingWord: generator.text(),
                originalOrderNumber: OrderNumber(generator.text())
            )
            line.isHeld = number.isMultiple(of: 2)
            line.cancelledUnits = line.isHeld ? 1 : 0
            return line
        }
    }

    @Test("Every screen draws at any size with hostile text", arguments: 0..<12)
    func anySize(seed: Int) {
        var generator = SeededGenerator(seed: UInt64(seed))
        let claims = Self.hostileClaims(&generator)
        for script in Self.scripts {
            let size = Size(
                columns: Int.random(in: 0...500, using: &generator),
                rows: Int.random(in: 0...300, using: &generator)
            )
            var driver = ConsoleDriver(
                size: Size(columns: 80, rows: 24),
                language: Language.allCases.randomElement(using: &generator) ?? .korean,
                claims: claims
            )
            driver.lines = Self.hostileLines(&generator)
            driver.press(script)
            driver.send(.resized(size))
            let frame = driver.console.frame(now: driver.now)
            #expect(frame.size == size)
            #expect(FrameText.faults(in: frame) == [], "\(script) at \(size)")
        }
    }

    @Test(
        "Small sizes draw",
        arguments: [(0, 0), (1, 1), (2, 1), (39, 8), (40, 7), (40, 8), (41, 9), (500, 1), (1, 300)]
    )
    func smallSizes(columns: Int, rows: Int) {
        for script in Self.scripts {
            var driver = ConsoleDriver()
            driver.press(script)
            driver.send(.resized(Size(columns: columns, rows: rows)))
            let frame = driver.console.frame(now: driver.now)
            #expect(FrameText.faults(in: frame) == [], "\(script)")
        }
    }

    @Test("A size that makes no sense is an empty screen")
    func negativeSize() {
        var driver = ConsoleDriver()
        driver.send(.resized(Size(columns: -5, rows: -1)))
        #expect(driver.console.frame(now: driver.now).cells.isEmpty)
    }

    @Test("Below the usable size there is a line that says so")
    func tooSmall() {
        var driver = ConsoleDriver(size: Size(columns: 39, rows: 8))
        #expect(driver.text().contains("40×8 이상 필요 · 지금 39×8"))
        driver.send(.resized(Size(columns: 40, rows: 8)))
        #expect(driver.text().contains("판매처"))
    }

    @Test("With ASCII only, every cell is ASCII or a wide character", arguments: scripts)
    func plainCharacters(script: String) {
        var driver = ConsoleDriver(
            size: Size(columns: 150, rows: 40),
            configuration: ConsoleConfiguration(usesASCII: true, isDemo: true, timeFactor: 60)
        )
        driver.press(script)
        let cells = driver.console.frame(now: driver.now).cells
        #expect(
            cells.filter { $0.width == 1 && !$0.glyph.character.isASCII }.map(\.glyph.character)
                == []
        )
    }

    @Test("English screens have no Hangul of their own", arguments: scripts)
    func english(script: String) {
        let accounts = Sample.accounts.prefix(5).map { account in
            Account(
                id: account.id,
                marketplace: Marketplace(
                    id: account.marketplace.id,
                    name: account.id.rawValue,
                    policy: SyncPolicy(
                        cancelStates: ["CANCELLED"],
                        withdrawalStates: ["TAKEN BACK"],
                        rule: account.marketplace.policy.rule
                    ),
                    pollIntervalMinutes: 20
                )
            )
        }
        let claims = (1...8).map { number in
            SampleClaim(
                Int64(number),
                accounts[number % 5].id,
                "CANCELLED",
                [.orderNumber: "20\(number)", .productName: "Scarf"],
                lines: [SampleClaim.line(accounts[number % 5].id, "20\(number)", "1", [:])]
            )
        }
        var driver = ConsoleDriver(language: .english, claims: claims, accounts: accounts)
        driver.lines = accounts.enumerated().map { index, account in
            var line = SampleClaim.line(
                account.id,
                "90\(index)",
                "L\(index)",
                [.productName: "Scarf"]
            )
            line.isHeld = index > 2
            return line.in(ShippingState.allCases[index % 3])
        }
        driver.press(script.filter { $0.isASCII })
        // The name of the other language, and an operator's note.
        let text = driver.text().replacing("한국어", with: "").replacing("점검 중", with: "")
        #expect(text.filter { ("\u{AC00}"..."\u{D7A3}").contains($0) } == "")
    }

    @Test("Random keys never trap and keep every frame sound", arguments: 0..<40)
    func randomWalk(seed: Int) {
        var generator = SeededGenerator(seed: UInt64(1000 + seed))
        var driver = ConsoleDriver(
            size: Size(columns: 100, rows: 30),
            claims: Self.hostileClaims(&generator)
        )
        driver.lines = Self.hostileLines(&generator)
        for _ in 0..<120 {
            driver.send(Self.event(&generator))
            driver.now = driver.now.advanced(
                by: .milliseconds(Int.random(in: 0...3000, using: &generator))
            )
            let frame = driver.console.frame(now: driver.now)
            #expect(FrameText.faults(in: frame) == [])
            if let deadline = driver.console.nextDeadline(after: driver.now) {
                #expect(deadline > driver.now)
            }
        }
    }

    private static func mouse(_ generator: inout SeededGenerator) -> MouseEvent {
        MouseEvent(
            [.press, .press, .wheelUp, .wheelDown].randomElement(using: &generator) ?? .press,
            row: Int.random(in: -1...50, using: &generator),
            column: Int.random(in: -1...160, using: &generator)
        )
    }

    private static func event(_ generator: inout SeededGenerator) -> ConsoleEvent {
        let keys: [Key] =
            "jkgGhlrRpadu/cCsLq?:1234567890xynobbimfvey ㅂㅓ가".map { .character($0) } + [
                .enter, .enter, .escape, .tab, .backTab, .up, .down, .left, .right, .pageUp,
                .pageDown, .home, .end, .backspace, .delete, .function(1), .control("d"),
                .control("u"), .control("w"), .control("l"),
            ]
        switch Int.random(in: 0..<20, using: &generator) {
        case 0: return .storeChanged
        case 1:
            return .resized(
                Size(
                    columns: Int.random(in: 0...160, using: &generator),
                    rows: Int.random(in: 0...50, using: &generator)
                )
            )
        case 2: return .pasted(generator.text())
        case 4: return .mouse(mouse(&generator))
        case 3: return .notice(.problem, Bilingual(both: generator.text()))
        default: return .key(keys.randomElement(using: &generator) ?? .enter)
        }
    }
}
