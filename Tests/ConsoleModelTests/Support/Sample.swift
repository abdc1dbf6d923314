import ConsoleModel
import MatchingCore
import SyncInterfaces

/// A small world with Hangul in every column: accounts, cancellations of every status, order lines.
enum Sample {
    /// 2026-11-25 12:00:00 in Korea.
    static let now = Timestamp(seconds: 1_795_575_600)

    static func minutes(_ minutes: Int64) -> Timestamp {
        Timestamp(rawValue: now.rawValue + minutes * 60_000)
    }

    static let accounts: [Account] = [
        account("gmarket", "지마켓", ["취소요청", "취소중", "취소완료"], "order_no"),
        account(
            "brandi",
            "브랜디",
            ["주문취소중", "주문취소완료"],
            "order_no + (detail_no2 | product_name + option)"
        ),
        account(
            "coupang",
            "쿠팡",
            ["출고중지요청"],
            "order_no + code6",
            columnNames: [.key(.code(6) ?? .option): ["옵션ID"]]
        ),
        account("fashionplus", "패션플러스", ["취소신청", "취소승인"], "order_no"),
        account("interpark", "인터파크", ["취소요청", "취소완료"], nil),
        account("storefarm", "스마트스토어 공식판매점", ["취소요청", "취소완료"], "order_no + detail_no"),
        account("akmall", "AK몰", ["취소완료"], "order_no + product_code + option"),
    ]

    static func account(
        _ id: String,
        _ name: String,
        _ states: [String],
        _ rule: String?,
        columnNames: [RecordField: [String]] = [:]
    ) -> Account {
        let marketplace = Marketplace(
            id: MarketplaceID(id),
            name: name,
            policy: SyncPolicy(
                cancelStates: states,
                rule: rule.flatMap { try? MatchRule(parsing: $0) },
                onSeveral: .hold
            ),
            pollIntervalMinutes: 20,
            columnNames: columnNames,
            places: Marketplace.Places(
                rule: "marketplaces.yaml:12",
                cancelStates: "marketplaces.yaml:9"
            )
        )
        return Account(id: AccountID(id), marketplace: marketplace)
    }

    static func summaries(
        of rows: [CancellationRow],
        _ change: (inout AccountTimer) -> Void = { _ in }
    ) -> [AccountSummary] {
        accounts.map { account in
            var timer = timer(of: account.id)
            change(&timer)
            var counts: [Status: Int] = [:]
            for row in rows where row.account == account.id { counts[row.status, default: 0] += 1 }
            return AccountSummary(
                account: account.id,
                counts: counts,
                appliedToday: counts[.applied, default: 0],
                hourlyCounts: hours(of: account.id),
                timer: timer,
                lastPoll: poll(of: account.id),
                pullCounts: account.id == "gmarket" ? [.labeled: 1] : [:]
            )
        }
    }

    static func charts(of rows: [CancellationRow]) -> [AccountChart] {
        accounts.map { account in
            let own = rows.filter { $0.account == account.id }
            var hours: [[Status: Int]] = []
            for hour in 0..<AccountChart.hourCount {
                var counts: [Status: Int] = [:]
                for row in own where (hour + Int(row.id.rawValue)) % 7 == 0 {
                    counts[row.status, default: 0] += hour % 5 + 1
                }
                hours.append(counts)
            }
            return AccountChart(
                account: account.id,
                hours: hours,
                leads: own.isEmpty ? [:] : [.tenMinutes: own.count * 8, .hour: 5, .longer: 1]
            )
        }
    }

    private static func hours(of account: AccountID) -> [Int] {
        switch account {
        case "fashionplus": Array(repeating: 0, count: 24)
        default: (0..<24).map { hour in (hour * hour + account.rawValue.utf8.count) % 9 }
        }
    }

    /// What the polls of storefarm end with.
    static let failure = KeptProblem(
        .feed(
            FeedError(
                problem: .missingColumn(.key(.orderNumber)),
                location: .init(file: "취소목록.csv")
            )
        )
    )

    private static func timer(of account: AccountID) -> AccountTimer {
        var timer = AccountTimer(
            account: account,
            nextPollAt: now.advanced(by: .seconds(754)),
            lastPollAt: minutes(-7),
            lastSuccessAt: minutes(-7),
            coveredUntil: minutes(-7)
        )
        switch account {
        case "storefarm":
            timer.consecutiveFailures = 3
            timer.lastFailure = failure
            timer.unreadPeriods = [
                TimeWindow(start: minutes(-4320), end: minutes(-2880)),
                TimeWindow(start: minutes(-1440), end: minutes(-1380)),
            ]
            timer.vouchedPeriods = [TimeWindow(start: minutes(-8640), end: minutes(-7200))]
        case "akmall":
            timer.isPaused = true
            timer.pauseNote = "kim: 점검 중"
        case "coupang": timer.nextPollAt = minutes(-5)
        default: break
        }
        return timer
    }

    private static func poll(of account: AccountID) -> PollRecord {
        var tally = PassTally()
        tally.notices = account == "fashionplus" ? 0 : 4
        tally.news = account == "fashionplus" ? 0 : 3
        return PollRecord(
            account: account,
            trigger: .timer,
            window: TimeWindow(start: minutes(-40), end: minutes(-7)),
            startedAt: minutes(-7),
            finishedAt: minutes(-7),
            outcome: account == "storefarm"
                ? .failed(failure) : .succeeded,
            tally: tally
        )
    }
}
