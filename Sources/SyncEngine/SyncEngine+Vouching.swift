package import MatchingCore
package import SyncInterfaces

// What a person says of times that an account could not read.
extension SyncEngine {
    /// See ``OperatorActs/vouch(for:in:by:)``.
    @discardableResult
    package func vouch(
        for account: AccountID,
        in periods: [TimeWindow]?,
        by hand: ActHand
    ) async throws -> [TimeWindow] {
        guard hand.reason != nil else { throw ActError(problem: .reasonMissing) }
        return try await change(account, to: .vouch, by: hand) { timer, ledger in
            let seen = timer.unreadPeriods.merged(within: periods)
            guard !seen.isEmpty else { throw ActError(problem: .nothingUnread(account)) }
            timer.unreadPeriods = timer.unreadPeriods.flatMap { $0.without(seen) }
            timer.vouchedPeriods = (timer.vouchedPeriods + seen).merged
            if timer.unreadPeriods.isEmpty, timer.lastFailure?.isOfPeriods ?? false {
                timer.consecutiveFailures = 0
                timer.lastFailure = nil
                // All that the last poll had left was this.
                timer.lastSuccessAt = timer.lastPollAt
            }
            for window in seen { try ledger.cover(account, in: window) }
            return (seen.map { VouchedTime($0, reason: hand.reason).note }, seen)
        }
    }

    /// See ``OperatorActs/takeBackVouch(for:in:by:)``.
    @discardableResult
    package func takeBackVouch(
        for account: AccountID,
        in periods: [TimeWindow]?,
        by hand: ActHand
    ) async throws -> [TimeWindow] {
        let now = time.now()
        let open = try await change(account, to: .takeBackVouch, by: hand) { timer, ledger in
            let open = timer.vouchedPeriods.merged(within: periods)
            guard !open.isEmpty else { throw ActError(problem: .nothingVouched(account)) }
            timer.vouchedPeriods = timer.vouchedPeriods.without(open)
            timer.unreadPeriods += open.flatMap { $0.pieces(longest: .seconds(86_400)) }
            timer.nextPollAt = now
            for window in open { try ledger.uncover(account, in: window) }
            return (open.map { VouchedTime($0, reason: hand.reason).note }, open)
        }
        wake()
        return open
    }
}

extension Collection<TimeWindow> {
    /// What of the time lies in `periods`, oldest first; all of it without them.
    fileprivate func merged(within periods: [TimeWindow]?) -> [TimeWindow] {
        guard let periods else { return merged }
        return flatMap { window in periods.compactMap { window.common(with: $0) } }.merged
    }
}

extension KeptProblem {
    /// Whether it says only that some times could not be read.
    fileprivate var isOfPeriods: Bool {
        guard case .feed(let error) = known, case .service(.periodsNotRead) = error.problem else {
            return false
        }
        return true
    }
}
