import Foundation
import ListExports
import MatchingCore
import SyncInterfaces
import Testing

@Suite("Exported files")
final class ExportTests {
    private let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("exports-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    private func path(_ name: String) -> String { folder.appendingPathComponent(name).path }

    /// What is in the folder, by name.
    private var names: [String] {
        get throws { try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() }
    }

    private func export(
        _ rows: [[ExportCell]],
        as format: ExportFormat,
        titles: [String] = ["order_no", "quantity"]
    ) throws -> String {
        let path = path("list.\(format.rawValue)")
        let writer = try format.writer(to: path, titles: titles)
        for row in rows { try writer.write({ row }, json: { "{\"cells\":\(row.count)}" }) }
        try writer.finish()
        return path
    }

    @Test("CSV begins with a byte order mark and quotes what needs it")
    func delimited() throws {
        let moment = Timestamp(seconds: 1_764_000_300)
        let path = try export(
            [
                [.text("0012,\"x\""), .number(-3)], [.text(nil), .number(nil)],
                [.text("줄\n둘"), .moment(moment)], [.text(" 끝 "), .moment(nil)],
            ],
            as: .csv
        )
        let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        #expect(Array(bytes.prefix(3)) == [0xEF, 0xBB, 0xBF])
        #expect(
            String(decoding: bytes.dropFirst(3), as: UTF8.self)
                == "order_no,quantity\r\n\"0012,\"\"x\"\"\",-3\r\n,\r\n"
                + "\"줄\n둘\",2025-11-25 01:05:00\r\n\" 끝 \",\r\n"
        )
    }

    @Test(
        "What a spreadsheet would compute begins with an apostrophe",
        arguments: ["=1+1", "+82", "-1", "@SUM(A1)", "\tx", "＝1", "'=1"]
    )
    func formulas(text: String) throws {
        let path = try export([[.text(text), .number(1)]], as: .csv)
        let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\r\n")
        #expect(lines.last == "'\(text),1")
    }

    @Test("JSON Lines has one object a line and no titles")
    func lines() throws {
        let path = try export([[.text("1")], [.text("2"), .number(1)]], as: .jsonl)
        let text = try String(contentsOfFile: path, encoding: .utf8)
        #expect(text == "{\"cells\":1}\n{\"cells\":2}\n")
    }

    @Test("A workbook keeps identifiers as text, digit by digit")
    func workbook() throws {
        let numbers = ["0012345678901234567890", "=1+1", "주문 <&> 번호", "2026112400001234"]
        let path = try export(numbers.map { [.text($0), .number(2)] }, as: .xlsx)
        let sheet = try unzipped("xl/worksheets/sheet1.xml", of: path)
        #expect(sheet.contains("<t>0012345678901234567890</t>"))
        #expect(sheet.contains("<t>=1+1</t>"))
        #expect(sheet.contains("<t>주문 &lt;&amp;&gt; 번호</t>"))
        #expect(!sheet.contains("<f>"))
        #expect(sheet.contains("<c r=\"B2\"><v>2</v></c>"))
    }

    private func unzipped(_ member: String, of path: String) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        let code =
            "import sys,zipfile;"
            + "sys.stdout.buffer.write(zipfile.ZipFile(sys.argv[1]).read(sys.argv[2]))"
        process.arguments = ["python3", "-c", code, path, member]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: data, as: UTF8.self)
    }

    @Test("A file that is given up leaves nothing", arguments: ExportFormat.allCases)
    func givenUp(format: ExportFormat) throws {
        do {
            let writer = try format.writer(to: path("list"), titles: ["a"])
            try writer.write({ [.text("1")] }, json: { "{}" })
            #expect(try names == ["list.cancelsync.part"])
        }
        #expect(try names == [])
    }

    @Test("A finished file takes the place of the one before", arguments: ExportFormat.allCases)
    func replaced(format: ExportFormat) throws {
        let name = "list.\(format.rawValue)"
        try Data("old".utf8).write(to: folder.appendingPathComponent(name))
        let path = try export([], as: format)
        #expect(try names == [name])
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)) != Data("old".utf8))
    }

    @Test("A folder that is not there is said with the path", arguments: ExportFormat.allCases)
    func noFolder(format: ExportFormat) {
        let path = path("none/list")
        let error = #expect(throws: ExportError.self) {
            try format.writer(to: path, titles: ["a"])
        }
        #expect(error?.path == path)
        #expect(error?.reason == "No such file or directory")
    }

    @Test("A full disk is said, whatever the format", arguments: [ExportFormat.csv, .jsonl])
    func fullDisk(format: ExportFormat) throws {
        // As root a device of the test's own, for a mistake here would replace that of the machine.
        if geteuid() == 0 {
            let full = dev_t(0x107)
            guard mknod(path("list"), S_IFCHR | 0o600, full) == 0 else { return }
        } else {
            try FileManager.default.createSymbolicLink(
                atPath: path("list"),
                withDestinationPath: "/dev/full"
            )
        }
        let writer = try format.writer(to: path("list"), titles: ["a"])
        try writer.write({ [.text("1")] }, json: { "{}" })
        let error = #expect(throws: ExportError.self) { try writer.finish() }
        #expect(error?.reason == "No space left on device")
    }
}
