/// The numbers by which a row of an answer says what it is about: those of orders, claims and items.
///
/// They are all that is kept of a row that cannot be taken in, as nothing in them tells who bought.
struct RowNumbers: Decodable, Sendable, Hashable {
    /// By the names that the API has for them.
    private(set) var values: [String: String]

    private struct Name: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    private static let endings = ["no", "id", "number", "code", "seq"]
    private static let things = [
        "ord", "claim", "clm", "receipt", "cancel", "item", "prd", "product",
    ]
    private static let people = ["orderer", "buyer", "member", "user"]
    /// Nobody's number is longer.
    private static let longest = 64

    init(_ values: [String: String] = [:]) { self.values = values }

    init(from decoder: any Decoder) throws {
        values = [:]
        let row = try decoder.container(keyedBy: Name.self)
        add(row)
        // Some APIs put what they say of the order and of the item into objects of their own.
        for name in row.allKeys where !Self.isOfPerson(name.stringValue.lowercased()) {
            if let part = try? row.nestedContainer(keyedBy: Name.self, forKey: name) { add(part) }
        }
    }

    private mutating func add(_ object: KeyedDecodingContainer<Name>) {
        for name in object.allKeys where Self.isOfThing(name.stringValue.lowercased()) {
            // One that is no text and no number, such as a list, is none of these.
            guard let value = (try? object.decode(WireText.self, forKey: name))?.value else {
                continue
            }
            if value.count <= Self.longest { values[name.stringValue] = value }
        }
    }

    mutating func add(_ others: RowNumbers) {
        values.merge(others.values) { first, _ in first }
    }

    private static func isOfThing(_ name: String) -> Bool {
        if name == "id" { return true }
        return endings.contains(where: name.hasSuffix) && things.contains(where: name.contains)
            && !isOfPerson(name)
    }

    private static func isOfPerson(_ name: String) -> Bool {
        people.contains(where: name.contains)
    }
}
