import MatchingCore

/// Joins the embedded file and the operator's into one catalogue.
struct CatalogBuilder {
    private var entries: [MarketplaceEntry]
    private var columns: ColumnNames
    private var accounts: [CatalogFile.AccountEntry]

    init(_ base: CatalogFile) {
        entries = base.marketplaces
        columns = base.columns
        accounts = base.accounts
    }

    /// Puts what `file` says on top of what was said before.
    mutating func apply(_ file: CatalogFile) {
        var positions: [String: Int] = [:]
        for (index, entry) in entries.enumerated() { positions[entry.id.value] = index }
        for entry in file.marketplaces {
            if let index = positions[entry.id.value] {
                entries[index] = entry.overriding(entries[index])
            } else {
                entries.append(entry)
            }
        }
        columns = file.columns.extending(columns)
        accounts += file.accounts
    }

    /// Makes the catalogue.
    ///
    /// - Throws: ``CatalogError`` for what only shows when all is joined: names that two answer
    ///   to, accounts of unknown marketplaces, states that contradict one another.
    func catalog() throws(CatalogError) -> MarketplaceCatalog {
        let ids = entries.map(\.id.value)
        var marketplaces: [Marketplace] = []
        for entry in entries { marketplaces.append(try entry.marketplace(knownIDs: ids)) }
        let configured = try configuredAccounts(ids)
        var accounts: [Account] = []
        var names: [GivenName] = []
        for (index, marketplace) in marketplaces.enumerated() {
            let implicit = NameIndex.Entry(
                owner: ids[index],
                accountIndex: accounts.count,
                marketplaceIndex: index
            )
            names += entries[index].names.map { GivenName(name: $0, entry: implicit) }
            accounts.append(Account(id: AccountID(ids[index]), marketplace: marketplace))
            for account in configured[index] {
                let own = NameIndex.Entry(
                    owner: account.id.value,
                    accountIndex: accounts.count,
                    marketplaceIndex: nil
                )
                names += account.names.map { GivenName(name: $0, entry: own) }
                accounts.append(account.account(at: marketplace))
            }
        }
        return MarketplaceCatalog(
            marketplaces: marketplaces,
            accounts: accounts,
            commonColumnNames: columns.headers,
            names: try index(names)
        )
    }

    /// A name and what it leads to.
    private struct GivenName {
        let name: Placed<String>
        let entry: NameIndex.Entry
        var isEmbedded: Bool { name.place.file == MarketplaceCatalog.embeddedFileName }
    }

    /// Embedded names go first, so that an error points at the file that the operator can change.
    private func index(_ names: [GivenName]) throws(CatalogError) -> NameIndex {
        var index = NameIndex()
        for given in names where given.isEmbedded { try index.add(given.name, for: given.entry) }
        for given in names where !given.isEmbedded { try index.add(given.name, for: given.entry) }
        return index
    }

    /// The configured accounts of each marketplace, in the order in which they were written.
    private func configuredAccounts(
        _ ids: [String]
    ) throws(CatalogError) -> [[CatalogFile.AccountEntry]] {
        var configured = [[CatalogFile.AccountEntry]](repeating: [], count: entries.count)
        guard !accounts.isEmpty else { return configured }
        var positions: [String: Int] = [:]
        for (index, entry) in entries.enumerated() {
            for name in entry.names { positions[FieldText.nameKey(name.value)] = index }
        }
        for account in accounts {
            guard !ids.contains(account.id.value) else {
                throw CatalogError(.duplicateID(account.id.value), at: account.id.place)
            }
            guard let index = positions[FieldText.nameKey(account.marketplace.value)] else {
                throw CatalogError(
                    .unknownMarketplace(account.marketplace.value),
                    at: account.marketplace.place,
                    validChoices: ids,
                    meant: account.marketplace.value
                )
            }
            configured[index].append(account)
        }
        return configured
    }
}

extension MarketplaceEntry {
    /// Everything that leads to the marketplace.
    fileprivate var names: [Placed<String>] {
        [id] + [name].compactMap(\.self) + (aliases ?? [])
    }
}

extension CatalogFile.AccountEntry {
    fileprivate var names: [Placed<String>] { [id] + [name].compactMap(\.self) }

    fileprivate func account(at marketplace: Marketplace) -> Account {
        Account(
            id: AccountID(id.value),
            marketplace: marketplace,
            name: name?.value ?? id.value
        )
    }
}
