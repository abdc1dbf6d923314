import MatchingCore

extension TimeWindow {
    /// A window of two times as an API takes them; `nil` when one is missing or none, when they stand
    /// in the wrong order, or further apart than the API takes.
    init?(from: String?, to: String?, longest: Duration) {
        guard let from, let to, let start = TimeText.timestamp(from),
            let end = TimeText.timestamp(to), start <= end, start.duration(to: end) <= longest
        else { return nil }
        self.init(start: start, end: end)
    }
}

extension Timestamp {
    /// `2026-03-01T10:11:12`: Korean time without an offset, whole seconds.
    var localText: String {
        let civil = CivilTime(self)
        return "\(civil.dateText)T\(civil.timeText)"
    }

    /// `2026-03-01 10:11:12`: the same with a space.
    var spacedText: String { localText.replacing("T", with: " ") }
}

extension Timestamp {
    /// `Sun, 01 Mar 2026 02:00:00 GMT`: the form of the `Date` header.
    var headerText: String {
        let weekdays = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
        let months = [
            "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
        ]
        // Korean civil time is UTC+9; nine hours earlier it reads as UTC.
        let utc = CivilTime(advanced(by: .seconds(-CivilTime.offsetFromUTCInSeconds)))
        let weekday = weekdays[Int(seconds / 86_400 % 7)]
        let day = utc.dateText.suffix(2)
        return "\(weekday), \(day) \(months[utc.month - 1]) \(utc.year) \(utc.timeText) GMT"
    }
}
