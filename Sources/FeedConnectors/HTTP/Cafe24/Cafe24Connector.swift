package import MatchingCore
package import SyncInterfaces

import struct Foundation.URLComponents

/// 카페24 Admin API: orders by the day on which they were made, were sent, or had their items' cancels
/// asked for, accepted or completed; and those that came over 네이버페이, whose buyers claim there.
///
/// Source: Cafe24 Admin API, "Orders" and "OAuth". Dates are asked for as whole days, for whether
/// times of day are taken is not documented. A withdrawal has no date of its own: requests of the
/// last days are read again each time.
package struct Cafe24Connector: MarketplaceConnector {
    /// The operator's keys, of an app that the mall has allowed to read orders.
    package struct Keys: Sendable {
        /// The mall's id, which is a part of its address.
        package let mallID: String
        package let clientID: String
        package let clientSecret: Secret
        package let refreshTokens: any RefreshTokens
        /// The shops of a mall that has several; each needs calls of its own.
        package let shopNumbers: [Int]

        package init(
            mallID: String,
            clientID: String,
            clientSecret: Secret,
            refreshTokens: any RefreshTokens,
            shopNumbers: [Int] = [1]
        ) {
            self.mallID = mallID
            self.clientID = clientID
            self.clientSecret = clientSecret
            self.refreshTokens = refreshTokens
            self.shopNumbers = shopNumbers
        }
    }

    /// How much one call lists.
    package struct Limits: Sendable {
        /// Orders a page; 1000 are documented, with all their items.
        package var pageSize = 500
        /// Beyond it nothing is listed; the window is cut instead.
        package var highestOffset = 15_000

        package init() {}
    }

    /// Where a mall answers.
    package static func base(mallID: String) -> String { "https://\(mallID).cafe24api.com" }
    /// A bucket of 40 calls that leaks 2 a second, and no more than 10 within one.
    package static let pace = CallPace(8, per: .seconds(4))

    /// What an answer says of the bucket, which others who use the app fill as well.
    ///
    /// Source: "API Limit", `X-Api-Call-Limit: 39/40`.
    package static func allowance(in answer: HTTPAnswer) -> CallAllowance? {
        let numbers = (answer.headers["x-api-call-limit"] ?? "").split(separator: "/")
            .compactMap { Int($0) }
        guard numbers.count == 2 else { return nil }
        return CallAllowance(pace, isUsedUp: numbers[0] >= numbers[1] - 1)
    }

    /// The version of the API that answers are read by.
    package static let version = "2025-12-01"

    /// Three months are documented.
    private static let longest = 80
    /// How far back requests are read again, for what became of them.
    private static let reach = Duration.seconds(14 * 86_400)

    let account: AccountID
    private let keys: Keys
    private let limits: Limits
    private let base: String
    private let client: ServiceClient
    private let tokens: AccessTokens

    /// Creates a connector.
    ///
    /// - Parameters:
    ///   - account: Whose claims they are.
    ///   - keys: What signs in.
    ///   - base: Scheme and host; `nil` for the mall's own.
    ///   - limits: How much one call lists.
    ///   - client: Calls at ``pace``.
    package init(
        account: AccountID,
        keys: Keys,
        base: String? = nil,
        limits: Limits = Limits(),
        client: ServiceClient
    ) {
        self.account = account
        self.keys = keys
        self.limits = limits
        self.base = base ?? Self.base(mallID: keys.mallID)
        self.client = client
        let session = Cafe24Session(keys: keys, base: self.base, client: client)
        tokens = AccessTokens(now: client.now) { try await session.renew() }
    }

    package func read(
        _ request: APIReading,
        deliver: @Sendable (FeedPage) async throws -> Void
    ) async throws {
        let clocks = Cafe24Orders.Clock.allCases
        try await request.read {
            try await readOrders(by: clocks.filter { !$0.isAboutClaims }, request, deliver)
        } claims: {
            try await readOrders(by: clocks.filter(\.isAboutClaims), request, deliver)
        }
    }

    private func readOrders(
        by clocks: [Cafe24Orders.Clock],
        _ request: APIReading,
        _ deliver: @Sendable (FeedPage) async throws -> Void
    ) async throws {
        for shop in keys.shopNumbers {
            for clock in clocks {
                let window = request.window
                let whole = clock.changesLater ? window.reachingBack(Self.reach) : window
                try await request.read(whole.dayRuns(of: Self.longest), of: whole) { days in
                    try await pages(by: clock, shop: shop, observedAt: request.observedAt)
                        .read(days, deliver: deliver)
                }
            }
        }
    }

    package func check() async throws -> String {
        let today = CivilDay(client.now())
        _ = try await orders(target(today...today, .requested, shop: keys.shopNumbers[0], size: 1))
        return Cafe24Orders.call
    }

    /// A page by its address, and how many rows of the one before it come again.
    private struct Place: Sendable {
        let target: String
        let overlap: Int
    }

    // MARK: Calls

    private func pages(
        by clock: Cafe24Orders.Clock,
        shop: Int,
        observedAt: Timestamp
    ) -> PositionedList<ClosedRange<CivilDay>, Place> {
        PositionedList(name: Cafe24Orders.call, halves: \.halves) { days, place in
            let first = target(days, clock, shop: shop, size: limits.pageSize)
            let place = place ?? Place(target: first, overlap: 0)
            let answer = try await orders(place.target)
            let next = try answer.next(from: base)
            let isInReach = try next.map(offset) ?? 0 <= limits.highestOffset
            // The last row of a page that is not full lies elsewhere than one before the next.
            let overlap = answer.orders.count == limits.pageSize ? 1 : 0
            let following = try next.map {
                Place(target: try target($0, earlierBy: overlap), overlap: overlap)
            }
            return PositionedPage(
                content: answer.page(account: account, observedAt: observedAt),
                rows: answer.orders.map { $0.name(\.orderID) },
                overlap: place.overlap,
                next: isInReach ? following.map { .page($0) } ?? .end : .outOfReach
            )
        }
    }

    private func target(
        _ days: ClosedRange<CivilDay>,
        _ clock: Cafe24Orders.Clock,
        shop: Int,
        size: Int
    ) -> String {
        "/api/v2/admin/\(Cafe24Orders.call)?"
            + FormText.members(
                [
                    ("shop_no", "\(shop)"), ("start_date", days.lowerBound.text),
                    ("end_date", days.upperBound.text),
                ] + clock.parameters + [
                    ("embed", "items,cancellation"), ("limit", "\(size)"), ("offset", "0"),
                ]
            )
    }

    /// The address of a page that begins so many rows before the one at `target`.
    private func target(_ target: String, earlierBy overlap: Int) throws -> String {
        let offset = try offset(of: target)
        return target.replacing("offset=\(offset)", with: "offset=\(offset - overlap)")
    }

    private func offset(of target: String) throws -> Int {
        let items = URLComponents(string: target)?.queryItems ?? []
        guard let value = items.last(where: { $0.name == "offset" })?.value, let offset = Int(value)
        else { throw ServiceFailure(.unexpectedAnswer("links.next: \(target)")) }
        return offset
    }

    private func orders(_ target: String) async throws -> Cafe24Orders {
        try await tokens.call { try await orders(target, token: $0) }
    }

    private func orders(_ target: String, token: String) async throws -> Cafe24Orders {
        try await client.call { answer in
            try Cafe24Failure.check(answer)
            return try WireJSON.value(Cafe24Orders.self, in: answer)
        } request: { [base] _ in
            HTTPRequest(
                base: base,
                target: target,
                headers: [
                    .init("Authorization", "Bearer \(token)", isSecret: true),
                    .init("Content-Type", "application/json"),
                    .init("X-Cafe24-Api-Version", Self.version),
                ]
            )
        }
    }
}
