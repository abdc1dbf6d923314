package import MatchingCore
package import SyncInterfaces

/// 11번가 Seller Open API: three lists of claims and three of orders, by the minute, in XML.
///
/// Source: 11번가 Open API guide, categories 48 (claims), 110 and 115 (orders); that `shipping`
/// lists what is under way is known from those who use it. By which time the lists of completed and
/// withdrawn claims look is not documented, so that they are asked for some days more each time.
package struct ElevenStreetConnector: MarketplaceConnector {
    package static let base = "https://api.11st.co.kr"
    /// No limit is documented for sellers; this one is ours.
    package static let pace = CallPace(3, per: .seconds(1))

    /// The documented 30 days, less one, for ends are rounded to whole minutes.
    private static let longestClaims = Duration.seconds(29 * 86_400)
    /// The documented 7 days of the lists of orders, less one.
    private static let longestOrders = Duration.seconds(6 * 86_400)
    /// How far lists are asked back whose clock is not documented: longer than an 11번가 request
    /// waits for the seller.
    private static let reach = Duration.seconds(3 * 86_400)
    /// The longest list that is answered; what is beyond is left out silently.
    private static let mostRows = 3000

    let account: AccountID
    private let key: Secret
    private let base: String
    private let client: ServiceClient

    /// Creates a connector.
    ///
    /// - Parameters:
    ///   - account: Whose claims they are.
    ///   - key: The `openapikey`, 32 characters.
    ///   - base: Scheme and host.
    ///   - client: Calls at ``pace``.
    package init(
        account: AccountID,
        key: Secret,
        base: String = ElevenStreetConnector.base,
        client: ServiceClient
    ) {
        self.account = account
        self.key = key
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
            try await readClaims(request, deliver)
        }
    }

    private func readClaims(
        _ request: APIReading,
        _ deliver: @Sendable (FeedPage) async throws -> Void
    ) async throws {
        let window = request.window
        for list in ElevenStreetClaims.List.allCases {
            let whole = list == .requested ? window : window.reachingBack(Self.reach)
            let pieces = whole.pieces(longest: Self.longestClaims)
            try await request.read(pieces, of: whole) { piece in
                try await readRows(of: "claimservice/\(list.rawValue)", piece, deliver) {
                    ElevenStreetClaims.page(
                        of: $0,
                        list: list,
                        account: account,
                        observedAt: request.observedAt
                    )
                }
            }
        }
    }

    package func check() async throws -> String {
        let now = client.now()
        let list = ElevenStreetClaims.List.requested.rawValue
        let window = TimeWindow(start: now.advanced(by: .seconds(-60)), end: now)
        _ = try await rows(of: "claimservice/\(list)", window)
        return list
    }

    // MARK: Calls

    private func readOrders(
        _ request: APIReading,
        _ deliver: @Sendable (FeedPage) async throws -> Void
    ) async throws {
        let window = request.window
        for list in ElevenStreetOrders.List.allCases {
            let whole = list == .paid ? window : window.reachingBack(Self.reach)
            let pieces = whole.pieces(longest: Self.longestOrders)
            try await request.read(pieces, of: whole) { piece in
                try await readRows(of: "ordservices/\(list.rawValue)", piece, deliver) {
                    ElevenStreetOrders.page(of: $0, list: list, account: account)
                }
            }
        }
    }

    /// Reads a list that may be cut off at its end: a full one is asked for again in halves.
    private func readRows(
        of list: String,
        _ window: TimeWindow,
        _ deliver: @Sendable (FeedPage) async throws -> Void,
        page: ([WireElement]) -> FeedPage
    ) async throws {
        var pending = [window]
        while let piece = pending.popLast() {
            let rows = try await rows(of: list, piece)
            let isFull = rows.count >= Self.mostRows
            if isFull, let halves = piece.halves {
                pending += halves.reversed()
                continue
            }
            var page = page(rows)
            if isFull {
                let what = "\(rows.count) rows in one minute, there may be more"
                page.problems.append(.init(call: list, .service(.unexpectedAnswer(what))))
            }
            try await deliver(page)
        }
    }

    private func rows(of list: String, _ window: TimeWindow) async throws -> [WireElement] {
        let end = window.end.advanced(by: .seconds(60) - .milliseconds(1))
        let target =
            "/rest/\(list)/\(window.start.elevenStreetMinute)/\(end.elevenStreetMinute)"
        return try await client.call { answer in
            try ElevenStreetFailure.rows(in: answer)
        } request: { [key, base] _ in
            HTTPRequest(
                base: base,
                target: target,
                headers: [.init("openapikey", try key.value(), isSecret: true)]
            )
        }
    }
}

extension Timestamp {
    /// `202603011000`: Korean time to the minute.
    fileprivate var elevenStreetMinute: String {
        let civil = CivilTime(self)
        return "\(civil.dateText)\(civil.minuteText)".filter(\.isNumber)
    }
}
