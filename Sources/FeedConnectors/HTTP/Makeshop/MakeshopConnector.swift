import Foundation
package import MatchingCore
package import SyncInterfaces

/// 메이크샵 Shop API: requests to cancel, cancels that were granted, orders.
///
/// Source: 메이크샵 개발자센터, "주문 2.0 조회" and "액세스 토큰". How a request looks that was taken back is not
/// documented, so none is read: it stays what it was until a person says otherwise.
package struct MakeshopConnector: MarketplaceConnector {
    /// The operator's keys, as the partner centre issues them for an application.
    package struct Keys: Sendable {
        package let clientID: String
        package let clientSecret: Secret
        /// The shop's id, `shop_uid`.
        package let shopID: String

        package init(clientID: String, clientSecret: Secret, shopID: String) {
            self.clientID = clientID
            self.clientSecret = clientSecret
            self.shopID = shopID
        }
    }

    package static let base = "https://connect.makeshop.co.kr"
    /// Our choice: no limit is published.
    package static let pace = CallPace(2, per: .seconds(1))

    let account: AccountID
    private let keys: Keys
    private let base: String
    private let client: ServiceClient
    private let rowsPerPage: Int
    private let tokens: AccessTokens

    /// Creates a connector.
    ///
    /// - Parameters:
    ///   - account: Whose notices and orders they are.
    ///   - keys: What to sign in with.
    ///   - base: The API's address.
    ///   - rowsPerPage: Orders of one answer; above 1000 the API is documented to fail.
    ///   - client: Makes the calls.
    package init(
        account: AccountID,
        keys: Keys,
        base: String = MakeshopConnector.base,
        rowsPerPage: Int = 500,
        client: ServiceClient
    ) {
        self.account = account
        self.keys = keys
        self.base = base
        self.rowsPerPage = rowsPerPage
        self.client = client
        tokens = AccessTokens(now: client.now) {
            try await Self.grant(for: keys, base: base, client: client)
        }
    }

    package func read(
        _ request: APIReading,
        deliver: @Sendable (FeedPage) async throws -> Void
    ) async throws {
        try await request.read {
            try await readPages(of: [.orders], request, deliver)
        } claims: {
            try await readPages(of: [.requests, .completions], request, deliver)
        }
    }

    private func readPages(
        of kinds: [MakeshopOrders.Kind],
        _ request: APIReading,
        _ deliver: @Sendable (FeedPage) async throws -> Void
    ) async throws {
        // 30 days are the limit, and one is what the documents advise.
        let pieces = request.window.pieces(longest: .seconds(86_400))
        for kind in kinds {
            try await request.read(pieces, of: request.window) { piece in
                try await pages(of: kind, observedAt: request.observedAt)
                    .read(piece, deliver: deliver)
            }
        }
    }

    private func pages(
        of kind: MakeshopOrders.Kind,
        observedAt: Timestamp
    ) -> PositionedList<TimeWindow, Int> {
        PositionedList(name: MakeshopOrders.call, halves: \.halves) { window, place in
            let page = place ?? 1
            let answer = try await orders(kind, in: window, page: page)
            guard let pageCount = Int(answer.totalPage.value) else {
                throw ServiceFailure(.unexpectedAnswer("totalPage: no number"))
            }
            return PositionedPage(
                content: answer.page(of: kind, account: account, observedAt: observedAt),
                rows: answer.list.rows.map { $0.name(\.order.ordernum.value) },
                length: (answer.totalCount ?? answer.totalPage).value,
                next: page < pageCount ? .page(page + 1) : .end
            )
        }
    }

    package func check() async throws -> String {
        let now = client.now()
        let window = TimeWindow(start: now.advanced(by: .seconds(-60)), end: now)
        _ = try await orders(.requests, in: window, page: 1)
        return MakeshopOrders.call
    }

    // MARK: Calls

    private func orders(
        _ kind: MakeshopOrders.Kind,
        in window: TimeWindow,
        page: Int
    ) async throws -> MakeshopOrders {
        var members = [
            (name: "InquiryTimeFrom", value: window.start.makeshopText),
            (name: "InquiryTimeTo", value: window.end.makeshopText),
            (name: "format", value: "order"),
            (name: "fields", value: kind.fields),
            (name: "page", value: String(page)),
            (name: "limit", value: String(rowsPerPage)),
        ]
        if let dateType = kind.dateType {
            members.append((name: "searchDateType", value: dateType))
        }
        let target = "/api/v1/\(keys.shopID)/\(MakeshopOrders.call)?\(FormText.members(members))"
        return try await tokens.call { try await get(target, token: $0) }
    }

    private func get(_ target: String, token: String) async throws -> MakeshopOrders {
        try await client.call { answer in
            try MakeshopFailure.value(MakeshopOrders.self, in: answer)
        } request: { [base] _ in
            HTTPRequest(
                base: base,
                target: target,
                headers: [
                    .init("Authorization", "Bearer \(token)", isSecret: true),
                    .init("Accept", "application/json"),
                ]
            )
        }
    }

    private static func grant(
        for keys: Keys,
        base: String,
        client: ServiceClient
    ) async throws -> AccessTokens.Grant {
        let grant = try await client.call { answer in
            try MakeshopFailure.value(Grant.self, in: answer).data
        } request: { _ in
            let pair = "\(keys.clientID):\(try keys.clientSecret.value())"
            let form = [
                (name: "grant_type", value: "client_credentials"),
                (name: "shop_uid", value: keys.shopID),
            ]
            return HTTPRequest(
                "POST",
                base: base,
                target: "/oauth/token",
                headers: [
                    .init(
                        "Authorization",
                        "Basic \(Data(pair.utf8).base64EncodedString())",
                        isSecret: true
                    ),
                    .init("Content-Type", "application/x-www-form-urlencoded"),
                    .init("Accept", "application/json"),
                ],
                body: Array(FormText.members(form).utf8)
            )
        }
        return AccessTokens.Grant(
            token: grant.token,
            expiresAt: client.now().advanced(by: .seconds(grant.secondsToLive))
        )
    }

    private struct Grant: Decodable {
        let data: Token

        struct Token: Decodable, Sendable {
            let token: String
            let secondsToLive: Int

            enum CodingKeys: String, CodingKey {
                case token = "access_token"
                case secondsToLive = "expires_in"
            }
        }
    }
}

extension MakeshopOrders.Kind {
    /// The fields that are needed: an answer with all of them holds addresses and telephone numbers.
    fileprivate var fields: String {
        let ofItems = "ordernum,num,product_uid,product_name,option_data,basket_stock,basket_status"
        return self == .orders ? ofItems : "\(ofItems),cancel"
    }
}

extension Timestamp {
    /// `2026-03-01 10:11:12`; that the zone is Korea's is our reading.
    fileprivate var makeshopText: String {
        let civil = CivilTime(self)
        return "\(civil.dateText) \(civil.timeText)"
    }
}
