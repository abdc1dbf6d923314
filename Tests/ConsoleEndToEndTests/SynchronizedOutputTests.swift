import Foundation
import Testing

@Suite(
    "Frames that a terminal draws at once",
    .serialized,
    .enabled(if: Command.exists("tmux"), "tmux is needed")
)
struct SynchronizedOutputTests {
    private static let (begin, end) = ("\u{1B}[?2026h", "\u{1B}[?2026l")

    /// What a console sends for a key, whatever the terminal is, until it ends with `end`.
    private func sent(answering answer: String, until end: String = "") throws -> String {
        let session = try ConsoleSession(try .withSamples(), columns: 120, rows: 40)
        try session.waitFor("쿠팡")
        try session.terminal.type(answer)
        let recording = session.workspace.folder.appendingPathComponent("recording")
        try session.terminal.record(to: recording)
        try session.terminal.press("7")
        try session.waitFor("취소건 #")
        var sent = ""
        try session.wait("what was sent") { _ in
            sent = (try? String(contentsOf: recording, encoding: .utf8)) ?? ""
            return sent.contains("취소건 #") && (end.isEmpty || sent.hasSuffix(end))
        }
        return sent
    }

    @Test("A terminal that says that it can is told where a frame begins and ends")
    func marked() throws {
        // tmux cannot, and is answered for. What was on its way then is not marked.
        let sent = try sent(answering: "\u{1B}[?2026;2$y\u{1B}[?62c", until: Self.end)
        let frames = sent.components(separatedBy: Self.begin).dropFirst()
        #expect(frames.contains { $0.contains("취소건 #") })
        #expect(frames.allSatisfy { $0.hasSuffix(Self.end) })
    }

    @Test("A screen that is drawn anew is drawn once, between the marks", arguments: [true, false])
    func anew(isAsked: Bool) throws {
        let session = try ConsoleSession(try .withSamples(), columns: 120, rows: 40)
        try session.waitFor("쿠팡")
        try session.terminal.type("\u{1B}[?2026;2$y\u{1B}[?62c")
        try session.terminal.press("7")
        try session.waitFor("취소건 #")
        if !isAsked {
            try session.terminal.press("C-z")
            try session.waitFor("shell$")
        }
        let recording = session.workspace.folder.appendingPathComponent("recording")
        try session.terminal.record(to: recording)
        if isAsked {
            try session.terminal.press("C-l")
        } else {
            try session.terminal.type("fg")
            try session.terminal.press("Enter")
        }
        var sent = ""
        try session.wait("what was sent") { _ in
            sent = (try? String(contentsOf: recording, encoding: .utf8)) ?? ""
            return sent.contains("취소건 #") && sent.hasSuffix(Self.end)
        }
        #expect(sent.components(separatedBy: "취소건 #").count == 2)
        let unmarked = sent.components(separatedBy: Self.begin).prefix(1)
        #expect(unmarked.allSatisfy { !$0.contains("취소건") })
    }

    @Test("One that does not say so is not")
    func unmarked() throws {
        let sent = try sent(answering: "\u{1B}[?2026;0$y\u{1B}[?62c")
        #expect(!sent.contains(Self.begin))
    }
}
