import Foundation
import Testing

@Suite("The README's commands", .timeLimit(.minutes(10)))
struct ReadmeTests {
    /// The lines of the blocks that are marked `sh`, without comments.
    static let commands: [String] = {
        let file = Program.repository.appending(path: "README.md")
        guard let text = try? String(contentsOf: file, encoding: .utf8) else { return [] }
        var isInside = false
        var commands: [String] = []
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("```") {
                isInside = line == "```sh"
            } else if isInside, !line.isEmpty, !line.hasPrefix("#") {
                commands.append(String(line))
            }
        }
        return commands
    }()

    /// Commands that stay until they are told to end.
    private static func stays(_ command: String) -> Bool {
        let words = command.split(separator: " ")
        return words.count == 1 || ["console", "demo", "run"].contains(words[1])
    }

    @Test("Each make line is a target of the Makefile")
    func targets() throws {
        let file = Program.repository.appending(path: "Makefile")
        let makefile = try String(contentsOf: file, encoding: .utf8)
        for command in Self.commands where command.hasPrefix("make ") {
            let target = command.split(separator: " ")[1]
            #expect(makefile.contains("\n\(target):"), "\(command)")
        }
    }

    @Test(
        "Each cancelsync line works as printed, one after the other",
        .enabled(if: !commands.isEmpty)
    )
    func works() async throws {
        let place = try Workplace()
        let bin = place.folder.appending(path: "bin")
        try FileManager.default.createDirectory(at: bin, withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(
            at: bin.appending(path: "cancelsync"),
            withDestinationURL: URL(filePath: Program.path)
        )
        // Files that commands write must not lie about in the repository.
        try FileManager.default.createSymbolicLink(
            at: place.folder.appending(path: "Fixtures"),
            withDestinationURL: Program.repository.appending(path: "Fixtures")
        )
        for command in Self.commands where command.hasPrefix("cancelsync") {
            let line = "cd '\(place.folder.path)'; PATH='\(bin.path)':$PATH; \(command)"
            if Self.stays(command) {
                try await expectStart(of: line, in: place)
            } else {
                let outcome = try await place.start("/bin/bash", ["-c", line]).outcome()
                #expect(outcome.code == 0, "\(command): \(outcome.problems)")
            }
        }
    }

    /// In a pseudo-terminal, where a screen or a poll comes to show.
    private func expectStart(of line: String, in place: Workplace) async throws {
        let terminal = try place.start("/usr/bin/script", ["-qec", line, "/dev/null"])
        let hasStarted = try await Program.eventually {
            terminal.output.contains("\u{1B}[") || terminal.output.contains("polls")
        }
        terminal.send(SIGTERM)
        _ = await terminal.outcome()
        #expect(hasStarted, "\(line): \(terminal.output)")
    }

    @Test("Every other line of its blocks is one of these two")
    func kinds() {
        let others = Self.commands.filter { !$0.hasPrefix("cancelsync") && !$0.hasPrefix("make ") }
        #expect(others == [])
    }
}
