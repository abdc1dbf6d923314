import MatchingCore
import SyncInterfaces

extension StoreReader {
    func claims(account: AccountID, orderNumber: OrderNumber) throws -> [ClaimRecord] {
        try claims(of: OrderKey(account: account, orderNumber: orderNumber), meantBy: nil)
    }

    func claims(meantBy notice: CancellationNotice) throws -> [ClaimRecord] {
        try claims(
            of: OrderKey(account: notice.account, orderNumber: notice.orderNumber),
            meantBy: notice
        )
    }

    /// The claims of an order that `notice` can speak of; all of them where there is none.
    func claims(
        of order: OrderKey,
        meantBy notice: CancellationNotice?
    ) throws -> [ClaimRecord] {
        if let claims = try unchangedClaims(of: order, meantBy: notice) { return claims }
        guard let number = try number(of: order.account) else { return [] }
        let statement = try connection.prepared(ClaimStatement.claimsOfOrder)
        statement.bind(1, number)
        statement.bind(2, order.orderNumber.rawValue)
        var claims = try statement.rows { try StoredClaim($0, reader: self) }
        if let notice, !notice.claimID.isMade(of: order.orderNumber) {
            claims.removeAll {
                let name = $0.firstNotice.claimID
                return name != notice.claimID && !name.isMade(of: order.orderNumber)
            }
        }
        return try completed(claims)
    }

    func claims(orderNumber: OrderNumber) throws -> [ClaimRecord] {
        let statement = try connection.prepared(ClaimStatement.claimsOfNumber)
        statement.bind(1, orderNumber.rawValue)
        return try completed(statement.rows { try StoredClaim($0, reader: self) })
            .sorted { $0.id < $1.id }
    }

    func waitingClaims(orderNumber: OrderNumber) throws -> [ClaimRecord] {
        let statement = try connection.prepared(ClaimStatement.waitingClaims)
        statement.bind(1, orderNumber.rawValue)
        return try completed(statement.rows { try StoredClaim($0, reader: self) })
    }

    func heldOrders(account: AccountID, limit: Int) throws -> Set<OrderNumber>? {
        guard let number = try number(of: account) else { return [] }
        let statement = try connection.prepared(ClaimStatement.heldOrders)
        statement.bind(1, number)
        statement.bind(2, limit + 1)
        let orders = try statement.rows { OrderNumber($0.text(0)) }
        return orders.count > limit ? nil : Set(orders)
    }

    func hasHeldClaim(of order: OrderKey) throws -> Bool {
        guard let number = try number(of: order.account) else { return false }
        let statement = try connection.prepared(ClaimStatement.heldClaimOfOrder)
        statement.bind(1, number)
        statement.bind(2, order.orderNumber.rawValue)
        return try statement.firstRow { _ in true } ?? false
    }

    func claim(_ id: CancellationID) throws -> ClaimRecord? {
        let statement = try connection.prepared(ClaimStatement.claim)
        statement.bind(1, id.rawValue)
        return try completed(statement.rows { try StoredClaim($0, reader: self) }).first
    }

    func claims(
        account: AccountID,
        statuses: Set<Status>,
        after: ClaimPosition?,
        limit: Int
    ) throws -> ClaimPage {
        guard limit > 0, let number = try number(of: account) else { return ClaimPage() }
        var list = try MergedRanges(
            statuses.map { IndexRange(rank: 0, key: .since, account: number, status: $0.code) },
            reader: ListRanges(),
            direction: (isAscending: true, ranksAscend: true),
            start: { _ in
                after.map { .init(key: .integer($0.since.rawValue), id: $0.id.rawValue) }
            },
            limit: limit,
            connection: connection
        )
        var page = ClaimPage()
        while page.claims.count < limit, let entry = try list.next() {
            let id = CancellationID(rawValue: entry.id)
            guard let claim = try claim(id), case .integer(let since) = entry.key else { continue }
            page.claims.append(claim)
            page.end = ClaimPosition(since: Timestamp(rawValue: since), id: id)
        }
        return page
    }

    func hasClaims(account: AccountID) throws -> Bool {
        guard let number = try number(of: account) else { return false }
        let statement = try connection.prepared(ClaimStatement.anyClaim)
        statement.bind(1, number)
        return try statement.firstRow { _ in true } ?? false
    }

    func takers(of line: OrderLineKey) throws -> [CancellationID: Int] {
        guard let number = try number(of: line.account) else { return [:] }
        var takers: [CancellationID: Int] = [:]
        for name in [ClaimStatement.takersOfLine, .takersElsewhere] {
            let statement = try connection.prepared(name)
            statement.bind(1, line.orderNumber.rawValue)
            statement.bind(2, number)
            statement.bind(3, line.lineID.rawValue)
            try statement.forEachRow { row in
                takers[CancellationID(rawValue: row.integer(0))] = Int(row.integer(1))
                return true
            }
        }
        return takers
    }

