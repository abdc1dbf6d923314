package import MatchingCore

/// How the program that is run for an account fared last, as whoever ran it knows.
package struct ProgramReport: Sendable, Hashable, Codable {
    /// One run to its end.
    package struct Run: Sendable, Hashable, Codable {
        package let at: Timestamp
        /// `nil` when all went well; without the program's own words.
        package let problem: ServiceProblem?
        /// The last lines of its standard error.
        package let words: [String]

        package init(at: Timestamp, problem: ServiceProblem?, words: [String]) {
            self.at = at
            self.problem = problem
            self.words = words
        }
    }

    /// The last run that failed or was stopped.
    package private(set) var failure: Run?
    /// The last run that ended well.
    package private(set) var success: Run?

    package init(_ runs: Run...) { for run in runs { add(run) } }

    /// Adds a run, which takes the place of the one before that ended as it did.
    package mutating func add(_ run: Run) {
        if run.problem == nil { success = run } else { failure = run }
    }
}
