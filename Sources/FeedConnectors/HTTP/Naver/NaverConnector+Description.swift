import MatchingCore
import SyncInterfaces

extension ConnectorDescription {
    /// 네이버 커머스 API.
    static let naver = ConnectorDescription(
        id: "naver",
        marketplaces: ["storefarm"],
        korean: "네이버 커머스 API",
        english: "Naver Commerce API",
        version: "v1",
        base: NaverConnector.base,
        settings: [
            .init("client_id", "애플리케이션 ID", "the application's id"),
            .init("client_secret", "애플리케이션 시크릿", "the application's secret").secret,
            .init(
                "seller_id",
                "대행사 애플리케이션이 대신하는 판매자",
                "the seller that an agency's application acts for"
            ).optional,
        ],
        pace: NaverConnector.pace,
        allowance: NaverConnector.allowance(in:)
    ) { parts in
        NaverConnector(
            account: parts.account,
            keys: .init(
                clientID: try parts.settings.value("client_id"),
                clientSecret: parts.settings.secret("client_secret"),
                sellerID: try parts.settings.optional("seller_id")
            ),
            base: parts.base ?? NaverConnector.base,
            client: parts.client
        )
    }
}
