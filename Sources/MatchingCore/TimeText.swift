/// Reads the times that exports write; without a zone they are Korean.
///
/// | written | examples |
/// |---|---|
/// | date, `-` `/` `.` or 년 월 일 | `2026-11-24`, `2026/11/24`, `2026. 11. 24.`, `2026년 11월 24일` |
/// | with a time of day | `2026-11-24 09:05`, `… 09:05:30.123`, `… 오후 3:05`, `… 3:05 PM`, `… 15시 5분` |
/// | compact | `20261124`, `202611240905`, `20261124090530` |
/// | ISO 8601 | `2026-11-24T00:05:30Z`, `2026-11-24T09:05:30.123+09:00` |
package struct TimeText {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var position = 0

    /// The moment that `text` means; `nil` when it is not one of the known forms.
    package static func timestamp(_ text: String) -> Timestamp? {
        var text = text
        return text.withUTF8 { bytes in
            var reader = TimeText(bytes)
            return reader.timestamp()
        }
    }

    /// Whether the text stands for no time at all: `-` and the zero date of older shop systems.
    package static func isAbsent(_ text: String) -> Bool {
        text == "-" || text.hasPrefix("0000-00-00") || text.hasPrefix("0000/00/00")
    }

    private init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    private struct Clock {
        var hour = 0
        var minute = 0
        var second = 0
        var millisecond: Int64 = 0
    }

    private enum HalfOfDay {
        case morning
        case afternoon
    }

    private mutating func timestamp() -> Timestamp? {
        guard let date = date() else { return nil }
        var clock = Clock()
        var offset = CivilTime.offsetFromUTCInSeconds
        let hasMark = take("T") || take("t")
        skipSpaces()
        if hasMark || position < bytes.count {
            guard let read = timeOfDay() else { return nil }
            clock = read
            skipSpaces()
            guard let zone = zone() else { return nil }
            offset = zone
        }
        guard position == bytes.count,
            let civil = CivilTime(
                year: date.year,
                month: date.month,
                day: date.day,
                hour: clock.hour,
                minute: clock.minute,
                second: clock.second
            )
        else { return nil }
        let whole = civil.timestamp(offsetFromUTCInSeconds: offset)
        return Timestamp(rawValue: whole.rawValue + clock.millisecond)
    }

    private mutating func date() -> (year: Int, month: Int, day: Int)? {
        let digits = digitCount()
        if digits >= 8 { return compactDate(digits) }
        guard digits == 4, let year = number(4) else { return nil }
        let isKorean = take("년")
        let separator = isKorean ? nil : takeOne(of: "-/.")
        guard isKorean || separator != nil else { return nil }
        skipSpaces()
        guard let month = number(1...2) else { return nil }
        guard isKorean ? take("월") : takeOne(of: "-/.") == separator else { return nil }
        skipSpaces()
        guard let day = number(1...2) else { return nil }
        if isKorean { guard take("일") else { return nil } } else { _ = take(".") }
        skipWeekday()
        return (year, month, day)
    }

    private mutating func compactDate(_ digits: Int) -> (year: Int, month: Int, day: Int)? {
        guard [8, 12, 14].contains(digits), let year = number(4), let month = number(2),
            let day = number(2)
        else { return nil }
        return (year, month, day)
    }

    private mutating func timeOfDay() -> Clock? {
        var half = halfOfDay()
        skipSpaces()
        var clock = Clock()
        let digits = digitCount()
        if digits == 4 || digits == 6 {
            guard let hour = number(2), let minute = number(2) else { return nil }
            clock.hour = hour
            clock.minute = minute
            if digits == 6 {
                guard let second = number(2) else { return nil }
                clock.second = second
            }
        } else {
            guard separatedTime(&clock) else { return nil }
        }
        guard fraction(&clock) else { return nil }
        skipSpaces()
        half = half ?? halfOfDay()
        if let half {
            guard (1...12).contains(clock.hour) else { return nil }
            clock.hour = clock.hour % 12 + (half == .afternoon ? 12 : 0)
        }
        return clock
    }

    private mutating func separatedTime(_ clock: inout Clock) -> Bool {
        guard let hour = number(1...2) else { return false }
        clock.hour = hour
        if take("시") {
            skipSpaces()
            guard digitCount() > 0 else { return true }
            guard let minute = number(1...2), take("분") else { return false }
            clock.minute = minute
            skipSpaces()
            guard digitCount() > 0 else { return true }
            guard let second = number(1...2), take("초") else { return false }
            clock.second = second
            return true
        }
        guard take(":"), let minute = number(1...2) else { return false }
        clock.minute = minute
        if take(":") {
            guard let second = number(1...2) else { return false }
            clock.second = second
        }
        return true
    }

    private mutating func fraction(_ clock: inout Clock) -> Bool {
        guard take(".") || take(",") else { return true }
        let digits = digitCount()
        guard (1...9).contains(digits), let value = number(digits) else { return false }
        var scaled = Int64(value)
        for _ in 0..<max(0, digits - 3) { scaled /= 10 }
        for _ in 0..<max(0, 3 - digits) { scaled *= 10 }
        clock.millisecond = scaled
        return true
    }

    private mutating func halfOfDay() -> HalfOfDay? {
        if take("오전") || take("AM") || take("am") { return .morning }
        if take("오후") || take("PM") || take("pm") { return .afternoon }
        return nil
    }

    /// The zone's offset in seconds, Korea's where none is written; `nil` for an unknown zone.
    private mutating func zone() -> Int64? {
        if position == bytes.count || take("KST") { return CivilTime.offsetFromUTCInSeconds }
        if take("Z") || take("z") { return 0 }
        guard let sign = takeOne(of: "+-"), let hours = number(2), hours < 24 else { return nil }
        _ = take(":")
        let minutes = digitCount() == 0 ? 0 : number(2)
        guard let minutes, minutes < 60 else { return nil }
        let seconds = Int64(hours * 3600 + minutes * 60)
        return sign == UInt8(ascii: "-") ? -seconds : seconds
    }

    private mutating func skipWeekday() {
        let start = position
        skipSpaces()
        let days: [StaticString] = ["월", "화", "수", "목", "금", "토", "일"]
        guard take("("), days.contains(where: { take($0) }) else {
            position = start
            return
        }
        _ = take("요일")
        if !take(")") { position = start }
    }

    private func digitCount() -> Int {
        var end = position
        while end < bytes.count, (0x30...0x39).contains(bytes[end]) { end += 1 }
        return end - position
    }

    private mutating func number(_ digits: ClosedRange<Int>) -> Int? {
        let count = digitCount()
        return digits.contains(count) ? number(count) : nil
    }

    private mutating func number(_ digits: Int) -> Int? {
        guard digitCount() >= digits else { return nil }
        var value = 0
        for _ in 0..<digits {
            value = value * 10 + Int(bytes[position] - 0x30)
            position += 1
        }
        return value
    }

    private mutating func skipSpaces() {
        while position < bytes.count, bytes[position] == 0x20 { position += 1 }
    }

    private mutating func take(_ word: StaticString) -> Bool {
        let count = word.utf8CodeUnitCount
        guard position + count <= bytes.count else { return false }
        for index in 0..<count where bytes[position + index] != word.utf8Start[index] {
            return false
        }
        position += count
        return true
    }

    private mutating func takeOne(of characters: StaticString) -> UInt8? {
        guard position < bytes.count else { return nil }
        let byte = bytes[position]
        for index in 0..<characters.utf8CodeUnitCount where characters.utf8Start[index] == byte {
            position += 1
            return byte
        }
        return nil
    }
}
