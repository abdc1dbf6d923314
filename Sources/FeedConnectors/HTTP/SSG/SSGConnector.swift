package import MatchingCore
package import SyncInterfaces

/// SSG.COM's eAPI (신세계, 이마트): requests to cancel, cancelled orders, and orders that wait to be
/// confirmed.
///
/// Source: SSG eAPI documentation, "취소주문목록조회" and "배송지시목록조회". The list of open requests,
/// "취소신청목록조회", is read as three public clients read it; its page is not public. What a buyer took
/// back is not told at all.
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
    private let readsRequests: Bool
    private let base: String
    private let client: ServiceClient

    /// Creates a connector.
    ///
    /// - Parameters:
    ///   - account: Whose notices and orders they are, whichever of the two sites sold them.
    ///   - vendorKey: The key that SSG issues to a vendor, sent as it is.
    ///   - readsRequests: Whether open requests are asked for as well.
    ///   - base: The API's address.
    ///   - client: Makes the calls.
    package init(
        account: AccountID,
        vendorKey: Secret,
        readsRequests: Bool = true,
        base: String = SSGConnector.base,
        client: ServiceClient
    ) {
        self.account = account
        self.vendorKey = vendorKey
        self.readsRequests = readsRequests
        self.base = base
        self.client = client
    }

    package func read(
        _ request: APIReading,
        deliver: @Sendable (FeedPage) async throws -> Void
    ) async throws {
        try await request.read {
            let window = request.window
            try await request.read(window.dayRuns(of: Self.longestRun), of: window) { days in
                try await deliver(try await directions(days).page(account: account))
            }
        } claims: {
            // What is granted between the two is in the later one, which is read whatever becomes of
            // the first: that one is not documented.
            if readsRequests {
                try await request.sparing { try await read(.requested, request, deliver) }
            }
            try await read(.done, request, deliver)
        }
    }

    private func answer(
        of list: SSGCancels.List,
        _ days: ClosedRange<CivilDay>
    ) async throws -> SSGCancels {
        switch list {
        case .done: try await cancels(days)
        case .requested: try await spare { try await requests(days) }
        }
    }

    /// Does what the poll can do without, and says so where it fails.
    private func spare<Value>(_ work: () async throws -> Value) async throws -> Value {
        do {
            return try await work()
        } catch var failure as ServiceFailure {
            failure.problem = .spareListFailed(
                leftOutBy: "requests: off",
                because: failure.problem
            )
            throw failure
        }
    }

    private func read(
        _ list: SSGCancels.List,
        _ request: APIReading,
        _ deliver: @Sendable (FeedPage) async throws -> Void
    ) async throws {
        let whole = request.window.reachingBack(Self.reach)
        try await request.read(whole.dayRuns(of: Self.longestRun), of: whole) { days in
            let answer = try await answer(of: list, days)
            try await deliver(
                answer.page(of: list, account: account, observedAt: request.observedAt)
            )
        }
    }

    package func check() async throws -> String {
        let today = CivilDay(client.now())
        _ = try await cancels(today...today)
        guard readsRequests else { return SSGCancels.List.done.rawValue }
        try await spare { _ = try await requests(today...today) }
        return SSGCancels.List.allCases.map(\.rawValue).joined(separator: ", ")
    }

    // MARK: Calls

    private func cancels(_ days: ClosedRange<CivilDay>) async throws -> SSGCancels {
        try await post("/api/clm/cncl/ord/inquiry.ssg", "request", [days.members])
    }

    private func requests(_ days: ClosedRange<CivilDay>) async throws -> SSGCancels {
        let query = FormText.members(days.members.map { ($0.name, $0.value) })
        return try await call("GET", "/api/claim/v2/cancel/requests?\(query)")
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
        return try await call("POST", path, Array(body.utf8))
    }

    private func call<Value: Decodable & Sendable>(
        _ method: String,
        _ target: String,
        _ body: [UInt8] = []
    ) async throws -> Value {
        try await client.call { answer in
            try SSGFailure.value(Value.self, in: answer)
        } request: { [vendorKey, base] _ in
            HTTPRequest(
                method,
                base: base,
                target: target,
                headers: [
                    .init("Authorization", try vendorKey.value(), isSecret: true),
                    .init("Accept", "application/json"),
                    .init("Content-Type", "application/json"),
                ],
                body: body
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
