/// A date and a time of day as a Korean clock shows them (Asia/Seoul, UTC+9, no daylight saving).
///
/// Arithmetic on the proleptic Gregorian calendar; no time-zone database is asked.
public struct CivilTime: Sendable, Hashable {
    /// The year, 0…9999 when it was given by its parts.
    public let year: Int
    /// 1…12.
    public let month: Int
    /// 1…31.
    public let day: Int
    /// 0…23.
    public let hour: Int
    /// 0…59.
    public let minute: Int
    /// 0…60; 60 is a leap second.
    public let second: Int

    /// The seconds by which Korean clocks are ahead of UTC.
    public static let offsetFromUTCInSeconds: Int64 = 9 * 3600

    /// The Korean date and time at `timestamp`.
    public init(_ timestamp: Timestamp) {
        let local = timestamp.seconds + Self.offsetFromUTCInSeconds
        let days = local.flooredQuotient(86_400)
        let secondOfDay = Int(local - days * 86_400)
        (year, month, day) = Self.date(daysSince1970: days)
        hour = secondOfDay / 3600
        minute = secondOfDay / 60 % 60
        second = secondOfDay % 60
    }

    /// Creates a date and time; `nil` when a part is out of range (month 13, 30 February, 24:00).
    public init?(
        year: Int,
        month: Int,
        day: Int,
        hour: Int = 0,
        minute: Int = 0,
        second: Int = 0
    ) {
        guard (1...12).contains(month), (0...9999).contains(year),
            (1...Self.dayCount(month: month, year: year)).contains(day),
            (0..<24).contains(hour), (0..<60).contains(minute), (0..<61).contains(second)
        else { return nil }
        self.year = year
        self.month = month
        self.day = day
        self.hour = hour
        self.minute = minute
        self.second = second
    }

    /// The moment at which a clock `offset` seconds ahead of UTC shows this time; Korea by default.
    public func timestamp(
        offsetFromUTCInSeconds offset: Int64 = CivilTime.offsetFromUTCInSeconds
    ) -> Timestamp {
        let days = Self.daysSince1970(year: year, month: month, day: day)
        return Timestamp(
            seconds: days * 86_400 + Int64(hour * 3600 + minute * 60 + second) - offset
        )
    }

    /// `2026-11-24`.
    public var dateText: String { "\(year)-\(Self.padded(month))-\(Self.padded(day))" }

    /// `09:05:00`.
    public var timeText: String { "\(minuteText):\(Self.padded(second))" }

    /// `09:05`.
    public var minuteText: String { "\(Self.padded(hour)):\(Self.padded(minute))" }

    private static func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

    private static func dayCount(month: Int, year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    // Years are counted from March, so that the leap day is the last day of its year.
    private static func daysSince1970(year: Int, month: Int, day: Int) -> Int64 {
        let shiftedYear = Int64(month <= 2 ? year - 1 : year)
        let era = shiftedYear.flooredQuotient(400)
        let yearOfEra = shiftedYear - era * 400
        let dayOfYear = Int64((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1)
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    private static func date(daysSince1970: Int64) -> (year: Int, month: Int, day: Int) {
        let shifted = daysSince1970 + 719_468
        let era = shifted.flooredQuotient(146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra =
            (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = Int(shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9)
        let day = Int(dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
        return (Int(yearOfEra + era * 400) + (month <= 2 ? 1 : 0), month, day)
    }
}

extension Timestamp {
    /// `2026-11-24T09:05:00+09:00`: Korean time with its offset, whole seconds.
    public var iso8601: String {
        let civil = CivilTime(self)
        return "\(civil.dateText)T\(civil.timeText)+09:00"
    }
}
