import MatchingCore
import SyncInterfaces

extension ConnectorDescription {
    /// 쿠팡 Wing Open API.
    static let coupang = ConnectorDescription(
        id: "coupang",
        marketplaces: ["coupang"],
        korean: "쿠팡 Wing Open API",
        english: "Coupang Wing Open API",
        version: "v4, v6",
        base: CoupangConnector.base,
        settings: [
            .init("vendor_id", "업체코드(A와 숫자 8자리)", "the vendor id, A and eight digits")
                .of(.vendorID),
            .init("access_key", "Wing에서 발급한 Access Key", "the access key that Wing issues").secret,
            .init("secret_key", "Wing에서 발급한 Secret Key", "the secret key that Wing issues").secret,
        ],
        pace: CoupangConnector.pace
    ) { parts in
        CoupangConnector(
            account: parts.account,
            keys: .init(
                vendorID: try parts.settings.value("vendor_id"),
                accessKey: try parts.settings.value("access_key"),
                secretKey: parts.settings.secret("secret_key")
            ),
            base: parts.base ?? CoupangConnector.base,
            client: parts.client
        )
    }
}
