extension ServiceProblem {
    /// The problem's name in logs; it holds none of the words that an API or a program said.
    package var code: String {
        switch self {
        case .missingSetting: "missingSetting"
        case .invalidSetting: "invalidSetting"
        case .secretNotAvailable: "secretNotAvailable"
        case .secretReadableByOthers: "secretReadableByOthers"
        case .notReachable: "notReachable"
        case .certificateRefused: "certificateRefused"
        case .notTLS: "notTLS"
        case .timedOut: "timedOut"
        case .cutOff: "cutOff"
        case .tooLarge: "tooLarge"
        case .resting: "resting"
        case .notSignedIn: "notSignedIn"
        case .keyExpired: "keyExpired"
        case .signInEnded: "signInEnded"
        case .clockOff: "clockOff"
        case .addressNotRegistered: "addressNotRegistered"
        case .notPermitted: "notPermitted"
        case .tooManyCalls: "tooManyCalls"
        case .maintenance: "maintenance"
        case .serverFailed: "serverFailed"
        case .refused: "refused"
        case .unexpectedAnswer: "unexpectedAnswer"
        case .unknownState: "unknownState"
        case .spareListFailed: "spareListFailed"
        case .periodsNotRead: "periodsNotRead"
        case .programFailed: "programFailed"
        case .programNotStarted: "programNotStarted"
        case .programPrintedTooMuch: "programPrintedTooMuch"
        case .programTookTooLong: "programTookTooLong"
        case .programSaid: "programSaid"
        }
    }

    /// The problem with every text that comes from outside changed, such as to leave secrets out.
    package func mappingWords(_ change: (String) -> String) -> ServiceProblem {
        switch self {
        case .invalidSetting(let name, let reason): .invalidSetting(name, reason: change(reason))
        case .secretNotAvailable(let name, let reason):
            .secretNotAvailable(name, reason: change(reason))
        case .notReachable(let words): .notReachable(change(words))
        case .certificateRefused(let words): .certificateRefused(change(words))
        case .resting(let until, let reason):
            .resting(until: until, because: reason.mappingWords(change))
        case .notSignedIn(let words): .notSignedIn(change(words))
        case .keyExpired(let words): .keyExpired(change(words))
        case .signInEnded(let setting, let words): .signInEnded(setting: setting, change(words))
        case .addressNotRegistered(let words): .addressNotRegistered(change(words))
        case .notPermitted(let words): .notPermitted(change(words))
        case .maintenance(let words): .maintenance(change(words))
        case .serverFailed(let status, let words): .serverFailed(status: status, change(words))
        case .refused(let code, let words): .refused(code: change(code), message: change(words))
        case .unexpectedAnswer(let words): .unexpectedAnswer(change(words))
        case .unknownState(let word): .unknownState(change(word))
        case .spareListFailed(let setting, let reason):
            .spareListFailed(leftOutBy: setting, because: reason.mappingWords(change))
        case .periodsNotRead(let from, let until, let others, let reason):
            .periodsNotRead(
                from: from,
                until: until,
                others: others,
                because: reason.mappingWords(change)
            )
        case .programFailed(let status, let words): .programFailed(status: status, change(words))
        case .programNotStarted(let words): .programNotStarted(change(words))
        case .programPrintedTooMuch(let limit, let words):
            .programPrintedTooMuch(limit: limit, change(words))
        case .programTookTooLong(let seconds, let words):
            .programTookTooLong(seconds: seconds, change(words))
        case .programSaid(let words): .programSaid(change(words))
        case .missingSetting, .secretReadableByOthers, .timedOut, .cutOff, .tooLarge, .clockOff,
            .tooManyCalls, .notTLS:
            self
        }
    }
}
