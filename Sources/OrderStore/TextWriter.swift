import MatchingCore
import SyncInterfaces

/// Writes down which blocks of orders have which texts, for the lines of one import.
///
/// A text costs a row the first time that a block has it. So that an import of texts that are all
/// different does not take much longer, only so many new ones are written down; a block with others
/// says that it can have any.
struct TextWriter {
    private struct Place: Hashable, Comparable {
        let block: Int64
        let text: Int64

        static func < (left: Self, right: Self) -> Bool {
            (left.block, left.text) < (right.block, right.text)
        }
    }

    /// The fields of which texts are indexed.
    static let fields = [KeyField.productName, .option]

    private let index: TextIndex
    private let connection: Connection
    /// How many more new texts are written down.
    private var room: Int
    private var places: [Place] = []
    /// The number of the order that came last.
    private(set) var lastArrival: OrderRow.Arrival

    /// Prepares for an import of so many lines.
    init(lineCount: Int, on connection: Connection) throws {
        self.connection = connection
        index = try TextIndex(connection)
        room = 256 + lineCount / 8
        lastArrival =
            try connection.prepared(ArrivalStatement.lastArrival).firstRow { $0.integer(0) } ?? 0
    }

    /// The number of the next order to come in.
    mutating func nextArrival() -> OrderRow.Arrival {
        lastArrival += 1
        return lastArrival
    }

    /// Notes the texts of a line of the order that came in as the one with this number.
    mutating func add(
        _ fields: FieldValues,
        arrival: OrderRow.Arrival,
        _ known: inout KnownTexts
    ) throws {
        for entry in fields.entries where Self.fields.contains(entry.field) {
            let text = KnownTexts.Key(field: entry.field.index, text: entry.value)
            try add(text, arrival: arrival, &known)
        }
    }

    /// Notes a text of a line of the order that came in as the one with this number.
    mutating func add(
        _ text: KnownTexts.Key,
        arrival: OrderRow.Arrival,
        _ known: inout KnownTexts
    ) throws {
        let block = index.block(of: arrival)
        if let met = known.meet(text, in: block) {
            if met.isNew { places.append(Place(block: block, text: met.number)) }
            return
        }
        let number = try number(of: text)
        places.append(Place(block: block, text: number))
        if number != TextIndex.anyText { known.keep(number, of: text, in: block) }
    }

    /// The texts to be indexed of a line with these packed fields.
    static func texts(in packed: UnsafeRawBufferPointer) -> [KnownTexts.Key] {
        fields.compactMap { field in
            guard case .found(let text) = PackedFields.text(of: field.index, in: packed)
            else { return nil }
            return KnownTexts.Key(field: field.index, text: String(decoding: text, as: UTF8.self))
        }
    }

    /// The text's number; it gets one when it has none and there is room.
    private mutating func number(of key: KnownTexts.Key) throws -> Int64 {
        let folded = Wording(key.text).text
        let query = try connection.prepared(ArrivalStatement.number)
        query.bind(1, Int64(key.field))
        query.bind(2, folded)
        if let number = try query.firstRow({ $0.integer(0) }) { return number }
        guard room > 0 else { return TextIndex.anyText }
        room -= 1
        let insertion = try connection.prepared(ArrivalStatement.insertText)
        insertion.bind(1, Int64(key.field))
        insertion.bind(2, folded)
        try insertion.run()
        return connection.lastInsertedID
    }

    /// Writes down what was noted.
    mutating func settle() throws {
        let statement = try connection.prepared(ArrivalStatement.insertBlock)
        var latest: Place?
        for place in places.sorted() where place != latest {
            statement.bind(1, place.block)
            statement.bind(2, place.text)
            try statement.run()
            latest = place
        }
        places = []
    }
}
