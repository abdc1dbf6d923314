extension FieldText {
    /// The form in which names and column headers are looked up: NFKC, no white space, lower case.
    ///
    /// `G 마켓`, `ｇ마켓` and `G마켓` have one key. Only for finding things, never for matching orders.
    public static func nameKey(_ text: String) -> String {
        let folded = folded(text)
        let isPlain = folded.utf8.allSatisfy { $0 != 0x20 && !(0x41...0x5A).contains($0) }
        if isPlain && folded.utf8.allSatisfy({ $0 < 0x80 }) { return folded }
        return String(String.UnicodeScalarView(folded.unicodeScalars.filter { $0 != " " }))
            .lowercased()
    }
}
