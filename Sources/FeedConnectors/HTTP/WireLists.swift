/// Rows that come as a list, or as the members of an object, as PHP writes a list whose keys mean
/// something; an empty text, `null` and an empty list all stand for none.
struct WireMembers<Value: Decodable & Sendable>: Decodable, Sendable {
    let rows: [WireRow<Value>]

    init(rows: [WireRow<Value>] = []) { self.rows = rows }

    private struct Name: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    init(from decoder: any Decoder) throws {
        if let members = try? decoder.container(keyedBy: Name.self) {
            let names = members.allKeys.sorted { $0.stringValue < $1.stringValue }
            rows = try names.map { try members.decode(WireRow<Value>.self, forKey: $0) }
            return
        }
        let container = try decoder.singleValueContainer()
        if container.decodeNil() || (try? container.decode(String.self)) == "" {
            rows = []
        } else {
            rows = try container.decode([WireRow<Value>].self)
        }
    }
}

/// Rows that come as a list, or alone when there is one, as services write that turn XML into JSON;
/// an empty text, `null` and an empty list all stand for none.
struct WireOneOrMany<Value: Decodable & Sendable>: Decodable, Sendable {
    let rows: [WireRow<Value>]

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() || (try? container.decode(String.self)) == "" {
            rows = []
        } else if var list = try? decoder.unkeyedContainer() {
            var rows: [WireRow<Value>] = []
            while !list.isAtEnd {
                if try list.decodeNil() { continue }
                // What is left of an empty element of XML.
                if let text = try? list.decode(String.self), text.isEmpty { continue }
                rows.append(try list.decode(WireRow<Value>.self))
            }
            self.rows = rows
        } else {
            rows = [try container.decode(WireRow<Value>.self)]
        }
    }
}
