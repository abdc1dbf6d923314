package import MatchingCore
package import SyncInterfaces

/// 카카오 톡스토어 (Kakao Shopping Open API): whatever changed of orders, and their details.
///
/// Source: public clients that agree; the reference pages for orders are open only in part. What the
/// API calls an order is one product line of a basket, so that its `id` is the order number here.
/// Whoever imports orders by the basket's `paymentId` says so, and matches by the detail number as well:
/// by the basket's number alone it would be cancelled as a whole for one line.
package struct KakaoConnector: MarketplaceConnector {
    /// The operator's keys, as Kakao Developers and the seller pages issue them.
    package struct Keys: Sendable {
        /// The admin key of the application that calls.
        package let adminKey: Secret
        /// The key of the seller's application; `nil` where the seller's own application calls.
        package let sellerKey: Secret?
        /// `101` 톡스토어, `1` 선물하기, `1,101` both.
        package let channels: String

        package init(adminKey: Secret, sellerKey: Secret?, channels: String = "101") {
            self.adminKey = adminKey
            self.sellerKey = sellerKey
            self.channels = channels
        }
    }

    /// Which of the API's two numbers is an order's number here; the other is its detail number.
    package enum OrderNumbering: String, Sendable, CaseIterable {
        /// That of one product line.
        case id
        /// That of the payment, which a whole basket has in common.
        case payment = "paymentId"
    }

    package static let base = "https://kapi.kakao.com"
    /// No limit is documented; a third of what one public client takes for one.
    package static let pace = CallPace(10, per: .seconds(1))

    /// The list takes 24 hours, both ends included.
    private static let longestWindow = Duration.seconds(86_399)
    private static let pageSize = 100
    private static let details = "/v1/shopping/orders/bulk"

    let account: AccountID
    private let keys: Keys
    private let numbering: OrderNumbering
    private let base: String
    private let client: ServiceClient

    package init(
        account: AccountID,
        keys: Keys,
        numbering: OrderNumbering = .id,
        base: String = KakaoConnector.base,
        client: ServiceClient
    ) {
        self.account = account
        self.keys = keys
        self.numbering = numbering
        self.base = base
        self.client = client
    }

    package func read(
        _ request: APIReading,
        deliver: @Sendable (FeedPage) async throws -> Void
    ) async throws {
        let window = request.window
        try await request.read {
            try await request.read(window.pieces(longest: Self.longestWindow), of: window) {
                try await readChanges(in: $0, observedAt: request.observedAt, deliver)
            }
        }
    }

    package func check() async throws -> String {
        let now = client.now()
        let window = TimeWindow(start: now.advanced(by: .seconds(-60)), end: now)
        _ = try await changes(window, after: nil)
        return KakaoChanges.call
    }

    private func readChanges(
        in piece: TimeWindow,
        observedAt: Timestamp,
        _ deliver: @Sendable (FeedPage) async throws -> Void
    ) async throws {
        var token: KakaoChanges.Token?
        var tokens = PageMarks<KakaoChanges.Token>()
        repeat {
            if let token { try tokens.take(token, called: "token") }
            let changes = try await changes(piece, after: token)
            try await deliver(try await details(of: changes, observedAt: observedAt))
            token = changes.contents.isEmpty ? nil : changes.token
        } while token != nil
    }

    // MARK: Calls

    private func changes(
        _ window: TimeWindow,
        after token: KakaoChanges.Token?
    ) async throws -> KakaoChanges {
        var query = [
            (name: "orderModifiedAtStart", value: window.start.kakaoText),
            (name: "orderModifiedAtEnd", value: window.end.kakaoText),
            (name: "size", value: String(Self.pageSize)),
        ]
        if let token {
            query.append((name: "lastOrderId", value: token.lastOrderId.value))
            query.append((name: "lastModifiedAt", value: token.lastModifiedAt.value))
        }
        return try await get("/v2/shopping/orders", query)
    }

    /// What the listed orders are by now; empty without any.
    private func details(of changes: KakaoChanges, observedAt: Timestamp) async throws -> FeedPage {
        var page = FeedPage()
        let ids = changes.ids(page: &page)
        guard !ids.isEmpty else { return page }
        let answer: KakaoOrders = try await get(
            Self.details,
            [(name: "order_ids", value: ids.joined(separator: ","))]
        )
        let seller = KakaoOrders.Seller(account: account, numbering: numbering)
        answer.add(to: &page, asked: ids, of: seller, observedAt: observedAt)
        return page
    }

    private func get<Value: Decodable & Sendable>(
        _ path: String,
        _ query: [(name: String, value: String)]
    ) async throws -> Value {
        let target = "\(path)?\(FormText.members(query))"
        return try await client.call { answer in
            try KakaoFailure.check(answer)
            // Details name buyers, who have no business in an error.
            return try WireJSON.value(Value.self, in: answer)
        } request: { [keys, base] _ in
            var headers = [
                HTTPRequest.Header(
                    "Authorization",
                    "KakaoAK \(try keys.adminKey.value())",
                    isSecret: true
                )
            ]
            if let sellerKey = keys.sellerKey {
                let value = "KakaoAK \(try sellerKey.value())"
                headers.append(.init("Target-Authorization", value, isSecret: true))
            }
            headers.append(.init("channel-ids", keys.channels))
            headers.append(.init("Content-Type", "application/json"))
            return HTTPRequest(base: base, target: target, headers: headers)
        }
    }
}

extension Timestamp {
    /// `2026-03-01 10:00:00`: Korean time, as the list takes it.
    fileprivate var kakaoText: String {
        let civil = CivilTime(self)
        return "\(civil.dateText) \(civil.timeText)"
    }
}
