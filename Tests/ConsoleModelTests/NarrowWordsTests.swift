import ConsoleModel
import MatchingCore
import SyncInterfaces
import Testing

/// What has to be readable at 80 columns: our own words.
///
/// What comes from outside may be cut there.
@Suite("At 80 columns none of our own words is cut")
struct NarrowWordsTests {
    private static let size = Size(columns: 80, rows: 24)

    /// Where cancellations can stand, and why.
    static let standings: [(Status, ReasonCode)] = [
        (.pending, .noCancelStates), (.pending, .noMatchRule),
        (.pending, .keyMissingInCancellation), (.pending, .orderNotFound),
        (.pending, .orderInOtherAccount), (.pending, .keyMissingInOrder), (.pending, .keyDiffers),
        (.held, .needsConfirmation), (.held, .ambiguous), (.held, .shipped), (.held, .undone),
        (.held, .quantityExceedsOrder), (.held, .withdrawn),
        (.applied, .applied), (.applied, .alreadyCancelled), (.applied, .quantityExceedsOrder),
        (.withdrawn, .withdrawn), (.dismissed, .dismissed), (.ignored, .stateNotSynced),
    ]

    /// All that a list shows, page after page.
    private static func rows(of driver: ConsoleDriver) -> [String] {
        var driver = driver
        var rows: [String] = []
        var before = ""
        while driver.text() != before {
            before = driver.text()
            rows += before.split(separator: "\n").map(String.init)
            driver.press("PgDn")
        }
        return rows
    }

    @Test(
        "Each outcome and act of the journal stands whole, with its account and order number",
        arguments: Language.allCases,
        [Sample.minutes(-10), Sample.minutes(-9000)]
    )
    func journal(language: Language, day: Timestamp) {
        let phrases = Phrases(language: language, accounts: Sample.accounts)
        let outcomes = Self.standings.enumerated().map { place, standing in
            entry(place, at: day, .decide, standing)
        }
        let acts = JournalEntry.Act.allCases.enumerated().map { place, act in
            entry(40 + place, at: day, act, act == .apply ? (.applied, .applied) : nil)
        }
        var driver = ConsoleDriver(size: Self.size, language: language)
        driver.furtherEntries = outcomes + acts
        driver.press("i")
        let rows = Self.rows(of: driver)
        for entry in outcomes + acts {
            let number = entry.orderNumber?.rawValue ?? ""
            let row = rows.first { $0.contains(number) && $0.contains("지마켓") } ?? ""
            #expect(row.contains(" \(phrases.word(for: entry.act)) "), "\(row)")
            #expect(row.contains(phrases.outcome(of: entry)), "\(row)")
        }
    }

    private func entry(
        _ place: Int,
        at time: Timestamp,
        _ act: JournalEntry.Act,
        _ standing: (Status, ReasonCode)?
    ) -> JournalEntry {
        JournalEntry(
            id: Int64(100 + place),
            at: time,
            actor: act == .decide ? .system : .person("kim"),
            act: act,
            account: "gmarket",
            cancellation: CancellationID(rawValue: Int64(1000 + place)),
            reason: standing?.1,
            status: standing?.0,
            note: "중복 접수",
            orderNumber: OrderNumber("20261125123456\(10 + place)")
        )
    }

    @Test(
        "Each status and reason of cancellations stands whole, in the list of all and in its own",
        arguments: Language.allCases,
        1...7
    )
    func cancellations(language: Language, tab: Int) {
        let phrases = Phrases(language: language)
        let status = tab == 7 ? nil : Status.allCases[tab - 1]
        let shown = Self.standings.filter { status == nil || $0.0 == status }
        var console = Console(
            configuration: ConsoleConfiguration(language: language),
            accounts: Sample.accounts,
            size: Self.size,
            now: Sample.now
        )
        _ = console.handle(.storeChanged, now: Sample.now)
        let effects = console.handle(.key(.character(Character("\(tab)"))), now: Sample.now)
        var rows: [String] = []
        for effect in effects {
            guard case .loadCancellations(_, let token) = effect else { continue }
            let page = CancellationPage(
                token: token,
                CancellationSlice(rows: shown.enumerated().map { Self.row($0.offset, $0.element) })
            )
            _ = console.handle(.cancellationPage(page), now: Sample.now)
        }
        for _ in shown {
            rows += console.frame(now: Sample.now).text.split(separator: "\n").map(String.init)
            _ = console.handle(.key(.down), now: Sample.now)
        }
        for (place, (stands, reason)) in shown.enumerated() {
            let row = rows.first { $0.contains("20261125123456\(10 + place) ") } ?? ""
            // What a withdrawal leaves to be done says more than that it was one.
            let why = phrases.reason(of: Self.row(place, (stands, reason)))
            let isWithdrawn = stands == .withdrawn
            let both = phrases.standing(stands, isWithdrawn ? nil : reason, " · ")
            let words = status == nil ? (isWithdrawn ? "\(both) · \(why)" : both) : why
            #expect(row.contains(" \(words) "), "\(row)")
        }
    }

