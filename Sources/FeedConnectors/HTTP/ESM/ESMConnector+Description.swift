import MatchingCore
import SyncInterfaces

extension ConnectorDescription {
    /// ESM Trading API.
    static let esm = ConnectorDescription(
        id: "esm",
        marketplaces: ["auction", "gmarket"],
        korean: "ESM Trading API",
        english: "ESM Trading API",
        version: "v1",
        base: ESMConnector.base,
        settings: [
            .init("master_id", "ESM+ 마스터 ID", "the ESM+ master id"),
            .init("issuer", "신청한 도메인", "the domain of the application"),
            .init("seller_id", "그 사이트의 판매자 ID", "the seller's id at the site"),
            .init("secret_key", "메일로 받은 비밀키", "the secret key that came by mail").secret,
        ],
        pace: ESMConnector.pace
    ) { parts in
        ESMConnector(
            account: parts.account,
            site: parts.marketplace == "auction" ? .auction : .gmarket,
            keys: .init(
                masterID: try parts.settings.value("master_id"),
                issuer: try parts.settings.value("issuer"),
                sellerID: try parts.settings.value("seller_id"),
                secretKey: parts.settings.secret("secret_key")
            ),
            base: parts.base ?? ESMConnector.base,
            client: parts.client
        )
    }
}
