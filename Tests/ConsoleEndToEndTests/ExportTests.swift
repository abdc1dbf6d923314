import Foundation
import Testing

@Suite("Exports of the built program")
struct ProgramExportTests {
    @Test("A list goes to a file in the format of its name", arguments: ["csv", "xlsx", "jsonl"])
    func formats(format: String) throws {
        let workspace = try Workspace.withSamples()
        let file = workspace.folder.appendingPathComponent("list.\(format)")
        let said = try workspace.command(["export", "cancellations", "--output", file.path])
        #expect(said.contains("4행을 내보냈습니다"))
        let data = try Data(contentsOf: file)
        #expect(data.count > 100)
        if format == "jsonl" {
            let listed = try workspace.command(["cancellations", "--json"])
            #expect(String(decoding: data, as: UTF8.self) == listed)
        }
        if format == "csv" {
            #expect(String(decoding: data, as: UTF8.self).contains("coupang,쿠팡,31000001,C-1,"))
        }
    }

    @Test(
        "Each list is exported as its command prints it",
        arguments: ["orders", "pull-list", "activity"]
    )
    func lists(name: String) throws {
        let workspace = try Workspace.withSamples()
        let options = ["--format", "jsonl", "--output", "-"]
        let exported = try workspace.command(["export", name] + options)
        #expect(try workspace.command([name, "--json"]) == exported)
    }

    @Test("The accounts are exported with what waits where")
    func accounts() throws {
        let workspace = try Workspace.withSamples()
        let text = try workspace.command(["export", "accounts", "--output", "-"])
        let lines = text.split(separator: "\r\n")
        #expect(lines.count == 44)
        #expect(lines.contains { $0.hasPrefix("coupang,쿠팡,") })
    }

    @Test("Standard output takes text formats and no workbook")
    func standardOutput() throws {
        let workspace = try Workspace.withSamples()
        let text = try workspace.command(["export", "orders", "--output", "-"])
        #expect(text.split(separator: "\r\n").count == 6)
        let refused = try Command(
            ProgramUnderTest.path,
            ["export", "orders", "--format", "xlsx", "--output", "-"] + workspace.options
        )
        #expect(refused.status == 64)
    }

    @Test("A file that cannot be written is said, and the program fails")
    func unwritable() throws {
        let workspace = try Workspace.withSamples()
        let command = try Command(
            ProgramUnderTest.path,
            ["export", "orders", "-o", "/nowhere/a.csv", "--lang", "en"] + workspace.options
        )
        #expect(command.status == 1)
        #expect(command.errorOutput.contains("/nowhere/a.csv: not exported (No such file"))
    }

    @Test(
        "A console that ends leaves nothing of an export that is under way",
        .enabled(if: Command.exists("tmux"), "tmux is needed"),
        arguments: [["q", "q"], ["C-c"], []]
    )
    func endings(keys: [String]) throws {
        let workspace = try Workspace()
        let orders = try workspace.write(Samples.manyOrders(60_000), to: "orders.csv")
        try workspace.command(["import", "orders", orders.path])
        let session = try ConsoleSession(workspace)
        try session.waitFor("옥션")
        try session.terminal.press("o")
        try session.waitFor("40060000")
        try session.terminal.press("e")
        try session.waitFor("CSV")
        try session.terminal.press("1", "Enter")
        try session.waitFor("내보내는 중")
        for key in keys { try session.terminal.press(key) }
        if keys.contains("q") {
            try session.waitFor("중지하고 끝내기")
            try session.terminal.press("1", "Enter")
        }
        if keys.isEmpty { try session.send(SIGTERM) }
        #expect(try session.waitForEnd() != nil)
        let exports = workspace.folder.appendingPathComponent("exports").path
        #expect(try FileManager.default.contentsOfDirectory(atPath: exports).isEmpty)
    }

    @Test(
        "Lists, screens and cases go through links, and into pipes",
        arguments: [
            ["export", "orders", "--output"], ["explain", "1", "--case"], ["--dump-screen"],
        ]
    )
    func places(arguments: [String]) throws {
        let workspace = try Workspace.withSamples()
        let target = try workspace.write("old", to: "target")
        let link = workspace.folder.appendingPathComponent("link").path
        let manager = FileManager.default
        try manager.createSymbolicLink(atPath: link, withDestinationPath: "target")
        try workspace.command(arguments + [link])
        #expect(try manager.destinationOfSymbolicLink(atPath: link) == "target")
        #expect(try Data(contentsOf: target).count > 100)

        let output = workspace.folder.appendingPathComponent("output").path
        try manager.createSymbolicLink(atPath: output, withDestinationPath: "/proc/self/fd/1")
        let printed = try workspace.command(arguments + [output])
        #expect(try manager.destinationOfSymbolicLink(atPath: output) == "/proc/self/fd/1")
        #expect(printed.utf8.count > 100 && !printed.contains("내보냈습니다"))
    }

    @Test("The console's export lies beside the store, with what the list showed")
    func console() throws {
        let workspace = try Workspace.withSamples()
        let keys = try workspace.write("2 e Down Enter", to: "keys")
        let screen = try workspace.command(
            ["--keys", keys.path, "--size", "160x40", "--now", "\(Samples.claimDay) 10:00"]
        )
        let day = Samples.claimDay.filter { $0 != "-" }
        let file = workspace.folder.appendingPathComponent(
            "exports/cancellations-\(day)-100000.csv"
        )
        #expect(screen.contains("행을 내보냈습니다"))
        let text = try String(contentsOf: file, encoding: .utf8)
        #expect(text.contains("판단필요"))
        #expect(!text.contains("C-1,"))
    }
}
