package import MatchingCore

/// All marketplaces and the accounts at them: the embedded catalogue with the operator's changes.
package struct MarketplaceCatalog: Sendable {
    /// The embedded marketplaces in the order of the catalogue, then those that were added.
    package let marketplaces: [Marketplace]
    /// Each marketplace's implicit account, which has its id, and behind it those configured there.
    package let accounts: [Account]
    /// Headers by which the files of any marketplace may name a field, beside the field's own name.
    ///
    /// The first of a list that a file has is the one to read. Headers of a marketplace
    /// (`Marketplace.columnNames`) come first and may give a header of these another meaning.
    /// Compare headers by `FieldText.nameKey`.
    package let commonColumnNames: [RecordField: [String]]

    private let names: NameIndex

    /// The minutes between polls that a marketplace may have.
    package static let pollIntervalMinutes = 10...30

    init(
        marketplaces: [Marketplace],
        accounts: [Account],
        commonColumnNames: [RecordField: [String]],
        names: NameIndex
    ) {
        self.marketplaces = marketplaces
        self.accounts = accounts
        self.commonColumnNames = commonColumnNames
        self.names = names
    }

    /// Finds a marketplace by id, name or alias, however spaced, wide or capitalized.
    package func marketplace(named name: String) -> Marketplace? {
        names[name]?.marketplaceIndex.map { marketplaces[$0] }
    }

    /// Finds an account by its id or its own name, or a marketplace's implicit account by whatever
    /// ``marketplace(named:)`` finds.
    package func account(named name: String) -> Account? {
        names[name].map { accounts[$0.accountIndex] }
    }

    /// The id, name or alias that was probably meant by a name that leads nowhere; `nil` for none.
    package func suggestion(for name: String) -> String? {
        let known =
            marketplaces.flatMap { [$0.id.rawValue, $0.name] + $0.aliases }
            + accounts.flatMap { [$0.id.rawValue, $0.name] }
        return Spelling.nearest(to: name, among: known)
    }
}
