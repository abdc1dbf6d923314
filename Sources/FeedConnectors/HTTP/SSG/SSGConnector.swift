package import MatchingCore
package import SyncInterfaces

/// SSG.COM's eAPI (신세계, 이마트): cancelled orders, and orders that wait to be confirmed.
///
/// Source: SSG eAPI documentation, "취소주문목록조회" and "배송지시목록조회". Requests that are still open have a list
/// whose address is not documented in public, and what a buyer took back is not told at all, so
/// neither is read.
package struct SSGConnector: MarketplaceConnector {
    package static let base = "https://eapi.ssgadm.com"
    /// No limit is published.
    package static let pace = CallPace(2, per: .seconds(1))
    /// Days of one call: "within 7 days".
    private static let longestRun = 7
    /// Whether the period is about the day of the cancel, of its request or of the order is not
    /// documented; so far back all three come to the same.
    private static let reach = Duration.seconds(6 * 86_400)

    let account: AccountID
    private let vendorKey: Secret
    private let base: String
    private let client: ServiceClient

    /// Creates a connector.
    ///
    /// - Parameters:
    ///   - account: Whose notices and orders they are, whichever of the two sites sold them.
    ///   - vendorKey: The key that SSG issues to a vendor, sent as it is.
    ///   - base: The API's address.
    ///   - client: Makes the calls.
    package init(
        account: AccountID,
        vendorKey: Secret,
        base: String = SSGConnector.base,
        client: ServiceClient
    ) {
        self.account = account
        self.vendorKey = vendorKey
        self.base = base
        self.client = client
    }

    package func read(
        _ request: APIReading,
        deliver: @Sendable (FeedPage) async throws -> Void
    ) async throws {
        try await request.read {
            for days in request.window.dayRuns(of: Self.longestRun) {
                try await deliver(try await directions(days).page(account: account))
            }
        } claims: {
            for days in request.window.reachingBack(Self.reach).dayRuns(of: Self.longestRun) {
                try await deliver(
                    try await cancels(days).page(account: account, observedAt: request.observedAt)
                )
            }
        }
    }

    package func check() async throws -> String {
        let today = CivilDay(client.now())
        _ = try await cancels(today...today)
        return SSGCancels.call
    }

    // MARK: Calls

    private func cancels(_ days: ClosedRange<CivilDay>) async throws -> SSGCancels {
        try await post("/api/clm/cncl/ord/inquiry.ssg", "request", [days.members])
    }

    private func directions(_ days: ClosedRange<CivilDay>) async throws -> SSGDirections {
        try await post(
            "/api/pd/1/listShppDirection.ssg",
            "requestShppDirection",
            [[("perdType", "01")], days.members]
        )
    }

    private func post<Value: Decodable & Sendable>(
        _ path: String,
        _ name: String,
        _ members: [[(name: String, value: String)]]
    ) async throws -> Value {
        let body = JSONWriter.line { body in
            body.name(name)
            body.object { request in
                for member in members.joined() { request.member(member.name, member.value) }
            }
        }
        return try await client.call { answer in
            try SSGFailure.value(Value.self, in: answer)
        } request: { [vendorKey, base] _ in
            HTTPRequest(
                "POST",
                base: base,
                target: path,
                headers: [
                    .init("Authorization", try vendorKey.value(), isSecret: true),
                    .init("Accept", "application/json"),
                    .init("Content-Type", "application/json"),
                ],
                body: Array(body.utf8)
            )
        }
    }
}

extension ClosedRange<CivilDay> {
    /// `20260301` to `20260307`.
    fileprivate var members: [(name: String, value: String)] {
        [
            ("perdStrDts", lowerBound.text.filter(\.isNumber)),
            ("perdEndDts", upperBound.text.filter(\.isNumber)),
        ]
    }
}
