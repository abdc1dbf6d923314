package import MatchingCore

/// How one account is read, and how the calls of its API go.
package struct AccountConnection: Sendable, Hashable {
    /// What is read beside the folder.
    package enum Way: Sendable, Hashable {
        case api(MarketplaceAPI)
        /// A program and its arguments.
        case program([String])
    }

    /// Where files are dropped; always read.
    package let folder: String
    /// `nil` where only files are read.
    package let way: Way?
    /// Whether orders are read as well as cancellations.
    package let readsOrders: Bool
    /// `nil` before the first call.
    package let calls: CallReport?
    /// `nil` before a program's first run.
    package let runs: ProgramReport?

    package init(
        folder: String,
        way: Way? = nil,
        readsOrders: Bool = true,
        calls: CallReport? = nil,
        runs: ProgramReport? = nil
    ) {
        self.folder = folder
        self.way = way
        self.readsOrders = readsOrders
        self.calls = calls
        self.runs = runs
    }
}

/// A marketplace's API as an account uses it.
package struct MarketplaceAPI: Sendable, Hashable {
    /// The connector's name in the configuration.
    package let connector: String
    /// What the marketplace calls it, in both languages.
    package let korean: String
    package let english: String
    /// The versions that are spoken; `nil` where it has none.
    package let version: String?
    /// Scheme and host.
    package let address: String
    /// What it takes.
    package let pace: CallPace

    package init(
        connector: String,
        korean: String,
        english: String,
        version: String?,
        address: String,
        pace: CallPace
    ) {
        self.connector = connector
        self.korean = korean
        self.english = english
        self.version = version
        self.address = address
        self.pace = pace
    }
}

/// How many calls an API takes in a stretch of time.
package struct CallPace: Sendable, Hashable, Codable {
    /// Calls that may be made at once after a rest.
    package let burst: Int
    /// After which each of them may be made again.
    package let period: Duration

    package init(_ burst: Int, per period: Duration) {
        self.burst = burst
        self.period = period
    }
}

/// How the calls of an account's API went, as the process that made the last of them knows.
package struct CallReport: Sendable, Hashable, Codable {
    /// One try of a call.
    package struct Call: Sendable, Hashable, Codable {
        package let at: Timestamp
        package let method: String
        /// The path alone; what stands behind it is in the request log.
        package let path: String
        /// `nil` without an answer.
        package let status: Int?
        package let milliseconds: Int64
        /// `nil` when all went well.
        package let problem: ServiceProblem?

        package init(
            at: Timestamp,
            method: String,
            path: String,
            status: Int?,
            milliseconds: Int64,
            problem: ServiceProblem?
        ) {
            self.at = at
            self.method = method
            self.path = path
            self.status = status
            self.milliseconds = milliseconds
            self.problem = problem
        }
    }

    /// A time in which nothing is asked, because too much has failed.
    package struct Rest: Sendable, Hashable, Codable {
        package let since: Timestamp
        package let until: Timestamp
        package let reason: ServiceProblem

        package init(since: Timestamp, until: Timestamp, reason: ServiceProblem) {
            self.since = since
            self.until = until
            self.reason = reason
        }
    }

    package let last: Call
    /// Tries since the last reading began.
    package var count: Int
    /// `nil` while calls are made.
    package let rest: Rest?
    /// The pace that the API itself asks for; `nil` where it says nothing of that.
    package let pace: CallPace?

    package init(last: Call, count: Int, rest: Rest?, pace: CallPace? = nil) {
        self.last = last
        self.count = count
        self.rest = rest
        self.pace = pace
    }

    /// The rest that is on at `now`.
    package func rest(at now: Timestamp) -> Rest? { rest.flatMap { now < $0.until ? $0 : nil } }
}
