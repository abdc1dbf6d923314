import MatchingCore
import SyncInterfaces

extension ConnectorDescription {
    /// 메이크샵 Shop API.
    static let makeshop = ConnectorDescription(
        id: "makeshop",
        marketplaces: ["makeshop"],
        korean: "메이크샵 Shop API",
        english: "MakeShop Shop API",
        version: "v1",
        base: MakeshopConnector.base,
        settings: [
            .init("shop_id", "상점 아이디", "the shop's id"),
            .init("client_id", "애플리케이션의 Client ID", "the application's client id"),
            .init(
                "client_secret",
                "애플리케이션의 Client Secret",
                "the application's client secret"
            ).secret,
        ],
        pace: MakeshopConnector.pace
    ) { parts in
        MakeshopConnector(
            account: parts.account,
            keys: .init(
                clientID: try parts.settings.value("client_id"),
                clientSecret: parts.settings.secret("client_secret"),
                shopID: try parts.settings.value("shop_id")
            ),
            base: parts.base ?? MakeshopConnector.base,
            client: parts.client
        )
    }
}
