import Foundation
import MatchingCore
import Yams

/// Reads `connections.yaml` of the configuration folder: which accounts are read through an API or
/// a program, and where their keys are.
package enum ConnectionsFile {
    /// The file's name.
    package static let name = "connections.yaml"

    /// The seconds that a program may be given.
    package static let timeLimits = 1...3600
    /// The megabytes that a program may print.
    package static let sizeLimits = 1...1024

    /// Loads the file of a folder.
    ///
    /// - Parameters:
    ///   - configurationFolder: The folder's path; without the file nothing is connected.
    ///   - catalogue: Whose accounts may stand in it.
    ///   - vocabulary: The connectors.
    /// - Returns: What the file says.
    /// - Throws: ``CatalogError`` at the first thing that is wrong.
    package static func load(
        configurationFolder: String,
        catalogue: MarketplaceCatalog,
        vocabulary: ConnectionVocabulary
    ) throws(CatalogError) -> ConnectionEntries {
        let file = try ConfigurationFile(name, in: configurationFolder)
        guard let text = file.text else { return ConnectionEntries() }
        return try entries(in: text, named: file.path, catalogue, vocabulary)
    }

    /// Reads the text of such a file.
    ///
    /// - Parameters:
    ///   - text: YAML.
    ///   - file: The name shown in errors.
    ///   - catalogue: Whose accounts may stand in it.
    ///   - vocabulary: The connectors.
    /// - Returns: What the file says.
    /// - Throws: ``CatalogError`` at the first thing that is wrong.
    package static func entries(
        in text: String,
        named file: String,
        _ catalogue: MarketplaceCatalog,
        _ vocabulary: ConnectionVocabulary
    ) throws(CatalogError) -> ConnectionEntries {
        let source = YAMLSource(file: file, text: text)
        guard let root = try source.root() else { return ConnectionEntries() }
        let reader = NodeReader(source: source)
        var entries = ConnectionEntries()
        var accounts: Set<AccountID> = []
        let sections = ["connections", "request_log"]
        for section in try reader.entries(of: root, under: file, keys: sections) {
            guard section.key.value == "connections" else {
                entries.logsRequests = try reader.isOn(section.value, under: section.key.value)
                continue
            }
            for entry in try reader.entries(of: section.value, under: "connections", keys: nil) {
                let account = try account(entry.key, catalogue)
                guard accounts.insert(account.id).inserted else {
                    throw CatalogError(.duplicateKey(entry.key.value), at: entry.key.place)
                }
                let node = ConnectionNode(account: account, key: entry.key, reader: reader)
                entries.entries.append(try node.entry(of: entry.value, vocabulary))
            }
        }
        return entries
    }

    private static func account(
        _ name: Placed<String>,
        _ catalogue: MarketplaceCatalog
    ) throws(CatalogError) -> Account {
        if let account = catalogue.account(named: name.value) { return account }
        throw CatalogError(
            .connection(.unknownAccount(name.value)),
            at: name.place,
            validChoices: catalogue.accounts.map(\.id.rawValue),
            meant: name.value
        )
    }
}

/// One account's part of the file.
private struct ConnectionNode {
    let account: Account
    let key: Placed<String>
    let reader: NodeReader

    private static let commandKeys = ["command", "time_limit", "size_limit", "orders"]
    private static let connectorKeys = ["connector", "base", "orders"]

    func entry(
        of node: Node,
        _ vocabulary: ConnectionVocabulary
    ) throws(CatalogError) -> ConnectionEntry {
        let all = try reader.entries(of: node, under: key.value, keys: nil)
        if all.contains(where: { $0.key.value == "command" }) {
            return try command(
                of: try reader.entries(of: node, under: key.value, keys: Self.commandKeys)
            )
        }
        let connector = try connector(all, vocabulary)
        let names = connector.settings.map(\.name)
        let entries = try reader.entries(
            of: node,
            under: key.value,
            keys: Self.connectorKeys + names
        )
        var base: String?
        var readsOrders = true
        var settings: [String: ConnectionEntry.Value] = [:]
        for entry in entries {
            switch entry.key.value {
            case "connector": break
            case "base": base = try address(entry.value)
            case "orders": readsOrders = try reader.isOn(entry.value, under: "orders")
            default:
                let name = entry.key.value
                settings[name] = try value(
                    of: entry.value,
                    under: name,
                    connector.settings.first { $0.name == name }
                )
            }
        }
        for setting in connector.settings where setting.isRequired {
            guard settings[setting.name] != nil else {
                throw CatalogError(.missingKey(setting.name, entry: key.value), at: key.place)
            }
        }
        return ConnectionEntry(
            account: account.id,
            way: .connector(connector.id, base: base, settings: settings),
            readsOrders: readsOrders
        )
    }

