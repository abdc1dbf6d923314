package import MatchingCore
import RequestSigning
package import SyncInterfaces

/// 지그재그 (Kakao Style Open API): requests to cancel by the day of the request, and order lines.
///
/// Source: the public schema and three public clients that agree. What they do not say is not built
/// upon: the words of a request's status are handed on as they come, and it is not known whether a
/// request that was taken back stays in the list.
package struct ZigzagConnector: MarketplaceConnector {
    /// The operator's keys, as the partner centre issues them.
    package struct Keys: Sendable {
        package let accessKey: String
        package let secretKey: Secret
        /// The value of `x-solution`, where the partner centre asks for one.
        package let solution: String?

        package init(accessKey: String, secretKey: Secret, solution: String? = nil) {
            self.accessKey = accessKey
            self.secretKey = secretKey
            self.solution = solution
        }
    }

    package static let base = "https://openapi.zigzag.kr"
    /// No limit is documented; public clients pause between calls.
    package static let pace = CallPace(5, per: .seconds(1))

    /// How many days before the window are read again; our choice.
    ///
    /// Requests are listed by the day on which they were made, so that only this shows what became
    /// of them. With the day itself they are one call.
    private static let daysBefore = 6
    private static let daysPerCall = 7
    private static let pageSize = 50

    let account: AccountID
    private let keys: Keys
    private let base: String
    private let client: ServiceClient

    package init(
        account: AccountID,
        keys: Keys,
        base: String = ZigzagConnector.base,
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
        let account = account
        try await request.read {
            let window = request.window
            try await request.read(window.dayRuns(of: Self.daysPerCall), of: window) { days in
                try await pages(of: .orders) { $0.orderPage(account: account) }
                    .read(days, deliver: deliver)
            }
        } claims: {
            let longer = request.window.reachingBack(.seconds(86_400 * Int64(Self.daysBefore)))
            try await request.read(longer.dayRuns(of: Self.daysPerCall), of: longer) { days in
                try await pages(of: .requests) {
                    $0.requestPage(account: account, observedAt: request.observedAt)
                }
                .read(days, deliver: deliver)
            }
        }
    }

    package func check() async throws -> String {
        let today = CivilDay(client.now())
        _ = try await list(.requests, today...today, skipping: 0)
        return ZigzagQuery.requests.name
    }

    // MARK: Calls

    private func pages(
        of query: ZigzagQuery,
        content: @escaping @Sendable (ZigzagList) -> FeedPage
    ) -> PositionedList<ClosedRange<CivilDay>, Int> {
        PositionedList(name: query.name, halves: \.halves) { days, place in
            let list = try await list(query, days, skipping: place ?? 0)
            let read = (place ?? 0) + list.itemList.count
            let isWhole = read >= list.totalCount
            return PositionedPage(
                content: content(list),
                rows: list.itemList.map { $0.name(\.name) },
                length: String(list.totalCount),
                next: isWhole ? .end : list.itemList.isEmpty ? .missing : .page(read)
            )
        }
    }

    private func list(
        _ query: ZigzagQuery,
        _ days: ClosedRange<CivilDay>,
        skipping skipped: Int
    ) async throws -> ZigzagList {
        let text = ZigzagSignature.collapsed(query.text)
        let body = JSONWriter.line { body in
            body.member("query", text)
            body.name("variables")
            body.object { variables in
                variables.member("from", days.lowerBound.number)
                variables.member("to", days.upperBound.number)
                variables.member("limit", Self.pageSize)
                variables.member("skip", skipped)
            }
        }
        return try await client.call { answer in
            try ZigzagFailure.list(query, in: answer)
        } request: { [keys, base] moment in
            let signature = ZigzagSignature(
                query: text,
                secret: try keys.secretKey.value(),
                at: moment
            )
            var headers = [
                HTTPRequest.Header("Content-Type", "application/json"),
                .init(
                    "Authorization",
                    signature.header(accessKey: keys.accessKey),
                    isSecret: true
                ),
            ]
            if let solution = keys.solution { headers.append(.init("x-solution", solution)) }
            return HTTPRequest(
                "POST",
                base: base,
                target: "/1/graphql",
                headers: headers,
                body: Array(body.utf8)
            )
        }
    }
}

extension CivilDay {
    /// `20260301`.
    fileprivate var number: Int { Int(text.filter(\.isNumber)) ?? 0 }
}
