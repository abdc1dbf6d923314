import Foundation
import Testing

@Suite(
    "Copying and alerts in a real terminal",
    .serialized,
    .enabled(if: Command.exists("tmux"), "tmux is needed")
)
struct CopyAndAlertTests {
    @Test("y puts the order number on the clipboard")
    func copy() throws {
        let session = try ConsoleSession(try .withSamples(), columns: 120, rows: 40)
        try session.waitFor("쿠팡")
        try session.terminal.press("1")
        try session.waitFor("B-500")
        try session.terminal.press("y")
        try session.waitFor("복사함: B-500")
        try session.wait("the clipboard") { _ in
            (try? session.terminal.clipboard()) == "B-500"
        }
    }

    @Test(
        "An account that begins to fail rings, and notifies as the configuration says",
        arguments: zip(["osc9", "osc777"], ["9;", "777;notify;cancelsync;"])
    )
    func alert(form: String, beginning: String) throws {
        let workspace = try Workspace.withSamples()
        try workspace.write("notifications: \(form)\n", to: "config/console.yaml")
        let session = try ConsoleSession(workspace, columns: 120, rows: 40)
        try session.waitFor("쿠팡")
        let recording = workspace.folder.appendingPathComponent("recording")
        try session.terminal.record(to: recording)
        let inbox = workspace.inbox.appendingPathComponent("brandi")
        try FileManager.default.removeItem(at: inbox)
        try Data().write(to: inbox)
        try session.terminal.press("R")
        try session.wait("the notification") { _ in
            let sent = (try? String(contentsOf: recording, encoding: .utf8)) ?? ""
            return sent.contains("\u{7}\u{1B}]\(beginning)수집 실패: 브랜디\u{7}")
        }
    }
}
