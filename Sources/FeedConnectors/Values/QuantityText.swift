import MatchingCore

/// Reads a number of units: `2`, `1,000`, `2개`, `2.0`.
package enum QuantityText {
    /// No order has more units in one line.
    package static let highest = 99_999_999

    private static let units = ["개", "EA", "ea", "Ea", "pcs", "PCS"]

    /// The number of units; `nil` for zero, negative and broken numbers and for words.
    package static func units(_ text: String) -> Int? {
        if let plain = plainNumber(text.utf8) { return plain }
        var folded = FieldText.folded(text)
        if let unit = units.first(where: folded.hasSuffix) {
            folded = FieldText.cleaned(String(folded.dropLast(unit.count)))
        }
        let parts = folded.split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), let whole = parts.first else { return nil }
        if parts.count == 2 {
            let fraction = parts[1].utf8
            guard !fraction.isEmpty, fraction.allSatisfy({ $0 == UInt8(ascii: "0") }) else {
                return nil
            }
        }
        return plainNumber(whole.utf8) ?? groupedNumber(whole)
    }

    private static func plainNumber(_ text: some Collection<UInt8>) -> Int? {
        guard !text.isEmpty, text.count <= 8 else { return nil }
        var value = 0
        for byte in text {
            guard (0x30...0x39).contains(byte) else { return nil }
            value = value * 10 + Int(byte - 0x30)
        }
        return (1...highest).contains(value) ? value : nil
    }

    private static func groupedNumber(_ text: Substring) -> Int? {
        let groups = text.split(separator: ",", omittingEmptySubsequences: false)
        guard groups.count > 1, let first = groups.first, (1...3).contains(first.utf8.count),
            groups.dropFirst().allSatisfy({ $0.utf8.count == 3 })
        else { return nil }
        return plainNumber(groups.joined().utf8)
    }
}