    private static func row(_ place: Int, _ standing: (Status, ReasonCode)) -> CancellationRow {
        CancellationRow(
            id: CancellationID(rawValue: Int64(100 - place)),
            account: "storefarm",
            claimID: ClaimID("C-\(place)"),
            orderNumber: OrderNumber("20261125123456\(10 + place)"),
            state: "출고중지요청",
            status: standing.0,
            reason: standing.1,
            productName: "스테인리스 텀블러 500ml",
            option: "네이비",
            quantity: 1,
            requestedAt: Sample.minutes(-9000),
            firstSeenAt: Sample.minutes(-9000),
            standingSince: Sample.minutes(-9000),
            takenUnits: 0
        )
    }

    @Test(
        "Each state of an account stands whole, with how the last poll ended",
        arguments: Language.allCases,
        [PollerPresence.here, .nobody]
    )
    func accounts(language: Language, poller: PollerPresence) {
        let phrases = Phrases(language: language, accounts: Sample.accounts)
        var driver = ConsoleDriver(size: Self.size, language: language)
        for (summary, health, row) in driver.accountRows(poller: poller) {
            #expect(row.contains(" \(phrases.word(for: health)) "), "\(row)")
            guard let poll = summary.lastPoll, poll.outcome.isWhole else { continue }
            #expect(row.contains(phrases.line(for: poll, now: driver.now)), "\(row)")
        }
    }

    @Test(
        "How far orders and parcels are stands whole",
        arguments: Language.allCases,
        ["o", "b", "o / 관리 Enter Enter"]
    )
    func shipping(language: Language, script: String) {
        let phrases = Phrases(language: language, accounts: Sample.accounts)
        var driver = ConsoleDriver(size: Self.size, language: language)
        for index in driver.lines.indices { driver.lines[index].isHeld = true }
        for index in driver.lines.indices { driver.lines[index].cancelledUnits = 1 }
        driver.press(script)
        let list = driver.text().split(separator: "\n").dropFirst(3).prefix(8)
        let words =
            switch script {
            case "o": ShippingState.allCases.map { phrases.word(for: $0) } + [phrases.onHoldWord]
            case "b": ShippingState.allCases.dropLast().map { phrases.word(for: $0) }
            default: [ShippingState.received, .labeled].map { phrases.word(for: $0) }
            }
        for word in words { #expect(list.contains { $0.contains(word) }, "\(word): \(list)") }
    }

    @Test(
        "No head of a column, and nothing over it, is cut, however the list is sorted",
        arguments: Language.allCases,
        ["", "7", "1", "2", "3", "o", "b", "i", "/ 쿠팡 Enter Enter o", "/ 쿠팡 Enter Enter c"]
    )
    func heads(language: Language, script: String) {
        var driver = ConsoleDriver(size: Self.size, language: language)
        driver.press(script)
        // As many as any list has orders.
        for _ in 0..<26 {
            let top = driver.text().split(separator: "\n", omittingEmptySubsequences: false)
                .prefix(script.isEmpty ? 3 : 4)
            #expect(!top.joined().contains("…"), "\(top)")
            driver.press(">")
        }
    }

    @Test(
        "Who polls, and what waits, is said in whole words however much that is",
        arguments: Language.allCases,
        [PollerPresence.here, .nobody, .elsewhere("ops-1:4711", since: Sample.minutes(-9000))]
    )
    func header(language: Language, poller: PollerPresence) {
        var driver = ConsoleDriver(size: Self.size, language: language)
        driver.poller = poller
        driver.claims = (0..<2000).map { SampleClaim($0, "gmarket", "취소요청", [.orderNumber: "N-1"]) }
        driver.send(.storeChanged)
        let top = driver.text().split(separator: "\n").prefix(2)
        #expect(!top.joined().contains("…"), "\(top)")
        let whom = language == .korean ? "수집" : "poll"
        #expect(top.joined().contains(whom), "\(top)")
    }

    @Test("One account's text has no word of ours cut", arguments: Language.allCases)
    func account(language: Language) {
        var driver = ConsoleDriver(size: Self.size, language: language)
        driver.press("/ 쿠팡 Enter Enter")
        let rows = Self.rows(of: driver)
        // Of an address the beginning may be cut.
        #expect(rows.filter { $0.contains("…") && !$0.contains("GET …") } == [])
    }
}
