import Foundation
import Glibc
import Testing

@Suite(
    "Several processes on one store",
    .serialized,
    .enabled(if: Command.exists("tmux"), "tmux is needed")
)
struct SeveralTests {
    private let workspace: Workspace

    init() throws { workspace = try .withSamples() }

    /// Opens a console whose heart beats every second.
    private func console(_ name: String, arguments: [String] = []) throws -> ConsoleSession {
        try ConsoleSession(
            workspace,
            name: name,
            columns: 120,
            rows: 50,
            environment: ["CANCELSYNC_HEART_BEAT=1"],
            arguments: ["--lang", "ko"] + arguments
        )
    }

    /// Starts the poller without a console, and waits until it polls.
    private func poller() throws -> ConsoleSession {
        let session = try ConsoleSession(
            workspace,
            name: "poller",
            command: ["run"],
            columns: 120,
            environment: ["CANCELSYNC_HEART_BEAT=1"]
        )
        try session.waitFor("이 프로세스가 수집합니다")
        return session
    }

    @Test("A console follows the one that polls, and takes over when that is killed")
    func takeOver() throws {
        let first = try console("first")
        try first.waitFor("수집 중")
        let second = try console("second")
        try second.waitFor("부터)")
        try first.send(SIGKILL)
        try second.waitFor("수집 중")
    }

    @Test("A console whose terminal was closed gives back the lease, however often it is told")
    func hangUps() throws {
        let first = try console("first")
        try first.waitFor("수집 중")
        let id = try first.processID()
        while kill(id, SIGHUP) == 0 { usleep(100) }
        #expect(try first.waitForEnd() == "\(128 + SIGHUP)")
        #expect(try workspace.command(["check"]).contains("없음 (cancelsync run"))
    }

    @Test("What a follower asks for is done by the poller, and every console sees it")
    func followersResync() throws {
        let poller = try poller()
        let first = try console("first")
        let second = try console("second")
        for console in [first, second] { try console.waitFor("부터)") }
        try first.terminal.press("3")
        try first.waitFor("31000001")
        try workspace.drop(Samples.dropped, for: "auction")
        try second.terminal.press("/")
        try second.terminal.type("옥션")
        try second.wait("옥션 alone") { $0.contains("옥션") && !$0.contains("쿠팡") }
        try second.terminal.press("Enter", "r")
        try second.waitFor("재수집 완료: 계정 1곳")
        try first.waitFor("C-9")
        try poller.waitFor("옥션:")
        try poller.send(SIGKILL)
        try second.wait("somebody to take over") { screen in
            let other = (try? first.terminal.screen().contains("수집 중")) ?? false
            return screen.contains("수집 중") != other
        }
    }

    @Test("What the poller's own console asks for is shown to the others, with who asked")
    func othersProgress() throws {
        let first = try console("first")
        try first.waitFor("수집 중")
        let second = try console("second")
        try second.waitFor("부터)")
        // Long enough to be seen on the way.
        let rows = (0..<30_000).map { "Z-\($0),B-\($0),취소완료,\(Samples.claimDay) 10:00\n" }
        let head = "claim_id,order_no,state,requested_at\n"
        try workspace.drop(head + rows.joined(), for: "auction")
        try first.terminal.press("R")
        try second.wait("the progress of the first") { screen in
            screen.contains("재수집 ") && screen.contains(" 요청")
        }
        try first.waitFor("재수집 완료")
        try second.wait("its end") { !$0.contains(" 요청") }
    }

    @Test("A resync is stopped in a console that did not ask for it, once that was confirmed")
    func stopOthers() throws {
        let flag = workspace.folder.appendingPathComponent("slow")
        let script = try workspace.write("[ -e \(flag.path) ] && exec sleep 60\n", to: "slow.sh")
        try workspace.write(
            "connections: {coupang: {command: [/bin/sh, \(script.path)]}}\n",
            to: "config/connections.yaml"
        )
        let first = try console("first")
        try first.waitFor("수집 중")
        let second = try console("second")
        try second.waitFor("부터)")
        try workspace.write("", to: "slow")
        try first.filterToCoupang()
        try first.terminal.press("Enter", "r")
        try second.wait("the first one's resync") { $0.contains("재수집 0/1 · 쿠팡") }
        try second.terminal.press("x")
        try second.waitFor("계속 수집")
        try second.terminal.press("1", "Enter")
        try first.waitFor("재수집 중지")
        try second.wait("its end") { !$0.contains(" 요청") }
        #expect(try workspace.command(["activity", "--limit", "2"]).contains("재수집 중지"))
    }

    @Test("What a console was asked for that was killed in the middle is read by the next one")
    func killedInTheMiddle() throws {
        let flag = workspace.folder.appendingPathComponent("slow")
        let log = workspace.folder.appendingPathComponent("log")
        let script = try workspace.write(
            """
            echo "$CANCELSYNC_FROM $CANCELSYNC_TO" >> \(log.path)
            case $CANCELSYNC_FROM in 2026-10-*) [ ! -e \(flag.path) ] || exec sleep 60 ;; esac
            """,
            to: "slow.sh"
        )
        try workspace.write(
            "connections: {coupang: {command: [/bin/sh, \(script.path)]}}\n",
            to: "config/connections.yaml"
        )
        func reads() -> [String] {
            ((try? String(contentsOf: log, encoding: .utf8)) ?? "").split(separator: "\n")
                .map(String.init)
        }
        let first = try console("first")
        try first.waitFor("수집 중")
        try workspace.write("", to: "slow")
        try first.filterToCoupang()
        try first.terminal.press("Enter", "t")
        try first.waitFor("직접 입력")
        try first.terminal.press("5", "Enter")
        try first.waitFor("기간:")
        try first.terminal.type("2026-10-20 ~ 2026-10-21")
        try first.terminal.press("Enter")
        try first.waitFor("재수집 0/1 · 쿠팡")
        func asked() -> [String] { reads().filter { $0.contains("2026-10-2") } }
        try first.wait("the program") { _ in asked().count == 1 }
        try first.send(SIGKILL)
        try FileManager.default.removeItem(at: flag)
        let second = try console("second")
        try second.waitFor("수집 중")
        try second.wait("the rest") { _ in asked().count == 2 }
        #expect(Set(asked()).count == 1, "the same period is read")
    }

    @Test("Of two operators on one cancellation the second reads what the first did")
    func concurrentActs() throws {
        let poller = try poller()
        let sessions = [try console("first"), try console("second")]
        for session in sessions {
            try session.waitFor("부터)")
            try session.terminal.press("2")
            try session.waitFor("31000002")
            try session.terminal.press("d")
            try session.waitFor("사유를 고르십시오")
        }
        for session in sessions { try session.terminal.press("1", "Enter") }
        let told = try sessions.map { session in
            try session.wait("the end of the act") { !$0.contains("사유를 고르십시오") && hasResult($0) }
                .contains("초 전에 제외했습니다")
        }
        #expect(told.filter { $0 }.count == 1)
        try poller.send(SIGTERM)
    }

    private func hasResult(_ screen: Screen) -> Bool {
        screen.contains("초 전에 제외했습니다") || screen.contains(" 제외: ")
    }

    @Test("A console that only shows polls nothing, and says why it changes nothing")
    func readOnly() throws {
        let session = try console("reader", arguments: ["--read-only"])
        try session.waitFor("읽기 전용")
        try session.waitFor("수집 꺼짐")
        try session.terminal.press("r")
        try session.waitFor("--read-only 없이")
        try session.terminal.press("q")
        #expect(try session.waitForEnd() == "0")
    }
}
