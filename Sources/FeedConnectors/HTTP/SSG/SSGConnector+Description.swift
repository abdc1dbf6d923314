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
        settings: [.init("vendor_key", "업체 인증키", "the vendor's key").secret],
        pace: SSGConnector.pace
    ) { parts in
        SSGConnector(
            account: parts.account,
            vendorKey: parts.settings.secret("vendor_key"),
            base: parts.base ?? SSGConnector.base,
            client: parts.client
        )
    }
}
