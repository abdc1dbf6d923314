import MatchingCore
import SyncInterfaces

extension ConnectorDescription {
    /// Kakao Style Open API.
    static let zigzag = ConnectorDescription(
        id: "zigzag",
        marketplaces: ["zigzag"],
        korean: "Kakao Style Open API",
        english: "Kakao Style Open API",
        version: "1",
        base: ZigzagConnector.base,
        settings: [
            .init("access_key", "Access Key", "the access key"),
            .init("secret_key", "Secret Key", "the secret key").secret,
            .init(
                "solution",
                "요구받았을 때만: x-solution 머리글의 값",
                "the value of the header x-solution, where it is asked for"
            ).optional,
        ],
        pace: ZigzagConnector.pace
    ) { parts in
        ZigzagConnector(
            account: parts.account,
            keys: .init(
                accessKey: try parts.settings.value("access_key"),
                secretKey: parts.settings.secret("secret_key"),
                solution: try parts.settings.optional("solution")
            ),
            base: parts.base ?? ZigzagConnector.base,
            client: parts.client
        )
    }
}
