import MatchingCore
import SyncInterfaces

/// Leaves an API alone that keeps failing, and tries it again with a single call.
///
/// ```
///            N failures in a row, or a wait longer than a call sits out
///   closed ────────────────────────────────────────────────────────────► resting
///     ▲                                                                    │ time is up
///     │ the trial call is answered                                         ▼
///     └───────────────────────────────────────────────────────────────── trial ──► resting, twice
///                                                                          it fails    as long
/// ```
///
/// A refused key is an answer: it tells that the API is well.
actor CircuitBreaker {
    enum Admission: Sendable {
        case closed
        /// This call finds out whether the API is back.
        case trial
    }

    private let manners: CallManners
    private var failures = 0
    private var rests = 0
    /// The rest that is on, or was until a trial call found out more.
    private(set) var rest: CallReport.Rest?
    private var isTrying = false

    init(_ manners: CallManners) { self.manners = manners }

    /// Lets a call begin.
    ///
    /// - Throws: ``ServiceFailure`` while nothing is to be asked.
    func enter(at now: Timestamp) throws(ServiceFailure) -> Admission {
        guard let rest else { return .closed }
        guard now >= rest.until, !isTrying else {
            throw ServiceFailure(.resting(until: rest.until, because: rest.reason))
        }
        isTrying = true
        return .trial
    }

    /// Puts an answer on record, be it a refusal.
    func succeeded() {
        failures = 0
        rests = 0
        rest = nil
        isTrying = false
    }

    /// Puts a try on record that came to nothing.
    ///
    /// - Returns: Whether nothing more is to be asked for now.
    func failed(_ failure: ServiceFailure, at now: Timestamp) -> Bool {
        let wait = failure.secondsToWait.map { Duration.seconds($0) } ?? .zero
        guard failure.mayPass || wait > manners.longestWait else {
            succeeded()
            return false
        }
        failures += 1
        let isTrial = isTrying
        isTrying = false
        guard isTrial || failures >= manners.failuresBeforeRest || wait > manners.longestWait else {
            return false
        }
        let pause = max(manners.firstRest * (1 << min(rests, 10)), wait)
        rests += 1
        rest = CallReport.Rest(
            since: rest?.since ?? now,
            until: now.advanced(by: min(pause, manners.longestRest)),
            reason: failure.problem
        )
        return true
    }

    /// Goes on with the rest that another process has begun, unless one is on.
    func resume(_ kept: CallReport.Rest, at now: Timestamp) {
        // A clock that was ahead cannot have the API left alone for ever.
        guard rest == nil, kept.until > now, kept.until <= now.advanced(by: manners.longestRest)
        else { return }
        rest = kept
        rests = max(rests, 1)
    }

    /// Takes a call back that ended without telling anything about the API.
    func abandoned() { isTrying = false }
}
