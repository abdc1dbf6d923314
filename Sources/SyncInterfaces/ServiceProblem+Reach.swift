extension ServiceProblem {
    /// Whether the next call would come to the same, whatever it is about.
    package var concernsAllCalls: Bool {
        switch self {
        case .missingSetting, .invalidSetting, .secretNotAvailable, .secretReadableByOthers,
            .certificateRefused, .notTLS, .resting, .notSignedIn, .keyExpired, .signInEnded,
            .clockOff, .addressNotRegistered, .notPermitted, .tooManyCalls, .maintenance:
            true
        case .spareListFailed(_, let reason), .periodsNotRead(_, _, _, let reason):
            reason.concernsAllCalls
        case .notReachable, .timedOut, .cutOff, .tooLarge, .serverFailed, .refused,
            .unexpectedAnswer, .unknownState, .programFailed, .programNotStarted,
            .programPrintedTooMuch, .programTookTooLong, .programSaid:
            false
        }
    }
}
