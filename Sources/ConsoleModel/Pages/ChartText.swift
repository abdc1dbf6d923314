import MatchingCore
import SyncInterfaces

/// Charts of the last hours over all accounts, as lines: cancellations per hour by outcome, the time
/// from request to application, and the match rate of each account.
struct ChartText {
    let answer: ChartsAnswer
    let phrases: Phrases
    let width: Int

    /// Rows of the upright bars.
    private static let barRows = 6
    /// Cells before the bars.
    private static let labelWidth = 13

    var lines: [StyledLine] { hourLines + [[]] + leadLines + [[]] + rateLines }

    private var hourLines: [StyledLine] {
        let room = max(8, width - Self.labelWidth - 9)
        let shown = min(AccountChart.hourCount, room)
        let barWidth = max(1, min(2, room / shown))
        let totals = (0..<shown).map { index in
            Status.allCases.map { count(of: $0, in: index, of: shown) }
                .reduce(0, Int.saturatingSum)
        }
        let most = totals.max() ?? 0
        let title = phrases.pick(
            "시간별 취소건 · 최근 \(shown)시간 · 지금 상태가 된 시각",
            "Cancellations per hour · last \(shown) hours · by when they came to stand so"
        )
        let bars = Bars.upright(totals, height: Self.barRows, width: barWidth).enumerated()
            .map { row, text in
                let label = row == 0 ? phrases.number(most) : ""
                return [Span(head(label, alignment: .right)), Span(text, Style(.waiting))]
            }
        let outcomes = Status.allCases.map { status in
            let counts = (0..<shown).map { count(of: status, in: $0, of: shown) }
            let line = counts.flatMap { [Int](repeating: $0, count: barWidth) }
            let total = counts.reduce(0, Int.saturatingSum)
            return [
                Span(head("\(status.mark) \(phrases.word(for: status))"), Style(status.role)),
                Span(Sparkline.text(line), Style(status.role)),
                Span(" \(phrases.number(total))", Style(.secondary)),
            ]
        }
        return [heading(title)] + bars + [axis(shown, barWidth)] + outcomes
    }

    private func count(of status: Status, in index: Int, of shown: Int) -> Int {
        answer.charts.reduce(0) { sum, chart in
            let position = chart.hours.count - shown + index
            guard chart.hours.indices.contains(position) else { return sum }
            return .saturatingSum(sum, chart.hours[position][status, default: 0])
        }
    }

    /// The hours of the day under the bars, every sixth.
    private func axis(_ shown: Int, _ barWidth: Int) -> StyledLine {
        var text = ""
        for index in 0..<shown {
            let back = Duration.seconds(3600 * (shown - 1 - index))
            let hour = CivilTime(answer.now.advanced(by: .zero - back)).hour
            let place = index * barWidth
            guard hour % 6 == 0, place >= text.count, place + 2 <= shown * barWidth else {
                continue
            }
            text += String(repeating: " ", count: place - text.count)
            text += hour < 10 ? "0\(hour)" : "\(hour)"
        }
        return [Span(head("")), Span(text, Style(.secondary))]
    }

    private var leadLines: [StyledLine] {
        var counts: [LeadTime: Int] = [:]
        for chart in answer.charts {
            counts.merge(chart.leads, uniquingKeysWith: Int.saturatingSum)
        }
        let total = counts.values.reduce(0, Int.saturatingSum)
        let title = phrases.pick("요청에서 적용까지 걸린 시간", "Time from request to application")
        return [heading(title)]
            + LeadTime.allCases.map { lead in
                bar(
                    phrases.word(for: lead),
                    counts[lead, default: 0],
                    of: counts.values.max() ?? 0,
                    share: (counts[lead, default: 0], total),
                    Style(.good)
                )
            }
    }

    private var rateLines: [StyledLine] {
        let rates = answer.charts.compactMap { chart -> (AccountID, applied: Int, all: Int)? in
            let sum = { (status: Status) in
                chart.hours.reduce(0) { .saturatingSum($0, $1[status, default: 0]) }
            }
            let applied = sum(.applied)
            let all = [sum(.held), sum(.pending)].reduce(applied, Int.saturatingSum)
            return all > 0 ? (chart.account, applied, all) : nil
        }
        .sorted { left, right in
            let (one, other) = (
                Double(left.applied) / Double(left.all), Double(right.applied) / Double(right.all)
            )
            return one != other ? one < other : left.all > right.all
        }
        let title = phrases.pick(
            "판매처별 매칭률 · 적용 ÷ (적용 + 판단필요 + 대기)",
            "Match rate · applied ÷ (applied + held + pending)"
        )
        guard !rates.isEmpty else {
            let none = phrases.pick("최근 취소건이 없습니다.", "No cancellations of late.")
            return [heading(title), [Span("  " + none, Style(.secondary))]]
        }
        return [heading(title)]
            + rates.map { account, applied, all in
                let isLow = applied * 2 < all
                return bar(
                    phrases.name(of: account),
                    applied,
                    of: all,
                    share: (applied, all),
                    Style(isLow ? .attention : .good)
                )
            }
    }

    private func heading(_ text: String) -> StyledLine {
        [Span(" " + text, Style(.title, isBold: true))]
    }

    private func head(_ text: String, alignment: DisplayText.Alignment = .left) -> String {
        let fitted = DisplayText.fitted(text, to: Self.labelWidth - 2, alignment: alignment)
        return " \(fitted) "
    }

    private func bar(
        _ label: String,
        _ value: Int,
        of most: Int,
        share: (part: Int, whole: Int),
        _ style: Style
    ) -> StyledLine {
        let nameWidth = min(18, width / 4)
        let barWidth = max(4, min(60, width - nameWidth - 22))
        let part = share.whole > 0 ? Double(share.part) / Double(share.whole) : 0
        let percent = Int(part * 100 + 0.5)
        let numbers =
            most == share.whole && most != value
            ? "\(phrases.number(value))/\(phrases.number(most))" : phrases.number(value)
        return [
            Span(" " + DisplayText.fitted(label, to: nameWidth) + " "),
            Span(Bars.lying(value, of: most, width: barWidth), style),
            Span(" \(percent)%", Style(.text, isBold: true)),
            Span(" · \(numbers)", Style(.secondary)),
        ]
    }
}

extension Phrases {
    /// How long something took, as a range.
    func word(for lead: LeadTime) -> String {
        switch lead {
        case .tenMinutes: pick("10분 미만", "under 10 min")
        case .halfAnHour: pick("10~30분", "10–30 min")
        case .hour: pick("30분~1시간", "30 min–1 h")
        case .twoHours: pick("1~2시간", "1–2 h")
        case .sixHours: pick("2~6시간", "2–6 h")
        case .day: pick("6~24시간", "6–24 h")
        case .longer: pick("하루 넘게", "over a day")
        }
    }
}
