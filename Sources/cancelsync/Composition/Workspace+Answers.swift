import ConsoleModel
import FeedConnectors
import MatchingCore
import SyncEngine
import SyncInterfaces

extension Workspace {
    /// Answers a page, each question from one snapshot.
    func answer(_ question: PageQuestion, for token: RequestToken) async throws -> ConsoleEvent {
        switch question {
        case .account(let account): return .account(try await self.account(account, for: token))
        case .orders(let query):
            let slice = try await store.read { try $0.search(query) }
            return .orderPage(AnswerPage(token: token, slice))
        case .order(let key):
            return try await order(key, for: token).map { .order($0) } ?? .nothingThere(token)
        case .line(let key):
            let found = try await explanation(ofLine: key, for: token)
            return found.map { .lineExplanation($0) } ?? .nothingThere(token)
        case .pullList(let query):
            let slice = try await store.read { try $0.search(query) }
            return .pullPage(AnswerPage(token: token, slice))
        case .parcel(let number): return .parcel(try await parcel(number, for: token))
        case .charts:
            let now = time.now()
            let charts = try await store.read { try $0.charts(now: now) }
            return .charts(ChartsAnswer(token: token, charts: charts, now: now))
        case .rehearsal(let account, let rule):
            let result = try await rehearsal.run(rule, on: account, last: Self.rehearsedCount)
            return .rehearsal(RehearsalAnswer(token: token, result: result))
        case .journal(let query):
            let phrases = phrases
            let slice = try await store.read { try $0.search(query, notes: phrases.notes(of:)) }
            return .journalPage(AnswerPage(token: token, slice))
        }
    }

    /// Why a cancellation stands where it stands, with its notices and journal, from one snapshot.
    ///
    /// - Returns: `nil` when there is no such cancellation.
    func explanation(
        of id: CancellationID,
        for token: RequestToken
    ) async throws -> ExplanationAnswer? {
        let (explainer, setAside) = (explainer, feeds.setAside)
        return try await store.read {
            try Self.explanation(of: id, by: explainer, setAside, in: $0, for: token)
        }
    }

    /// The same for several cancellations, from one snapshot.
    func explanations(
        of ids: [CancellationID],
        for token: RequestToken
    ) async throws -> AnswersAhead {
        let (explainer, setAside) = (explainer, feeds.setAside)
        return try await store.read { ledger in
            let found = try ids.compactMap {
                try Self.explanation(of: $0, by: explainer, setAside, in: ledger, for: token)
            }
            return AnswersAhead(token: token, ids: ids, found: found)
        }
    }

    private static func explanation(
        of id: CancellationID,
        by explainer: Explainer,
        _ setAside: SetAsideFolder,
        in ledger: any LedgerReader,
        for token: RequestToken
    ) throws -> ExplanationAnswer? {
        try explainer.explainedClaim(id, in: ledger).map {
            let claim = $0.explanation.claim
            let order = OrderKey(account: claim.account, orderNumber: claim.orderNumber)
            let isListed = $0.explanation.stateMeaning.isListed
            return ExplanationAnswer(
                token: token,
                id: id,
                explanation: $0.explanation,
                notices: $0.record.notices,
                journal: $0.journal,
                revisions: try ledger.revisions(of: order),
                lineage: try ledger.lineage(of: order),
                setAside: $0.explanation.missesOrder ? setAside.rows(naming: order) : [],
                unlistedState: isListed
                    ? nil : try ledger.stateTallies(of: claim.account)[claim.state],
                nextTakers: $0.nextTakers
            )
        }
    }

    /// Everything about one account, over the last 24 hours, from one snapshot.
    ///
    /// - Throws: `ActError` when the configuration does not know the account, `StoreError`.
    func account(_ id: AccountID, for token: RequestToken) async throws -> AccountAnswer {
        let (explainer, now) = (explainer, time.now())
        let connection = connections.facts(of: id)
        let setAside = (feeds.setAside.rows(of: id.rawValue), feeds.setAside.rows(of: "orders"))
        let window = TimeWindow(start: now.advanced(by: .seconds(-86_400)), end: now)
        return try await store.read { ledger in
            AccountAnswer(
                token: token,
                id: id,
                states: try ledger.stateTallies(of: id),
                polls: try ledger.polls(of: id, limit: 50),
                window: window,
                coverage: try explainer.coverage(
                    of: id,
                    since: window.start,
                    now: now,
                    in: ledger
                ),
                versions: try ledger.policyVersions(of: id, limit: 10),
                connection: connection,
                arrivals: try Self.arrivals(of: id, now: now, in: ledger),
                setAside: setAside.0,
                setAsideOrders: setAside.1
            )
        }
    }

    /// Rows in which the newest order and cancellation are looked for: a new one is at the front,
    /// and old orders that a file brings late may be before it.
    private static let mostMoved = 100

