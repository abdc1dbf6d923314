package import MatchingCore

/// Names for order lines and claims of files that have none of their own.
///
/// A name is made from the key fields beside the order number, so that the same line has the same
/// name in every file that has the same columns, and two lines of one order that differ anywhere
/// have two names. `product_name` takes part only where nothing else but the option is there:
/// sellers reword it, and exports print the wording of the day.
///
/// The first of `detail_no`, `detail_no2`, `product_code` is readable at the name's start; a digest
/// of the other fields follows. A line without any such field is `1`.
package enum DerivedNames {
    /// The name of the line that has these fields.
    package static func line(_ fields: FieldValues) -> String {
        let hasIdentifier = fields.entries.contains {
            $0.field != .orderNumber && !$0.field.isFreeText
        }
        var readable = ""
        var digest = FowlerDigest()
        for entry in fields.entries where entry.field != .orderNumber {
            if entry.field == .productName && hasIdentifier { continue }
            if readable.isEmpty && entry.field <= .productCode {
                readable = entry.value
                // Which field it was tells `detail_no` 1 from `product_code` 1.
                if entry.field != .detailNumber { digest.add(entry.field.index) }
            } else {
                digest.add(entry.field.index)
                digest.add(entry.value)
            }
        }
        if digest.isEmpty { return readable.isEmpty ? "1" : readable }
        return "\(readable)~\(digest.text)"
    }

    /// The name of the claim on the lines that have these fields; it names the order too.
    package static func claim(_ fields: FieldValues) -> String {
        "\(fields[.orderNumber] ?? "")/\(line(fields))"
    }
}

/// A 64-bit FNV-1a digest: the same on every machine and in every run, and cheap.
///
/// It tells the few lines of one order apart; nothing else relies on it.
private struct FowlerDigest {
    private var value: UInt64 = 0xCBF2_9CE4_8422_2325
    private(set) var isEmpty = true

    var text: String { String(value, radix: 36) }

    mutating func add(_ byte: UInt8) {
        isEmpty = false
        value = (value ^ UInt64(byte)) &* 0x100_0000_01B3
    }

    mutating func add(_ text: String) {
        for byte in text.utf8 { add(byte) }
        // No text contains this byte, so that values cannot run into one another.
        add(0xFF)
    }
}
