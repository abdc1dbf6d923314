import Foundation

/// The clock of a place's programs: it stands still but for what they wait and what it is told.
struct StoppedClock {
    let file: URL

    /// Goes on by so many seconds.
    func advance(bySeconds seconds: Int64) throws {
        let text = try String(contentsOf: file, encoding: .utf8)
        try set((Int64(text) ?? 0) + seconds * 1000)
    }

    fileprivate func set(_ milliseconds: Int64) throws {
        try Data("\(milliseconds)".utf8).write(to: file, options: .atomic)
    }
}

extension Workplace {
    /// Has the programs that are started from now on go by a clock of their own.
    func stopClock(at seconds: Int64) throws -> StoppedClock {
        let clock = StoppedClock(file: folder.appending(path: "clock"))
        try clock.set(seconds * 1000)
        variables["CANCELSYNC_CLOCK"] = clock.file.path
        return clock
    }
}
