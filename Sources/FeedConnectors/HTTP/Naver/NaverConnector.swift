package import MatchingCore
import RequestSigning
package import SyncInterfaces

/// 네이버 커머스 API (스마트스토어): whatever changed of product orders, and their details.
///
/// Source: 네이버 커머스 API documentation, "변경 상품 주문 내역 조회", "상품 주문 상세 내역 조회", "인증". The list
/// goes by the time of the last change, so that requests, completions, withdrawals and new orders
/// all come with it; it says only what each product order is *now*, and the details say the rest.
package struct NaverConnector: MarketplaceConnector {
    /// The operator's keys, as the API centre issues them.
    package struct Keys: Sendable {
        /// 애플리케이션 ID.
        package let clientID: String
        /// 애플리케이션 시크릿, which is a bcrypt salt: `$2a$` and so on.
        package let clientSecret: Secret
        /// The seller that an agency's application acts for; `nil` for the application's own.
        package let sellerID: String?

        package init(clientID: String, clientSecret: Secret, sellerID: String? = nil) {
            self.clientID = clientID
            self.clientSecret = clientSecret
            self.sellerID = sellerID
        }
    }

    package static let base = "https://api.commerce.naver.com"
    /// The limits are not published; two calls a second is the lowest that was seen.
    package static let pace = CallPace(2, per: .seconds(1))

    /// What the headers of an answer say of its call's limit.
    ///
    /// Source: "제약 사항". The rate is the number of calls a second; twice as many are borrowed from
    /// the next second, so that nothing is gained by them.
    package static func allowance(in answer: HTTPAnswer) -> CallAllowance? {
        func number(_ name: String) -> Int? {
            answer.headers["gncp-gw-ratelimit-\(name)"].flatMap { Int($0) }
        }
        guard let rate = number("replenish-rate"), rate > 0 else { return nil }
        return CallAllowance(CallPace(rate, per: .seconds(1)), isUsedUp: number("remaining") == 0)
    }

    /// The longest window, and how many product orders one call takes.
    private static let longestWindow = Duration.seconds(86_400)
    private static let pageSize = 300

    let account: AccountID
    private let keys: Keys
    private let base: String
    private let client: ServiceClient
    private let tokens: AccessTokens

    package init(
        account: AccountID,
        keys: Keys,
        base: String = NaverConnector.base,
        client: ServiceClient
    ) {
        self.account = account
        self.keys = keys
        self.base = base
        self.client = client
        tokens = AccessTokens(now: client.now) {
            try await Self.grant(for: keys, base: base, client: client)
        }
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
        let from = now.advanced(by: .seconds(-60)).naverText
        _ = try await changes(from: .init(moreFrom: from), to: now)
        return NaverChanges.call
    }

    private func readChanges(
        in piece: TimeWindow,
        observedAt: Timestamp,
        _ deliver: @Sendable (FeedPage) async throws -> Void
    ) async throws {
        var next: NaverChanges.More? = .init(moreFrom: piece.start.naverText)
        var marks = PageMarks<NaverChanges.More>()
        while let more = next {
            try marks.take(more, called: "more")
            let changes = try await changes(from: more, to: piece.end)
            try await deliver(try await details(of: changes, observedAt: observedAt))
            next = changes.data.more
        }
    }

    // MARK: Calls

    private func changes(
        from more: NaverChanges.More,
        to end: Timestamp
    ) async throws -> NaverChanges {
        var query = [
            (name: "lastChangedFrom", value: more.moreFrom),
            (name: "lastChangedTo", value: end.naverText),
            (name: "limitCount", value: String(Self.pageSize)),
        ]
        if let sequence = more.moreSequence {
            query.append((name: "moreSequence", value: sequence.value))
        }
        return try await call("GET", "\(NaverChanges.call)?\(FormText.members(query))")
    }

    /// What the listed product orders are by now; empty without any.
    private func details(
        of changes: NaverChanges,
        observedAt: Timestamp
    ) async throws -> FeedPage {
        var page = FeedPage()
        let changes = changes.changes(page: &page)
        var ids: [String] = []
        for change in changes where !ids.contains(change.id) { ids.append(change.id) }
        for start in stride(from: 0, to: ids.count, by: Self.pageSize) {
            let asked = ids[start..<min(start + Self.pageSize, ids.count)]
            let body = JSONWriter.line { body in
                body.name("productOrderIds")
                body.array(asked) { $0.value($1) }
                // Says that several claims of parts of one product order are understood.
                body.member("quantityClaimCompatibility", true)
            }
            let answer: NaverProductOrders = try await call(
                "POST",
                NaverProductOrders.call,
                body: Array(body.utf8)
            )
            answer.add(
                to: &page,
                changes: changes,
                asked: asked,
                account: account,
                observedAt: observedAt
            )
        }
        return page
    }

    private func call<Value: Decodable & Sendable>(
        _ method: String,
        _ target: String,
        body: [UInt8] = []
    ) async throws -> Value {
        try await tokens.call { try await call(method, target, body: body, token: $0) }
    }

    private func call<Value: Decodable & Sendable>(
        _ method: String,
        _ target: String,
        body: [UInt8],
        token: String
    ) async throws -> Value {
        try await client.call { answer in
            try NaverFailure.check(answer)
            // Details name buyers, who have no business in an error.
            return try WireJSON.value(Value.self, in: answer)
        } request: { [base] _ in
            var headers = [
                HTTPRequest.Header("Authorization", "Bearer \(token)", isSecret: true)
            ]
            if !body.isEmpty { headers.append(.init("Content-Type", "application/json")) }
            return HTTPRequest(
                method,
                base: base,
                target: "/external/v1/pay-order/seller/product-orders/\(target)",
                headers: headers,
                body: body
            )
        }
    }

    private static func grant(
        for keys: Keys,
        base: String,
        client: ServiceClient
    ) async throws -> AccessTokens.Grant {
        let grant = try await client.call { answer in
            try NaverFailure.checkToken(answer)
            return try WireJSON.value(Grant.self, in: answer)
        } request: { moment in
            HTTPRequest(
                "POST",
                base: base,
                target: "/external/v1/oauth2/token",
                headers: [.init("Content-Type", "application/x-www-form-urlencoded")],
                body: Array(FormText.members(try keys.grantForm(at: moment)).utf8)
            )
        }
        return AccessTokens.Grant(
            token: grant.accessToken,
            expiresAt: client.now().advanced(by: .seconds(grant.secondsToLive))
        )
    }

    private struct Grant: Decodable {
        let accessToken: String
        let secondsToLive: Int

        enum CodingKeys: String, CodingKey {
            case accessToken = "access_token"
            case secondsToLive = "expires_in"
        }
    }
}

