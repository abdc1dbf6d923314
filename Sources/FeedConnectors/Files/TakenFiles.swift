import MatchingCore
import SyncInterfaces
import Synchronization

/// The files that this process archived lately, to be looked at again.
///
/// Where the system does not tell who has a file open, a writer that paused goes on in the archive. What it
/// added there is found at the next poll, and the file put back to be taken in whole.
///
/// A class, because the feeds of all accounts share it.
final class TakenFiles: Sendable {
    private struct Taken {
        /// Where it was dropped.
        let origin: String
        /// Where it is archived.
        let path: String
        /// What it was like when it was read.
        let state: OpenFile.State
        let at: Timestamp
    }

    private let taken = Mutex<[Taken]>([])

    /// How long a file is looked at, and how many are.
    private static let watched = Duration.seconds(3600)
    private static let most = 1000

    /// Remembers a file that was archived as `path`.
    func note(_ file: OpenFile, archivedAs path: String, at time: Timestamp) {
        taken.withLock { taken in
            taken.append(Taken(origin: file.path, path: path, state: file.state, at: time))
            if taken.count > Self.most { taken.removeFirst() }
        }
    }

    /// Puts the files that came from a folder, or one within it, back there if they were written to since.
    ///
    /// - Returns: What kept files from being put back.
    func putBack(into folder: String, at now: Timestamp) -> [FeedError] {
        let changed = taken.withLock { taken in
            taken.removeAll { $0.at.duration(to: now) > Self.watched }
            let changed = taken.filter { $0.origin.hasPrefix("\(folder)/") && Self.hasChanged($0) }
            taken.removeAll { one in changed.contains { $0.path == one.path } }
            return changed
        }
        return changed.compactMap { one in
            do throws(FeedError) {
                let parts = one.origin.split(separator: "/", omittingEmptySubsequences: false)
                let file = try OpenFile(path: one.path)
                try FileMove.move(file, to: parts.dropLast().joined(separator: "/"), tag: "more")
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
