package import MatchingCore

// What is wrong with APIs and programs, in the form in which it is kept: arguments by name.
extension ServiceProblem {
    /// What there is to say about the problem, by name; see ``code``.
    package var arguments: [String: KeptProblem.Argument] {
        switch self {
        case .missingSetting(let setting): ["setting": .text(setting)]
        case .invalidSetting(let setting, let reason),
            .secretNotAvailable(let setting, let reason):
            ["setting": .text(setting), "detail": .text(reason)]
        case .secretReadableByOthers(let path, let mode):
            ["path": .text(path), "mode": .text(mode)]
        case .notReachable(let words), .certificateRefused(let words), .notSignedIn(let words),
            .keyExpired(let words), .addressNotRegistered(let words), .notPermitted(let words),
            .maintenance(let words), .unexpectedAnswer(let words), .programNotStarted(let words),
            .programSaid(let words):
            ["detail": .text(words)]
        case .timedOut(let seconds), .clockOff(let seconds): ["seconds": .number(Int64(seconds))]
        case .tooLarge(let limit): ["limit": .number(Int64(limit))]
        case .resting(let until, let problem):
            ["until": .number(until.rawValue), "because": .problem(problem.kept)]
        case .signInEnded(let setting, let words):
            ["setting": .text(setting), "detail": .text(words)]
        case .tooManyCalls(let seconds?): ["seconds": .number(Int64(seconds))]
        case .serverFailed(let status, let words), .programFailed(let status, let words):
            ["status": .number(Int64(status)), "detail": .text(words)]
        case .refused(let code, let message): ["answer": .text(code), "detail": .text(message)]
        case .unknownState(let word): ["state": .text(word)]
        case .spareListFailed(let setting, let problem):
            ["left_out_by": .text(setting), "because": .problem(problem.kept)]
        case .periodsNotRead(let from, let until, let others, let problem):
            [
                "from": .number(from.rawValue), "until": .number(until.rawValue),
                "others": .number(Int64(others)), "because": .problem(problem.kept),
            ]
        case .programPrintedTooMuch(let limit, let words):
            ["limit": .number(Int64(limit)), "detail": .text(words)]
        case .programTookTooLong(let seconds, let words):
            ["seconds": .number(Int64(seconds)), "detail": .text(words)]
        case .notTLS, .cutOff, .tooManyCalls(nil): [:]
        }
    }

    /// The problem without a place.
    package var kept: KeptProblem { KeptProblem(code, arguments) }

    /// Finds the problem of a code; `nil` when it is none of an API or a program.
    init?(_ code: String, _ arguments: ProblemArguments) throws(ProblemArguments.Lacking) {
        if let problem = try Self.ofSetUp(code, arguments) {
            self = problem
        } else if let problem = try Self.ofTheWay(code, arguments) {
            self = problem
        } else if let problem = try Self.ofAnswers(code, arguments) {
            self = problem
        } else if let problem = try Self.ofPrograms(code, arguments) {
            self = problem
        } else {
            return nil
        }
    }

    private static func ofSetUp(
        _ code: String,
        _ arguments: ProblemArguments
    ) throws(ProblemArguments.Lacking) -> ServiceProblem? {
        switch code {
        case "missingSetting": .missingSetting(try arguments.text("setting"))
        case "invalidSetting":
            .invalidSetting(
                try arguments.text("setting"),
                reason: try arguments.text("detail")
            )
        case "secretNotAvailable":
            .secretNotAvailable(
                try arguments.text("setting"),
                reason: try arguments.text("detail")
            )
        case "secretReadableByOthers":
            .secretReadableByOthers(
                path: try arguments.text("path"),
                mode: try arguments.text("mode")
            )
        default: nil
        }
    }

    private static func ofTheWay(
        _ code: String,
        _ arguments: ProblemArguments
    ) throws(ProblemArguments.Lacking) -> ServiceProblem? {
        switch code {
        case "notReachable": .notReachable(try arguments.text("detail"))
        case "certificateRefused": .certificateRefused(try arguments.text("detail"))
        case "notTLS": .notTLS
        case "timedOut": .timedOut(seconds: try arguments.integer("seconds"))
        case "cutOff": .cutOff
        case "tooLarge": .tooLarge(limit: try arguments.integer("limit"))
        case "resting":
            .resting(
                until: try arguments.moment("until"),
                because: try arguments.service("because")
            )
        default: nil
        }
    }

    private static func ofAnswers(
        _ code: String,
        _ arguments: ProblemArguments
    ) throws(ProblemArguments.Lacking) -> ServiceProblem? {
        func detail() throws(ProblemArguments.Lacking) -> String { try arguments.text("detail") }
        func seconds() throws(ProblemArguments.Lacking) -> Int { try arguments.integer("seconds") }
        return switch code {
        case "notSignedIn": .notSignedIn(try detail())
        case "keyExpired": .keyExpired(try detail())
        case "signInEnded": .signInEnded(setting: try arguments.text("setting"), try detail())
        case "clockOff": .clockOff(seconds: try seconds())
        case "addressNotRegistered": .addressNotRegistered(try detail())
        case "notPermitted": .notPermitted(try detail())
        case "tooManyCalls":
            .tooManyCalls(secondsToWait: arguments.has("seconds") ? try seconds() : nil)
        case "maintenance": .maintenance(try detail())
        case "serverFailed":
            .serverFailed(status: try arguments.integer("status"), try detail())
        case "refused": .refused(code: try arguments.text("answer"), message: try detail())
        case "unexpectedAnswer": .unexpectedAnswer(try detail())
        case "unknownState": .unknownState(try arguments.text("state"))
        case "spareListFailed":
            .spareListFailed(
                leftOutBy: try arguments.text("left_out_by"),
                because: try arguments.service("because")
            )
        case "periodsNotRead":
            .periodsNotRead(
                from: try arguments.moment("from"),
                until: try arguments.moment("until"),
                others: try arguments.integer("others"),
                because: try arguments.service("because")
            )
        default: nil
        }
    }

    private static func ofPrograms(
        _ code: String,
        _ arguments: ProblemArguments
    ) throws(ProblemArguments.Lacking) -> ServiceProblem? {
        func detail() throws(ProblemArguments.Lacking) -> String { try arguments.text("detail") }
        return switch code {
        case "programFailed":
            .programFailed(status: try arguments.integer("status"), try detail())
        case "programNotStarted": .programNotStarted(try detail())
        case "programPrintedTooMuch":
            .programPrintedTooMuch(limit: try arguments.integer("limit"), try detail())
        case "programTookTooLong":
            .programTookTooLong(seconds: try arguments.integer("seconds"), try detail())
        case "programSaid": .programSaid(try detail())
        default: nil
        }
    }
}