    private static func arrivals(
        of id: AccountID,
        now: Timestamp,
        in ledger: any LedgerReader
    ) throws -> AccountArrivals {
        let orders = try ledger.orders(OrderQuery(account: id, now: now, limit: mostMoved))
        let moved = CancellationQuery(account: id, now: now, limit: mostMoved)
        return AccountArrivals(
            lastOrderAt: orders.flatMap(\.lines).compactMap(\.line.orderedAt).max(),
            lastCancellationAt: try ledger.cancellations(moved).map(\.firstSeenAt).max(),
            usualCounts: try ledger.usualCounts(of: id, inHours: 24, now: now)
        )
    }

    /// An order with its lines, every claim that names it and what was done, from one snapshot.
    ///
    /// - Returns: `nil` when the account has no such order and nothing names it.
    func order(_ key: OrderKey, for token: RequestToken) async throws -> OrderAnswer? {
        let setAside = feeds.setAside.rows(naming: key)
        return try await store.read { ledger in
            let lines = try ledger.lines(orderNumber: key.orderNumber)
                .filter { $0.line.key.account == key.account }
            let claims = try Explainer.claims(naming: key, in: ledger)
            let lineage = try ledger.lineage(of: key)
            guard !lines.isEmpty || !claims.isEmpty || lineage != .none else { return nil }
            var marks: [OrderLineKey: PullMark] = [:]
            for line in lines where line.isHeld {
                marks[line.line.key] = try ledger.pullMark(of: line.line.key)
            }
            return OrderAnswer(
                token: token,
                id: key,
                lines: lines,
                marks: marks,
                claims: claims,
                journal: try claims.flatMap { try ledger.journal(of: $0.id) },
                revisions: try ledger.revisions(of: key),
                lineage: lineage,
                setAside: setAside
            )
        }
    }

    /// Why an order line is, or is not, cancelled; `nil` when there is no such line.
    func explanation(
        ofLine key: OrderLineKey,
        for token: RequestToken
    ) async throws -> LineAnswer? {
        let explanation = try await explainer.explanation(ofLine: key, now: time.now())
        return explanation.map { LineAnswer(token: token, explanation: $0) }
    }

    /// The lines with a tracking or order number, in any account, from one snapshot.
    func parcel(_ number: String, for token: RequestToken) async throws -> ParcelAnswer {
        let (explainer, now) = (explainer, time.now())
        var answer = try await store.read { ledger in
            let inParcel = try ledger.lines(trackingNumber: number)
            let known = Set(inParcel.map(\.line.key))
            let orderNumber = OrderNumber(FieldText.cleaned(number))
            let ofOrder = try ledger.lines(orderNumber: orderNumber)
                .filter { !known.contains($0.line.key) }
            let lines = inParcel + ofOrder
            var naming: [OrderKey: [ClaimRecord]] = [:]
            for order in Set(lines.map(\.line.key.order)) {
                naming[order] = try explainer.presentClaims(naming: order, in: ledger)
            }
            let claims =
                lines.isEmpty
                ? try ledger.claims(orderNumber: orderNumber) : naming.values.flatMap(\.self)
            return ParcelAnswer(
                token: token,
                id: number,
                lines: try lines.map { line in
                    ParcelAnswer.Line(
                        line: line,
                        mark: try ledger.pullMark(of: line.line.key),
                        takers: try ledger.takers(of: line.line.key).keys.sorted(),
                        undecided: naming[line.line.key.order, default: []]
                            .filter(\.standing.status.isUndecided).map(\.id)
                    )
                },
                claims: claims,
                unread: try explainer.doubts(about: lines, now: now, in: ledger)
            )
        }
        answer.aside = feeds.setAside.rows(about: answer)
        return answer
    }
}

extension SetAsideFolder {
    /// The rows of an account's files, and of order files that are nobody's, that name an order.
    func rows(naming order: OrderKey) -> [SetAsideRow] {
        rows(naming: order.orderNumber, at: [order.account.rawValue, "orders"])
    }

    /// The rows that may be about a parcel.
    fileprivate func rows(about answer: ParcelAnswer) -> ParcelAnswer.Aside {
        guard !answer.lines.isEmpty else {
            let number = OrderNumber(FieldText.cleaned(answer.id))
            return ParcelAnswer.Aside(rows: rows(naming: number, at: destinations))
        }
        var aside = ParcelAnswer.Aside()
        let open = Set(answer.lines.filter { $0.line.openUnits > 0 }.map(\.line.line.key.order))
        for order in open.sorted(by: { $0.orderNumber < $1.orderNumber }) {
            // Orders that are on file are not in question, only what may cancel them.
            let account = order.account
            let naming = rows(naming: order.orderNumber, at: [account.rawValue])
            aside.rows += naming
            if !naming.isEmpty { aside.orders.insert(order) }
            if aside.counts[account] == nil { aside.counts[account] = rows(of: account.rawValue) }
        }
        return aside
    }
}

extension Explanation {
    /// Whether the order may be among what could not be taken in.
    fileprivate var missesOrder: Bool {
        reason == .orderNotFound || reason == .orderInOtherAccount || reason == .keyDiffers
    }
}
