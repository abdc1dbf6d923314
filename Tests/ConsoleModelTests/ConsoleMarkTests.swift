import ConsoleModel
import Foundation
import MatchingCore
import SyncInterfaces
import Testing

@Suite("Marked cancellations")
struct ConsoleMarkTests {
    private func driver(_ script: String) -> ConsoleDriver {
        var driver = ConsoleDriver(size: Size(columns: 120, rows: 30))
        driver.press(script)
        return driver
    }

    private func marked(_ driver: ConsoleDriver) -> [Int64]? {
        guard case .actOnMarked(_, let all) = driver.acts.last else { return nil }
        return all.map(\.id.rawValue)
    }

    @Test("Space marks and goes on; an act asks, with what and how many, and names who acts")
    func apply() {
        var driver = driver("2 Space Space a")
        #expect(driver.text().contains("표시한 2건 적용"))
        #expect(driver.text().contains("쿠팡 1, 스마트스토어 공식판매점 1"))
        #expect(driver.text().contains("판단필요 2"))
        #expect(driver.text().contains("처리자: kim"))
        #expect(driver.acts.isEmpty)
        driver.press("Esc")
        #expect(driver.acts.isEmpty)
        driver.press("a j Enter")
        #expect(marked(driver) == [4, 7])
    }

    @Test("One reason is asked for all of them", arguments: ["j Enter", "End Enter"])
    func dismiss(script: String) {
        var driver = driver("7 * d \(script)")
        if script.hasPrefix("End") { driver.press("그냥 Enter") }
        guard case .actOnMarked(.dismiss(let reason), let all) = driver.acts.last else {
            Issue.record("nothing was asked for")
            return
        }
        #expect(reason == (script.hasPrefix("End") ? "그냥" : "판매처에서 직접 처리함"))
        // What is applied has to be undone first, and of what was withdrawn nothing is left.
        let statuses = driver.claims.map(\.row.status)
        #expect(all.count == statuses.count { $0 != .applied && $0 != .withdrawn })
        #expect(!all.contains { $0.status == .applied || $0.status == .withdrawn })
    }

    @Test(
        "What concerns none of the marked ones says so",
        arguments: [
            ("3 Space a", "적용할 것이 없습니다: 이미 적용 1."), ("4 Space a", "적용할 것이 없습니다: 이미 철회 1."),
            ("4 Space d", "제외할 것이 없습니다: 이미 철회 1."), ("4 Space u", "되돌릴 것이 없습니다."),
            ("1 Space u", "되돌릴 것이 없습니다."),
        ]
    )
    func obstacles(script: String, sentence: String) {
        var driver = driver(script)
        #expect(driver.text().contains("표시한 취소건에 \(sentence)"))
        driver.press("1 Enter")
        #expect(driver.acts.isEmpty)
    }

    @Test("The question says how many of the marked ones are left out, and why")
    func leftOut() {
        let rows = driver("").claims.map(\.row)
        let (applied, withdrawn) = (
            rows.count { $0.status == .applied }, rows.count { $0.status == .withdrawn }
        )
        let missing = rows.count { $0.reason == .orderNotFound }
        let differing = rows.count { $0.reason == .keyDiffers }
        let ruleless = rows.count { $0.reason == .noMatchRule }
        #expect((applied, withdrawn, missing, differing, ruleless) == (1, 1, 1, 1, 1))
        var driver = driver("7 * a")
        #expect(driver.text().contains("표시한 3건 적용"))
        #expect(driver.text().contains("표시한 8건 가운데 3건 · 못 함 5"))
        for cause in ["(값 다름 1, 매칭 기준 미설정 1", "적용 1, 이미 철회 1, 주문 없음 1)"] {
            #expect(driver.text().contains(cause))
        }
        driver.press("j Enter")
        #expect(marked(driver)?.count == 3)
    }

    @Test("Without an order on file none can be applied, and no question is asked")
    func noOrder() {
        let rows = driver("").claims.map(\.row).filter { $0.reason != .orderNotFound }
        var driver = driver("7")
        driver.claims.removeAll { claim in rows.contains { $0.id == claim.id } }
        driver.send(.storeChanged)
        driver.press("* a")
        #expect(driver.text().contains("적용할 것이 없습니다: 주문 없음 1."))
        driver.press("j Enter")
        #expect(driver.acts.isEmpty)
    }

