package import MatchingCore
package import SyncInterfaces

/// A call that came to nothing: what is wrong, and whether another try may go better.
package struct ServiceFailure: Error, Sendable, Hashable {
    package var problem: ServiceProblem
    /// Whether the same call may succeed a moment later.
    package let mayPass: Bool
    /// Seconds that the API asks to wait for.
    package var secondsToWait: Int?
    /// Whether the API finds the moment of signing wrong, which a clock that is off explains.
    package let isAboutTime: Bool
    /// Where the rest of a window was read: the parts of it that were not; else `nil`.
    package var unread: [TimeWindow]?

    package init(
        _ problem: ServiceProblem,
        mayPass: Bool = false,
        secondsToWait: Int? = nil,
        isAboutTime: Bool = false
    ) {
        self.problem = problem
        self.mayPass = mayPass
        self.secondsToWait = secondsToWait
        self.isAboutTime = isAboutTime
    }

    /// What a status other than 200 means where an API says nothing more about it.
    package static func forStatus(of answer: HTTPAnswer, message: String) -> ServiceFailure {
        switch answer.status {
        case 401: ServiceFailure(.notSignedIn(message))
        case 403: ServiceFailure(.notPermitted(message))
        case 429:
            ServiceFailure(
                .tooManyCalls(secondsToWait: answer.retryAfter),
                mayPass: true,
                secondsToWait: answer.retryAfter
            )
        case 500...599:
            ServiceFailure(
                .serverFailed(status: answer.status, message),
                mayPass: true,
                secondsToWait: answer.retryAfter
            )
        default: ServiceFailure(.refused(code: String(answer.status), message: message))
        }
    }
}
