import MatchingCore
import SyncInterfaces

extension Sample {
    /// 쿠팡's API rests, AK몰 is read by a program, all others from their folders.
    static func connection(of id: AccountID) -> AccountConnection {
        let folder = "/home/ops/inbox/\(id)"
        switch id {
        case "coupang": return AccountConnection(folder: folder, way: .api(api), calls: calls)
        case "akmall":
            let words = ["/opt/cancelsync/akmall", "--cancels"]
            return AccountConnection(
                folder: folder,
                way: .program(words),
                readsOrders: false,
                runs: runs
            )
        default: return AccountConnection(folder: folder)
        }
    }

    private static let runs = ProgramReport(
        .init(at: minutes(-63), problem: nil, words: ["claim C-3 has no order"]),
        .init(
            at: minutes(-3),
            problem: .programTookTooLong(seconds: 300, ""),
            words: ["signed in as ops", "page 12 of 90: waiting for partner.akmall.com"]
        )
    )

    private static let api = MarketplaceAPI(
        connector: "coupang",
        korean: "쿠팡 Wing Open API",
        english: "Coupang Wing Open API",
        version: "v4, v6",
        address: "https://api-gateway.coupang.com",
        pace: CallPace(8, per: .seconds(1))
    )

    private static let calls = CallReport(
        last: .init(
            at: minutes(-3),
            method: "GET",
            path: "/v2/providers/openapi/apis/api/v6/vendors/A00012345/returnRequests",
            status: 503,
            milliseconds: 132,
            problem: .serverFailed(status: 503, "Service Unavailable")
        ),
        count: 14,
        rest: .init(
            since: minutes(-3),
            until: minutes(2),
            reason: .serverFailed(status: 503, "Service Unavailable")
        )
    )
}