    private func connector(
        _ entries: [NodeReader.Entry],
        _ vocabulary: ConnectionVocabulary
    ) throws(CatalogError) -> ConnectionVocabulary.Connector {
        let own = vocabulary.connectors.filter {
            $0.marketplaces.contains(account.marketplace.id)
        }
        // A marketplace that no connector is made for may speak any of the APIs.
        let choices = own.isEmpty ? vocabulary.connectors : own
        let ids = choices.map(\.id)
        if let entry = entries.first(where: { $0.key.value == "connector" }) {
            let id = try reader.text(entry.value, under: "connector")
            if let known = choices.first(where: { $0.id == id.value }) { return known }
            if vocabulary.connectors.contains(where: { $0.id == id.value }) {
                throw CatalogError(
                    .connection(.foreignConnector(id.value, marketplace: account.marketplace.name)),
                    at: id.place,
                    validChoices: ids
                )
            }
            throw CatalogError(
                .unknownChoice(id.value, key: "connector"),
                at: id.place,
                validChoices: ids,
                meant: id.value
            )
        }
        if let usual = own.first { return usual }
        throw CatalogError(
            .connection(
                .noConnector(
                    marketplace: account.marketplace.name,
                    note: account.marketplace.note
                )
            ),
            at: key.place
        )
    }

    private func command(
        of entries: [NodeReader.Entry]
    ) throws(CatalogError) -> ConnectionEntry {
        var words: [String] = []
        var timeLimit: Int?
        var sizeLimit: Int?
        var readsOrders = true
        for entry in entries {
            let name = entry.key.value
            switch name {
            case "command": words = try reader.command(entry.value, under: name)
            case "time_limit":
                timeLimit = try reader.number(
                    entry.value,
                    under: name,
                    within: ConnectionsFile.timeLimits
                )
            case "size_limit":
                sizeLimit = try reader.number(
                    entry.value,
                    under: name,
                    within: ConnectionsFile.sizeLimits
                )
            default: readsOrders = try reader.isOn(entry.value, under: name)
            }
        }
        return ConnectionEntry(
            account: account.id,
            way: .command(.init(words: words, timeLimit: timeLimit, sizeLimit: sizeLimit)),
            readsOrders: readsOrders
        )
    }

    private func value(
        of node: Node,
        under name: String,
        _ setting: ConnectionVocabulary.Setting?
    ) throws(CatalogError) -> ConnectionEntry.Value {
        guard case .mapping = node else {
            let text = try reader.text(node, under: name)
            guard setting?.isSecret != true else {
                throw CatalogError(.connection(.inlineSecret(name)), at: text.place)
            }
            if let form = setting?.form, !form.takes(text.value) {
                throw CatalogError(
                    form.isClosed
                        ? .unknownChoice(text.value, key: name)
                        : .connection(.otherForm(text.value, key: name)),
                    at: text.place,
                    validChoices: form.examples,
                    meant: form.isClosed ? text.value : nil
                )
            }
            return .text(text.value)
        }
        let ways = ["environment", "file", "command"]
        let entries = try reader.entries(of: node, under: name, keys: ways)
        guard entries.count == 1, let entry = entries.first else {
            throw CatalogError(
                .connection(.notOneSource(name)),
                at: reader.source.place(of: node),
                validChoices: ways
            )
        }
        switch entry.key.value {
        case "environment":
            return .environment(try reader.text(entry.value, under: "environment").value)
        case "file": return .file(try reader.text(entry.value, under: "file").value)
        default: return .command(try reader.command(entry.value, under: "command"))
        }
    }

    /// An address without a path: what is signed is only ever sent over TLS, or to this machine.
    private func address(_ node: Node) throws(CatalogError) -> String {
        let text = try reader.text(node, under: "base")
        let value = text.value.hasSuffix("/") ? String(text.value.dropLast()) : text.value
        guard let parts = URLComponents(string: value), let host = parts.host, !host.isEmpty,
            parts.path.isEmpty, parts.query == nil, parts.user == nil, parts.fragment == nil,
            parts.scheme == "https"
                || (parts.scheme == "http" && ["127.0.0.1", "localhost", "[::1]"].contains(host))
        else { throw CatalogError(.connection(.invalidAddress(text.value)), at: text.place) }
        return value
    }
}

extension NodeReader {
    /// A switch: `on` or `off`, `true` or `false`.
    fileprivate func isOn(_ node: Node, under key: String) throws(CatalogError) -> Bool {
        let word = try text(node, under: key)
        let words = ["true", "false", "on", "off"]
        guard words.contains(word.value) else {
            throw CatalogError(
                .unknownChoice(word.value, key: key),
                at: word.place,
                validChoices: words,
                meant: word.value
            )
        }
        return word.value == "true" || word.value == "on"
    }

    /// A program and its arguments; arguments may be alike.
    fileprivate func command(_ node: Node, under key: String) throws(CatalogError) -> [String] {
        var words: [String] = []
        for item in try items(of: node, under: key) {
            words.append(try text(item, under: key).value)
        }
        guard !words.isEmpty else {
            throw CatalogError(.emptyText(key: key), at: source.place(of: node))
        }
        return words
    }

    fileprivate func number(
        _ node: Node,
        under key: String,
        within range: ClosedRange<Int>
    ) throws(CatalogError) -> Int {
        let number = try wholeNumber(node, under: key)
        guard range.contains(number.value) else {
            throw CatalogError(
                .connection(.numberOutOfRange(number.value, key: key, range)),
                at: number.place
            )
        }
        return number.value
    }
}