    /// What the marketplace says of a cancellation by now; `nil` when there is none.
    func claimByNow(_ id: CancellationID) throws -> Claim? {
        let statement = try connection.prepared(ClaimStatement.claim)
        statement.bind(1, id.rawValue)
        guard let stored = try statement.firstRow({ try StoredClaim($0, reader: self) }) else {
            return nil
        }
        let policy = connection.policy(of: stored.firstNotice.account)
        return ClaimHistory(notices: try notices(of: stored), policy: policy)?.claim
    }

    /// Adds what stands in other tables; the statements of `claims` have been read to their end.
    private func completed(_ claims: [StoredClaim]) throws -> [ClaimRecord] {
        try claims.map { claim in
            ClaimRecord(
                id: claim.id,
                notices: try notices(of: claim),
                standing: claim.standing,
                applications: try applications(of: claim.id)
            )
        }
    }

    /// The notices of a claim, in the order in which they came.
    private func notices(of claim: StoredClaim) throws -> [CancellationNotice] {
        let first = claim.firstNotice
        guard claim.noticeCount > 1 else { return [first] }
        let statement = try connection.prepared(ClaimStatement.notices)
        statement.bind(1, claim.id.rawValue)
        return try [first]
            + statement.rows { row in
                let (fields, extras) = try packed(
                    of: row,
                    orderNumber: nil,
                    column: nil,
                    packed: 1
                )
                let quantity = row.optionalInteger(2).map(Int.init)
                guard fields[.orderNumber] != nil, quantity.map({ $0 >= 1 }) ?? true else {
                    throw row.damaged
                }
                return CancellationNotice(
                    account: first.account,
                    claimID: first.claimID,
                    state: row.text(0),
                    fields: fields,
                    quantity: quantity,
                    requestedAt: row.optionalTimestamp(3),
                    changedAt: row.optionalTimestamp(4),
                    buyerReason: row.optionalText(5),
                    observedAt: row.timestamp(6),
                    remarks: extras.remarks,
                    origin: try origin(of: extras)
                )
            }
    }

    private func applications(of cancellation: CancellationID) throws -> [Application] {
        let statement = try connection.prepared(ClaimStatement.applications)
        statement.bind(1, cancellation.rawValue)
        let applications = try statement.rows { row in
            Application(
                line: OrderLineKey(
                    account: try account(row.integer(1), in: row),
                    orderNumber: OrderNumber(row.text(0)),
                    lineID: LineID(row.text(2))
                ),
                units: Int(row.integer(3))
            )
        }
        return applications.count > 1 ? applications.sorted() : applications
    }
}

/// A row of `cancellation`: the claim's first notice and where it stands.
private struct StoredClaim {
    let id: CancellationID
    let firstNotice: CancellationNotice
    let noticeCount: Int64
    let standing: Standing

    init(_ row: PreparedStatement, reader: StoreReader) throws {
        id = CancellationID(rawValue: row.integer(0))
        noticeCount = row.integer(9)
        let state = row.text(4)
        standing = Standing(
            state: state,
            status: try row.code(5),
            reason: try row.code(6),
            ruling: try Ruling(code: row.optionalInteger(7), reason: row.optionalText(8), in: row),
            ruledAfter: row.optionalInteger(18).map(Int.init)
        )
        let orderNumber = row.optionalText(11) ?? row.text(3)
        let quantity = row.optionalInteger(13).map(Int.init)
        guard quantity.map({ $0 >= 1 }) ?? true else { throw row.damaged }
        let said = try reader.packed(
            of: row,
            orderNumber: OrderNumber(orderNumber),
            column: nil,
            packed: 12
        )
        firstNotice = CancellationNotice(
            account: try reader.account(row.integer(1), in: row),
            claimID: ClaimID(row.text(2)),
            state: row.optionalText(10) ?? state,
            fields: said.fields,
            quantity: quantity,
            requestedAt: row.optionalTimestamp(14),
            changedAt: row.optionalTimestamp(15),
            buyerReason: row.optionalText(16),
            observedAt: row.timestamp(17),
            remarks: said.extras.remarks,
            origin: try reader.origin(of: said.extras)
        )
    }
}

extension Ruling {
    /// The number by which a row names the ruling.
    var code: Int64 {
        switch self {
        case .applied: 0
        case .dismissed: 1
        case .undone: 2
        case .settled: 3
        }
    }

    /// The reason that a person gave; `nil` for rulings without one.
    var reason: String? {
        switch self {
        case .dismissed(let reason), .settled(let reason): reason
        case .applied, .undone: nil
        }
    }

    fileprivate init?(code: Int64?, reason: String?, in row: PreparedStatement) throws {
        switch code {
        case nil: return nil
        case 0: self = .applied
        case 1: self = .dismissed(reason: reason ?? "")
        case 2: self = .undone
        case 3: self = .settled(reason: reason ?? "")
        case .some: throw row.damaged
        }
    }
}
