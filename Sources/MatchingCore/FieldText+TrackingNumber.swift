extension FieldText {
    /// The form in which waybill numbers are kept and looked up, as a scanner reads them off a label.
    ///
    /// `6800-7777-0001`, `6800 7777 0001` and `６８００７７７７０００１` are `680077770001`: width is folded, and
    /// white space and hyphens are left out where nothing but Latin letters and digits remains. Any
    /// other text (two numbers with a comma, a word) is only cleaned. Never for key fields.
    package static func trackingNumber(_ text: String) -> String {
        if text.utf8.allSatisfy(isLetterOrDigit) { return text }
        var bare = String.UnicodeScalarView()
        for scalar in folded(text).unicodeScalars where !isGroupMark(scalar) {
            guard let byte = UInt8(exactly: scalar.value), isLetterOrDigit(byte)
            else { return cleaned(text) }
            bare.append(scalar)
        }
        return bare.isEmpty ? cleaned(text) : String(bare)
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        default: false
        }
    }

    /// Whether it only sets groups of digits apart: a space, a hyphen, a dash, a minus sign.
    private static func isGroupMark(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x20, 0x2D, 0xAD, 0x2010...0x2015, 0x2212: true
        default: false
        }
    }
}
