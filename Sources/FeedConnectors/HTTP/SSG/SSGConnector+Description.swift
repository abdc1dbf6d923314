import MatchingCore
import SyncInterfaces

extension ConnectorDescription {
    /// SSG.COM's eAPI.
    static let ssg = ConnectorDescription(
        id: "ssg",
        marketplaces: ["shinsegae", "emart"],
        korean: "SSG eAPI",
        english: "SSG eAPI",
        version: nil,
        base: SSGConnector.base,
        settings: [
            .init("vendor_key", "업체 인증키", "the vendor's key").secret,
            .init(
                "requests",
                "취소신청 목록도 읽을지 (on, off)",
                "whether open requests are read too (on, off)"
            ).optional.of(.flag),
        ],
        pace: SSGConnector.pace
    ) { parts in
        let requests = try parts.settings.optional("requests") ?? "on"
        return SSGConnector(
            account: parts.account,
            vendorKey: parts.settings.secret("vendor_key"),
            readsRequests: requests == "on" || requests == "true",
            base: parts.base ?? SSGConnector.base,
            client: parts.client
        )
    }
}
