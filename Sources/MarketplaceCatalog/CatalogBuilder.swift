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
        let owners = try accountOwners(ids)
        var joined: [Account] = []
        var names = NameIndex()
        var given: [(name: Placed<String>, entry: NameIndex.Entry)] = []
        for (index, marketplace) in marketplaces.enumerated() {
            let entry = NameIndex.Entry(
                owner: ids[index],
                accountIndex: joined.count,
                marketplaceIndex: index
            )
            given += entries[index].names.map { ($0, entry) }
            joined.append(Account(id: AccountID(ids[index]), marketplace: marketplace))
            for account in owners[index] {
                let own = NameIndex.Entry(
                    owner: account.id.value,
                    accountIndex: joined.count,
                    marketplaceIndex: nil
                )
                given += account.names.map { ($0, own) }
                joined.append(account.account(at: marketplace))
            }
        }
        // Embedded names first, so that an error points at the file that the operator can change.
        let embedded = MarketplaceCatalog.embeddedFileName
        for item in given where item.name.place.file == embedded {
            try names.add(item.name, for: item.entry)
        }
        for item in given where item.name.place.file != embedded {
            try names.add(item.name, for: item.entry)
        }
        return MarketplaceCatalog(
            marketplaces: marketplaces,
            accounts: joined,
            commonColumnNames: columns.headers,
            names: names
        )
    }

    /// The configured accounts of each marketplace, in the order in which they were written.
    private func accountOwners(
        _ ids: [String]
    ) throws(CatalogError) -> [[CatalogFile.AccountEntry]] {
        var owners = [[CatalogFile.AccountEntry]](repeating: [], count: entries.count)
        guard !accounts.isEmpty else { return owners }
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
            owners[index].append(account)
        }
        return owners
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
