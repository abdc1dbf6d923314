import ConsoleModel
import MatchingCore
import SyncInterfaces

extension Sample {
    /// Order lines of every kind: on hold and labeled, on hold and received, shipped, untouched.
    static let orderLines: [LineOnFile] = [
        line("gmarket", "2026112500001", "01", "울 머플러 / 회색", .labeled, 2, cancelled: 1),
        line("gmarket", "2026112500001", "02", "기모 양말", .labeled, 1),
        line("coupang", "31000123465", "쿠-1", "무선 청소기 거치대", .received, 1, cancelled: 1),
        line("coupang", "31000777000", "쿠-7", "스테인리스 텀블러 500ml", .shipped, 1),
        line("brandi", "B20261125-7", "관리-11", "니트가디건 / 네이비", .received, 2),
        line("brandi", "B20261125-7", "관리-12", "니트 가디건 / 네이비", .labeled, 1),
        line("storefarm", "2026112512345678", "스-1", "수제 딸기잼 선물세트", .received, 3),
    ]

    /// A line that no cancellation names; only a scan finds it.
    static let unclaimedLine = line("brandi", "B20261125-9", "관리-21", "골덴 셔츠", .labeled, 1)

    /// A line of an account that is not read; only a scan finds it.
    static let unreadLine = line("akmall", "A20261125-3", "관리-31", "울 코트", .labeled, 1)

    private static func line(
        _ account: AccountID,
        _ order: String,
        _ id: String,
        _ product: String,
        _ shipping: ShippingState,
        _ quantity: Int,
        cancelled: Int = 0
    ) -> LineOnFile {
        var line = SampleClaim.line(account, order, id, [.productName: product]).in(shipping)
        line.line.quantity = quantity
        line.line.orderedAt = minutes(-300)
        if shipping != .received { line.line.trackingNumber = "6801" + order.suffix(5) }
        line.cancelledUnits = cancelled
        line.isHeld = cancelled > 0
        if order == exchanged.orderNumber.rawValue {
            line.line.remarks = MarketplaceRemarks(shippingWord: "배송준비중")
        }
        return line
    }

    /// An order that replaced another one, was changed after its import and marked as shipped.
    static let exchanged = OrderKey(account: "coupang", orderNumber: "31000777000")

    static let lineage = Lineage(links: [
        OrderLink(
            account: "coupang",
            original: "31000776999",
            replacement: exchanged.orderNumber
        )
    ])

    /// Changes of lines that replaced others, of which the sample has none of its own.
    static func revisions(of lines: [LineOnFile]) -> [LineRevision] {
        lines.filter { $0.line.remarks.originalOrderNumber != nil }.map { line in
            LineRevision(
                line: line.line.key,
                at: minutes(-45),
                aspect: .field(.option),
                before: line.line.remarks.shippingWord,
                after: line.line.fields[.productName]
            )
        }
    }

    static func lineage(of lines: [LineOnFile]) -> Lineage {
        Lineage(
            links: lines.compactMap { line in
                line.line.remarks.originalOrderNumber.map { original in
                    OrderLink(
                        account: line.line.key.account,
                        original: original,
                        replacement: line.line.key.orderNumber
                    )
                }
            }
        )
    }

    static let revisions: [LineRevision] = [
        (LineRevision.Aspect.field(.option), "블랙 / 500ml", "네이비 / 500ml"),
        (.quantity, "2", "1"), (.shipping, "labeled", "shipped"),
        (.trackingNumber, nil, "680177000"),
    ]
    .map { aspect, before, after in
        LineRevision(
            line: OrderLineKey(
                account: exchanged.account,
                orderNumber: exchanged.orderNumber,
                lineID: "쿠-7"
            ),
            at: minutes(-45),
            aspect: aspect,
            before: before,
            after: after
        )
    }

    static func rehearsal(
        _ account: AccountID,
        _ rule: MatchRule,
        _ claims: [SampleClaim]
    ) -> RehearsalResult {
        let outcomes: [RehearsalResult.Outcome] = [
            RehearsalResult.Outcome(
                status: .applied,
                reason: .applied,
                applications: [
                    Application(
                        line: OrderLineKey(
                            account: account,
                            orderNumber: "31000123465",
                            lineID: "L-1"
                        ),
                        units: 1
                    )
                ]
            ),
            RehearsalResult.Outcome(status: .pending, reason: .keyDiffers, applications: []),
            RehearsalResult.Outcome(status: .held, reason: .ambiguous, applications: []),
        ]
        return RehearsalResult(
            account: account,
            ruleNow: accounts.first { $0.id == account }?.marketplace.policy.rule,
            rule: rule,
            count: 500,
            since: minutes(-9000),
            changes: claims.prefix(6).enumerated().map { index, claim in
                RehearsalResult.Change(
                    id: claim.id,
                    orderNumber: claim.notice.orderNumber,
                    now: outcomes[index % 3],
                    then: outcomes[(index + 1 + index / 3) % 3]
                )
            }
            .filter { $0.now != $0.then }
            .sorted { $0.kind < $1.kind }
        )
    }

