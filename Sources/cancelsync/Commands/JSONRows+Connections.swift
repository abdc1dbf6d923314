import ConsoleModel
import MatchingCore
import SyncInterfaces

extension JSONWriter {
    /// Writes the members of how an account is read.
    mutating func members(of connection: AccountConnection, _ phrases: Phrases) {
        member("folder", connection.folder)
        switch connection.way {
        case .api(let api):
            member("way", "api")
            member("connector", api.connector)
            member("api", api.korean)
            member("version", api.version)
            member("address", api.address)
            member("orders", connection.readsOrders)
            let pace = connection.calls?.pace ?? api.pace
            member("calls_at_once", pace.burst)
            member("seconds_per_calls", pace.period.wholeSeconds)
            if let calls = connection.calls { members(of: calls, phrases) }
        case .program(let command):
            member("way", "program")
            name("command")
            array(command) { $0.value($1) }
            member("orders", connection.readsOrders)
            if let run = connection.runs?.failure { member("last_failure", run, phrases) }
            if let run = connection.runs?.success { member("last_success", run, phrases) }
        case nil: member("way", "folder")
        }
    }

    /// Writes what is wrong with an API or a program: its code under `name`, `arguments`, `sentence`.
    private mutating func member(_ name: String, _ problem: ServiceProblem, _ phrases: Phrases) {
        members(of: problem.kept, code: name)
        member("sentence", DisplayText.sanitized(phrases.sentence(for: problem)))
    }

    private mutating func member(
        _ name: String,
        _ run: ProgramReport.Run,
        _ phrases: Phrases
    ) {
        self.name(name)
        object { writer in
            writer.member("at", run.at.iso8601)
            if let problem = run.problem { writer.member("problem", problem, phrases) }
            writer.name("said")
            writer.array(run.words) { $0.value($1) }
        }
    }

    private mutating func members(of calls: CallReport, _ phrases: Phrases) {
        member("calls_of_last_poll", calls.count)
        name("last_call")
        object { writer in
            writer.member("at", calls.last.at.iso8601)
            writer.member("method", calls.last.method)
            writer.member("path", calls.last.path)
            writer.member("status", calls.last.status)
            writer.member("ms", calls.last.milliseconds)
            if let problem = calls.last.problem {
                writer.member("problem", problem, phrases)
            } else {
                writer.member("problem", String?.none)
            }
        }
        guard let rest = calls.rest else { return }
        name("resting")
        object { writer in
            writer.member("since", rest.since.iso8601)
            writer.member("until", rest.until.iso8601)
            writer.member("because", rest.reason, phrases)
        }
    }
}
