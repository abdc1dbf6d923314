import FeedConnectors
import Foundation
import MatchingCore
import SyncInterfaces
import Testing

@Suite("Files and a program of one account", .timeLimit(.minutes(2)))
struct CombinedFeedTests {
    private let place: Workplace

    init() throws { place = try Workplace() }

    private func feed(_ script: String) throws -> CombinedFeed {
        let account = try #require(Sample.account(named: "coupang"))
        let folder = FolderFeed(inbox: place.inbox, account: account, reading: place.reading())
        let program = CommandFeed(
            account: account,
            settings: .init(["/bin/sh", "-c", script]),
            reading: place.reading(),
            aside: RowsAside(inbox: place.inbox, describe: place.reading().describe),
            environment: ["PATH": "/usr/bin:/bin"]
        )
        return CombinedFeed(folder, then: program)
    }

    @Test("What is wrong in a file is told though the program fails")
    func failingProgram() async throws {
        try place.drop("order_no,state\n1,\n2,출고중지요청\n", "coupang/a.csv")
        let report = try await place.read(feed("exit 3"))
        #expect(report.failure?.problem == .service(.programFailed(status: 3, "")))
        #expect(report.problems.map(\.problem) == [.missingValue(.state)])
        #expect(report.sourceCount == 1)
        #expect(await place.store.notices.map(\.orderNumber) == ["2"])
    }

    @Test("The program is read though the folder cannot be")
    func unreadableFolder() async throws {
        let folder = place.inbox.folder(of: "coupang")
        try FileManager.default.removeItem(atPath: folder)
        try Data().write(to: URL(filePath: folder))
        let notice = #"{"order_no":"1","state":"출고중지요청"}"#
        let report = try await place.read(feed("echo '\(notice)'"))
        #expect(report.failure?.location.source == .file)
        #expect(await place.store.notices.map(\.orderNumber) == ["1"])
    }
}
