package import MatchingCore

/// How one account is connected to its marketplace, as `connections.yaml` says it.
package struct ConnectionEntry: Sendable, Hashable {
    /// Where the value of a setting is.
    package enum Value: Sendable, Hashable {
        case text(String)
        /// The name of a variable.
        case environment(String)
        /// A path.
        case file(String)
        /// A program and its arguments.
        case command([String])
    }

    /// What brings the account's cancellations, beside its folder.
    package enum Way: Sendable, Hashable {
        /// A connector by its id; with an address in place of its own, if any.
        case connector(String, base: String?, settings: [String: Value])
        case command(Command)
    }

    /// A program that prints JSON Lines.
    package struct Command: Sendable, Hashable {
        package let words: [String]
        /// Seconds; `nil` for the usual limit.
        package let timeLimit: Int?
        /// Megabytes of output; `nil` for the usual limit.
        package let sizeLimit: Int?
    }

    package let account: AccountID
    package let way: Way
    /// Whether orders are read too, where the marketplace lists them.
    package let readsOrders: Bool
}

/// What `connections.yaml` says.
package struct ConnectionEntries: Sendable, Hashable {
    /// In file order.
    package var entries: [ConnectionEntry] = []
    /// Whether requests are logged.
    package var logsRequests = true

    /// Creates a file that says nothing.
    package init() {}
}

/// The words of `connections.yaml`: which connectors there are, and what each has to be told.
package struct ConnectionVocabulary: Sendable {
    /// A connector.
    package struct Connector: Sendable {
        package let id: String
        /// The marketplaces that use it unless they say otherwise.
        package let marketplaces: [MarketplaceID]
        package let settings: [Setting]

        /// Creates a connector.
        package init(id: String, marketplaces: [MarketplaceID], settings: [Setting]) {
            self.id = id
            self.marketplaces = marketplaces
            self.settings = settings
        }
    }

    /// One of its settings.
    package struct Setting: Sendable {
        package let name: String
        package let isSecret: Bool
        package let isRequired: Bool
        let form: Form?

        /// Creates a setting; without a `form` any text will do.
        package init(_ name: String, isSecret: Bool, isRequired: Bool, form: Form? = nil) {
            self.name = name
            self.isSecret = isSecret
            self.isRequired = isRequired
            self.form = form
        }
    }

    /// What a setting's value has to look like.
    package struct Form: Sendable {
        /// Values that do.
        let examples: [String]
        /// Whether there are no others.
        let isClosed: Bool
        let takes: @Sendable (String) -> Bool

        /// Creates a form.
        ///
        /// - Parameters:
        ///   - examples: Values that have it.
        ///   - isClosed: Whether there are no others.
        ///   - takes: Whether a value has it.
        package init(
            examples: [String],
            isClosed: Bool,
            takes: @escaping @Sendable (String) -> Bool
        ) {
            self.examples = examples
            self.isClosed = isClosed
            self.takes = takes
        }
    }

    let connectors: [Connector]

    /// Creates a vocabulary.
    package init(_ connectors: [Connector]) { self.connectors = connectors }
}
