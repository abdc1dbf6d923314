import MatchingCore
import SyncInterfaces

extension FileIntake {
    /// Adds a file to `report` of which every row is durable, and archives it.
    func conclude(taken source: Source, at now: Timestamp, report: inout FeedReport) {
        report.sourceCount += 1
        do throws(FeedError) { try archive(source, now) } catch { report.problems.append(error) }
    }

    /// Adds a file to `report` that cannot be read to its end, and sets it aside.
    func conclude(failed source: Source, _ error: FeedError, report: inout FeedReport) {
        report.leave(unread: error)
        do throws(FeedError) { try refuse(source, error) } catch { report.problems.append(error) }
    }

    /// Whether another process has taken a file away: what is gone from a folder that it was found
    /// in, or is no longer where it was named and lies among the archived ones.
    func isGone(_ candidate: Candidate, report: inout FeedReport) -> Bool {
        guard !FolderListing.holds(candidate.path) else { return false }
        if setsAside { return true }
        guard inbox?.hasArchived(candidate.path) == true else { return false }
        report.sourceCount += 1
        report.knownSourceCount += 1
        return true
    }

    private func archive(_ source: Source, _ now: Timestamp) throws(FeedError) {
        guard setsAside, let inbox else { return }
        var place: String?
        try FileMove.move(
            source.file,
            to: inbox.archive(source.destination, at: now),
            tag: source.survey.source.tag
        ) { place = $0 }
        if let place {
            reading.taken.note(source.file, archivedAs: place, in: inbox, at: now)
        }
    }

    /// Sets a file aside that cannot be read; what may be better at the next look stays.
    private func refuse(_ source: Source, _ error: FeedError) throws(FeedError) {
        guard setsAside, let inbox, !error.problem.mayPass else { return }
        try FileMove.move(
            source.file,
            to: inbox.rejected(kind == .orders ? kind.rawValue : source.destination),
            tag: source.survey.source.tag
        ) { path throws(FeedError) in
            try FileMove.write(
                reading.describe(error) + "\n",
                to: path + Inbox.reasonEnding
            )
        }
    }
}

extension FeedReport {
    /// Adds a file of which nobody knows what is in it.
    mutating func leave(unread error: FeedError) {
        problems.append(error)
        unread.append(error)
    }
}

extension FeedError.Problem {
    /// Whether it lies with the machine rather than with the file.
    fileprivate var mayPass: Bool {
        switch self {
        case .fileNotReadable, .irregularFile, .stillBeingWritten, .folderNotReadable,
            .folderNotWritable:
            true
        default: false
        }
    }
}
