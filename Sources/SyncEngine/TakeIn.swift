import MatchingCore
import SyncInterfaces

/// Takes batches of feeds into the store: everything of a batch is one transaction.
struct TakeIn: Sendable {
    let book: PolicyBook
    /// From how many notices on a batch is worth preparing for.
    let manyNotices: Int

    /// Takes a batch in, decides what it touches, and records how far its sources were taken in.
    ///
    /// A part that the mark on file covers already, by a crash before the source was set aside or
    /// by another process, is left out. Order lines come before notices, and the notices of all
    /// parts are on file before any is decided.
    ///
    /// - Returns: What came of it.
    /// - Throws: ``ActError`` for an account that the configuration does not know.
    func take(_ batch: FeedBatch, into ledger: any Ledger, at now: Timestamp) throws -> PassTally {
        var desk = DecisionDesk(ledger: ledger, book: book, now: now)
        let parts = try batch.parts.compactMap { part -> MarkedPart? in
            let known = try part.mark.flatMap { try ledger.intake(of: $0.source) }
            return known?.isComplete ?? false ? nil : MarkedPart(part: part, known: known)
        }
        let news = parts.filter { !$0.isTaken }.map(\.part)
        try takeLines(news.flatMap(\.lines), desk: &desk)
        try takeNotices(news.flatMap(\.notices), desk: &desk)
        desk.tally.rejectedRows += news.reduce(0) { $0 + $1.rejectedRowCount }
        for part in parts { try record(part, desk: desk) }
        return desk.tally
    }

    /// What a source brings, and how far it was taken in before.
    private struct MarkedPart {
        let part: FeedBatch.Part
        let known: IntakeMark?

        var isTaken: Bool {
            guard let mark = part.mark, let known else { return false }
            return known.rowsTaken >= mark.rowsTaken
        }
    }

    private func record(_ marked: MarkedPart, desk: DecisionDesk) throws {
        guard let mark = marked.part.mark else { return }
        if marked.isTaken, !mark.isComplete { return }
        try desk.ledger.setIntake(mark)
        guard mark.isComplete else { return }
        let part = marked.part
        try desk.ledger.append(
            JournalEntry(
                at: desk.now,
                actor: .system,
                act: .takeIn,
                account: part.notices.first?.account ?? part.lines.first?.key.account,
                note: mark.name
            )
        )
    }

    private func takeLines(_ lines: [IncomingOrderLine], desk: inout DecisionDesk) throws {
        guard !lines.isEmpty else { return }
        try requireKnown(lines.lazy.map(\.key.account))
        let result = try desk.ledger.upsert(
            lines,
            naming: NamesByFields(book: book),
            at: desk.now
        )
        desk.tally.orderLines += lines.count
        try desk.ordersArrived(result.changedOrders)
    }

    private func takeNotices(_ notices: [CancellationNotice], desk: inout DecisionDesk) throws {
        guard !notices.isEmpty else { return }
        try requireKnown(notices.lazy.map(\.account))
        desk.tally.notices += notices.count
        var latest: Matcher?
        for group in ClaimGroups(notices) {
            let account = group.last.account
            let matcher =
                if let latest, latest.account == account { latest } else {
                    try book.matcher(of: account)
                }
            latest = matcher
            try desk.take(group, matcher: matcher)
        }
    }

    private func requireKnown(_ accounts: some Sequence<AccountID>) throws {
        var latest: AccountID?
        for account in accounts where account != latest {
            _ = try book.matcher(of: account)
            latest = account
        }
    }
}
