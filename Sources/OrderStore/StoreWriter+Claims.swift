import MatchingCore
import SyncInterfaces

extension StoreWriter {
    func insert(
        _ notices: [CancellationNotice],
        standing: Standing,
        at: Timestamp
    ) throws -> CancellationID {
        guard let first = notices.first else {
            throw connection.refusal("A claim has at least one notice.")
        }
        let account = try connection.registeredNumber(of: first.account)
        let orderNumber = notices.newestOrderNumber ?? first.orderNumber
        let fields = PackedFields.bytes(
            of: first.fields,
            extras: try extras(of: first),
            withoutOrderNumberAnd: nil
        )
        let id = try newID()
        unchanged?.noteClaim(of: first, naming: orderNumber)
        let statement = try connection.write(.cancellation)
        statement.bind(1, account)
        statement.bind(2, first.claimID.rawValue)
        statement.bind(3, orderNumber.rawValue)
        statement.bind(standing, from: 4)
        statement.bind(9, at)
        statement.bind(10, notices.count)
        statement.bind(11, first.state == standing.state ? nil : first.state)
        statement.bind(12, first.orderNumber == orderNumber ? nil : first.orderNumber.rawValue)
        statement.bind(13, fields)
        statement.bindValues(of: first, from: 14)
        statement.bind(19, notices.count > 1 ? notices.askedAt : nil)
        statement.bind(20, id.rawValue)
        try statement.run()
        latest = CancellationIdentity(
            id: id,
            account: account,
            orderNumber: orderNumber,
            status: standing.status
        )
        try linkAndInsertFurther(notices, of: id, account: account)
        counts.countNew(
            account: account,
            state: standing.state,
            ChartCounts.Standing(
                status: standing.status,
                since: at,
                requestedAt: first.requestedAt
            )
        )
        return id
    }

    private func newID() throws -> CancellationID {
        let id: Int64
        if let nextID {
            id = nextID
        } else {
            let last = try connection.prepared(ClaimStatement.lastClaim)
            id = try last.firstRow { $0.optionalInteger(0) ?? 0 }.map { $0 &+ 1 } ?? 1
        }
        guard id > 0 else { throw connection.refusal("There is no cancellation number left.") }
        nextID = id &+ 1
        return CancellationID(rawValue: id)
    }

    private func linkAndInsertFurther(
        _ notices: [CancellationNotice],
        of id: CancellationID,
        account: Int64
    ) throws {
        for (index, notice) in notices.enumerated() {
            if index > 0 { try insert(notice, of: id, number: index) }
            try link(notice, account: account)
        }
    }

    func append(_ notice: CancellationNotice, to cancellation: CancellationID) throws {
        guard let claim = try claim(cancellation) else { throw noSuch(cancellation) }
        unchanged?.claims.insert(cancellation)
        try insert(notice, of: cancellation, number: claim.notices.count)
        try link(notice, account: connection.registeredNumber(of: notice.account))
        let orderNumber =
            (claim.notices + [notice]).newestOrderNumber ?? notice.orderNumber
        let statement = try connection.prepared(ClaimChangeStatement.countNotice)
        statement.bind(1, cancellation.rawValue)
        statement.bind(2, claim.notices.count + 1)
        statement.bind(3, orderNumber.rawValue)
        statement.bind(4, (claim.notices + [notice]).askedAt)
        try statement.run()
        unchanged?.noteClaim(of: notice, naming: orderNumber)
        guard !claim.applications.isEmpty, claim.notices.newestOrderNumber != orderNumber
        else { return }
        latest = nil
        try markElsewhere(cancellation)
    }

    func rename(_ cancellation: CancellationID, to name: ClaimID) throws {
        unchanged?.claims.insert(cancellation)
        let statement = try connection.prepared(ClaimChangeStatement.rename)
        statement.bind(1, cancellation.rawValue)
        statement.bind(2, name.rawValue)
        guard try statement.runChangingRows() else { throw noSuch(cancellation) }
    }

