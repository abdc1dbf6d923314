package import MatchingCore

/// What a kept problem stands for, where this version knows its code.
package enum KnownProblem: Sendable, Hashable {
    case feed(FeedError)
    /// So many files that nobody has read, and what is wrong with the first.
    case unread(first: FeedError, count: Int)
    case store(StoreError)
    /// The configuration does not know an account that a row or a request names.
    case unknownAccount(String)
}

extension KeptProblem {
    /// What a poll or a resync has ended with, as it is kept.
    ///
    /// Of an error that is none of ours nothing but its words is known.
    package init(_ error: any Error) {
        switch error {
        case let error as FeedError: self.init(KnownProblem.feed(error))
        case let unread as UnreadFiles:
            let first = unread.problems.first.map {
                KnownProblem.unread(
                    first: $0,
                    count: unread.problems.count
                )
            }
            self = first.map { KeptProblem($0) } ?? KeptProblem(words: "\(unread)")
        case let error as StoreError: self.init(KnownProblem.store(error))
        case let error as ActError:
            if case .noSuchAccount(let account) = error.problem {
                self.init(KnownProblem.unknownAccount(account))
            } else {
                self.init(words: "\(error.problem)")
            }
        default: self.init(words: "\(error)")
        }
    }

    /// The problem in the form in which it is kept.
    package init(_ problem: KnownProblem) {
        switch problem {
        case .feed(let error):
            self.init(
                error.problem.code,
                error.problem.arguments.merging(error.location.arguments) { own, _ in own }
            )
        case .unread(let first, let count):
            self.init(
                Self.filesUnread,
                ["count": .number(Int64(count)), "first": .problem(KeptProblem(.feed(first)))]
            )
        case .store(let error):
            let path = ["path": Argument.text(error.path)]
            self.init(error.problem.code, error.problem.arguments.merging(path) { own, _ in own })
        case .unknownAccount(let account):
            self.init(Self.noSuchAccount, ["account": .text(account)])
        }
    }

    /// What the problem stands for; `nil` where that is not known, or nothing but words.
    package var known: KnownProblem? {
        let arguments = ProblemArguments(self)
        do throws(ProblemArguments.Lacking) {
            switch code {
            case Self.filesUnread:
                guard case .feed(let first) = try arguments.problem("first").known else {
                    return nil
                }
                return .unread(first: first, count: try arguments.integer("count"))
            case Self.noSuchAccount: return .unknownAccount(try arguments.text("account"))
            default: break
            }
            if let problem = try StoreError.Problem(code, arguments) {
                return .store(StoreError(problem: problem, path: try arguments.text("path")))
            }
            guard let problem = try FeedError.Problem(code, arguments) else { return nil }
            let location = try FeedError.Location(arguments)
            return .feed(FeedError(problem: problem, location: location))
        } catch {
            // Another version says other things about it.
            return nil
        }
    }

    private static let filesUnread = "filesUnread"
    private static let noSuchAccount = "noSuchAccount"
}

/// Reads the arguments of a kept problem by name and kind.
struct ProblemArguments {
    /// An argument is not there, or is of another kind.
    struct Lacking: Error {}

    private let arguments: [String: KeptProblem.Argument]

    init(_ problem: KeptProblem) { arguments = problem.arguments }

    func has(_ name: String) -> Bool { arguments[name] != nil }

    func text(_ name: String) throws(Lacking) -> String {
        guard case .text(let text) = arguments[name] else { throw Lacking() }
        return text
    }

    func integer(_ name: String) throws(Lacking) -> Int {
        guard case .number(let number) = arguments[name] else { throw Lacking() }
        return Int(clamping: number)
    }

    func moment(_ name: String) throws(Lacking) -> Timestamp {
        Timestamp(rawValue: Int64(try integer(name)))
    }

    func problem(_ name: String) throws(Lacking) -> KeptProblem {
        guard case .problem(let problem) = arguments[name] else { throw Lacking() }
        return problem
    }

    /// A problem of an API or a program that is behind this one.
    func service(_ name: String) throws(Lacking) -> ServiceProblem {
        let problem = try problem(name)
        guard let service = try ServiceProblem(problem.code, ProblemArguments(problem)) else {
            throw Lacking()
        }
        return service
    }

    func limit() throws(Lacking) -> FeedLimit {
        guard let measure = FeedLimit.Measure(rawValue: try text("of")) else { throw Lacking() }
        return FeedLimit(try integer("most"), measure)
    }

    func field(_ name: String) throws(Lacking) -> RecordField {
        guard let field = RecordField(name: try text(name)) else { throw Lacking() }
        return field
    }
}

extension StoreError.Problem {
    fileprivate var code: String {
        switch self {
        case .notAStore: "notAStore"
        case .isFolder: "storeIsFolder"
        case .notPermitted: "storeNotPermitted"
        case .madeByNewerVersion: "storeOfNewerVersion"
        case .olderVersion: "storeOfOlderVersion"
        case .diskFull: "diskFull"
        case .readOnly: "storeReadOnly"
        case .damaged: "storeDamaged"
        case .busy: "storeBusy"
        case .other: "storeFailed"
        }
    }

    fileprivate var arguments: [String: KeptProblem.Argument] {
        switch self {
        case .madeByNewerVersion(let found), .olderVersion(let found): ["found": .text(found)]
        case .other(let detail): ["detail": .text(detail)]
        case .notAStore, .isFolder, .notPermitted, .diskFull, .readOnly, .damaged, .busy: [:]
        }
    }

    /// Finds the problem of a code; `nil` when it is none of a store.
    fileprivate init?(
        _ code: String,
        _ arguments: ProblemArguments
    ) throws(ProblemArguments.Lacking) {
        switch code {
        case "notAStore": self = .notAStore
        case "storeIsFolder": self = .isFolder
        case "storeNotPermitted": self = .notPermitted
        case "storeOfNewerVersion": self = .madeByNewerVersion(found: try arguments.text("found"))
        case "storeOfOlderVersion": self = .olderVersion(found: try arguments.text("found"))
        case "diskFull": self = .diskFull
        case "storeReadOnly": self = .readOnly
        case "storeDamaged": self = .damaged
        case "storeBusy": self = .busy
        case "storeFailed": self = .other(try arguments.text("detail"))
        default: return nil
        }
    }
}
