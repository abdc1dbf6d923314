import MatchingCore
import SyncInterfaces

extension ConnectorDescription {
    /// 카카오 쇼핑 API.
    static let kakao = ConnectorDescription(
        id: "kakao",
        marketplaces: ["kakao-talkstore"],
        korean: "카카오 쇼핑 Open API",
        english: "Kakao Shopping Open API",
        version: "v1, v2",
        base: KakaoConnector.base,
        settings: [
            .init("admin_key", "애플리케이션의 어드민 키", "the application's admin key").secret,
            .init(
                "seller_key",
                "판매자 애플리케이션의 키",
                "the key of the seller's application"
            ).secret.optional,
            .init(
                "channels",
                "101 톡스토어, 1 선물하기, 1,101 둘 다",
                "101 the talk store, 1 gifts, 1,101 both"
            ).optional.of(.oneOf(["101", "1", "1,101"])),
            .init(
                "order_number",
                "주문번호로 쓸 번호: id(품목) 또는 paymentId(장바구니)",
                "the number that is an order's: id (of a line) or paymentId (of a basket)"
            ).optional.of(.oneOf(KakaoConnector.OrderNumbering.allCases.map(\.rawValue))),
        ],
        pace: KakaoConnector.pace
    ) { parts in
        let number = try parts.settings.optional("order_number")
        return KakaoConnector(
            account: parts.account,
            keys: .init(
                adminKey: parts.settings.secret("admin_key"),
                sellerKey: parts.settings.optionalSecret("seller_key"),
                channels: try parts.settings.optional("channels") ?? "101"
            ),
            numbering: number.flatMap(KakaoConnector.OrderNumbering.init(rawValue:)) ?? .id,
            base: parts.base ?? KakaoConnector.base,
            client: parts.client
        )
    }
}