    private func insert(
        _ notice: CancellationNotice,
        of cancellation: CancellationID,
        number: Int
    ) throws {
        let statement = try connection.prepared(ClaimChangeStatement.insertNotice)
        statement.bind(1, cancellation.rawValue)
        statement.bind(2, number)
        statement.bind(3, notice.state)
        statement.bind(4, PackedFields.bytes(of: notice.fields, extras: try extras(of: notice)))
        statement.bindValues(of: notice, from: 5)
        try statement.run()
    }

    func setStanding(_ standing: Standing, of cancellation: CancellationID, at: Timestamp) throws {
        unchanged?.claims.insert(cancellation)
        let query = try connection.prepared(ClaimChangeStatement.standing)
        query.bind(1, cancellation.rawValue)
        let stored = try query.firstRow { row in
            (
                account: row.integer(0), status: try row.code(1, as: Status.self),
                since: row.timestamp(2), state: row.text(3),
                requestedAt: row.optionalTimestamp(4)
            )
        }
        guard let stored else { throw noSuch(cancellation) }
        let isMove = stored.status != standing.status
        let statement = try connection.prepared(ClaimChangeStatement.setStanding)
        statement.bind(1, cancellation.rawValue)
        statement.bind(standing, from: 2)
        statement.bind(7, isMove ? at : stored.since)
        statement.bind(8, standing.ruledAfter)
        try statement.run()
        if latest?.id == cancellation { latest?.status = standing.status }
        if [stored.status, standing.status].contains(.withdrawn) { try keepDue(cancellation) }
        if stored.state != standing.state {
            counts.countState(
                account: stored.account,
                from: stored.state,
                to: standing.state,
                at: at
            )
        }
        guard isMove else { return }
        counts.countMove(
            account: stored.account,
            from: ChartCounts.Standing(
                status: stored.status,
                since: stored.since,
                requestedAt: stored.requestedAt
            ),
            to: standing.status,
            at: at
        )
    }

    func change(_ lines: [LineChange], by cancellation: CancellationID, at: Timestamp) throws {
        let identity = try identity(of: cancellation)
        unchanged?.claims.insert(cancellation)
        for line in lines {
            unchanged?.orders.insert(line.line.orderNumber)
            guard let account = try number(of: line.line.account) else {
                throw connection.refusal("There is no account \(line.line.account).")
            }
            try changeApplication(line, account: account, by: identity)
            let difference = line.unitsAfter - line.unitsBefore
            let place = try moveOnPullList(line, account: account, at: at)
            let statement: any WriteStatement =
                if difference < 0 {
                    try connection.prepared(OrderStatement.giveUnitsBack)
                } else {
                    try connection.write(.units)
                }
            statement.bind(line.line, account: account, from: 1)
            statement.bind(4, difference)
            statement.bind(5, line.isHeld)
            statement.bind(place, from: 6)
            try statement.run()
            if difference < 0 { try lowerQuantity(of: line.line, account: account) }
        }
        if identity.status == .withdrawn { try keepDue(cancellation) }
    }

    /// Keeps whether a cancellation is on the list of what is to be restored.
    private func keepDue(_ cancellation: CancellationID) throws {
        for change in [ClaimChangeStatement.forgetDue, .insertDue] {
            let statement = try connection.prepared(change)
            statement.bind(1, cancellation.rawValue)
            try statement.run()
        }
    }

    private func changeApplication(
        _ change: LineChange,
        account: Int64,
        by cancellation: CancellationIdentity
    ) throws {
        guard change.unitsBefore > 0 || change.unitsAfter > 0 else { return }
        guard change.unitsBefore > 0 else {
            let isHere =
                account == cancellation.account
                && change.line.orderNumber == cancellation.orderNumber
            let insertion = try connection.write(.application)
            insertion.bind(1, cancellation.id.rawValue)
            insertion.bind(change.line, account: account, from: 2)
            insertion.bind(5, change.unitsAfter)
            insertion.bind(6, isHere ? nil : 1)
            return try insertion.run()
        }
        let statement: PreparedStatement
        if change.unitsAfter == 0 {
            statement = try connection.prepared(ClaimChangeStatement.deleteApplication)
            statement.bind(5, change.unitsBefore)
        } else {
            statement = try connection.prepared(ClaimChangeStatement.updateApplication)
            statement.bind(5, change.unitsAfter)
            statement.bind(6, change.unitsBefore)
        }
        statement.bind(1, cancellation.id.rawValue)
        statement.bind(change.line, account: account, from: 2)
        guard try statement.runChangingRows() else {
            throw connection.refusal(
                "Cancellation \(cancellation.id) does not have \(change.unitsBefore) units of line"
                    + " \(change.line.lineID) of order \(change.line.orderNumber)."
            )
        }
    }

