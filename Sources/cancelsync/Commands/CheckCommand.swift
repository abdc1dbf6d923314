import ArgumentParser
import ConsoleModel
import MatchingCore
import OrderStore
import SyncInterfaces

/// `cancelsync check`: the doctor.
struct CheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Check the set-up, the folders, the terminal and every fact of the store.",
        discussion: """
            Ends with 5 when there is a problem, a wrong configuration among them; warnings alone \
            end with 0. Takes time in proportion to the store. Nothing is created. With --json \
            each object has check, level (ok, warning, problem) and value; what the audit of the \
            store finds has problem, place and detail as well, what else has a code problem and \
            arguments.

            Keys and tokens that connections.yaml points at are looked for, and nobody is called. \
            With --account one harmless call is made that needs keys, clock and address in order, \
            and nothing else is checked.
            """
    )

    @OptionGroup var options: GlobalOptions

    @Option(help: "Call this account's API, and check nothing else: an id, a name or an alias.")
    var account: String?

    @Flag(help: "Print one JSON object a line.")
    var json = false

    func run() async throws {
        let folders = options.folders
        let language = options.language
        let isSound = try await CommandRunner(language: language).run {
            let time = Environment.time
            let doctor = Doctor(folders: folders, language: language, now: time.now())
            let connections = ConnectionDoctor(folders: folders, language: language, time: time)
            var results: [CheckResult] = []
            if let account {
                results = try await connections.call(account)
            } else {
                results = doctor.surroundings()
                results += await connections.survey()
                results += await doctor.store()
            }
            results.append(doctor.summary(of: results))
            try show(results, Phrases(language: language))
            return !results.contains { $0.level == .problem }
        }
        if !isSound { throw ExitStatus.unsound.code }
    }

    private func show(_ results: [CheckResult], _ phrases: Phrases) throws {
        var output = Output()
        var table = TextTable()
        for result in results {
            if json {
                output.line(JSONWriter.printed { $0.members(of: result) })
            } else {
                table.add([
                    phrases.word(for: result.level), phrases.name(of: result.item), result.value,
                ])
            }
        }
        output.lines(table.takeLines())
        try output.flush()
    }
}

/// What looking at one thing came to.
struct CheckResult {
    let item: CheckItem
    var level = CheckLevel.ok
    let value: String
    /// What the audit found; `nil` for everything else.
    var finding: AuditFinding?
    /// What is wrong where that has a code; `nil` for everything else.
    var failure: KeptProblem?
}

extension JSONWriter {
    fileprivate mutating func members(of result: CheckResult) {
        member("check", result.item.rawValue)
        member("level", result.level.rawValue)
        member("value", result.value)
        if let failure = result.failure { members(of: failure, code: "problem") }
        guard let finding = result.finding else { return }
        member("problem", finding.problem.rawValue)
        member("place", finding.place)
        member("detail", finding.detail)
    }
}