extension NaverConnector.Keys {
    /// The members of a request for a token.
    fileprivate func grantForm(at moment: Timestamp) throws -> [(name: String, value: String)] {
        let secret = try clientSecret.value()
        let signature: String
        do throws(NaverSignature.Problem) {
            signature = try NaverSignature.sign(
                clientID: clientID,
                clientSecret: secret,
                at: moment
            )
        } catch {
            throw ServiceFailure(.invalidSetting("client_secret", reason: "bcrypt: $2a$…"))
        }
        var form = [
            (name: "client_id", value: clientID),
            (name: "timestamp", value: String(moment.rawValue)),
            (name: "grant_type", value: "client_credentials"),
            (name: "client_secret_sign", value: signature),
            (name: "type", value: sellerID == nil ? "SELF" : "SELLER"),
        ]
        if let sellerID { form.append((name: "account_id", value: sellerID)) }
        return form
    }
}

extension Timestamp {
    /// `2026-03-01T10:00:00.000+09:00`: Korean time with the milliseconds that the list insists on.
    var naverText: String {
        let civil = CivilTime(self)
        let milliseconds = String(rawValue - Timestamp(seconds: seconds).rawValue)
        let padding = String(repeating: "0", count: max(0, 3 - milliseconds.count))
        return "\(civil.dateText)T\(civil.timeText).\(padding)\(milliseconds)+09:00"
    }
}
