import MatchingCore
import Yams

/// What a file says of one marketplace; a key that it leaves out is `nil`.
struct MarketplaceEntry: Sendable {
    let id: Placed<String>
    var name: Placed<String>?
    var aliases: [Placed<String>]?
    var cancelStates: [Placed<String>]?
    var confirmStates: [Placed<String>]?
    var withdrawalStates: [Placed<String>]?
    var synonyms: [Synonym]?
    var rule: MatchRule?
    /// Where ``rule`` and ``cancelStates`` are given.
    var rulePlace: Place?
    var cancelStatesPlace: Place?
    var pollIntervalMinutes: Int?
    var onSeveral: SyncPolicy.SeveralLines?
    var columns: ColumnNames?
    var claimedOrders: ClaimedOrders?
    var note: String?

    /// Whether the marketplace still tells of an order once somebody wants it cancelled.
    enum ClaimedOrders: String, CaseIterable {
        case listed
        case hidden
    }

    /// Another word for a state, and the listed state that it counts as.
    struct Synonym: Sendable {
        let word: Placed<String>
        let state: Placed<String>
    }

    private static let keys = [
        "id", "name", "aliases", "cancel_states", "confirm", "withdrawal", "synonyms", "match",
        "poll_interval_minutes", "on_several", "columns", "claimed_orders", "note",
    ]

    /// Reads an entry.
    ///
    /// - Throws: ``CatalogError`` at the first thing that is wrong; an entry without `id` is.
    init(_ node: Node, _ reader: NodeReader) throws(CatalogError) {
        let entries = try reader.entries(of: node, under: "marketplaces", keys: Self.keys)
        guard let idEntry = entries.first(where: { $0.key.value == "id" }) else {
            let name = entries.first { $0.key.value == "name" }
            throw CatalogError(
                .missingKey("id", entry: name?.value.scalar?.string ?? ""),
                at: reader.source.place(of: node)
            )
        }
        id = try reader.id(idEntry.value)
        for entry in entries { try read(entry, reader) }
    }

    private mutating func read(
        _ entry: NodeReader.Entry,
        _ reader: NodeReader
    ) throws(CatalogError) {
        let key = entry.key.value
        switch key {
        case "name": name = try reader.text(entry.value, under: key)
        case "aliases": aliases = try reader.texts(entry.value, under: key)
        case "cancel_states":
            cancelStates = try reader.texts(entry.value, under: key)
            cancelStatesPlace = entry.key.place
        case "confirm": confirmStates = try reader.texts(entry.value, under: key)
        case "withdrawal": withdrawalStates = try reader.texts(entry.value, under: key)
        case "synonyms": synonyms = try Self.synonyms(entry.value, reader)
        case "match":
            rule = try reader.rule(entry.value, under: key)
            rulePlace = entry.key.place
        case "poll_interval_minutes": pollIntervalMinutes = try Self.interval(entry.value, reader)
        case "on_several": onSeveral = try Self.choice(entry.value, reader, under: key)
        case "claimed_orders": claimedOrders = try Self.choice(entry.value, reader, under: key)
        case "columns": columns = try reader.columns(entry.value)
        case "note": note = try reader.text(entry.value, under: key).value
        default: break
        }
    }

    private static func synonyms(
        _ node: Node,
        _ reader: NodeReader
    ) throws(CatalogError) -> [Synonym] {
        var synonyms: [Synonym] = []
        for entry in try reader.entries(of: node, under: "synonyms", keys: nil) {
            let state = try reader.text(entry.value, under: "synonyms")
            synonyms.append(Synonym(word: entry.key, state: state))
        }
        return synonyms
    }

    private static func interval(
        _ node: Node,
        _ reader: NodeReader
    ) throws(CatalogError) -> Int {
        let minutes = try reader.wholeNumber(node, under: "poll_interval_minutes")
        guard MarketplaceCatalog.pollIntervalMinutes.contains(minutes.value) else {
            throw CatalogError(.intervalOutOfRange(minutes.value), at: minutes.place)
        }
        return minutes.value
    }

    private static func choice<Choice: RawRepresentable<String> & CaseIterable>(
        _ node: Node,
        _ reader: NodeReader,
        under key: String
    ) throws(CatalogError) -> Choice {
        let word = try reader.text(node, under: key)
        guard let choice = Choice(rawValue: word.value) else {
            throw CatalogError(
                .unknownChoice(word.value, key: key),
                at: word.place,
                validChoices: Choice.allCases.map(\.rawValue),
                meant: word.value
            )
        }
        return choice
    }
}