    static let setAside = SetAsideRow(
        file: "rejected/orders/a.csv.1f2e3d4c.csv",
        problem: KeptProblem(words: "a.csv, 7행, '수량' 열: 수량 '0'은 1 이상의 정수가 아닙니다.")
    )

    static func accountAnswer(
        _ id: AccountID,
        _ claims: [SampleClaim],
        _ token: RequestToken
    ) -> AccountAnswer {
        let own = claims.filter { $0.notice.account == id }
        return AccountAnswer(
            token: token,
            id: id,
            states: Dictionary(
                own.map { ($0.notice.state, StateTally(count: 1, since: $0.notice.observedAt)) },
                uniquingKeysWith: { StateTally(count: $0.count + $1.count, since: $0.since) }
            ),
            polls: summaries(of: []).compactMap(\.lastPoll).filter { $0.account == id },
            window: TimeWindow(start: minutes(-1440), end: now),
            coverage: AccountCoverage(
                account: id,
                isPaused: false,
                consecutiveFailures: 0,
                lastSuccessAt: minutes(-7),
                gaps: [
                    TimeWindow(start: minutes(-900), end: minutes(-720)),
                    TimeWindow(start: minutes(-95), end: minutes(-80)),
                ]
            ),
            connection: connection(of: id),
            arrivals: AccountArrivals(
                lastOrderAt: minutes(-31),
                lastCancellationAt: own.isEmpty ? nil : minutes(-42),
                usualCounts: own.isEmpty ? [] : [3, 0, 4]
            ),
            setAside: id == "akmall" ? SetAsideRows(rowCount: 1_012, fileCount: 2) : .none,
            setAsideOrders: id == "akmall"
                ? SetAsideRows(rowCount: 3, fileCount: 1, isMore: true) : .none
        )
    }
}

extension ConsoleDriver {
    /// What a store would answer to a page.
    func reply(to question: PageQuestion, _ token: RequestToken) -> ConsoleEvent {
        switch question {
        case .charts:
            .charts(
                ChartsAnswer(
                    token: token,
                    charts: Sample.charts(of: claims.map(\.row)),
                    now: now
                )
            )
        case .rehearsal(let account, let rule):
            .rehearsal(
                RehearsalAnswer(
                    token: token,
                    result: Sample.rehearsal(account, rule, claims)
                )
            )
        case .account(let id): .account(Sample.accountAnswer(id, claims, token))
        case .orders(let query):
            .orderPage(AnswerPage(token: token, ListSlice(rows: orders(query))))
        case .order(let key): order(key, token).map { .order($0) } ?? .nothingThere(token)
        case .line(let key):
            explanation(of: key).map {
                .lineExplanation(LineAnswer(token: token, explanation: $0))
            } ?? .nothingThere(token)
        case .pullList(let query):
            .pullPage(AnswerPage(token: token, ListSlice(rows: pullRows(query))))
        case .parcel(let number):
            .parcel(parcelAnswer(number, token))
        case .journal(let query):
            .journalPage(AnswerPage(token: token, ListSlice(rows: journal(query))))
        }
    }

    private func orders(_ query: OrderQuery) -> [OrderRow] {
        let groups = Dictionary(grouping: lines) { $0.line.key.order }
        let rows = groups.values.sorted { $0[0].line.key < $1[0].line.key }.enumerated().map {
            OrderRow(id: $1[0].line.key.order, arrival: Int64($0 + 1), lines: $1)
        }
        let found = rows.filter { row in
            (query.account.map { $0 == row.id.account } ?? true)
                && (query.find.map { find in
                    row.id.orderNumber.rawValue.hasPrefix(find)
                        || row.lines.contains {
                            $0.line.key.lineID.rawValue.hasPrefix(find)
                                || $0.line.trackingNumber?.hasPrefix(find) ?? false
                        }
                } ?? true)
                && OrderFilterTest(query).admits(row)
        }
        return query.page(of: found) { one, other in
            let (first, second) = query.sort.isReversed ? (other, one) : (one, other)
            return switch query.sort.column {
            case .arrival: first.arrival > second.arrival
            case .order: first.order.orderNumber < second.order.orderNumber
            case .account:
                first.order.account == second.order.account
                    ? first.arrival > second.arrival : first.order.account < second.order.account
            }
        }
    }

