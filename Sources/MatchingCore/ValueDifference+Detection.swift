import Foundation

extension ValueDifference {
    /// How two unequal texts differ: the fewest kinds that together make them equal.
    ///
    /// When no combination does, the edit distance.
    static func between(_ one: String, _ other: String) -> [ValueDifference] {
        if one.skeleton == other.skeleton,
            let fewest = Normalization.subsets.first(where: { $0.equates(one, other) })
        {
            return fewest.differences
        }
        return [.editDistance(EditDistance.between(one, other))]
    }
}

/// Ways to disregard part of a text, any number of them at once.
private struct Normalization: OptionSet {
    let rawValue: UInt8

    static let whiteSpace = Normalization(rawValue: 1)
    static let width = Normalization(rawValue: 2)
    static let letterCase = Normalization(rawValue: 4)
    static let leadingZeros = Normalization(rawValue: 8)
    static let punctuation = Normalization(rawValue: 16)
    static let invisible = Normalization(rawValue: 32)

    /// All combinations but the empty one, smaller ones first.
    static let subsets: [Normalization] = (UInt8(1)...63)
        .sorted { ($0.nonzeroBitCount, $0) < ($1.nonzeroBitCount, $1) }
        .map(Normalization.init(rawValue:))

    private static let meanings: [(Normalization, ValueDifference)] = [
        (.whiteSpace, .whiteSpace), (.width, .width), (.letterCase, .letterCase),
        (.leadingZeros, .leadingZeros), (.punctuation, .punctuation),
        (.invisible, .invisibleCharacters),
    ]

    var differences: [ValueDifference] {
        Self.meanings.filter { contains($0.0) }.map(\.1)
    }

    func equates(_ one: String, _ other: String) -> Bool {
        let normalized = apply(to: one)
        return !normalized.isEmpty && normalized == apply(to: other)
    }

    private func apply(to text: String) -> String {
        var result = text
        if contains(.invisible) { result.unicodeScalars.removeAll(where: \.isInvisible) }
        if contains(.width) { result = result.inHalfWidth }
        if contains(.leadingZeros) { result = result.withoutLeadingZeros }
        if contains(.whiteSpace) { result.unicodeScalars.removeAll { $0.properties.isWhitespace } }
        if contains(.letterCase) { result = result.lowercased() }
        if contains(.punctuation) { result.unicodeScalars.removeAll(where: \.isPunctuation) }
        // What was removed can have brought a zero to the front of its number.
        return contains(.leadingZeros) ? result.withoutLeadingZeros : result
    }
}

extension String {
    /// What no kind of difference touches; texts with different ones need not be looked at further.
    fileprivate var skeleton: String {
        var result = inHalfWidth.lowercased()
        result.unicodeScalars.removeAll {
            $0 == "0" || $0.properties.isWhitespace || $0.isPunctuation || $0.isInvisible
        }
        return result
    }

    /// Full-width letters and half-width Hangul and Kana in their usual form; the rest as it is.
    fileprivate var inHalfWidth: String {
        let isPlain = unicodeScalars.allSatisfy {
            $0.value < 0x3000 || (0x3001..<0xFF00).contains($0.value)
        }
        if isPlain { return self }
        var result = ""
        for scalar in unicodeScalars {
            switch scalar.value {
            case 0x3000: result += " "
            case 0xFF00...0xFFEF:
                result += String(scalar).precomposedStringWithCompatibilityMapping
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result.precomposedStringWithCanonicalMapping
    }

    /// Each number in the text without the zeros before it; a number of zeros keeps one.
    fileprivate var withoutLeadingZeros: String {
        var result = String.UnicodeScalarView()
        var pendingZero = false
        var isWithinNumber = false
        for scalar in unicodeScalars {
            let isDigit = ("0"..."9").contains(scalar)
            if scalar == "0" && !isWithinNumber {
                pendingZero = true
                continue
            }
            if pendingZero && !isDigit { result.append("0") }
            pendingZero = false
            isWithinNumber = isDigit
            result.append(scalar)
        }
        if pendingZero { result.append("0") }
        return String(result)
    }
}

extension Unicode.Scalar {
    /// Whether it draws nothing, as zero-width spaces and soft hyphens do.
    package var isInvisible: Bool { properties.isDefaultIgnorableCodePoint }

    fileprivate var isPunctuation: Bool {
        switch properties.generalCategory {
        case .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation,
            .finalPunctuation, .connectorPunctuation, .otherPunctuation, .mathSymbol,
            .modifierSymbol, .currencySymbol, .otherSymbol:
            true
        default: false
        }
    }
}
