import ConsoleModel
import FeedConnectors
import MatchingCore
import SyncInterfaces
import Synchronization

/// Collects what is wrong with rows, files and feeds while they are read.
///
/// A class, because the feeds that write to it and the command that reads it share it.
final class ProblemLog: Sendable {
    private let problems = Mutex<[FeedError]>([])
    private let react: @Sendable ([FeedError]) -> Void

    /// The most problems that a command prints one by one.
    private static let shownCount = 20

    /// Starts empty.
    ///
    /// - Parameter react: Called with what one reading of a feed reported.
    init(react: @escaping @Sendable ([FeedError]) -> Void = { _ in }) { self.react = react }

    /// Everything so far, in the order in which it came.
    var all: [FeedError] { problems.withLock { $0 } }

    /// Adds what a feed reported.
    func add(_ errors: [FeedError]) {
        problems.withLock { $0 += errors }
        react(errors)
    }

    /// Prints the first problems on standard error, and where the rows and files are kept.
    func show(_ workspace: Workspace) {
        Self.show(all, workspace, isSetAside: all.contains(where: \.isSetAside))
    }

    /// Prints the first of `problems` on standard error, and where rows and files are kept if any
    /// were set aside.
    static func show(_ problems: [FeedError], _ workspace: Workspace, isSetAside: Bool) {
        guard !problems.isEmpty else { return }
        let lines = workspace.phrases.lines(for: problems)
        for line in lines.prefix(shownCount) { Output.problem(line) }
        if lines.count > shownCount {
            Output.problem(workspace.phrases.moreProblems(lines.count - shownCount))
        }
        if isSetAside {
            Output.problem(workspace.phrases.setAside(in: workspace.feeds.inbox.rejected("")))
        }
    }
}

/// A feed whose problems are written to a log as well.
struct LoggedFeed: Feed {
    let feed: any Feed
    let log: ProblemLog

    func parts(of window: TimeWindow) -> [TimeWindow] { feed.parts(of: window) }

    func read(
        _ request: FeedRequest,
        deliver: @Sendable (FeedBatch) async throws -> Void
    ) async throws -> FeedReport {
        do {
            let report = try await feed.read(request, deliver: deliver)
            log.add(report.problems + [report.failure].compactMap(\.self))
            return report
        } catch let error as FeedError {
            log.add([error])
            throw error
        }
    }
}

extension FeedError {
    /// Whether it only tells what a program that ended well has said.
    var isRemark: Bool {
        if case .service(.programSaid) = problem { true } else { false }
    }

    /// Whether a row or file was put into the folder of rejected ones; not where the folder itself
    /// or the machine is at fault.
    var isSetAside: Bool {
        guard location.source == .file else { return false }
        return switch problem {
        case .fileNotReadable, .irregularFile, .stillBeingWritten, .misplaced, .folderNotReadable,
            .reservedName, .folderNotWritable:
            false
        // A folder that is called so stays where it is.
        case .unknownAccount: location.row != nil
        default: true
        }
    }
}
