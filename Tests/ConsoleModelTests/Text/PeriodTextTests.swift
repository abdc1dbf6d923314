import ConsoleModel
import MatchingCore
import SyncInterfaces
import Testing

@Suite("Periods as operators type them")
struct PeriodTextTests {
    /// 2026-11-24 09:05 in Korea.
    private static let now = Timestamp(seconds: 1_795_478_700)

    private static func text(_ period: ResyncPeriod?) -> String? {
        period.map { "\($0.start.iso8601)/\($0.end?.iso8601 ?? "")" }
    }

    @Test(
        "A period has a start and, behind ~, an end",
        arguments: zip(
            [
                "2026-11-23 18:00 ~ 2026-11-24 06:00", "2026-11-23T18:00", "08:00", "08:00 ~",
                "2026-11-23~08:00", "2026-11-22 ~ 2026-11-22", "20261122 ~ 20261122",
            ],
            [
                "2026-11-23T18:00:00+09:00/2026-11-24T06:00:00+09:00",
                "2026-11-23T18:00:00+09:00/", "2026-11-24T08:00:00+09:00/",
                "2026-11-24T08:00:00+09:00/",
                "2026-11-23T00:00:00+09:00/2026-11-23T08:00:00+09:00",
                "2026-11-22T00:00:00+09:00/2026-11-23T00:00:00+09:00",
                "2026-11-22T00:00:00+09:00/2026-11-23T00:00:00+09:00",
            ]
        )
    )
    func periods(text: String, expected: String) {
        #expect(Self.text(PeriodText.period(text, now: Self.now)) == expected)
    }

    @Test(
        "What is no period, or lies ahead, is refused",
        arguments: ["", "~", "어제", "10:00", "08:00 ~ 07:00", "08:00 ~ x", "08:00~08:10~08:20"]
    )
    func refused(text: String) {
        #expect(PeriodText.period(text, now: Self.now) == nil)
    }
}