    func append(_ entry: JournalEntry) throws {
        let account = try entry.account.map { try connection.registeredNumber(of: $0) }
        let statement = try connection.write(.journalEntry)
        statement.bind(1, entry.at)
        switch entry.actor {
        case .system: statement.bind(2, String?.none)
        case .person(let name): statement.bind(2, name)
        }
        statement.bind(3, entry.act.code)
        statement.bind(4, account)
        statement.bind(5, entry.cancellation?.rawValue)
        statement.bind(6, entry.reason?.code)
        statement.bind(7, entry.status?.code)
        statement.bind(8, entry.problem?.stored ?? entry.note)
        statement.bind(9, entry.evidence.map(PackedEvidence.bytes))
        try statement.run()
    }

    private func markElsewhere(_ cancellation: CancellationID) throws {
        let identity = try identity(of: cancellation)
        let statement = try connection.prepared(ClaimChangeStatement.markElsewhere)
        statement.bind(1, cancellation.rawValue)
        statement.bind(2, identity.orderNumber.rawValue)
        statement.bind(3, identity.account)
        try statement.run()
    }

    private func identity(of cancellation: CancellationID) throws -> CancellationIdentity {
        if let latest, latest.id == cancellation { return latest }
        let statement = try connection.prepared(ClaimChangeStatement.identity)
        statement.bind(1, cancellation.rawValue)
        let identity = try statement.firstRow { row in
            CancellationIdentity(
                id: cancellation,
                account: row.integer(0),
                orderNumber: OrderNumber(row.text(1)),
                status: try row.code(2)
            )
        }
        guard let identity else { throw noSuch(cancellation) }
        latest = identity
        return identity
    }

    private func noSuch(_ cancellation: CancellationID) -> StoreError {
        connection.refusal("There is no cancellation \(cancellation).")
    }
}

extension [CancellationNotice] {
    /// The order that the newest notice names; of several at one time, the one that came last.
    fileprivate var newestOrderNumber: OrderNumber? {
        let newest = lazy.map(\.effectiveAt).max()
        return last { $0.effectiveAt == newest }?.orderNumber
    }

    /// When the buyer asked first, or when that was first seen.
    fileprivate var askedAt: Timestamp? {
        lazy.compactMap(\.requestedAt).min() ?? lazy.map(\.observedAt).min()
    }
}

extension WriteStatement {
    /// Binds state, status, reason and ruling to five parameters.
    fileprivate func bind(_ standing: Standing, from index: Int32) {
        bind(index, standing.state)
        bind(index + 1, standing.status.code)
        bind(index + 2, standing.reason.code)
        bind(index + 3, standing.ruling?.code)
        bind(index + 4, standing.ruling?.reason)
    }

    /// Binds a notice's quantity, times and reason to five parameters.
    fileprivate func bindValues(of notice: CancellationNotice, from index: Int32) {
        bind(index, notice.quantity)
        bind(index + 1, notice.requestedAt)
        bind(index + 2, notice.changedAt)
        bind(index + 3, notice.buyerReason)
        bind(index + 4, notice.observedAt)
    }

    /// Binds a line's key to three parameters.
    func bind(_ line: OrderLineKey, account: Int64, from index: Int32) {
        bind(index, line.orderNumber.rawValue)
        bind(index + 1, account)
        bind(index + 2, line.lineID.rawValue)
    }
}
