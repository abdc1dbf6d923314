import Glibc
import MatchingCore
package import SyncInterfaces

/// The files that were archived last, held against what a store has taken in.
///
/// A file is archived once its last row is durable. A store that does not know it is a new one, or an
/// older copy, or the file was written to since.
package struct ArchiveSurvey: Sendable, Hashable {
    /// How many files were looked at.
    package private(set) var count = 0
    /// How many of them the store does not know.
    package private(set) var unknownCount = 0
    /// The one of those that was archived last, such as `archive/coupang/2026-11/a.csv`; `nil` for none.
    package private(set) var example: String?

    /// No more files are looked at, the latest first.
    private static let mostFiles = 200
    /// Nor are more bytes read.
    private static let mostBytes = 1 << 29

    /// Looks at the files; one that cannot be read is left out.
    ///
    /// - Parameters:
    ///   - inbox: The inbox with the archive.
    ///   - isKnown: Whether the store has taken all of a source in; `nil` where there is no store.
    /// - Throws: What `isKnown` throws.
    package init(
        of inbox: Inbox,
        isKnown: ((SourceID) async throws -> Bool)?
    ) async throws {
        var byteCount = 0
        for file in Self.latest(in: inbox) {
            guard byteCount <= Self.mostBytes else { return }
            let answer: Bool?
            if let isKnown {
                byteCount += file.size
                answer = try await Self.isKnown(file, isKnown)
            } else {
                answer = false
            }
            guard let answer else { continue }
            count += 1
            guard !answer else { continue }
            unknownCount += 1
            if example == nil { example = file.name }
        }
    }

    private struct File {
        let path: String
        /// The path from the inbox on.
        let name: String
        /// The folder's name under `archive`: an account's id, or `orders`.
        let destination: String
        let size: Int
        let archivedAt: Timestamp
    }

    /// Whether a store knows what a file has to say; `nil` for a file that cannot be read.
    ///
    /// In an account's folder lie cancellations, and orders that were dropped for it.
    private static func isKnown(
        _ archived: File,
        _ isKnown: (SourceID) async throws -> Bool
    ) async throws -> Bool? {
        let (orders, claims) = (RecordKind.orders.rawValue, RecordKind.cancellations.rawValue)
        let destinations =
            archived.destination == orders
            ? ["\(orders)/"]
            : [claims, orders].map { "\($0)/\(archived.destination)" }
        for destination in destinations {
            guard let file = try? OpenFile(path: archived.path),
                let survey = try? SourceSurvey(of: file, destination: destination)
            else { return nil }
            if try await isKnown(survey.source) { return true }
        }
        return false
    }

    /// The files that were archived last, the latest first, as far back as they are needed.
    private static func latest(in inbox: Inbox) -> [File] {
        let destinations = folders(in: "\(inbox.path)/archive")
        let months = destinations.map { ($0, Set(folders(in: $0).map(name))) }
        var files: [File] = []
        for month in Set(months.flatMap(\.1)).sorted(by: >) where files.count < mostFiles {
            for (destination, own) in months where own.contains(month) {
                files += self.files(in: "\(destination)/\(month)", of: name(destination))
            }
        }
        return Array(files.sorted { $0.archivedAt > $1.archivedAt }.prefix(mostFiles))
    }

    private static func files(in folder: String, of destination: String) -> [File] {
        ((try? FolderListing(of: folder))?.files ?? []).compactMap { file in
            var status = stat()
            guard lstat(file.path, &status) == 0 else { return nil }
            let name = [destination, name(folder), name(file.path)].joined(separator: "/")
            return File(
                path: file.path,
                name: "archive/\(name)",
                destination: destination,
                size: Int(status.st_size),
                archivedAt: Timestamp(
                    rawValue: Int64(status.st_ctim.tv_sec) * 1000
                        + Int64(status.st_ctim.tv_nsec) / 1_000_000
                )
            )
        }
    }

    private static func folders(in folder: String) -> [String] {
        (try? FolderListing(of: folder))?.folders ?? []
    }

    private static func name(_ path: String) -> String { OpenFile.lastComponent(of: path) }
}
