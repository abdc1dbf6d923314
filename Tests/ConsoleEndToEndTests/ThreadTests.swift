import Testing

@Suite(
    "What a console costs while nothing happens",
    .serialized,
    .enabled(if: Command.exists("tmux"), "tmux is needed")
)
struct ThreadTests {
    @Test("No thread belongs to the system's pool, whose monitor wakes up every second")
    func names() throws {
        let session = try ConsoleSession(
            .withSamples(),
            columns: 120,
            rows: 40,
            environment: ["CANCELSYNC_HEART_BEAT=1"]
        )
        try session.waitFor("옥션")
        try session.terminal.press("R")
        try session.waitFor("재수집 완료")
        try session.terminal.press("7")
        try session.waitFor("취소건 #")
        #expect(
            try session.threadNames()
                .subtracting(["cancelsync", "pool", "store.changes"]) == []
        )
    }
}