    private func order(_ key: OrderKey, _ token: RequestToken) -> OrderAnswer? {
        let own = lines.filter { $0.line.key.order == key }
        let naming = claims.filter {
            $0.notice.account == key.account && $0.notice.orderNumber == key.orderNumber
        }
        guard !own.isEmpty || !naming.isEmpty else { return nil }
        return OrderAnswer(
            token: token,
            id: key,
            lines: own,
            marks: Dictionary(own.compactMap { line in mark(of: line).map { (line.line.key, $0) } })
            {
                $1
            },
            claims: naming.map(\.record),
            journal: naming.flatMap { $0.answer(token).journal },
            revisions: key == Sample.exchanged ? Sample.revisions : Sample.revisions(of: own),
            lineage: key == Sample.exchanged ? Sample.lineage : Sample.lineage(of: own),
            setAside: own.isEmpty ? [Sample.setAside] : []
        )
    }

    private func explanation(of key: OrderLineKey) -> OrderExplanation? {
        guard let line = lines.first(where: { $0.line.key == key }) else { return nil }
        let account = Sample.accounts.first { $0.id == key.account } ?? Sample.accounts[0]
        let namings = claims.filter {
            $0.notice.account == key.account && $0.notice.orderNumber == key.orderNumber
        }
        return Matcher(account: key.account, policy: account.marketplace.policy).explain(
            line,
            namings: namings.map {
                OrderExplanation.Naming(
                    id: $0.id,
                    explanation: $0.explanation,
                    units: line.cancelledUnits
                )
            },
            coverage: AccountCoverage(
                account: key.account,
                isPaused: false,
                consecutiveFailures: 0,
                lastSuccessAt: Sample.minutes(-7),
                gaps: []
            ),
            now: now
        )
    }

    private func mark(of line: LineOnFile) -> PullMark? {
        guard line.isHeld else { return nil }
        let isPulled = pulled.contains(line.line.key)
        return PullMark(
            since: Sample.minutes(-40),
            pulledAt: isPulled ? now : nil,
            urgency: isPulled ? nil : PullUrgency(line.line.shipping)
        )
    }

    private func pullRows(_ query: PullQuery) -> [PullRow] {
        let test = RowFilterTest(query.filter, now: query.now)
        let rows = lines.filter { $0.isHeld && !pulled.contains($0.line.key) }
            .map { line in
                PullRow(
                    line: line,
                    place: PullRow.Place(
                        urgency: PullUrgency(line.line.shipping),
                        since: Sample.minutes(-40),
                        line: line.line.key,
                        orderedAt: line.line.orderedAt
                    )
                )
            }
            .filter(test.admits)
        return query.page(of: rows) { $0.precedes($1, by: query.sort) }
    }

    private func parcelAnswer(_ number: String, _ token: RequestToken) -> ParcelAnswer {
        var answer = ParcelAnswer(
            token: token,
            id: number,
            lines: parcel(number),
            claims: naming(number),
            unread: parcel(number).compactMap { unread($0.line) }
        )
        answer.aside = aside
        return answer
    }

    private func parcel(_ number: String) -> [ParcelAnswer.Line] {
        (lines + [Sample.unclaimedLine, Sample.unreadLine]).filter {
            $0.line.trackingNumber == number || $0.line.key.orderNumber.rawValue == number
        }
        .map { line in
            ParcelAnswer.Line(
                line: line,
                mark: mark(of: line),
                takers: line.isHeld ? [CancellationID(rawValue: 1)] : [],
                undecided: naming([line.line.key.orderNumber])
                    .filter(\.standing.status.isUndecided).map(\.id)
            )
        }
    }

    private func unread(_ line: LineOnFile) -> OrderExplanation? {
        let coverage = AccountCoverage(
            account: line.line.key.account,
            isPaused: line == Sample.unreadLine,
            consecutiveFailures: 0,
            lastSuccessAt: Sample.minutes(-7),
            gaps: []
        )
        return OrderExplanation.doubt(about: line, coverage: coverage, now: now)
    }

    private func naming(_ number: String) -> [ClaimRecord] {
        let orders = Set(parcel(number).map(\.line.line.key.orderNumber))
        return naming(orders.isEmpty ? [OrderNumber(number)] : orders)
    }

    private func naming(_ orders: Set<OrderNumber>) -> [ClaimRecord] {
        claims.filter { orders.contains($0.notice.orderNumber) }.map(\.record)
    }

    private func journal(_ query: JournalQuery) -> [JournalEntry] {
        let person = JournalEntry(
            id: 1000,
            at: Sample.minutes(-3),
            actor: .person("kim"),
            act: .pause,
            account: "akmall",
            note: "점검 중"
        )
        let entries =
            [person] + furtherEntries
            + claims.flatMap { $0.answer(RequestToken(rawValue: 0)).journal }
        let test = RowFilterTest(query.filter, now: query.now)
        let found = entries.filter { entry in
            (query.account.map { $0 == entry.account } ?? true) && test.admits(entry)
        }
        return query.page(of: found, precedes: query.sort.precedes)
    }
}
