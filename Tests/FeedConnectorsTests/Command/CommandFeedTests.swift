import FeedConnectors
import Foundation
import Glibc
import MatchingCore
import SyncInterfaces
import Testing

@Suite("Programs that print JSON Lines", .timeLimit(.minutes(2)))
struct CommandFeedTests {
    private let place: Workplace

    init() throws { place = try Workplace() }

    private func feed(
        _ command: [String],
        _ change: (inout CommandFeed.Settings) -> Void = { _ in }
    ) throws -> CommandFeed {
        var settings = CommandFeed.Settings(command)
        change(&settings)
        return CommandFeed(
            account: try #require(Sample.account(named: "coupang")),
            settings: settings,
            reading: place.reading(),
            aside: RowsAside(inbox: place.inbox, describe: place.reading().describe),
            environment: [
                "PATH": "/usr/bin:/bin", "TOLD": "yes", "SHOP_API_KEY": "hunter2-hunter2",
            ],
            reports: reports
        )
    }

    private var reports: ConnectionReportFiles {
        ConnectionReportFiles(folder: place.folder + "/connections")
    }

    private func shell(
        _ script: String,
        _ change: (inout CommandFeed.Settings) -> Void = { _ in }
    ) throws -> CommandFeed { try feed(["/bin/sh", "-c", script], change) }

    private func failure(of feed: CommandFeed) async -> ServiceProblem? {
        do {
            _ = try await place.read(feed)
            return nil
        } catch {
            guard case .service(let problem) = (error as? FeedError)?.problem else { return nil }
            return problem
        }
    }

    private static let notice =
        #"{"order_no":"1","code6":"7","state":"출고중지요청","claim_id":"c1","quantity":2}"#
    private static let line = #"{"order_no":"1","code6":"7","quantity":3,"shipping":"접수"}"#

    @Test("Notices and order lines are told apart, and orders come first")
    func kinds() async throws {
        let report = try await place.read(shell("echo '\(Self.notice)'; echo '\(Self.line)'"))
        #expect(report.problems == [])
        let notices = await place.store.notices
        let lines = await place.store.lines
        #expect(notices.map(\.claimID) == ["c1"])
        #expect(notices.map(\.quantity) == [2])
        #expect(notices.map(\.observedAt) == [Workplace.now])
        #expect(lines.map(\.quantity) == [3])
        #expect(lines.map(\.shipping) == [.received])
    }

    @Test("Orders can be left out")
    func withoutOrders() async throws {
        let feed = try shell("echo '\(Self.line)'") { $0.readsOrders = false }
        _ = try await place.read(feed)
        #expect(await place.store.lines.isEmpty)
    }

