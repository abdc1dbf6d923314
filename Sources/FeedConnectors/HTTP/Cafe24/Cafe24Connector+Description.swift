import MatchingCore
import SyncInterfaces

extension ConnectorDescription {
    /// 카페24 Admin API.
    static let cafe24 = ConnectorDescription(
        id: "cafe24",
        marketplaces: ["cafe24"],
        korean: "카페24 Admin API",
        english: "Cafe24 Admin API",
        version: "v2, \(Cafe24Connector.version)",
        base: Cafe24Connector.base(mallID: "{mall_id}"),
        settings: [
            .init("mall_id", "쇼핑몰 ID", "the mall's id"),
            .init("client_id", "앱의 Client ID", "the app's client id"),
            .init("client_secret", "앱의 Client Secret", "the app's client secret").secret,
            .init("refresh_token", "처음의 갱신 토큰", "the first refresh token").secret,
            .init(
                "shops",
                "멀티쇼핑몰의 번호, 쉼표로 나눔",
                "the numbers of a mall's shops, apart by commas"
            ).optional.of(.numbers),
        ],
        pace: Cafe24Connector.pace,
        allowance: Cafe24Connector.allowance(in:)
    ) { parts in
        let shops = try parts.settings.optional("shops")
        return Cafe24Connector(
            account: parts.account,
            keys: .init(
                mallID: try parts.settings.value("mall_id"),
                clientID: try parts.settings.value("client_id"),
                clientSecret: parts.settings.secret("client_secret"),
                refreshTokens: parts.tokens("refresh_token"),
                shopNumbers: shops.flatMap(SettingForm.numbers(in:)) ?? [1]
            ),
            base: parts.base,
            client: parts.client
        )
    }
}
