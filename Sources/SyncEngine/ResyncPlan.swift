import MatchingCore
import SyncInterfaces

/// What a resync polls, account by account, without what an earlier run of it had read.
struct ResyncPlan {
    /// One account of it.
    struct Stop {
        let account: Account
        /// The polls that are left, oldest part first; none where the account is done.
        let orders: [ResyncOrder]
        /// The parts that were read before.
        let partsBefore: Int

        var partCount: Int { partsBefore + orders.count }
    }

    /// In the order in which they are polled.
    let stops: [Stop]
    /// How many polls the earlier run made, and what they counted.
    let pollsBefore: Int
    let tallyBefore: PassTally

    /// Plans `order` for accounts.
    ///
    /// - Parameters:
    ///   - order: What is to be polled.
    ///   - accounts: Its accounts, in order.
    ///   - polls: The polls to which the same request has led before.
    ///   - asked: When the request was made that is taken up; an account that was read up to then is
    ///     done. With `nil` each account is read up to the present.
    ///   - now: The present moment.
    ///   - overlap: How far what is left of a part reaches back into what was read.
    ///   - feeds: Says which parts a period has.
    init(
        _ order: ResyncOrder,
        of accounts: [Account],
        after polls: [PollRecord] = [],
        asked: Timestamp? = nil,
        now: Timestamp,
        overlap: Duration,
        feeds: (Account) -> any Feed
    ) {
        var tally = PassTally()
        for poll in polls { tally.add(poll.tally) }
        pollsBefore = polls.count
        tallyBefore = tally
        stops = accounts.map { account in
            let own = polls.filter { $0.account == account.id && $0.outcome != .cancelled }
            let isDone = asked.map { Self.isDone(order, own, asked: $0) } ?? false
            guard let period = order.period, !isDone else {
                return Stop(
                    account: account,
                    orders: isDone ? [] : [order],
                    partsBefore: isDone ? max(1, own.count) : 0
                )
            }
            let parts = feeds(account).parts(of: period.window(at: now))
            let read = own.filter { $0.outcome.isWhole }.map(\.window)
            let orders = parts.enumerated().compactMap { index, part -> ResyncOrder? in
                guard let start = part.unreadStart(read, overlap: overlap) else { return nil }
                var order = order
                // The last part ends when its poll begins, as the whole did.
                let end = index == parts.count - 1 ? period.end : part.end
                order.period = ResyncPeriod(start: start, end: end)
                return order
            }
            return Stop(
                account: account,
                orders: orders,
                partsBefore: parts.count - orders.count
            )
        }
    }

    /// Whether the polls of one account, of which none was stopped, are all that it is to have: one,
    /// or for a period as many as cover it up to the asking, unless one failed.
    private static func isDone(
        _ order: ResyncOrder,
        _ polls: [PollRecord],
        asked: Timestamp
    ) -> Bool {
        guard let period = order.period, polls.allSatisfy({ $0.outcome.isWhole }) else {
            return !polls.isEmpty
        }
        let whole = period.window(at: asked)
        return whole.without(polls.map(\.window)).isEmpty && !polls.isEmpty
    }
}

extension TimeWindow {
    /// Where what is left of the window begins after `read` was read; `nil` when nothing is left.
    fileprivate func unreadStart(_ read: [TimeWindow], overlap: Duration) -> Timestamp? {
        let reached = read.filter { $0.start <= start }.map(\.end).max() ?? start
        if end <= reached { return nil }
        return reached > start ? max(start, reached.advanced(by: .zero - overlap)) : start
    }
}
