package import MatchingCore
import SyncInterfaces

// What a person says of times that an account could not read.
extension Phrases {
    /// What was recorded by such an act, or by taking one back.
    package func vouchChanged(
        _ account: AccountID,
        _ windows: [TimeWindow],
        isVouched: Bool
    ) -> String {
        let (name, times) = (name(of: account), list(windows.map(period)))
        return isVouched
            ? pick(
                "\(name): 직접 확인한 것으로 기록했습니다: \(times)",
                "\(name): recorded as looked through: \(times)"
            )
            : pick(
                "\(name): 직접 확인을 취소했습니다. 곧 다시 읽습니다: \(times)",
                "\(name): taken back; read again soon: \(times)"
            )
    }

    /// What of the time that counts as read a person has looked through; empty for nothing.
    func vouchedWords(_ windows: [TimeWindow]) -> String {
        guard let first = windows.first else { return "" }
        let times = period(first) + others(than: windows)
        return pick(
            " 이 가운데 \(KoreanParticle.topic.after(times)) 수집하지 못해 사람이 직접 확인했습니다.",
            " Of that, \(times) could not be read; a person looked it through."
        )
    }

    /// How many windows there are beside the first: ` 외 2건`; empty for none.
    func others(than windows: [TimeWindow]) -> String {
        let rest = windows.count - 1
        return rest > 0 ? pick(" 외 \(number(rest))건", " and \(number(rest)) more") : ""
    }

    /// The first periods, a line each, and how many more there are.
    func lines(for periods: [TimeWindow], most: Int) -> [String] {
        let more = periods.count - most
        let rest = pick("외 \(number(more))개 기간", "and \(number(more)) more")
        return periods.prefix(most).map(period) + (more > 0 ? [rest] : [])
    }

    /// The reasons that are offered, the usual one first.
    var vouchReasons: [String] {
        [
            pick("판매처 화면에서 확인: 취소 없음", "looked through there: no cancellation"),
            pick("판매처 화면에서 확인: 취소는 따로 처리함", "looked through there: what was cancelled is seen to"),
        ]
    }
}
