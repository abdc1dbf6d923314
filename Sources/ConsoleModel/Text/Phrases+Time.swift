package import MatchingCore

extension Phrases {
    /// The time of day, by the minute: `09:05`.
    package func timeOfDay(_ moment: Timestamp) -> String { CivilTime(moment).minuteText }

    /// Date and time: `2026-11-24 09:05`.
    package func dateAndTime(_ moment: Timestamp) -> String {
        let civil = CivilTime(moment)
        return "\(civil.dateText) \(civil.minuteText)"
    }

    /// Date and time with seconds, for what has to be proved: `2026-11-24 09:05:30`.
    func exactTime(_ moment: Timestamp) -> String {
        let civil = CivilTime(moment)
        return "\(civil.dateText) \(civil.timeText)"
    }

    /// A moment as the marketplace gave it, with seconds where those have to be proved: where it gave a
    /// date alone, without a time of day.
    func givenTime(_ moment: Timestamp, isExact: Bool = false) -> String {
        if moment.isStartOfDay { return CivilTime(moment).dateText }
        return isExact ? exactTime(moment) : dateAndTime(moment)
    }

    /// A moment as short as it is clear: the time today, month and day this year, else the date.
    package func moment(_ moment: Timestamp, now: Timestamp) -> String {
        let civil = CivilTime(moment)
        let today = CivilTime(now)
        if civil.dateText == today.dateText { return civil.minuteText }
        let date = civil.year == today.year ? String(civil.dateText.dropFirst(5)) : civil.dateText
        return "\(date) \(civil.minuteText)"
    }

    /// A stretch of time: `11-24 09:05~09:35`, and `11-23 09:05~11-24 09:35` also on the second day.
    package func window(_ window: TimeWindow, now: Timestamp) -> String {
        let days = (CivilTime(window.start).dateText, CivilTime(window.end).dateText)
        let start = moment(window.start, now: now)
        if days.0 == days.1 { return "\(start)~\(timeOfDay(window.end))" }
        let end = moment(window.end, now: now)
        let isToday = days.1 == CivilTime(now).dateText
        return isToday ? "\(start)~\(days.1.dropFirst(5)) \(end)" : "\(start)~\(end)"
    }

    /// A stretch of time with all of its dates: `2026-11-24 09:05~2026-11-24 09:35`.
    package func period(_ period: TimeWindow) -> String {
        "\(dateAndTime(period.start))~\(dateAndTime(period.end))"
    }

    /// A duration as a clock shows it: `04:09`, from an hour on `1:04:09`.
    ///
    /// A started second counts whole, so that a countdown ends with `00:00` at its deadline.
    package func clock(_ duration: Duration) -> String {
        let milliseconds = max(0, duration.wholeMilliseconds)
        let seconds = Int((milliseconds + 999) / 1000)
        let (hours, minutes) = (seconds / 3600, seconds / 60 % 60)
        let tail = "\(twoDigits(minutes)):\(twoDigits(seconds % 60))"
        return hours == 0 ? tail : "\(hours):\(tail)"
    }

    /// The time left to a poll: `04:09`; once it is overdue `늦음 +2:10`.
    package func countdown(to deadline: Timestamp, now: Timestamp) -> String {
        let remaining = now.duration(to: deadline)
        guard remaining < .zero else { return clock(remaining) }
        let overdue = Int(deadline.duration(to: now).wholeSeconds)
        guard overdue > 0 else { return clock(.zero) }
        let late = lateClock(overdue)
        return pick("늦음 +\(late)", "late +\(late)")
    }

    /// How long ago something was, in its largest unit: `방금`, `3분 전`, `2시간 전`, `5일 전`.
    ///
    /// Less than a minute, and anything that lies ahead, is just now.
    package func age(of moment: Timestamp, now: Timestamp) -> String {
        let minutes = Int(moment.duration(to: now).wholeSeconds / 60)
        if minutes < 1 { return pick("방금", "just now") }
        if minutes < 60 { return pick("\(minutes)분 전", "\(minutes) min ago") }
        let hours = minutes / 60
        if hours < 24 { return pick("\(hours)시간 전", "\(hours) h ago") }
        let days = number(hours / 24)
        return pick("\(days)일 전", days == "1" ? "1 day ago" : "\(days) days ago")
    }

    /// An interval between polls: `10분`, `10 min`.
    package func interval(minutes: Int) -> String { pick("\(minutes)분", "\(minutes) min") }

    private func lateClock(_ seconds: Int) -> String {
        let (hours, minutes) = (seconds / 3600, seconds / 60 % 60)
        return hours == 0
            ? "\(minutes):\(twoDigits(seconds % 60))"
            : "\(hours):\(twoDigits(minutes)):\(twoDigits(seconds % 60))"
    }

    private func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
