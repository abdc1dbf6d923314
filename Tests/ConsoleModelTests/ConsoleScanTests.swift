import ConsoleModel
import MatchingCore
import SyncInterfaces
import Testing

@Suite("A scan while a question is open, and keys that nobody sees")
struct ConsoleScanTests {
    @Test(
        "A scanned number is no choice, whatever its last digits are, also with a second Enter",
        arguments: ["3 u", "2 j d", "2 d", "2 a", "p", "u", "2 j Space k Space d", "\\ g R", "P"],
        ["68518000411", "68518000415", "11111111111", "20202020202", "22222222"]
    )
    func scan(opening: String, number: String) {
        var driver = ConsoleDriver()
        driver.press(opening)
        let acts = driver.acts
        let isOpen = driver.text().contains("그만두기")
        driver.press("\(number) Enter")
        #expect(driver.acts == acts)
        guard isOpen else { return }
        #expect(driver.text().contains("그만두기"))
        #expect(driver.text().contains("질문이 열려 있어"))
        driver.press("Enter")
        #expect(driver.acts == acts)
    }

    @Test("After a scan the question is answered as before it")
    func afterScan() {
        var driver = ConsoleDriver()
        driver.press("2 j d 68518000411 Enter 2 Enter")
        let id = CancellationID(rawValue: 4)
        #expect(driver.blindActs == [.dismiss(id, reason: "이미 출고되어 반품으로 처리")])
    }

    @Test("Letters in a scanned number choose nothing either")
    func letters() {
        var driver = ConsoleDriver()
        driver.press("3 u 68y1nq Enter Enter")
        #expect(driver.acts == [])
    }

    @Test("A digit, a movement and another digit are a person's")
    func singleDigits() {
        var driver = ConsoleDriver()
        driver.press("2 j d 4 Up 2 Enter")
        #expect(driver.acts.count == 1)
    }

    @Test("A scanned number is no reason; a reason with a number in it is one")
    func reason() {
        var driver = ConsoleDriver()
        driver.press("2 j d End Enter 68518000411 Enter")
        #expect(driver.acts == [])
        #expect(driver.text().contains("질문이 열려 있어"))
        driver.press("Ctrl-u 문의 Space 68518000411 Enter")
        let id = CancellationID(rawValue: 4)
        #expect(driver.blindActs == [.dismiss(id, reason: "문의 68518000411")])
    }

    private static let tiny = Size(columns: 30, rows: 5)
    private static let usual = Size(columns: 80, rows: 24)

    @Test(
        "Where the screen is too small to show anything no key acts, nor does one later",
        arguments: zip(
            ["2 j", "2 j d", "2 j d End Enter", "3 u", "", "2 j d", ":"],
            ["d 1 Enter", "1 Enter", "메모 Enter", "y", "r", "Esc d 1 Enter", "resync Enter"]
        )
    )
    func unseen(seen: String, unseen: String) {
        var driver = ConsoleDriver(size: Self.usual)
        driver.press(seen)
        let text = driver.text()
        driver.send(.resized(Self.tiny))
        driver.press(unseen)
        driver.send(.pasted("메모"))
        #expect(driver.acts == [])
        driver.send(.resized(Self.usual))
        #expect(driver.text() == text)
        driver.press("Esc")
        #expect(driver.acts == [])
    }

    @Test("Keys that wait for rows do not act once nothing can be seen")
    func heldBackUnseen() {
        var driver = ConsoleDriver(size: Self.usual)
        driver.holdsAnswers = true
        driver.press("2 j d 1 Enter")
        driver.send(.resized(Self.tiny))
        driver.press("j d 1 Enter")
        driver.answerHeldQuestions()
        driver.send(.resized(Self.usual))
        #expect(driver.acts.filter(\.changesStore) == [])
    }

    @Test(
        "What leaves the console works at any size, where it does otherwise",
        arguments: zip(
            [("", "q"), ("", "ㅂ"), ("2", "Ctrl-c"), ("2 j d", "Ctrl-z"), ("2", "q")],
            [[ConsoleEffect.quit], [.quit], [.quit], [.suspend], []]
        )
    )
    func leaving(script: (seen: String, unseen: String), effects: [ConsoleEffect]) {
        var driver = ConsoleDriver(size: Self.usual)
        driver.press(script.seen)
        driver.send(.resized(Self.tiny))
        driver.press(script.unseen)
        #expect(driver.acts == effects)
    }
}

extension ConsoleEffect {
    fileprivate var changesStore: Bool {
        switch self {
        case .apply, .dismiss, .undo, .actOnMarked: true
        default: false
        }
    }
}
