package import MatchingCore

/// One marketplace of the simulation: what its world is like, who tells of it, and with which keys to
/// ask.
package struct SimulatedSeat: Sendable {
    /// A setting of the connection that reads it.
    package struct Setting: Sendable, Hashable {
        package let name: String
        package let value: String
        package let isSecret: Bool

        init(_ name: String, _ value: String) {
            self.init(name, value, isSecret: false)
        }

        private init(_ name: String, _ value: String, isSecret: Bool) {
            self.name = name
            self.value = value
            self.isSecret = isSecret
        }

        /// The same as a secret.
        var secret: Setting { Setting(name, value, isSecret: true) }
    }

    package let marketplace: MarketplaceID
    /// The name of the API that serves it, and of the connector that asks.
    package let api: String
    package let settings: [Setting]
    /// What an operator has to write down where the API's words are not documented: further keys of
    /// the marketplace's entry in the configuration.
    package let entry: [String]
    /// Makes the shop; what its API cannot tell is left out of its world.
    package let shop: @Sendable (WorldGenerator) -> SimulatedShop

    init(
        _ marketplace: MarketplaceID,
        api: String,
        _ settings: [Setting],
        entry: [String] = [],
        shop: @escaping @Sendable (WorldGenerator) -> SimulatedShop
    ) {
        self.marketplace = marketplace
        self.api = api
        self.settings = settings
        self.entry = entry
        self.shop = shop
    }

    /// The API that serves it, fresh.
    ///
    /// - Throws: ``UnknownAPI`` for a name that is none.
    package var freshAPI: any SimulatedAPI {
        get throws {
            guard let api = Self.apis.first(where: { $0.name == api }) else {
                throw UnknownAPI(name: api)
            }
            return api
        }
    }

    /// No API has this name.
    struct UnknownAPI: Error {
        let name: String
    }

    /// Every API, fresh.
    static var apis: [any SimulatedAPI] {
        [
            SimulatedCoupang(), SimulatedNaver(), SimulatedCafe24(), SimulatedESM(),
            SimulatedElevenStreet(), SimulatedKakao(), SimulatedMakeshop(), SimulatedSSG(),
            SimulatedZigzag(),
        ]
    }
}
