import MatchingCore

/// The texts that imports met lately, with their numbers, so that none is looked up twice in a row.
///
/// Whatever happens to a store, a number stays its text's, and a text stays in a block. Texts that
/// were not met for a while give way to others.
struct KnownTexts {
    /// A text as a line has it.
    struct Key: Hashable {
        let field: UInt8
        let text: String

        static func == (left: Self, right: Self) -> Bool {
            left.field == right.field
                && left.withBytes { left in right.withBytes { left.elementsEqual($0) } }
        }

        func hash(into hasher: inout Hasher) {
            // Not the text's own way, which normalizes it each time; it was when it came in.
            withBytes { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
        }

        private func withBytes<Value>(_ body: (UnsafeBufferPointer<UInt8>) -> Value) -> Value {
            if let value = text.utf8.withContiguousStorageIfAvailable(body) { return value }
            return Array(text.utf8).withUnsafeBufferPointer(body)
        }
    }

    /// What is known of a text.
    struct Entry {
        let number: Int64
        /// The block that it was last met in.
        var block: Int64
    }

    /// How many are kept of each generation.
    private static let mostKept = 32_768

    private var recent: [Key: Entry] = [:]
    private var older: [Key: Entry] = [:]

    /// Notes that the text was met in a block.
    ///
    /// - Returns: Its number, and whether it was last met in another block; `nil` for one that is
    ///   not known.
    mutating func meet(_ key: Key, in block: Int64) -> (number: Int64, isNew: Bool)? {
        if let index = recent.index(forKey: key) {
            let known = recent.values[index]
            guard known.block != block else { return (known.number, false) }
            recent.values[index].block = block
            return (known.number, true)
        }
        guard let known = older[key] else { return nil }
        keep(known.number, of: key, in: block)
        return (known.number, known.block != block)
    }

    /// Keeps the number of a text that was met in a block.
    mutating func keep(_ number: Int64, of key: Key, in block: Int64) {
        if recent.count == Self.mostKept { (older, recent) = (recent, [:]) }
        recent[key] = Entry(number: number, block: block)
    }
}
