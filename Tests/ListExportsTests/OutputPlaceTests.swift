import Foundation
import ListExports
import MatchingCore
import SyncInterfaces
import Testing

@Suite("What lies at an exported file's path")
final class OutputPlaceTests {
    private let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("places-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    private func path(_ name: String) -> String { folder.appendingPathComponent(name).path }

    private func link(_ name: String, to target: String) throws {
        try FileManager.default.createSymbolicLink(
            atPath: path(name),
            withDestinationPath: target
        )
    }

    private func export(to name: String, as format: ExportFormat) throws {
        let writer = try format.writer(to: path(name), titles: ["a"])
        try writer.write({ [.text("1")] }, json: { "{}" })
        try writer.finish()
    }

    /// What is in a folder, by name.
    private func names(in name: String = "") throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: path(name)).sorted()
    }

    @Test(
        "What a link stands for is replaced, and the link stays",
        arguments: ExportFormat.allCases,
        [true, false]
    )
    func links(format: ExportFormat, isThere: Bool) throws {
        try FileManager.default.createDirectory(
            atPath: path("there"),
            withIntermediateDirectories: false
        )
        if isThere { try Data("old".utf8).write(to: URL(fileURLWithPath: path("there/list"))) }
        try link("middle", to: "there/list")
        try link("list", to: path("middle"))
        try export(to: "list", as: format)
        #expect(try names() == ["list", "middle", "there"])
        #expect(try names(in: "there") == ["list"])
        let manager = FileManager.default
        #expect(try manager.destinationOfSymbolicLink(atPath: path("list")) == path("middle"))
        #expect(try manager.destinationOfSymbolicLink(atPath: path("middle")) == "there/list")
        let data = try Data(contentsOf: URL(fileURLWithPath: path("there/list")))
        #expect(!data.isEmpty && data != Data("old".utf8))
    }

    @Test("What a link stands for stays as it was until the end", arguments: ExportFormat.allCases)
    func givenUp(format: ExportFormat) throws {
        try Data("old".utf8).write(to: URL(fileURLWithPath: path("target")))
        try link("list", to: "target")
        do {
            let writer = try format.writer(to: path("list"), titles: ["a"])
            try writer.write({ [.text("1")] }, json: { "{}" })
            #expect(try names() == ["list", "target", "target.cancelsync.part"])
        }
        #expect(try names() == ["list", "target"])
        #expect(try String(contentsOfFile: path("list"), encoding: .utf8) == "old")
    }

    @Test(
        "Who reads from a pipe gets what is written, also behind a link",
        arguments: [(ExportFormat.csv, "\u{FEFF}a\r\n1\r\n"), (.jsonl, "{}\n")],
        ["pipe", "list"]
    )
    func pipe(format: (ExportFormat, String), name: String) throws {
        try #require(mkfifo(path("pipe"), 0o600) == 0)
        try link("list", to: "pipe")
        let reader = open(path("pipe"), O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        try #require(reader >= 0)
        let handle = FileHandle(fileDescriptor: reader, closeOnDealloc: true)
        try export(to: name, as: format.0)
        let data = try handle.readToEnd() ?? Data()
        #expect(data == Data(format.1.utf8))
        #expect(try names() == ["list", "pipe"])
    }

    @Test("A workbook is not written into a pipe")
    func workbookIntoPipe() throws {
        try #require(mkfifo(path("pipe"), 0o600) == 0)
        let reader = open(path("pipe"), O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        defer { close(reader) }
        let error = #expect(throws: ExportError.self) { try self.export(to: "pipe", as: .xlsx) }
        #expect(error?.reason == "a workbook can only be a regular file")
        #expect(try names() == ["pipe"])
    }

    @Test("A folder is not replaced", arguments: ExportFormat.allCases)
    func folder(format: ExportFormat) throws {
        let error = #expect(throws: ExportError.self) { try self.export(to: "", as: format) }
        #expect(error?.reason == "Is a directory")
    }

    @Test("Links that lead nowhere are not replaced", arguments: ExportFormat.allCases)
    func circle(format: ExportFormat) throws {
        try link("list", to: "middle")
        try link("middle", to: "list")
        #expect(throws: ExportError.self) { try self.export(to: "list", as: format) }
        #expect(try names() == ["list", "middle"])
    }

    @Test("A file with the name of an unfinished one stays", arguments: ExportFormat.allCases)
    func sameName(format: ExportFormat) throws {
        let own = URL(fileURLWithPath: path("list.part"))
        try Data("mine".utf8).write(to: own)
        do {
            let writer = try format.writer(to: path("list"), titles: ["a"])
            try writer.write({ [.text("1")] }, json: { "{}" })
        }
        try export(to: "list", as: format)
        #expect(try names() == ["list", "list.part"])
        #expect(try Data(contentsOf: own) == Data("mine".utf8))
    }

    @Test("What a killed export left is removed by the next one, whatever its name was")
    func abandoned() throws {
        for name in ["list.cancelsync.part", "cancellations-1.csv.cancelsync.part"] {
            try Data("half".utf8).write(to: URL(fileURLWithPath: path(name)))
        }
        try link("linked.cancelsync.part", to: "elsewhere")
        try FileManager.default.createDirectory(
            atPath: path("folder.cancelsync.part"),
            withIntermediateDirectories: false
        )
        try export(to: "list", as: .csv)
        #expect(try names() == ["folder.cancelsync.part", "linked.cancelsync.part", "list"])
    }

    @Test("What another export is writing stays, also to the same place")
    func beingWritten() throws {
        let first = try ExportFormat.csv.writer(to: path("list"), titles: ["first"])
        let second = try ExportFormat.csv.writer(to: path("list"), titles: ["second"])
        #expect(try names() == ["list.2.cancelsync.part", "list.cancelsync.part"])
        try second.finish()
        try export(to: "other", as: .jsonl)
        #expect(try names() == ["list", "list.cancelsync.part", "other"])
        try first.finish()
        #expect(try names() == ["list", "other"])
        let text = try String(contentsOfFile: path("list"), encoding: .utf8)
        #expect(text.contains("first"))
    }

    @Test("Where nothing may be replaced, files get free names", arguments: ExportFormat.allCases)
    func numbered(format: ExportFormat) throws {
        try Data("old".utf8).write(to: URL(fileURLWithPath: path("a.b-1.csv")))
        try link("a.b-1-2.csv", to: "nowhere")
        var places: [String] = []
        let writers = try (0..<3).map { _ in
            try format.writer(to: path("a.b-1.csv"), .numbering, titles: ["a"])
        }
        for writer in writers {
            try writer.write({ [.text("1")] }, json: { "{}" })
            places.append(try writer.finish())
        }
        let names = ["a.b-1-3.csv", "a.b-1-4.csv", "a.b-1-5.csv"]
        #expect(places == names.map(path))
        #expect(try self.names() == ["a.b-1-2.csv"] + names + ["a.b-1.csv"])
        #expect(try String(contentsOfFile: path("a.b-1.csv"), encoding: .utf8) == "old")
    }

    @Test("Names are claimed one by one, however many write at once")
    func numberedAtOnce() async throws {
        let wanted = path("case.txt")
        let places = try await withThrowingTaskGroup(of: String.self) { group in
            for number in 0..<32 {
                group.addTask { try TextFile.write(["\(number)"], to: wanted, .numbering) }
            }
            return try await group.reduce(into: Set<String>()) { $0.insert($1) }
        }
        #expect(places.count == 32)
        let texts = try places.map { try String(contentsOfFile: $0, encoding: .utf8) }
        #expect(Set(texts).count == 32)
    }
}
