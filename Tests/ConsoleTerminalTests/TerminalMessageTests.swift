import ConsoleTerminal
import Foundation
import Testing

@Suite("Messages to the terminal beside the screen")
struct TerminalMessageTests {
    @Test(
        "A copied text is base64",
        arguments: ["", "1", "12", "123", "202611240000012", "가나다", "a\u{1B}]52;c;x\u{7}"]
    )
    func copy(text: String) {
        let encoded = Data(text.utf8).base64EncodedString()
        #expect(TerminalMessage.copy(text) == "\u{1B}]52;c;\(encoded)\u{7}")
    }

    @Test("A text that terminals would refuse is not sent")
    func tooLong() {
        #expect(TerminalMessage.copy(String(repeating: "1", count: 56_000)) != nil)
        #expect(TerminalMessage.copy(String(repeating: "1", count: 57_000)) == nil)
    }

    @Test("Nothing in a notification can end it or begin another sequence")
    func notification() {
        let text = "쿠팡; \u{1B}]0;x\u{7}\u{9C}\n실패"
        #expect(TerminalMessage.notification(text, .osc9) == "\u{1B}]9;쿠팡; ]0;x실패\u{7}")
        #expect(
            TerminalMessage.notification(text, .osc777)
                == "\u{1B}]777;notify;cancelsync;쿠팡, ]0,x실패\u{7}"
        )
    }
}
