import Foundation
import MatchingCore
import SyncInterfaces

/// Writes a demo world's files into an inbox as its time goes on.
struct DemoInbox: Sendable {
    private var world: DemoWorld
    private let folder: String

    /// Prepares to write `world` into the inbox `folder`.
    init(world: DemoWorld, folder: String) {
        self.world = world
        self.folder = folder
    }

    /// Writes what lies there when the demo opens.
    mutating func open(at moment: Timestamp) throws {
        for file in world.openingFiles() { try write(file, at: moment) }
    }

    /// Writes what has arrived up to `moment`.
    mutating func advance(to moment: Timestamp) throws {
        for file in world.files(upTo: moment) { try write(file, at: moment) }
    }

    /// Keeps writing what arrives until the task is cancelled, `interval` of `time` apart.
    mutating func run(every interval: Duration, by time: any TimeSource) async throws {
        while true {
            try await time.sleep(until: time.now().advanced(by: interval))
            try advance(to: time.now())
        }
    }

    // Written elsewhere and renamed: a feed must not see half a file. What is meant for a folder
    // that broke is lost, as it would be.
    private func write(_ file: DemoFile, at moment: Timestamp) throws {
        let target = URL(filePath: "\(folder)/\(file.path)")
        let directory = target.deletingLastPathComponent()
        let files = FileManager.default
        var isDirectory: ObjCBool = false
        if files.fileExists(atPath: directory.path, isDirectory: &isDirectory) {
            guard isDirectory.boolValue else { return }
        } else {
            try files.createDirectory(at: directory, withIntermediateDirectories: true)
        }
        try Data(file.content).write(to: target, options: .atomic)
        try files.setAttributes(
            [.modificationDate: Date(timeIntervalSince1970: Double(moment.seconds))],
            ofItemAtPath: target.path
        )
    }
}
