package import MatchingCore
import RequestSigning
package import SyncInterfaces

/// ESM Trading API: cancels and orders of 옥션 or of 지마켓, by the day.
///
/// Source: ESM Trading API guide, "취소 조회" (50) and "주문 조회" (67). Cancels are listed either by
/// the day of the request or by that of their end, so that both are asked for; the numbers of the
/// sites differ between the two calls.
package struct ESMConnector: MarketplaceConnector {
    /// Which of the two marketplaces.
    package enum Site: Sendable, Hashable {
        case auction
        case gmarket

        /// The site's number in the call that lists cancels.
        ///
        /// Another one is answered with an empty list and no error.
        fileprivate var inCancels: Int { self == .auction ? 1 : 3 }
        /// The site's number in the call that lists orders.
        fileprivate var inOrders: Int { self == .auction ? 1 : 2 }
        fileprivate var letter: String { self == .auction ? "A" : "G" }
    }

    /// The operator's keys, as they come by mail after the application.
    package struct Keys: Sendable {
        /// The ESM+ master id; a selling tool's own where one signs for the seller.
        package let masterID: String
        /// The client's domain, as the application gave it.
        package let issuer: String
        /// The seller's id at the site.
        package let sellerID: String
        package let secretKey: Secret

        package init(masterID: String, issuer: String, sellerID: String, secretKey: Secret) {
            self.masterID = masterID
            self.issuer = issuer
            self.sellerID = sellerID
            self.secretKey = secretKey
        }
    }

    package static let base = "https://sa2.esmplus.com"
    /// Documented for lists of orders, once in 5 seconds a seller; for cancels nothing is.
    package static let pace = CallPace(1, per: .seconds(5))

    /// Cancels: 7 days are documented and refused; the end is a midnight, so that it is the day after.
    private static let longestCancels = 6
    /// Orders: 31 days at 지마켓, likewise.
    private static let longestOrders = 30
    /// How far back orders are asked for that were paid before and have gone on since.
    private static let reach = Duration.seconds(7 * 86_400)
    /// Rows of a page of orders.
    private static let pageSize = 100

    let account: AccountID
    private let site: Site
    private let keys: Keys
    private let base: String
    private let client: ServiceClient

    /// Creates a connector.
    ///
    /// - Parameters:
    ///   - account: Whose claims they are.
    ///   - site: Where the account sells.
    ///   - keys: What signs.
    ///   - base: Scheme and host.
    ///   - client: Calls at ``pace``.
    package init(
        account: AccountID,
        site: Site,
        keys: Keys,
        base: String = ESMConnector.base,
        client: ServiceClient
    ) {
        self.account = account
        self.site = site
        self.keys = keys
        self.base = base
        self.client = client
    }

    package func read(
        _ request: APIReading,
        deliver: @Sendable (FeedPage) async throws -> Void
    ) async throws {
        try await request.read {
            try await readOrders(request, deliver)
        } claims: {
            let window = request.window
            for clock in ESMCancels.Clock.allCases {
                let runs = window.dayRuns(of: Self.longestCancels)
                try await request.read(runs, of: window) { days in
                    let answer = try await cancels(days, clock)
                    try await deliver(
                        answer.page(account: account, observedAt: request.observedAt)
                    )
                }
            }
        }
    }

    package func check() async throws -> String {
        let today = CivilDay(client.now())
        _ = try await cancels(today...today, .requested)
        return ESMCancels.call
    }

    // MARK: Calls

    private func cancels(
        _ days: ClosedRange<CivilDay>,
        _ clock: ESMCancels.Clock
    ) async throws -> ESMCancels {
        try await post("/claim/v1/sa/\(ESMCancels.call)") { [site] body in
            body.member("SiteType", site.inCancels)
            body.member("CancelStatus", 0)
            body.member("Type", clock.rawValue)
            body.member("StartDate", days.lowerBound.text)
            body.member("EndDate", days.upperBound.advanced(by: 1).text)
        }
    }

    private func readOrders(
        _ request: APIReading,
        _ deliver: @Sendable (FeedPage) async throws -> Void
    ) async throws {
        let window = request.window
        for status in ESMOrders.Status.allCases {
            let whole = status == .paid ? window : window.reachingBack(Self.reach)
            try await request.read(whole.dayRuns(of: Self.longestOrders), of: whole) { days in
                try await orders(status).read(days, deliver: deliver)
            }
        }
    }

    private func orders(
        _ status: ESMOrders.Status
    ) -> PositionedList<ClosedRange<CivilDay>, ESMPlace> {
        PositionedList(name: ESMOrders.call, halves: \.halves) { days, place in
            let place = place ?? ESMPlace(index: 1, size: Self.pageSize)
            let answer: ESMOrders = try await post(
                "/shipping/v1/Order/\(ESMOrders.call)"
            ) { [site] body in
                body.member("siteType", site.inOrders)
                body.member("orderStatus", status.rawValue)
                body.member("requestDateType", ESMOrders.byPayment)
                body.member("requestDateFrom", days.lowerBound.text)
                body.member("requestDateTo", days.upperBound.advanced(by: 1).text)
                body.member("pageIndex", place.index)
                body.member("pageSize", place.size)
            }
            let isFull = answer.rows.count >= place.size
            return PositionedPage(
                content: answer.page(status, account: account),
                rows: answer.rows.map { $0.name(\.orderNumber.value) },
                overlap: place.overlap,
                next: isFull ? .page(place.next(upTo: Self.pageSize)) : .end
            )
        }
    }

    private func post<Answer: ESMAnswer>(
        _ path: String,
        _ members: (inout JSONWriter) -> Void
    ) async throws -> Answer {
        let body = Array(JSONWriter.line(members).utf8)
        return try await client.call { answer in
            try ESMFailure.value(Answer.self, in: answer)
        } request: { [keys, base, site] moment in
            let token = ESMToken(
                masterID: keys.masterID,
                issuer: keys.issuer,
                sellers: "\(site.letter):\(keys.sellerID)"
            )
            let signed = token.signed(secret: try keys.secretKey.value(), at: moment)
            return HTTPRequest(
                "POST",
                base: base,
                target: path,
                headers: [
                    .init("Authorization", "Bearer \(signed)", isSecret: true),
                    .init("Content-Type", "application/json;charset=UTF-8"),
                ],
                body: body
            )
        }
    }
}