    @Test("The program learns account and window, and has no input to wait for")
    func environment() async throws {
        let script = "cat; echo $CANCELSYNC_ACCOUNT $CANCELSYNC_FROM $CANCELSYNC_TO $TOLD >&2"
        let report = try await place.read(shell(script))
        let time = Workplace.now.iso8601
        #expect(
            report.problems.map(\.problem)
                == [.service(.programSaid("coupang \(time) \(time) yes"))]
        )
    }

    @Test("A bad line is told with its number and costs nothing else")
    func badLines() async throws {
        let half = #"{"order_no":"2","claim_id":"c2"}"#
        let feed = try shell("echo nope; echo '\(Self.notice)'; echo '\(half)'")
        let report = try await place.read(feed)
        #expect(await place.store.notices.count == 1)
        #expect(await place.store.rejectedRowCount == 2)
        #expect(report.problems.map(\.location.row) == [1, 3])
        #expect(report.problems.map(\.location.file) == ["coupang sh", "coupang sh"])
        #expect(report.problems.map(\.location.source) == [.program, .program])
        #expect(report.problems.last?.problem == .missingValue(.state))
    }

    @Test("A bad line is kept where others that were set aside are, once for however many polls")
    func keptLines() async throws {
        let bad = #"{"order_no":"N-2","claim_id":"c2"}"#
        let feed = try shell("echo '\(Self.notice)'; echo '\(bad)'")
        for _ in 1...2 { _ = try await place.read(feed) }
        let folder = SetAsideFolder(inbox: place.inbox)
        #expect(folder.rows(of: "coupang").rowCount == 1)
        #expect(folder.rows(naming: "N-2", at: ["coupang"]).count == 1)
        _ = try await place.read(
            shell("echo '\(bad)'; echo '{\"order_no\":\"N-3\",\"state\":\"\"}'")
        )
        #expect(folder.rows(naming: "N-3", at: ["coupang"]).count == 1)
        #expect(folder.rows(naming: "N-2", at: ["coupang"]).count == 1)
    }

    @Test("A bad line that is printed twice is kept once, also where it is no object")
    func repeatedLines() async throws {
        for script in ["echo nope; echo nope", "echo other; echo nope"] {
            _ = try await place.read(shell(script))
        }
        let folder = SetAsideFolder(inbox: place.inbox)
        #expect(folder.rows(of: "coupang").rowCount == 2)
    }

    @Test("A bad line that was taken away from where it was kept is kept again")
    func takenAway() async throws {
        let feed = try shell("echo nope")
        _ = try await place.read(feed)
        try FileManager.default.removeItem(atPath: place.inbox.rejected("coupang"))
        _ = try await place.read(feed)
        #expect(SetAsideFolder(inbox: place.inbox).rows(of: "coupang").rowCount == 1)
    }

    @Test("A program that fails has failed the poll; what it had said whole is taken in")
    func failing() async throws {
        let script = "echo '\(Self.notice)'; printf '{\"order_no\":'; echo no key >&2; exit 3"
        let problem = try await failure(of: shell(script))
        #expect(problem == .programFailed(status: 3, "no key"))
        #expect(await place.store.notices.count == 1)
        #expect(await place.store.rejectedRowCount == 0)
    }

    @Test("The last run that failed and the last that ended well are kept with what they said")
    func runs() async throws {
        let lines = (1...12).map { "echo line \($0) >&2;" }.joined()
        _ = try await failure(of: shell("\(lines) exit 3"))
        #expect(reports.runs(of: "coupang")?.success == nil)
        _ = try await place.read(shell("echo late >&2"))
        _ = await failure(of: try feed(["/nowhere/at-all"]))
        let missing = try #require(reports.runs(of: "coupang"))
        #expect(missing.success == .init(at: Workplace.now, problem: nil, words: ["late"]))
        #expect(missing.failure?.words == [])
        _ = try await failure(of: shell("\(lines) sleep 1000") { $0.timeLimit = .seconds(1) })
        let slow = try #require(reports.runs(of: "coupang")?.failure)
        #expect(slow.problem == .programTookTooLong(seconds: 1, ""))
        #expect(slow.words == (3...12).map { "line \($0)" })
        #expect(reports.calls(of: "coupang") == nil, "no API was called")
    }

    @Test("What a shell tells of its commands is shown without the keys in them")
    func secrets() async throws {
        let script = "set -x; : --header \"Bearer $SHOP_API_KEY\"; exit 3"
        let problem = try await failure(of: shell(script))
        guard case .programFailed(3, let words) = problem else {
            Issue.record("\(String(describing: problem))")
            return
        }
        #expect(words.contains("Bearer •••") && !words.contains("hunter2"))
        let kept = try #require(reports.runs(of: "coupang")?.failure)
        #expect(!kept.words.joined().contains("hunter2"))
    }

    @Test("Secrets of connections and passwords are masked whatever the variable is called")
    func namedSecrets() async throws {
        let variables = ["CSK": "open-sesame", "SHOP_PASS": "swordfish", "SHOP": "brandi"]
        let feed = CommandFeed(
            account: try #require(Sample.account(named: "coupang")),
            settings: .init(["/bin/sh", "-c", "echo $CSK $SHOP_PASS $SHOP >&2; exit 3"]),
            reading: place.reading(),
            aside: RowsAside(inbox: place.inbox, describe: place.reading().describe),
            environment: variables,
            secretVariables: ["CSK"]
        )
        #expect(await failure(of: feed) == .programFailed(status: 3, "••• ••• brandi"))
    }

    @Test("A program that a signal ends tells which")
    func signalled() async throws {
        #expect(try await failure(of: shell("kill -9 $$")) == .programFailed(status: 137, ""))
    }

    @Test("A program that is not there is told as that")
    func missing() async throws {
        let problem = await failure(of: try feed(["/nowhere/at-all"]))
        #expect(problem == .programNotStarted("/nowhere/at-all: No such file or directory"))
    }

    @Test("A program without a slash is found in PATH, and no shell reads its arguments")
    func noShell() async throws {
        let feed = try feed(["printf", "%s\\n", Self.notice, "$(touch \(place.folder)/touched)"])
        _ = try await place.read(feed)
        #expect(await place.store.notices.count == 1)
        #expect(!FileManager.default.fileExists(atPath: place.folder + "/touched"))
    }

    @Test("A program that takes too long is stopped with everything that it has started")
    func tooSlow() async throws {
        let file = place.folder + "/id"
        let script = """
            echo '\(Self.notice)'
            echo page 12 >&2
            trap '' TERM
            sleep 1000 & echo $! > \(file)
            wait; wait
            """
        let problem = try await failure(of: shell(script) { $0.timeLimit = .seconds(1) })
        #expect(problem == .programTookTooLong(seconds: 1, "page 12"))
        #expect(await place.store.notices.count == 1)
        let text = String(decoding: try Data(contentsOf: URL(filePath: file)), as: UTF8.self)
        let id = try #require(Int32(text.trimmingCharacters(in: .whitespacesAndNewlines)))
        #expect(Self.isGone(id))
    }

    @Test("A program that ends leaves nothing running")
    func leftovers() async throws {
        let file = place.folder + "/id"
        _ = try await place.read(shell("sleep 1000 & echo $! > \(file); echo '\(Self.notice)'"))
        #expect(await place.store.notices.count == 1)
        let text = String(decoding: try Data(contentsOf: URL(filePath: file)), as: UTF8.self)
        let id = try #require(Int32(text.trimmingCharacters(in: .whitespacesAndNewlines)))
        #expect(Self.isGone(id))
    }

    /// Whether a process has ended; one that nobody has buried yet counts as well.
    private static func isGone(_ id: pid_t) -> Bool {
        for _ in 1...200 {
            guard kill(id, 0) == 0 else { return true }
            let state = try? String(contentsOfFile: "/proc/\(id)/stat", encoding: .utf8)
            if state?.contains(") Z ") ?? true { return true }
            usleep(10_000)
        }
        return false
    }

    @Test("A program that prints without end is stopped")
    func tooMuch() async throws {
        let problem = try await failure(
            of: shell("echo all >&2; yes '\(Self.notice)'") { $0.sizeLimit = 100_000 }
        )
        #expect(problem == .programPrintedTooMuch(limit: 100_000, "all"))
        #expect(await place.store.notices.count > 100)
    }

    @Test("A line that is too long is a bad one, and costs nothing else")
    func longLine() async throws {
        let script = "head -c 3000000 /dev/zero | tr '\\0' 'x'; echo; echo '\(Self.notice)'"
        let report = try await place.read(shell(script))
        #expect(report.problems.map(\.location.row) == [1])
        #expect(await place.store.notices.map(\.claimID) == ["c1"])
    }

    @Test("A line without end does not fill the memory")
    func endlessLine() async throws {
        let script = "echo '\(Self.notice)'; head -c 20000000 /dev/zero | tr '\\0' 'x'"
        let error = await #expect(throws: FeedError.self) { try await place.read(shell(script)) }
        #expect(error?.location.row == 2)
    }

    @Test("A poll that is cancelled ends its program at once")
    func cancelled() async throws {
        let feed = try shell("sleep 1000")
        let place = place
        let task = Task { try await place.read(feed) }
        try await Task.sleep(for: .milliseconds(300))
        let start = ContinuousClock().now
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(start.duration(to: ContinuousClock().now) < .seconds(10))
    }
}
