import Foundation
import Testing

@Suite("What commands print", .timeLimit(.minutes(10)))
struct PrintedTextTests {
    /// What a terminal would obey, hide or turn round, and how JSON has to write it.
    private static let hostile = "코\u{9B}2J\u{202E}트\u{2028}\u{200B}\u{7F}\u{85}"

    private func hostileOrder() async throws -> Workplace {
        let place = try Workplace()
        let order = Trade.order().split(separator: "코트").joined(separator: Self.hostile)
        try await place.take(orders: order, claims: [Trade.claim(detail: "D-\u{202E}9")])
        return place
    }

    @Test(
        "JSON on standard output has no character that a terminal obeys",
        arguments: [
            ["orders", "--json"], ["orders", "--order", "N-1", "--json"],
            ["cancellations", "--json"], ["explain", "1", "--json"],
            ["explain", "--order", "N-1", "--json"], ["activity", "--json"],
            ["explain", "--order", "N-1", "--case", "-"],
            ["export", "orders", "--format", "jsonl", "--output", "-"],
        ]
    )
    func escapedJSON(words: [String]) async throws {
        let outcome = try await hostileOrder().run(words)
        #expect(outcome.code == 0)
        for scalar in outcome.output.unicodeScalars where scalar != "\n" {
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator:
                Issue.record("\(scalar.escaped(asASCII: true)) in the output of \(words)")
            default: break
            }
        }
    }

    @Test("Who reads the JSON gets the text as it is on file, and so does an export's file")
    func unharmed() async throws {
        let place = try await hostileOrder()
        let outcome = try await place.run("orders", "--json")
        let name = try #require(try outcome.rows().first?.text("product_name"))
        #expect(name.unicodeScalars.contains("\u{9B}") && name.unicodeScalars.contains("\u{202E}"))
        #expect(outcome.output.contains(#"코\u009b2J\u202e트"#))
        let file = place.folder.appending(path: "orders.jsonl").path
        try await place.run("export", "orders", "--output", file)
        let text = try String(contentsOfFile: file, encoding: .utf8)
        #expect(text.contains("코\u{9B}2J\u{202E}트"))
    }

    @Test(
        "What is refused of the arguments is quoted without what a terminal obeys",
        arguments: [
            ["dismiss", hostile, "--reason", "x"], [hostile], ["orders", "--limit", hostile],
            ["sync", "--since", hostile], ["--\(hostile)"],
        ]
    )
    func usage(words: [String]) async throws {
        let outcome = try await Workplace().run(words)
        #expect(outcome.code == 64)
        let obeyed: [Unicode.GeneralCategory] = [.control, .format]
        #expect(
            outcome.problems.unicodeScalars.allSatisfy {
                $0 == "\n" || !obeyed.contains($0.properties.generalCategory)
            }
        )
    }

    @Test("A terminal is given no CSV, whose texts it would obey, and a pipe is")
    func csvToTerminal() async throws {
        let place = try await hostileOrder()
        let options = "--store '\(place.store)' --inbox '\(place.inbox)'"
        let line = "'\(Program.path)' export orders --format csv -o - \(options)"
        let shown = try await place.start("/usr/bin/script", ["-qec", line, "/dev/null"]).outcome()
        #expect(shown.code == 64)
        #expect(!shown.output.contains("\u{202E}"))
        let piped = try await place.run("export", "orders", "--format", "csv", "-o", "-")
        #expect(piped.code == 0)
        #expect(piped.output.contains("\u{202E}"))
    }

    @Test("Who closes the output is not told that it is closed", arguments: ["csv", "jsonl"])
    func readerGone(format: String) async throws {
        let place = try await hostileOrder()
        let options = "--store '\(place.store)' --inbox '\(place.inbox)'"
        let line = "'\(Program.path)' export orders --format \(format) -o - \(options)"
        let outcome = try await place.start("/bin/sh", ["-c", "(sleep 0.3; \(line)) | true"])
            .outcome()
        #expect(outcome.problems == "")
    }

    @Test("A list keeps to the width of the terminal, and goes whole into a pipe")
    func width() async throws {
        let place = try Workplace()
        let name = String(repeating: "아주 긴 상품 이름 ", count: 12) + "끝"
        let order = Trade.order("D-1 D-2").split(separator: "코트").joined(separator: name)
        try await place.take(orders: order, claims: [Trade.claim()])
        let options = "--store '\(place.store)' --inbox '\(place.inbox)' --lang ko"
        for words in ["orders", "orders --order N-1", "cancellations", "marketplaces", "activity"] {
            let line = "stty cols 72; '\(Program.path)' \(words) \(options)"
            let shown = try await place.start("/usr/bin/script", ["-qec", line, "/dev/null"])
                .outcome()
            let lines = shown.output.split(whereSeparator: \.isNewline)
            #expect(lines.count > 1)
            for line in lines { #expect(Self.cells(of: line) <= 72, "\(line)") }
            let piped = try await place.run(words.split(separator: " ").map(String.init))
            #expect(piped.lines.allSatisfy { $0.last != " " })
        }
        #expect(try await place.run("orders").output.contains("이름 끝"))
    }

    /// Korean letters take two cells each.
    private static func cells(of line: Substring) -> Int {
        line.unicodeScalars.reduce(0) { sum, scalar in
            switch scalar.value {
            case 0xAC00...0xD7A3: sum + 2
            case 0x0D: sum
            default: sum + 1
            }
        }
    }
}
