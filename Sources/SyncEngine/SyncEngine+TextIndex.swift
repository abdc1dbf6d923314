import MatchingCore
import SyncInterfaces

// Texts of orders that came in before a store indexed them.
extension SyncEngine {
    /// How much longer it rests after a step than the step took.
    private static let restPerWork = 4
    /// What a step counts for at least.
    private static let shortestStep = Duration.milliseconds(20)

    /// Whether there is something to index, and nothing else to do for the process that polls.
    func canIndexTexts() async throws -> Bool {
        guard !hasIndexedTexts, !isIndexing, isIdleLeader else { return false }
        hasIndexedTexts = try await store.read { try $0.textIndexing().isComplete }
        return !hasIndexedTexts && !isIndexing && isIdleLeader
    }

    /// Indexes step by step, until all is, or a poll or a request begins.
    func indexTextsWhileIdle() async throws {
        defer { isIndexing = false }
        while isIdleLeader {
            let start = time.now()
            do {
                hasIndexedTexts = try await store.write { try $0.indexTexts().isComplete }
            } catch let error as StoreError where error.mayPass {
                // The next round tries again.
                return
            }
            if hasIndexedTexts { return }
            let now = time.now()
            let taken = max(start.duration(to: now), Self.shortestStep)
            try await time.sleep(until: now.advanced(by: taken * Self.restPerWork))
        }
    }

    private var isIdleLeader: Bool {
        leadingSince != nil && polling.isEmpty && carrying == nil && own.isEmpty && beginnings == 0
    }
}
