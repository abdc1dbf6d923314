import MatchingCore
import Testing

@Suite("Moments and Korean time")
struct TimeTests {
    @Test(
        "A moment is shown as a Korean clock shows it",
        arguments: [
            (0, "1970-01-01T09:00:00+09:00"), (-1, "1970-01-01T08:59:59+09:00"),
            (-32_401, "1969-12-31T23:59:59+09:00"), (951_750_000, "2000-02-29T00:00:00+09:00"),
            (1_795_910_399, "2026-11-29T08:59:59+09:00"),
            (4_107_423_600, "2100-02-28T00:00:00+09:00"),
            (4_107_510_000, "2100-03-01T00:00:00+09:00"),
        ]
    )
    func clock(seconds: Int64, text: String) {
        #expect(Timestamp(seconds: seconds).iso8601 == text)
    }

    @Test("Civil time and moments are one another's inverse", arguments: 0..<100 as Range<UInt64>)
    func roundTrip(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let moment = Timestamp(
            seconds: .random(in: -60_000_000_000...200_000_000_000, using: &random)
        )
        let civil = CivilTime(moment)
        #expect(civil.timestamp() == moment)
        let rebuilt = CivilTime(
            year: civil.year,
            month: civil.month,
            day: civil.day,
            hour: civil.hour,
            minute: civil.minute,
            second: civil.second
        )
        #expect(rebuilt == civil)
    }

    @Test(
        "A date or a time that does not exist is refused",
        arguments: [
            (2026, 0, 1, 0, 0, 0), (2026, 13, 1, 0, 0, 0), (2026, 2, 29, 0, 0, 0),
            (1900, 2, 29, 0, 0, 0), (2026, 4, 31, 0, 0, 0), (2026, 1, 0, 0, 0, 0),
            (2026, 1, 1, 24, 0, 0), (2026, 1, 1, 0, 60, 0), (2026, 1, 1, 0, 0, 61),
            (10_000, 1, 1, 0, 0, 0), (-1, 1, 1, 0, 0, 0), (2026, 1, 1, -1, 0, 0),
        ]
    )
    func refused(parts: (Int, Int, Int, Int, Int, Int)) {
        let time = CivilTime(
            year: parts.0,
            month: parts.1,
            day: parts.2,
            hour: parts.3,
            minute: parts.4,
            second: parts.5
        )
        #expect(time == nil)
    }

    @Test("The leap days of leap years exist", arguments: [2000, 2024, 2400])
    func leapDays(year: Int) {
        #expect(CivilTime(year: year, month: 2, day: 29)?.dateText == "\(year)-02-29")
    }

    @Test("An offset other than Korea's is taken into account")
    func offset() {
        let civil = CivilTime(year: 1970, month: 1, day: 1)
        #expect(civil?.timestamp(offsetFromUTCInSeconds: 0) == Timestamp(seconds: 0))
        #expect(civil?.minuteText == "00:00")
    }

    @Test(
        "Seconds are rounded down, also before 1970",
        arguments: zip([-1, 0, 999, 1_000], [-1, 0, 0, 1])
    )
    func seconds(milliseconds: Int, seconds: Int) {
        #expect(Timestamp(rawValue: Int64(milliseconds)).seconds == Int64(seconds))
    }

    @Test("A moment moves by whole milliseconds, and measures the way to another")
    func arithmetic() {
        let moment = Timestamp(seconds: 10)
        #expect(moment.advanced(by: .milliseconds(1_500)).rawValue == 11_500)
        #expect(moment.advanced(by: .seconds(-11)) < Timestamp(rawValue: 0))
        #expect(moment.advanced(by: .microseconds(999)) == moment)
        #expect(moment.duration(to: Timestamp(seconds: 7)) == .seconds(-3))
    }

    @Test("A window that would end before it starts is empty")
    func windows() {
        let window = TimeWindow(start: Timestamp(seconds: 5), end: Timestamp(seconds: 1))
        #expect(window.isEmpty)
        #expect(window.end == Timestamp(seconds: 5))
    }
}
