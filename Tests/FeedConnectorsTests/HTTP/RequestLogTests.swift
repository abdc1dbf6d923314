import FeedConnectors
import Foundation
import MatchingCore
import Testing

@Suite("The request log's file")
struct RequestLogTests {
    private let folder = NSTemporaryDirectory() + "requests-" + UUID().uuidString

    private func record(_ target: String) -> RequestRecord {
        RequestRecord(
            at: Timestamp(seconds: 1_772_330_400),
            account: "coupang",
            api: "coupang",
            method: "GET",
            target: target,
            headers: [],
            status: nil,
            milliseconds: 12,
            byteCount: nil,
            number: 1,
            problem: "timedOut"
        )
    }

    private func text(_ name: String) throws -> String {
        String(decoding: try Data(contentsOf: URL(filePath: "\(folder)/\(name)")), as: UTF8.self)
    }

    @Test("One object a line, for this user alone; one older file is kept")
    func rotation() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let log = RequestLog(folder: "\(folder)/state", sizeLimit: 500)
        for number in 1...7 { log.record(record("https://a.example.com/\(number)")) }
        let newest = try text("state/requests.log")
        let older = try text("state/requests.log.1")
        let lines = (older + newest).split(separator: "\n")
        #expect(lines.last?.contains("com/7") == true)
        #expect(lines.allSatisfy { $0.hasPrefix("{\"at\":\"2026-03-01T") && $0.hasSuffix("}") })
        #expect(older.utf8.count >= 500)
        let files = try FileManager.default.contentsOfDirectory(atPath: "\(folder)/state")
        #expect(files.sorted() == ["requests.log", "requests.log.1"])
        for file in files {
            let attributes = try FileManager.default.attributesOfItem(
                atPath: "\(folder)/state/\(file)"
            )
            #expect(attributes[.posixPermissions] as? Int == 0o600)
        }
    }

    @Test("A log that could not be written is written once it can be")
    func notWritable() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let log = RequestLog(folder: folder)
        try Data().write(to: URL(filePath: folder))
        log.record(record("https://a.example.com/1"))
        try FileManager.default.removeItem(atPath: folder)
        log.record(record("https://a.example.com/2"))
        #expect(try text("requests.log").split(separator: "\n").count == 1)
    }
}
