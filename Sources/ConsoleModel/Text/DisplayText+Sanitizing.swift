import MatchingCore

extension DisplayText {
    /// Turns foreign text into one line of text that can be drawn, and that commands nothing.
    ///
    /// Control characters become their visible symbols, tabs and line breaks a space. Bidi controls,
    /// private and unassigned characters become `U+FFFD`, so that one sees that something is there.
    /// Zero-width characters go. Decomposed Hangul is composed. Each character of the result draws
    /// one base of 1 or 2 cells with at most four marks on it. Doing it twice changes nothing more.
    ///
    /// Linear in the text; printable ASCII, composed Hangul and Han are only scanned.
    package static func sanitized(_ text: String) -> String {
        if isPrintableASCII(text) || text.unicodeScalars.allSatisfy(isPlain) { return text }
        var sanitizer = Sanitizer()
        for scalar in text.unicodeScalars { sanitizer.append(scalar) }
        return drawable(sanitizer.finish())
    }

    /// The text with characters that would draw nothing, and blanks that are not the usual one, as
    /// their codes: `A‹U+200B›1`.
    package static func revealing(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            let isBlank = scalar.properties.isWhitespace && scalar != " " && scalar != "\u{3000}"
            if isBlank || scalar.isInvisible {
                let code = String(scalar.value, radix: 16, uppercase: true)
                result += "‹U+\(String(repeating: "0", count: max(0, 4 - code.count)))\(code)›"
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// Whether a scalar is always drawn as it is, whatever stands beside it.
    private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x20..<0x7F, 0xA1..<0xAD, 0xAE..<0x300, 0x2010...0x2027, 0x2030...0x205E,
            0x2190...0x21FF, 0x2500...0x25FF, 0x3000...0x3029, 0x3131...0x3163, 0x4E00...0x9FFF,
            0xAC00...0xD7A3, 0xFF01...0xFF5E:
            true
        default: false
        }
    }

    /// Separates characters that would draw several bases in one place, as Indic conjuncts do.
    private static func drawable(_ text: String) -> String {
        if text.allSatisfy({ baseCount(of: $0) == 1 }) { return text }
        var result = ""
        for character in text {
            if baseCount(of: character) == 1 {
                result.append(character)
                continue
            }
            let bases = character.unicodeScalars.filter { DisplayWidthTable.width(of: $0) > 0 }
            let separated = String(String.UnicodeScalarView(bases))
            let isSeparated =
                !separated.isEmpty && separated.allSatisfy { baseCount(of: $0) == 1 }
            result += isSeparated ? separated : "\u{FFFD}"
        }
        return result
    }

    private static func baseCount(of character: Character) -> Int {
        character.unicodeScalars.count { DisplayWidthTable.width(of: $0) > 0 }
    }
}

/// Takes scalars one by one and gives back those that may be drawn.
private struct Sanitizer {
    private var result = String.UnicodeScalarView()
    /// A leading consonant that waits for its vowel.
    private var pendingLead: UInt32?
    /// Marks on the newest base; `nil` while there is no base.
    private var markCount: Int?
    private var isAfterCarriageReturn = false

    private static let replacement: Unicode.Scalar = "\u{FFFD}"
    /// What carries a mark that has no base of its own.
    private static let dottedCircle: Unicode.Scalar = "\u{25CC}"
    /// A screen cell holds a base and four marks.
    private static let mostMarks = 4

    mutating func finish() -> String {
        flushLead()
        return String(result)
    }

    mutating func append(_ scalar: Unicode.Scalar) {
        let followsCarriageReturn = isAfterCarriageReturn
        isAfterCarriageReturn = scalar == "\r"
        if followsCarriageReturn && scalar == "\n" { return }
        if appendHangul(scalar) { return }
        flushLead()
        switch scalar.value {
        case 0x20..<0x7F: emit(scalar)
        case 0x1F1E6...0x1F1FF: emit(scalar, shiftedBy: 0x41 - 0x1F1E6)  // Flags as their letters.
        case 0x1F3FB...0x1F3FF: break  // Skin tones.
        case 0xFF9E...0xFF9F: emit(scalar, shiftedBy: 0x309B - 0xFF9E)  // Join what is before them.
        case 0x0E33, 0x0EB3:  // Thai and Lao AM: a mark and a vowel in one.
            emit(scalar, shiftedBy: 0x1A)
            emit(scalar, shiftedBy: -1)
        case 0x3164, 0xFFA0: emit(" ")  // Hangul fillers, used as blanks.
        default: appendByCategory(scalar)
        }
    }

    private mutating func appendByCategory(_ scalar: Unicode.Scalar) {
        let properties = scalar.properties
        if properties.isBidiControl { return emit(Self.replacement) }
        if properties.isWhitespace { return emit(scalar == "\u{3000}" ? scalar : " ") }
        switch properties.generalCategory {
        case .control: emit(Self.picture(of: scalar))
        case .unassigned where properties.isDefaultIgnorableCodePoint: break
        case .unassigned, .privateUse, .surrogate, .spacingMark: emit(Self.replacement)
        case .format where !properties.isDefaultIgnorableCodePoint: emit(Self.replacement)
        default:
            if !properties.isDefaultIgnorableCodePoint { emit(scalar) }
        }
    }

    private static func picture(of control: Unicode.Scalar) -> Unicode.Scalar {
        switch control.value {
        case 0..<0x20: Unicode.Scalar(0x2400 + control.value) ?? replacement
        case 0x7F: "\u{2421}"
        default: replacement
        }
    }

    private mutating func emit(_ scalar: Unicode.Scalar, shiftedBy shift: Int) {
        emit(Unicode.Scalar(UInt32(Int(scalar.value) + shift)) ?? Self.replacement)
    }

    private mutating func emit(_ scalar: Unicode.Scalar) {
        guard DisplayWidthTable.width(of: scalar) == 0 else {
            markCount = 0
            return result.append(scalar)
        }
        if markCount == nil { result.append(Self.dottedCircle) }
        let count = markCount ?? 0
        guard count < Self.mostMarks else { return }
        markCount = count + 1
        result.append(scalar)
    }

    // MARK: Hangul

    /// Takes a conjoining letter: composed where it can be, else as a letter that stands alone.
    private mutating func appendHangul(_ scalar: Unicode.Scalar) -> Bool {
        let value = scalar.value
        switch value {
        case HangulLetters.leads:
            flushLead()
            pendingLead = value
        case HangulLetters.vowels:
            if let lead = pendingLead {
                pendingLead = nil
                emit(HangulLetters.syllable(lead: lead, vowel: value) ?? Self.replacement)
            } else {
                emit(HangulLetters.standalone(value) ?? Self.replacement)
            }
        case HangulLetters.tails:
            flushLead()
            if let last = result.last, let closed = HangulLetters.closed(last, tail: value) {
                result.removeLast()
                emit(closed)
            } else {
                emit(HangulLetters.standalone(value) ?? Self.replacement)
            }
        case 0x115F...0x1160: return false
        case 0x1100...0x11FF, 0xA960...0xA97F, 0xD7B0...0xD7FF:  // Letters of old Korean.
            flushLead()
            emit(Self.replacement)
        default: return false
        }
        return true
    }

    private mutating func flushLead() {
        guard let lead = pendingLead else { return }
        pendingLead = nil
        emit(HangulLetters.standalone(lead) ?? Self.replacement)
    }
}
