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
        try open("쿠팡", hiding: "11번가", in: console)
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

    @Test("What a program says on its standard error is on the account's screen")
    func program() throws {
        let workspace = try Workspace.withSamples()
        let script = try workspace.write("echo 로그인이 끊겼습니다 >&2\nexit 3\n", to: "ably.sh")
        try workspace.write(
            "connections: {ably: {command: [/bin/sh, \(script.path)]}}\n",
            to: "config/connections.yaml"
        )
        let console = try ConsoleSession(workspace, columns: 120, rows: 40)
        try open("에이블리", hiding: "쿠팡", in: console)
        try console.waitFor("프로그램  /bin/sh \(script.path)")
        try console.terminal.press("r")
        let screen = try console.waitFor("로그인이 끊겼습니다")
        #expect(screen.contains("프로그램이 3번으로 끝났습니다"))
        try console.waitFor("3번으로 끝났습니다. 표준 오류의 끝:")
    }

    @Test("The demo's accounts that have a connector are read through it")
    func demo() throws {
        let console = try ConsoleSession(
            try Workspace(),
            command: ["demo"],
            columns: 120,
            rows: 40,
            isOnWorkspace: false
        )
        try open("쿠팡", hiding: "11번가", in: console)
        try console.waitFor("쿠팡 Wing Open API v4, v6 (coupang)")
        try console.waitFor("주소       http://127.0.0.1:")
        try console.waitFor("지난 호출")
        // Its world is removed by the time it has ended.
        try console.terminal.press("C-c")
        #expect(try console.waitForEnd() == "0")
    }

    /// Opens an account's screen by its name.
    private func open(_ name: String, hiding other: String, in console: ConsoleSession) throws {
        try console.waitFor("쿠팡")
        try console.terminal.press("/")
        try console.terminal.type(name)
        try console.wait("\(name) alone") { $0.contains(name) && !$0.contains(other) }
        try console.terminal.press("Enter", "Enter")
    }
}
