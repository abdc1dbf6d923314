import MatchingCore
import SyncInterfaces

/// Times as a filter writes them: `2h`, `3일`, `오늘`, `어제`, `today-3`, `2026-11-25`,
/// `2026-11-25T14:30`.
enum FilterTimeText {
    /// The units of an age, the longest first.
    private static let units: [(seconds: Int64, korean: String, english: String)] = [
        (604_800, "주", "w"), (86_400, "일", "d"), (3600, "시간", "h"), (60, "분", "m"),
        (1, "초", "s"),
    ]
    /// Longer ages than a century are slips of the finger.
    private static let longestAge: Int64 = 100 * 366 * 86_400

    /// Days that have a name of their own, counted back from today.
    static let days = [Bilingual("오늘", "today"), Bilingual("어제", "yesterday")]

    static func time(_ text: String) -> FilterTime? {
        age(text) ?? dayBefore(text) ?? date(text)
    }

    /// The text that is read as `time`.
    static func text(_ time: FilterTime, in language: Language) -> String {
        switch time {
        case .age(let seconds):
            let unit = units.first { seconds % $0.seconds == 0 && seconds > 0 } ?? units[3]
            let name = language == .korean ? unit.korean : unit.english
            return "\(seconds / unit.seconds)\(name)"
        case .daysAgo(let count):
            return days.indices.contains(count)
                ? days[count].text(in: language) : "\(days[0].text(in: language))-\(count)"
        case .day(let moment): return CivilTime(moment).dateText
        case .minute(let moment):
            let civil = CivilTime(moment)
            return "\(civil.dateText)T\(civil.minuteText)"
        }
    }

    private static func age(_ text: String) -> FilterTime? {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        guard let count = Int64(digits) else { return nil }
        let name = text.dropFirst(digits.count).lowercased()
        let unit = units.first { name == $0.korean || name == $0.english }
        guard let unit, count <= longestAge / unit.seconds else { return nil }
        return .age(seconds: count * unit.seconds)
    }

    private static func dayBefore(_ text: String) -> FilterTime? {
        let parts = text.lowercased().split(separator: "-", omittingEmptySubsequences: false)
        guard let name = parts.first, parts.count <= 2,
            let named = days.firstIndex(where: { name == $0.korean || name == $0.english })
        else { return nil }
        guard parts.count == 2 else { return .daysAgo(named) }
        guard named == 0, let count = Int(parts[1]), (0...36_600).contains(count) else {
            return nil
        }
        return .daysAgo(count)
    }

    private static func date(_ text: String) -> FilterTime? {
        let halves = text.split(separator: text.contains("T") ? "T" : " ", maxSplits: 1)
        guard let date = halves.first, let days = numbers(date, separator: "-", digits: [4, 2, 2])
        else { return nil }
        guard halves.count == 2 else {
            let day = CivilTime(year: days[0], month: days[1], day: days[2])
            return day.map { .day($0.timestamp()) }
        }
        guard let times = numbers(halves[1], separator: ":", digits: [2, 2]) else { return nil }
        let minute = CivilTime(
            year: days[0],
            month: days[1],
            day: days[2],
            hour: times[0],
            minute: times[1]
        )
        return minute.map { .minute($0.timestamp()) }
    }

    private static func numbers(
        _ text: Substring,
        separator: Character,
        digits: [Int]
    ) -> [Int]? {
        let parts = text.split(separator: separator, omittingEmptySubsequences: false)
        guard parts.count == digits.count else { return nil }
        let numbers = zip(parts, digits).compactMap { part, most -> Int? in
            guard (1...most).contains(part.count), part.allSatisfy({ $0.isASCII && $0.isNumber })
            else { return nil }
            return Int(part)
        }
        return numbers.count == digits.count ? numbers : nil
    }
}