    @Test("Marks stay when the list shows others, and go with \\ or Esc", arguments: ["\\", "Esc"])
    func clearing(key: String) {
        var driver = driver("2 Space 1")
        #expect(driver.text().contains("표시 1"))
        driver.press(key)
        #expect(!driver.text().contains("표시 1"))
        #expect(driver.text().contains("전체 취소건"))
    }

    /// Has somebody else dismiss a cancellation.
    private func dismissElsewhere(_ id: Int64, in driver: inout ConsoleDriver) throws {
        let index = try #require(driver.claims.firstIndex { $0.id.rawValue == id })
        let notice = driver.claims[index].notice
        driver.claims[index] = SampleClaim(
            id,
            notice.account,
            notice.state,
            notice.fields,
            ruling: .dismissed(reason: "이미 처리함")
        )
        driver.send(.storeChanged)
    }

    @Test("A mark follows its row when that leaves the list, whoever moved it")
    func followed() throws {
        var driver = driver("2 Space")
        driver.press("u")
        #expect(driver.text().contains("되돌릴 것이 없습니다"))
        try dismissElsewhere(7, in: &driver)
        driver.press("u")
        #expect(driver.text().contains("표시한 1건 되돌리기"))
        driver.press("j Enter")
        #expect(marked(driver) == [7])
    }

    @Test("Nothing is read of marked rows without a change, or where there are none")
    func readOnce() {
        var driver = driver("2")
        driver.send(.storeChanged)
        driver.press("Space Space k k")
        let reads = driver.questions.count { if case .readMarks = $0 { true } else { false } }
        #expect(reads == 0)
        driver.send(.storeChanged)
        let ids: [[CancellationID]] = driver.questions.compactMap {
            if case .readMarks(let ids, _) = $0 { ids } else { nil }
        }
        #expect(ids.map { $0.map(\.rawValue) } == [[4, 7]])
    }

    @Test("Star marks all rows, and takes the marks of all away")
    func all() {
        var driver = driver("7 *")
        #expect(driver.text().contains("표시 8"))
        driver.press("*")
        #expect(!driver.text().contains("표시 8"))
    }

    private static let many = (1...250).map { number in
        SampleClaim(Int64(number), "gmarket", "취소요청", [.orderNumber: "M-\(number)"], lines: [])
    }

    @Test("Star marks a long list whole, also what has not been read; acts take them all")
    func whole() {
        var driver = ConsoleDriver(claims: Self.many)
        driver.press("7 *")
        #expect(driver.text().contains("표시 250"))
        driver.press("d 1 Enter")
        #expect(marked(driver)?.count == 250)
        driver.press("*")
        #expect(!driver.text().contains("표시 250"))
        driver.press("Backspace")
        #expect(driver.text().contains("표시 250"))
    }

    @Test(
        "Only what the filter leaves is marked, and a list that is too long says where it was cut"
    )
    func filtered() {
        var driver = ConsoleDriver(claims: Self.many)
        driver.press("7 / M-1 Enter *")
        #expect(driver.text().contains("111건 표시."))
        driver.holdsAnswers = true
        driver.press("\\ *")
        guard case .collectMarks(let query, let token) = driver.questions.last else {
            Issue.record("nothing was asked for")
            return
        }
        #expect(query.limit == 10_000)
        let one = MarkedCancellation(Self.many[0].row)
        driver.send(
            .marksCollected(MarksAnswer(token: token, query: query, marked: [one], isCut: true))
        )
        #expect(driver.text().contains("1건 표시 · 목록에 더 있으나"))
    }

    @Test("Esc stops the marking of all, and a late answer marks nothing")
    func stop() {
        var driver = ConsoleDriver(claims: Self.many)
        driver.press("7")
        driver.holdsAnswers = true
        driver.press("*")
        #expect(driver.text().contains("표시할 행을 읽는 중 · Esc 중지"))
        driver.press("Esc")
        #expect(driver.acts == [.stopCollectingMarks])
        driver.answerHeldQuestions()
        #expect(!driver.text().contains("표시 250"))
    }

