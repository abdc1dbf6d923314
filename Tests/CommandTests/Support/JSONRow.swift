/// A value of JSON.
enum JSONValue: Decodable, Hashable, Sendable {
    case text(String)
    case number(Int)
    case truth(Bool)
    case list([JSONValue])
    case object([String: JSONValue])
    case null

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(Bool.self) {
            self = .truth(value)
        } else if let value = try? container.decode(Int.self) {
            self = .number(value)
        } else if let value = try? container.decode(String.self) {
            self = .text(value)
        } else if let value = try? container.decode([JSONValue].self) {
            self = .list(value)
        } else {
            self = .object(try container.decode([String: JSONValue].self))
        }
    }
}

/// An object of JSON, as commands print one a line.
struct JSONRow: Decodable, Hashable, Sendable {
    let members: [String: JSONValue]

    init(from decoder: any Decoder) throws {
        members = try decoder.singleValueContainer().decode([String: JSONValue].self)
    }

    var names: Set<String> { Set(members.keys) }

    /// A member's text; `nil` when it is something else.
    func text(_ name: String) -> String? {
        guard case .text(let value)? = members[name] else { return nil }
        return value
    }

    /// A member's whole number; `nil` when it is something else.
    func number(_ name: String) -> Int? {
        guard case .number(let value)? = members[name] else { return nil }
        return value
    }

    /// A member's truth value; `nil` when it is something else.
    func truth(_ name: String) -> Bool? {
        guard case .truth(let value)? = members[name] else { return nil }
        return value
    }

    /// The elements of a member that is a list.
    func list(_ name: String) -> [JSONValue] {
        guard case .list(let values)? = members[name] else { return [] }
        return values
    }
}
