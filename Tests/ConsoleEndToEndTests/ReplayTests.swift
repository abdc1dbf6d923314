import Foundation
import Testing

@Suite("A session played without a terminal")
struct ReplayTests {
    private func play(
        _ script: String,
        on workspace: Workspace,
        _ arguments: [String] = []
    ) throws -> Screen {
        let keys = try workspace.write(script, to: "keys")
        let text = try workspace.command(
            ["--keys", keys.path, "--size", "120x40", "--now", "\(Samples.claimDay) 10:00"]
                + arguments
        )
        return Screen(text: text)
    }

    @Test("The screen is what the keys lead to, each time")
    func screen() throws {
        let workspace = try Workspace.withSamples()
        let screen = try play("# the pending one\n1 Enter\n", on: workspace)
        #expect(screen.contains("다름: 띄어쓰기"))
        #expect(screen.rows.count == 41)
        #expect(try play("1 Enter", on: workspace).rows == screen.rows)
    }

    @Test("Keys come through a pipe as well as from a file")
    func pipe() throws {
        let workspace = try Workspace.withSamples()
        let words = [ProgramUnderTest.path, "console", "--keys", "-", "--size", "120x40"]
        let line = (words + workspace.options + ["--lang", "ko"]).map { "'\($0)'" }
        let command = try Command(
            "sh",
            ["-c", "echo '1 Enter' | " + line.joined(separator: " ")],
            environment: workspace.variables
        )
        #expect(command.status == 0)
        #expect(command.output.contains("다름: 띄어쓰기"))
    }

    @Test(
        "Keys come from whatever can be read",
        arguments: ["--keys <(echo '1 Enter')", "--keys /dev/stdin <<< '1 Enter'"]
    )
    func stream(words: String) throws {
        let workspace = try Workspace.withSamples()
        let start = [ProgramUnderTest.path, "console", "--size", "120x40"] + workspace.options
        let line = (start + ["--lang", "ko"]).map { "'\($0)'" }.joined(separator: " ")
        let command = try Command("bash", ["-c", "\(line) \(words)"])
        #expect(command.status == 0)
        #expect(command.output.contains("다름: 띄어쓰기"))
    }

    @Test("No key at all comes from nothing; what cannot be read is said with its cause")
    func unreadable() throws {
        let workspace = try Workspace.withSamples()
        let words = ["console", "--size", "120x40"] + workspace.options + ["--lang", "ko"]
        #expect(try Command(ProgramUnderTest.path, words + ["--keys", "/dev/null"]).status == 0)
        let missing = try Command(ProgramUnderTest.path, words + ["--keys", "/no/such.keys"])
        #expect(missing.status == 1)
        #expect(missing.errorOutput.contains("/no/such.keys: 읽을 수 없습니다(No such file or directory)"))
    }

    @Test("Acts are carried out and awaited")
    func acts() throws {
        let workspace = try Workspace.withSamples()
        let screen = try play("1 d Down Enter", on: workspace)
        #expect(screen.contains("제외"))
        #expect(try workspace.standing(ofClaim: "C-4") == "dismissed dismissed")
    }

    @Test("A resync is awaited with what it brings")
    func resync() throws {
        let workspace = try Workspace.withSamples()
        try workspace.drop(Samples.dropped, for: "auction")
        let screen = try play("R", on: workspace)
        #expect(screen.contains("재수집 완료"))
        #expect(try workspace.standing(ofClaim: "C-9") != nil)
    }

    @Test("The screen goes to a file, as it was before the key that quits")
    func file() throws {
        let workspace = try Workspace.withSamples()
        let file = workspace.folder.appendingPathComponent("screen.txt")
        let printed = try play("q 1", on: workspace, ["--dump-screen", file.path])
        #expect(printed.description.isEmpty)
        let text = try String(contentsOf: file, encoding: .utf8)
        #expect(text.contains("판매처"))
    }

    @Test("Other keys of the configuration are in force; a wrong one is refused with its place")
    func bindings() throws {
        let workspace = try Workspace.withSamples()
        try workspace.write("help: [H]\n", to: "config/keys.yaml")
        #expect(try play("H", on: workspace).contains("판매처 화면의 키"))
        try workspace.write("help: [H]\nfind: [R]\n", to: "config/keys.yaml")
        let command = try Command(
            ProgramUnderTest.path,
            workspace.options + ["--dump-screen", "-", "--lang", "en"]
        )
        #expect(command.status == 78)
        #expect(command.errorOutput.contains("keys.yaml:2:8: 'R' is a key of 'resync_all'"))
    }

    @Test(
        "A size or a time that is none is refused",
        arguments: [["--size", "80"], ["--size", "0x9"], ["--now", "soon"]]
    )
    func refused(option: [String]) throws {
        let command = try Command(ProgramUnderTest.path, ["--dump-screen", "-"] + option)
        #expect(command.status == 64)
    }
}
