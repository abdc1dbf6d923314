import ConsoleModel
import MatchingCore
import Testing

@Suite("Numbers and times in words")
struct TimePhraseTests {
    /// 2026-11-24 09:05:00 in Korea.
    private static let now = Timestamp(seconds: 1_795_478_700)
    private let now = TimePhraseTests.now
    private let korean = PhraseSamples.korean

    @Test(
        "Numbers have separators",
        arguments: zip(
            [0, 999, 1_000, 1_234_567, -1_000, .max, .min],
            [
                "0", "999", "1,000", "1,234,567", "-1,000", "9,223,372,036,854,775,807",
                "-9,223,372,036,854,775,808",
            ]
        )
    )
    func numbers(number: Int, text: String) { #expect(korean.number(number) == text) }

    @Test(
        "A countdown counts a started second whole, and then says how late it is",
        arguments: zip(
            [600_000, 249_001, 3_849_000, 1, 0, -999, -1_000, -130_000, -7_330_000] as [Int64],
            [
                "10:00", "04:10", "1:04:09", "00:01", "00:00", "00:00", "늦음 +0:01", "늦음 +2:10",
                "늦음 +2:02:10",
            ]
        )
    )
    func countdown(milliseconds: Int64, text: String) {
        let deadline = now.advanced(by: .milliseconds(milliseconds))
        #expect(korean.countdown(to: deadline, now: now) == text)
    }

    @Test(
        "An age is told in its largest unit",
        arguments: zip(
            [-60, 0, 59, 60, 3_599, 3_600, 86_399, 86_400, 864_000] as [Int64],
            ["방금", "방금", "방금", "1분 전", "59분 전", "1시간 전", "23시간 전", "1일 전", "10일 전"]
        )
    )
    func age(seconds: Int64, text: String) {
        #expect(korean.age(of: now.advanced(by: .seconds(-seconds)), now: now) == text)
    }

    @Test("English ages")
    func englishAge() {
        let day = now.advanced(by: .seconds(-86_400))
        #expect(PhraseSamples.english.age(of: day, now: now) == "1 day ago")
    }

    @Test(
        "A moment is as short as it is clear",
        arguments: zip(
            [0, -86_400, -366 * 86_400] as [Int64],
            ["09:05", "11-23 09:05", "2025-11-23 09:05"]
        )
    )
    func moment(seconds: Int64, text: String) {
        #expect(korean.moment(now.advanced(by: .seconds(seconds)), now: now) == text)
    }

    @Test("A window within one day names the day once")
    func window() {
        let start = now.advanced(by: .seconds(-86_400))
        let window = TimeWindow(start: start, end: start.advanced(by: .seconds(1_800)))
        #expect(korean.window(window, now: now) == "11-23 09:05~09:35")
    }

    @Test(
        "A window over several days names both, also where it ends today",
        arguments: zip(
            [(-86_400, 0), (-86_400, 1800), (-2 * 86_400, -86_400), (-400 * 86_400, 0)],
            [
                "11-23 09:05~11-24 09:05", "11-23 09:05~11-24 09:35", "11-22 09:05~11-23 09:05",
                "2025-10-20 09:05~11-24 09:05",
            ]
        )
    )
    func days(ends: (Int64, Int64), text: String) {
        let window = TimeWindow(
            start: now.advanced(by: .seconds(ends.0)),
            end: now.advanced(by: .seconds(ends.1))
        )
        #expect(korean.window(window, now: now) == text)
    }

    @Test(
        "Units and cases are counted in each language",
        arguments: zip([1, 2], ["1 unit", "2 units"])
    )
    func units(count: Int, text: String) { #expect(PhraseSamples.english.units(count) == text) }

    @Test("A claim without a quantity claims all")
    func claimed() {
        #expect(korean.claimedUnits(nil) == "전체")
        #expect(korean.claimedUnits(2) == "2개")
    }
}
