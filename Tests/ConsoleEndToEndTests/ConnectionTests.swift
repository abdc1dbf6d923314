import Foundation
import Testing

@Suite(
    "How an account is read, on screen",
    .serialized,
    .enabled(if: Command.exists("tmux"), "tmux is needed")
)
struct ConnectionTests {
    @Test("An API that keeps failing is seen to rest, since when, until when, and why")
    func resting() throws {
        let workspace = try Workspace.withSamples()
        // Nobody listens there, so that each try fails at once.
        try workspace.write(
            """
            connections:
              coupang:
                base: http://127.0.0.1:1
                vendor_id: A00012345
                access_key: {environment: HOME}
                secret_key: {environment: HOME}

            """,
            to: "config/connections.yaml"
        )
        let console = try ConsoleSession(workspace, columns: 120, rows: 40)
        try console.waitFor("쿠팡")
        try console.terminal.press("/")
        try console.terminal.type("쿠팡")
        try console.wait("쿠팡 alone") { $0.contains("쿠팡") && !$0.contains("11번가") }
        try console.terminal.press("Enter", "Enter")
        try console.waitFor("쿠팡 Wing Open API v4, v6 (coupang)")
        try console.waitFor("http://127.0.0.1:1")
        try console.waitFor("1초에 8번까지")
        // Eight tries in a row: four of a poll, and four of the next one.
        try console.terminal.press("r")
        try console.waitFor("지난 호출")
        try console.terminal.press("r")
        let screen = try console.waitFor("호출 쉼")
        #expect(screen.contains("서버에 연결할 수 없습니다"))
        try console.wait("the moments") { screen in
            screen.rows.contains { $0.contains("호출 쉼 ") && $0.contains("부터 ") }
        }
        try console.terminal.press("L")
        try console.waitFor("No calls")
        try console.waitFor("1 s")
    }
}
