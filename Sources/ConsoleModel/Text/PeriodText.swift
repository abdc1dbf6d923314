package import MatchingCore
package import SyncInterfaces

/// Reads the times of a period as operators type them: `2026-11-24 09:00 ~ 18:00`.
package enum PeriodText {
    /// The moment that `text` means, in Korean time.
    ///
    /// - Parameters:
    ///   - text: A date, a date with a time of day, or a time of day of the day of `now`.
    ///   - isEnd: Whether it ends a period; a date by itself then includes that day.
    ///   - now: The moment whose day is meant where there is none.
    /// - Returns: `nil` when it is none of these.
    package static func moment(_ text: String, isEnd: Bool = false, now: Timestamp) -> Timestamp? {
        let text = FieldText.cleaned(text)
        guard !text.isEmpty else { return nil }
        guard let moment = TimeText.timestamp(text) else {
            return TimeText.timestamp("\(CivilTime(now).dateText) \(text)")
        }
        let isDateAlone = TimeText.timestamp("\(text) 00:00") != nil
        return isEnd && isDateAlone ? moment.advanced(by: .seconds(86_400)) : moment
    }

    /// The period that `text` means: `from ~ to`, or `from` until now.
    ///
    /// An end without a day is on the day of the start.
    ///
    /// - Returns: `nil` when a time cannot be read, or nothing lies between them up to now.
    package static func period(_ text: String, now: Timestamp) -> ResyncPeriod? {
        let parts = text.split(separator: "~", omittingEmptySubsequences: false).map(String.init)
        guard parts.count <= 2, let first = parts.first, let start = moment(first, now: now)
        else { return nil }
        var period = ResyncPeriod(start: start)
        if let last = parts.dropFirst().first, !FieldText.cleaned(last).isEmpty {
            guard let end = moment(last, isEnd: true, now: start) else { return nil }
            period = ResyncPeriod(start: start, end: end)
        }
        return period.window(at: now).isEmpty ? nil : period
    }
}
