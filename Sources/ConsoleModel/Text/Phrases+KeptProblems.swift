package import MatchingCore
import SyncInterfaces

extension Phrases {
    /// What went wrong and what to do about it, whoever kept it in whichever language; one line.
    ///
    /// What this version does not know is told by its code and what is said about it.
    package func line(for problem: KeptProblem) -> String {
        switch problem.known {
        case .feed(let error): line(for: error)
        case .unread(let first, let count): line(forUnread: first, count: count)
        case .store(let error): line(for: error)
        case .unknownAccount(let account): line(for: ActError(problem: .noSuchAccount(account)))
        case nil: DisplayText.sanitized(problem.words ?? unknown(problem))
        }
    }

    /// `soldOut (file: a.csv, row: 3)`.
    private func unknown(_ problem: KeptProblem) -> String {
        let arguments = problem.arguments.sorted { $0.key < $1.key }.map { name, argument in
            switch argument {
            case .text(let text): "\(name): \(text)"
            case .number(let number): "\(name): \(number)"
            case .problem(let problem): "\(name): \(line(for: problem))"
            }
        }
        return arguments.isEmpty ? problem.code : "\(problem.code) (\(list(arguments)))"
    }
}
