import MatchingCore
import SyncInterfaces

extension ConnectorDescription {
    /// 11번가 Seller Open API.
    static let elevenStreet = ConnectorDescription(
        id: "11st",
        marketplaces: ["11st"],
        korean: "11번가 Seller Open API",
        english: "11st Seller Open API",
        version: nil,
        base: ElevenStreetConnector.base,
        settings: [.init("key", "API KEY(openapikey)", "the API key").secret],
        pace: ElevenStreetConnector.pace
    ) { parts in
        ElevenStreetConnector(
            account: parts.account,
            key: parts.settings.secret("key"),
            base: parts.base ?? ElevenStreetConnector.base,
            client: parts.client
        )
    }
}
