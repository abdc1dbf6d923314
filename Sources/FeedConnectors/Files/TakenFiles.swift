import MatchingCore
import SyncInterfaces
import Synchronization

/// The files that were archived lately, to be looked at again.
///
/// Where the system does not tell who has a file open, a writer that paused goes on in the archive. What it
/// added there is found at the next poll, and the file put back to be taken in whole. ``TakenLog`` has
/// them for processes that run once.
///
/// A class, because the feeds of all accounts share it.
final class TakenFiles: Sendable {
    /// A file that was archived.
    struct Taken: Sendable {
        /// Where it was dropped.
        let origin: String
        /// Where it is archived.
        let path: String
        /// What it was like when it was read.
        let state: OpenFile.State
        let at: Timestamp
    }

    private struct Memory {
        var taken: [Taken] = []
        /// The inboxes of which the log was read.
        var known: Set<Inbox> = []
    }

    private let memory = Mutex(Memory())

    /// How long a file is looked at, and how many are.
    private static let watched = Duration.seconds(3600)
    static let most = 1000

    /// Remembers a file that was archived as `path`.
    func note(_ file: OpenFile.Seen, archivedAs path: String, in inbox: Inbox, at time: Timestamp) {
        let one = Taken(origin: file.path, path: path, state: file.state, at: time)
        memory.withLock { memory in
            memory.taken.append(one)
            if memory.taken.count > Self.most { memory.taken.removeFirst() }
        }
        TakenLog(inbox: inbox).add(one)
    }

    /// Puts the files that came from a folder, or one within it, back there if they were written to since.
    ///
    /// - Returns: What kept files from being put back.
    func putBack(into folder: String, of inbox: Inbox, at now: Timestamp) -> [FeedError] {
        let changed = memory.withLock { memory in
            if memory.known.insert(inbox).inserted {
                let own = Set(memory.taken.map(\.path))
                memory.taken += TakenLog(inbox: inbox).read().filter { !own.contains($0.path) }
            }
            memory.taken.removeAll { $0.at.duration(to: now) > Self.watched }
            let changed = memory.taken.filter {
                $0.origin.hasPrefix("\(folder)/") && Self.hasChanged($0)
            }
            memory.taken.removeAll { one in changed.contains { $0.path == one.path } }
            return changed
        }
        return changed.compactMap { one in
            do throws(FeedError) {
                let parts = one.origin.split(separator: "/", omittingEmptySubsequences: false)
                let file = try OpenFile(path: one.path)
                let folder = parts.dropLast().joined(separator: "/")
                try FileMove.move(file.seen, to: folder, tag: "more")
                return nil
            } catch {
                return error
            }
        }
    }

    /// A file that is gone, or another by that name, is nobody's who still writes.
    private static func hasChanged(_ one: Taken) -> Bool {
        guard let state = OpenFile.State(of: one.path) else { return false }
        return state.inode == one.state.inode && state.device == one.state.device
            && state != one.state
    }
}
