import MatchingCore

extension ConnectorDescription {
    /// SSG.COM's eAPI.
    static let ssg = ConnectorDescription(
        id: "ssg",
        marketplaces: ["shinsegae", "emart"],
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
