package import MatchingCore

/// What is wrong with a marketplace's API, or with a program that is run as a feed.
package indirect enum ServiceProblem: Sendable, Hashable, Codable {
    // MARK: Set-up

    /// The connection lacks a setting; its name.
    case missingSetting(String)
    /// A setting's value is of no use: its name, and why.
    case invalidSetting(String, reason: String)
    /// A secret could not be had: the setting's name, and why.
    case secretNotAvailable(String, reason: String)
    /// Others can read the file that holds a secret.
    case secretReadableByOthers(path: String, mode: String)

    // MARK: The way there

    /// No connection, or it broke off before an answer; what the system says.
    case notReachable(String)
    /// The certificate of the other side was refused.
    case certificateRefused(String)
    /// The other side does not speak TLS where the address says that it does.
    case notTLS
    case timedOut(seconds: Int)
    /// The answer ended before it was whole.
    case cutOff
    case tooLarge(limit: Int)
    /// After repeated failures nothing is asked until then; what the last of them was.
    case resting(until: Timestamp, because: ServiceProblem)

    // MARK: What the API says

    /// The key, the token or the signature was refused.
    case notSignedIn(String)
    case keyExpired(String)
    /// The token that gets the next sign-in is of no use any more; the setting that holds the first.
    case signInEnded(setting: String, String)
    /// Signed with a clock that is off by so many seconds; positive when ours is ahead.
    case clockOff(seconds: Int)
    /// The API takes no calls from this machine's address.
    case addressNotRegistered(String)
    /// The key may not do this.
    case notPermitted(String)
    /// Too many calls; when the next is welcome, where the API says.
    case tooManyCalls(secondsToWait: Int?)
    case maintenance(String)
    /// A server's error; the status, and the beginning of what it said.
    case serverFailed(status: Int, String)
    /// The API refused the call: its code and its words.
    case refused(code: String, message: String)
    /// The answer is not of the documented form: where, and what was found.
    case unexpectedAnswer(String)
    /// A word for a claim's state that the documentation does not have; the claim is kept with it.
    case unknownState(String)
    /// A list that is not documented could not be read, and the others were; what in the connection
    /// leaves it out (`requests: off`), and why it could not be.
    case spareListFailed(leftOutBy: String, because: ServiceProblem)
    /// Some time could not be read, and the rest was: the earliest period, how many others there are,
    /// and why.
    case periodsNotRead(
        from: Timestamp,
        until: Timestamp,
        others: Int,
        because: ServiceProblem
    )

    // MARK: Programs

    /// A program ended with a status other than 0; the end of its standard error.
    case programFailed(status: Int, String)
    /// A program could not be started.
    case programNotStarted(String)
    /// A program printed more than its `size_limit`, in bytes; the end of its standard error.
    case programPrintedTooMuch(limit: Int, String)
    /// A program ran longer than its `time_limit`; the end of its standard error.
    case programTookTooLong(seconds: Int, String)
    /// A line of the standard error of a program that ended well.
    case programSaid(String)
}
