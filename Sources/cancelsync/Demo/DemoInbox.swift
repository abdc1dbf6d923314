import Foundation
import MatchingCore
import SyncInterfaces

/// Writes a demo world's files into an inbox as its time goes on.
struct DemoInbox: Sendable {
    private var world: DemoWorld
    private let folder: String
    private let time: any TimeSource

    /// Prepares to write `world` into the inbox `folder`.
    init(world: DemoWorld, folder: String, time: any TimeSource) {
        self.world = world
        self.folder = folder
        self.time = time
    }

    /// Writes what lies there when the demo opens.
    mutating func open() throws {
        for file in world.openingFiles() { try write(file) }
    }

    /// Keeps writing what arrives until the task is cancelled, `interval` of the demo's time apart.
    mutating func run(every interval: Duration) async throws {
        while true {
            try await time.sleep(until: time.now().advanced(by: interval))
            for file in world.files(upTo: time.now()) { try write(file) }
        }
    }

    // Written elsewhere and renamed: a feed must not see half a file.
    private func write(_ file: DemoFile) throws {
        let target = URL(filePath: "\(folder)/\(file.path)")
        try FileManager.default.createDirectory(
            at: target.deletingLastPathComponent(),
            withIntermediateDirectories: true
        )
        try Data(file.content).write(to: target, options: .atomic)
    }
}
