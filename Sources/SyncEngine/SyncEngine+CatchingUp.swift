import MatchingCore
import SyncInterfaces

// What a store of an older build still lacks: waybill numbers as labels have them, and texts that
// are indexed. The numbers come first: without them a scan misses parcels.
extension SyncEngine {
    /// How much longer it rests after a step than the step took.
    private static let restPerWork = 4
    /// What a step counts for at least.
    private static let shortestStep = Duration.milliseconds(20)

    /// Whether something is lacking, and there is nothing else to do for the process that polls.
    func canCatchUp() async throws -> Bool {
        guard !hasCaughtUp, !isCatchingUp, isIdleLeader else { return false }
        hasCaughtUp = try await store.read {
            try !$0.hasOldWaybills() && $0.textIndexing().isComplete
        }
        return !hasCaughtUp && !isCatchingUp && isIdleLeader
    }

    /// Goes on step by step, until nothing is lacking, or a poll or a request begins.
    func catchUpWhileIdle() async throws {
        defer { isCatchingUp = false }
        while isIdleLeader {
            let start = time.now()
            do {
                hasCaughtUp = try await store.write {
                    try $0.renewWaybills() && $0.indexTexts().isComplete
                }
            } catch let error as StoreError where error.mayPass {
                // The next round tries again.
                return
            }
            if hasCaughtUp { return }
            let now = time.now()
            let taken = max(start.duration(to: now), Self.shortestStep)
            try await time.sleep(until: now.advanced(by: taken * Self.restPerWork))
        }
    }

    private var isIdleLeader: Bool {
        leadingSince != nil && polling.isEmpty && carrying == nil && own.isEmpty && beginnings == 0
    }
}
