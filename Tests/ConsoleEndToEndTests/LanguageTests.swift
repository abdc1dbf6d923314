import Foundation
import Testing

@Suite(
    "A console whose language is changed",
    .serialized,
    .enabled(if: Command.exists("tmux"), "tmux is needed")
)
struct LanguageTests {
    @Test("What failed while it was English is read in Korean once the key was pressed")
    func turned() throws {
        let workspace = try Workspace.withSamples()
        try workspace.drop("<html><body>login</body></html>", for: "coupang")
        let console = try ConsoleSession(
            workspace,
            columns: 120,
            rows: 40,
            arguments: ["--lang", "en"]
        )
        try console.filterToCoupang()
        try console.terminal.press("Enter", "r")
        try console.waitFor("1 file not read: dropped.csv: this")
        try console.terminal.press("L")
        try console.wait("the list in Korean") {
            $0.contains("파일 1개 읽지 못함: ") && !$0.contains("not read")
        }
        try console.terminal.press("Enter")
        try console.wait("the account's screen in Korean") {
            $0.contains("수집 구간 (24시간)") && $0.contains("파일 1개 읽지 못함: ")
                && !$0.contains("not read")
        }
        let (english, korean) = ("dropped.csv: this", "dropped.csv: 내용")
        try console.terminal.press("i", "/")
        try console.terminal.type("내용~웹")
        try console.terminal.press("Enter")
        try console.wait("the journal in Korean") {
            $0.contains(korean) && !$0.contains(english)
        }
        // What other programs of the store say follows their own language.
        #expect(try workspace.command(["activity"]).contains(korean))
        try console.terminal.press("L")
        try console.waitFor(english)
    }
}
