import ConsoleModel
import MatchingCore
import SyncInterfaces

/// What goes on around a console while somebody looks at it.
enum FrameSituation: Sendable {
    case usual
    case demo
    case readOnly
    case nobodyPolls
    case follower
    case resync
    case resyncOfAnother
    case actingOnMarked
    case exporting
    case problem
    case problemDuringResync
    case reading
    case exchange
    case changes

    /// A console before any key, as this situation finds it.
    func driver(size: Size, language: Language) -> ConsoleDriver {
        var driver = ConsoleDriver(
            size: size,
            language: language,
            claims: Sample.claims + (self == .exchange ? [Sample.exchangedClaim] : []),
            configuration: configuration
        )
        driver.poller = poller
        if self == .resyncOfAnother {
            driver.othersResync = RunningResync(
                id: ResyncRequestID(rawValue: 7),
                progress: Self.progress,
                asker: "lee"
            )
        }
        driver.holdsAnswers = self == .reading
        driver.send(.storeChanged)
        return driver
    }

    /// What happens after the keys.
    func happen(to driver: inout ConsoleDriver) {
        switch self {
        case .usual, .demo, .readOnly, .nobodyPolls, .follower, .resyncOfAnother, .reading,
            .exchange:
            break
        case .changes:
            driver.claims[0] = Sample.settledClaim
            driver.claims.append(Sample.newClaim)
            driver.lines[2] = driver.lines[2].in(.labeled)
            driver.lines[6].isHeld = true
            driver.lines[6].cancelledUnits = 1
            driver.send(.storeChanged)
        case .resync: driver.send(.resyncProgress(Self.progress))
        case .actingOnMarked: driver.send(.markedProgress(MarkedProgress(.apply(), count: 8)))
        case .exporting: driver.send(.exportProgress(120_000))
        case .problem: driver.send(.notice(.problem, Bilingual(both: "저장소를 읽지 못했습니다.")))
        case .problemDuringResync:
            driver.send(.resyncProgress(Self.progress))
            driver.send(.notice(.problem, Bilingual(both: "저장소를 읽지 못했습니다.")))
        }
    }

    private var configuration: ConsoleConfiguration {
        ConsoleConfiguration(
            isDemo: self == .demo,
            timeFactor: self == .demo ? 60 : 1,
            operatorName: "kim",
            readOnly: self == .readOnly ? .asked : nil
        )
    }

    private var poller: PollerPresence {
        switch self {
        case .nobodyPolls: .nobody
        case .follower, .resyncOfAnother:
            .elsewhere("ops-1:4711", since: Sample.minutes(-175))
        case .usual, .demo, .readOnly, .resync, .actingOnMarked, .exporting, .problem,
            .problemDuringResync, .reading, .exchange, .changes:
            .here
        }
    }

    private static var progress: ResyncProgress {
        var tally = PassTally()
        (tally.notices, tally.news) = (5120, 1234)
        var progress = ResyncProgress(
            accountsDone: 3,
            accountCount: 7,
            parts: (done: 9, count: 28),
            current: "coupang",
            tally: tally
        )
        progress.elapsed = .seconds(64)
        return progress
    }
}
