/// A value that may be `null` but has to be there.
///
/// An optional member takes a field that was renamed for one without a value; this one does not.
struct WireNullable<Value: Decodable & Sendable>: Decodable, Sendable {
    let value: Value?

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        value = container.decodeNil() ? nil : try container.decode(Value.self)
    }
}
