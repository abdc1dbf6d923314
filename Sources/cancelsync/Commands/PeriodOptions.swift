import ArgumentParser
import ConsoleModel
import MatchingCore
import SyncInterfaces

/// A period that a command is about, in Korean time.
struct PeriodOptions: ParsableArguments {
    @Option(help: "From this time on, however well it was covered before.")
    var since: String?

    @Option(help: "Up to this time; up to now when left out. Needs --since.")
    var until: String?

    func validate() throws {
        guard until == nil || since != nil else { throw ValidationError("--until needs --since.") }
        for time in [since, until].compactMap(\.self) {
            guard PeriodText.moment(time, now: Environment.time.now()) != nil else {
                throw ValidationError("'\(time)' is not a time. Write it like 2026-11-24T09:00.")
            }
        }
    }

    /// The period that was given; `nil` without one.
    func period(at now: Timestamp) -> ResyncPeriod? {
        since.flatMap { PeriodText.moment($0, now: now) }.map { start in
            let end = until.flatMap { PeriodText.moment($0, isEnd: true, now: start) }
            return ResyncPeriod(start: start, end: end)
        }
    }
}
