import MatchingCore
import SyncInterfaces

extension SyncEngine {
    /// Takes or renews the lease; the lease of another process when that is in force.
    func leaseOfAnother() async throws -> PollerLease? {
        let now = time.now()
        if let leadingSince, leadingSince <= now,
            leadingSince.duration(to: now) < settings.heartBeat
        {
            return nil
        }
        let (holder, lasting) = (settings.holder, settings.leaseDuration)
        let lease = try await store.write {
            try $0.acquireLease(holder: holder, now: now, lasting: lasting)
        }
        leadingSince = lease.holder == holder ? now : nil
        // Whoever took over takes the request up as well.
        if leadingSince == nil { carrying?.task.cancel() }
        return leadingSince == nil ? lease : nil
    }

    /// Keeps the lease while `work` takes longer than a heart-beat.
    func keepingLease(_ work: @escaping @Sendable () async throws -> Void) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await self.beat() }
            group.addTask { try await work() }
            defer { group.cancelAll() }
            try await group.next()
        }
    }

    private func beat() async throws {
        while true {
            try await time.sleep(until: time.now().advanced(by: settings.heartBeat))
            do {
                _ = try await leaseOfAnother()
            } catch let error as StoreError where error.mayPass {
                continue
            }
        }
    }

    /// Gives the lease back, also when the task is cancelled, so that nobody waits for it.
    func giveLeaseBack() async throws {
        guard leadingSince != nil else { return }
        leadingSince = nil
        let (store, holder) = (store, settings.holder)
        try await Task { try await store.write { try $0.releaseLease(holder: holder) } }.value
    }
}

extension StoreError {
    /// Whether trying again later can succeed without anybody changing the set-up.
    var mayPass: Bool {
        switch problem {
        case .busy, .diskFull: true
        case .notAStore, .isFolder, .notPermitted, .madeByNewerVersion, .olderVersion, .readOnly,
            .damaged, .other:
            false
        }
    }
}
