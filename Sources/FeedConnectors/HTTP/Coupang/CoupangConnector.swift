package import MatchingCore
import RequestSigning
package import SyncInterfaces

/// 쿠팡 Wing Open API: requests to stop a shipment, cancels of paid orders, withdrawals, orders.
///
/// Source: Coupang Open API documentation, "returnRequests" (v6), "returnWithdrawRequests" (v4) and
/// "ordersheets" (v4). Claims are listed by the time of their receipt only, so a request that is
/// taken back is found in the list of withdrawals, not by asking again.
package struct CoupangConnector: MarketplaceConnector {
    /// The operator's keys, as Wing issues them.
    package struct Keys: Sendable {
        /// `A` and eight digits.
        package let vendorID: String
        package let accessKey: String
        package let secretKey: Secret

        package init(vendorID: String, accessKey: String, secretKey: Secret) {
            self.vendorID = vendorID
            self.accessKey = accessKey
            self.secretKey = secretKey
        }
    }

    package static let base = "https://api-gateway.coupang.com"
    /// More than ten calls a second are refused, and the vendor stays locked out for minutes.
    package static let pace = CallPace(8, per: .seconds(1))
    /// Receipts are listed by when they came in, so that a later state shows only while they are asked
    /// for again.
    private static let receiptsAskedAgain = Duration.seconds(2 * 86_400)

    let account: AccountID
    private let keys: Keys
    private let base: String
    private let client: ServiceClient

    package init(
        account: AccountID,
        keys: Keys,
        base: String = CoupangConnector.base,
        client: ServiceClient
    ) {
        self.account = account
        self.keys = keys
        self.base = base
        self.client = client
    }

    package func read(
        _ request: APIReading,
        deliver: @Sendable (FeedPage) async throws -> Void
    ) async throws {
        try await request.read {
            try await readOrders(request, deliver: deliver)
        } claims: {
            try await readReceipts(request, deliver: deliver)
            try await readWithdrawals(request, deliver: deliver)
        }
    }

    private func readReceipts(
        _ request: APIReading,
        deliver: @Sendable (FeedPage) async throws -> Void
    ) async throws {
        // The list by the minute has no pages, so its windows are short.
        let receipts = request.window.reachingBack(Self.receiptsAskedAgain)
        let pieces = receipts.pieces(longest: .seconds(86_400))
        for kind in CoupangReturnRequests.Kind.allCases {
            try await request.read(pieces, of: receipts) { piece in
                let answer = try await returnRequests(piece, kind)
                try await deliver(
                    answer.page(of: kind, account: account, observedAt: request.observedAt)
                )
            }
        }
    }

    package func check() async throws -> String {
        let now = client.now()
        let window = TimeWindow(start: now.advanced(by: .seconds(-60)), end: now)
        _ = try await returnRequests(window, .stopRequests)
        return CoupangReturnRequests.call
    }

    // MARK: Calls

    private func returnRequests(
        _ window: TimeWindow,
        _ kind: CoupangReturnRequests.Kind
    ) async throws -> CoupangReturnRequests {
        try await get(
            "v6/vendors/\(keys.vendorID)/returnRequests",
            "searchType=timeFrame&createdAtFrom=\(window.start.coupangMinute)"
                + "&createdAtTo=\(window.end.coupangMinute)&\(kind.rawValue)"
        )
    }

    private func readWithdrawals(
        _ request: APIReading,
        deliver: @Sendable (FeedPage) async throws -> Void
    ) async throws {
        let window = request.window
        try await request.read(window.dayRuns(of: 7), of: window) { days in
            try await withdrawals(observedAt: request.observedAt).read(days, deliver: deliver)
        }
    }

    private func withdrawals(
        observedAt: Timestamp
    ) -> PositionedList<ClosedRange<CivilDay>, String> {
        let rowCount = CoupangWithdrawals.rowsPerPage
        return PositionedList(name: CoupangWithdrawals.call, halves: \.halves) { days, place in
            let answer: CoupangWithdrawals = try await get(
                "v4/vendors/\(keys.vendorID)/returnWithdrawRequests",
                "dateFrom=\(days.lowerBound.text)&dateTo=\(days.upperBound.text)"
                    + "&pageIndex=\(place ?? "1")&sizePerPage=\(rowCount)"
            )
            let isFull = answer.data.count >= rowCount
            let next = try self.next(answer.nextPageIndex, "nextPageIndex", afterFullPage: isFull)
            return PositionedPage(
                content: answer.page(account: account, observedAt: observedAt),
                rows: answer.data.map { $0.name(\.name) },
                next: next.map { .page($0) } ?? .end
            )
        }
    }

    /// Orders are listed by their day, so those of the week before are asked again for what became of
    /// them: a parcel that was packed yesterday must not look as if it could still be stopped.
    private func readOrders(
        _ request: APIReading,
        deliver: @Sendable (FeedPage) async throws -> Void
    ) async throws {
        let window = request.window
        let today = CivilDay(window.start)
        let weekBefore = today.advanced(by: -7)...today.advanced(by: -1)
        for status in CoupangOrderSheets.shippingStatuses {
            try await request.read([weekBefore], of: weekBefore.period) { days in
                try await readOrders(days, status, deliver: deliver)
            }
        }
        for status in CoupangOrderSheets.statuses {
            try await request.read(window.dayRuns(of: 31), of: window) { days in
                try await readOrders(days, status, deliver: deliver)
            }
        }
    }

    private func readOrders(
        _ days: ClosedRange<CivilDay>,
        _ status: String,
        deliver: @Sendable (FeedPage) async throws -> Void
    ) async throws {
        let rowCount = CoupangOrderSheets.rowsPerPage
        var token: String? = ""
        var tokens = PageMarks<String>()
        while let next = token {
            try tokens.take(next, called: "nextToken")
            let answer: CoupangOrderSheets = try await get(
                "v4/vendors/\(keys.vendorID)/ordersheets",
                "createdAtFrom=\(days.lowerBound.text)&createdAtTo=\(days.upperBound.text)"
                    + "&status=\(status)&maxPerPage=\(rowCount)"
                    + (next.isEmpty ? "" : "&nextToken=\(next)")
            )
            try await deliver(answer.page(account: account))
            let isFull = answer.data.count >= rowCount
            token = try self.next(answer.nextToken, "nextToken", afterFullPage: isFull)
        }
    }

    /// Where the next page begins; `nil` after the last one, on which the field is empty.
    ///
    /// A full page that does not say how it goes on must not be taken for the last.
    private func next(
        _ mark: WireText?,
        _ field: String,
        afterFullPage isFull: Bool
    ) throws -> String? {
        if let mark { return mark.value.isEmpty ? nil : mark.value }
        if isFull { throw ServiceFailure(.unexpectedAnswer("\(field): missing")) }
        return nil
    }

    private func get<Value: Decodable & Sendable>(
        _ path: String,
        _ query: String
    ) async throws -> Value {
        let path = "/v2/providers/openapi/apis/api/\(path)"
        return try await client.call { answer in
            try CoupangFailure.value(Value.self, in: answer)
        } request: { [keys, base] moment in
            let signature = CoupangSignature(
                method: "GET",
                path: path,
                query: query,
                secret: try keys.secretKey.value(),
                at: moment
            )
            let authorization = signature.header(accessKey: keys.accessKey)
            return HTTPRequest(
                base: base,
                target: "\(path)?\(query)",
                headers: [
                    .init("Authorization", authorization, isSecret: true),
                    .init("X-EXTENDED-TIMEOUT", "90000"),
                ]
            )
        }
    }
}

extension Timestamp {
    /// `2026-03-01T10:00`: Korean time to the minute, as 쿠팡 takes it.
    fileprivate var coupangMinute: String {
        let civil = CivilTime(self)
        return "\(civil.dateText)T\(civil.minuteText)"
    }
}
