package import MatchingCore

/// One marketplace of the simulation: how it numbers, who tells of it, and with which keys to ask.
package struct SimulatedSeat: Sendable {
    /// A setting of the connection that reads it.
    package struct Setting: Sendable, Hashable {
        package let name: String
        package let value: String
        package let isSecret: Bool

        init(_ name: String, _ value: String, isSecret: Bool = false) {
            self.name = name
            self.value = value
            self.isSecret = isSecret
        }
    }

    package let marketplace: MarketplaceID
    /// The name of the API that serves it.
    package let api: String
    /// The connector's name in the configuration.
    package let connector: String
    package let settings: [Setting]
    let numbering: WorldGenerator.Numbering
    /// What this API cannot tell is left out of its world.
    var shape: @Sendable (inout WorldGenerator) -> Void = { _ in }

    /// Every API, fresh.
    static var apis: [any SimulatedAPI] { [SimulatedCoupang()] }

    /// Every seat, in a fixed order.
    package static let all: [SimulatedSeat] = [
        SimulatedSeat(
            marketplace: "coupang",
            api: "coupang",
            connector: "coupang",
            settings: [
                Setting("vendor_id", SimulatedCoupang.vendorID),
                Setting("access_key", SimulatedCoupang.accessKey, isSecret: true),
                Setting("secret_key", SimulatedCoupang.secretKey, isSecret: true),
            ],
            numbering: .init(
                order: { index, _ in "\(31_000_000_000_000 + index)" },
                line: { "\($0)\($2)" },
                claim: { "\(900_000_000 + $0)" }
            ),
            // A request that is made again has a receipt of its own.
            shape: { $0.shares.askedAgain = 0 }
        )
    ]
}