    @Test("Progress is shown, Esc stops it, and the result names what was refused and why")
    func progress() throws {
        var driver = driver("2 Space Space a j Enter")
        #expect(driver.text().contains("적용 0/2 · Esc 중지"))
        driver.press("a")
        #expect(driver.text().contains("처리하는 중입니다"))
        driver.press("Esc")
        #expect(driver.acts.last == .stopMarkedAct)
        var progress = MarkedProgress(.apply(), count: 3)
        let four = try #require(driver.marked(4).first)
        progress.note(
            ActResult(id: four.id, status: .applied, reason: .applied, changes: []),
            of: four
        )
        progress.note(.chooseLine([]), of: CancellationID(rawValue: 7))
        driver.send(.markedFinished(progress))
        #expect(driver.text().contains("적용 1건 · 못 함 1 (품목 선택 필요 1) · 중지, 남음 1"))
        // The mark stays on the one that a person has to look at.
        #expect(driver.text().contains("표시 1"))
    }

    @Test(
        "The result of several undone names who took at once what they gave back, and has it still"
    )
    func handedOn() throws {
        var driver = ConsoleDriver(size: Size(columns: 120, rows: 30))
        var progress = MarkedProgress(.undo(), count: 2)
        for (id, other) in [(1, 2), (2, 9)] as [(Int64, Int64)] {
            let one = try #require(driver.marked(id).first)
            var result = ActResult(id: one.id, status: .held, reason: .undone, changes: [])
            result.others = [ActResult.Other(id: CancellationID(rawValue: other), changes: [])]
            progress.note(result, of: one)
        }
        driver.send(.markedFinished(progress))
        #expect(driver.text().contains("되돌림 2건 · 이어서 취소 #9"))
    }

    private static func overtaken(_ name: String, _ act: JournalEntry.Act) -> ActError.Problem {
        .overtaken(
            Overtaking(actor: .person(name), act: act, status: .dismissed, elapsed: .seconds(3))
        )
    }

    @Test("Of a few that somebody else was faster with it is said which, who and what")
    func overtaken() throws {
        var driver = driver("2 Space Space d j Enter")
        var progress = MarkedProgress(.dismiss(reason: "x"), count: 2)
        let four = try #require(driver.marked(4).first)
        progress.note(
            ActResult(id: four.id, status: .dismissed, reason: .dismissed, changes: []),
            of: four
        )
        progress.note(Self.overtaken("root", .dismiss), of: CancellationID(rawValue: 7))
        driver.send(.markedFinished(progress))
        #expect(driver.text().contains("제외 1건 · 못 함 1 · #7: root가 3초 전에 제외했습니다."))
        driver.press("L")
        progress = MarkedProgress(.undo(), count: 7)
        for id in 11...15 {
            progress.note(
                Self.overtaken("lee", .undo),
                of: CancellationID(rawValue: Int64(26 - id))
            )
        }
        progress.note(.nothingToUndo, of: CancellationID(rawValue: 9))
        driver.send(.markedFinished(progress))
        let words = driver.text().split(separator: "\n").suffix(6)
            .map { $0.trimmingCharacters(in: CharacterSet(charactersIn: " |")) }.joined(
                separator: " "
            )
        #expect(
            words.contains(
                "undone 0 · refused 6 (changed meanwhile 2, nothing to undo 1) · stopped, 1 left · "
                    + "#11: lee undid it 3 seconds ago. #12: lee undid it 3 seconds ago. "
                    + "#13: lee undid it 3 seconds ago."
            )
        )
    }

    @Test(
        "An open question says what changed meanwhile; that is tried as it was seen",
        arguments: ["j Enter", "End Enter"]
    )
    func changedMeanwhile(script: String) throws {
        var driver = driver("2 Space Space d j")
        #expect(driver.text().contains("표시한 2건 제외"))
        try dismissElsewhere(7, in: &driver)
        #expect(driver.text().contains("표시한 1건 제외"))
        #expect(driver.text().contains("그사이 바뀌어 그대로 둡니다: #7 제외"))
        driver.press("g \(script)")
        if script.hasPrefix("End") { driver.press("그냥 Enter") }
        guard case .actOnMarked(.dismiss, let all) = driver.acts.last else {
            Issue.record("nothing was asked for")
            return
        }
        #expect(all.map(\.id.rawValue) == [4, 7])
        #expect(all.map(\.status) == [.held, .held])
    }

    @Test("n and N walk from mark to mark, round the ends", arguments: ["N", "F7"])
    func walk(back: String) {
        var driver = driver("7 Space j Space g")
        driver.press("n")
        let third = driver.text()
        driver.press("n")
        #expect(driver.text() != third)
        driver.press(back)
        #expect(driver.text() == third)
        driver.press("\\ n")
        #expect(driver.text().contains("표시한 행이 없습니다."))
        driver.press("Esc Space Space g n")
        #expect(driver.text().contains("표시"))
    }
}
