import MatchingCore
import Yams

/// What one file says, before it is joined with others.
struct CatalogFile: Sendable {
    var columns = ColumnNames()
    var marketplaces: [MarketplaceEntry] = []
    var accounts: [AccountEntry] = []

    /// A further account at a marketplace.
    struct AccountEntry: Sendable {
        let id: Placed<String>
        /// An id, a name or an alias.
        let marketplace: Placed<String>
        let name: Placed<String>?
    }

    /// Reads a file; an empty one says nothing.
    ///
    /// - Throws: ``CatalogError`` at the first thing that is wrong.
    init(_ source: YAMLSource) throws(CatalogError) {
        guard let root = try source.root() else { return }
        let reader = NodeReader(source: source)
        let sections = ["marketplaces", "accounts", "columns"]
        for section in try reader.entries(of: root, under: source.file, keys: sections) {
            switch section.key.value {
            case "columns": columns = try reader.columns(section.value)
            case "accounts":
                for node in try reader.items(of: section.value, under: "accounts") {
                    accounts.append(try Self.account(node, reader))
                }
            default:
                for node in try reader.items(of: section.value, under: "marketplaces") {
                    marketplaces.append(try MarketplaceEntry(node, reader))
                }
            }
        }
        try Self.checkUnique(marketplaces.map(\.id) + accounts.map(\.id))
    }

    private static func account(
        _ node: Node,
        _ reader: NodeReader
    ) throws(CatalogError) -> AccountEntry {
        var id: Placed<String>?
        var marketplace: Placed<String>?
        var name: Placed<String>?
        let keys = ["id", "marketplace", "name"]
        for entry in try reader.entries(of: node, under: "accounts", keys: keys) {
            switch entry.key.value {
            case "id": id = try reader.id(entry.value)
            case "marketplace": marketplace = try reader.text(entry.value, under: "marketplace")
            default: name = try reader.text(entry.value, under: "name")
            }
        }
        guard let id else {
            throw CatalogError(
                .missingKey("id", entry: marketplace?.value ?? name?.value ?? ""),
                at: reader.source.place(of: node)
            )
        }
        guard let marketplace else {
            throw CatalogError(.missingKey("marketplace", entry: id.value), at: id.place)
        }
        return AccountEntry(id: id, marketplace: marketplace, name: name)
    }

    private static func checkUnique(_ ids: [Placed<String>]) throws(CatalogError) {
        var seen: Set<String> = []
        for id in ids where !seen.insert(id.value).inserted {
            throw CatalogError(.duplicateID(id.value), at: id.place)
        }
    }
}
