/// The words that a spreadsheet has in place of a value that it could not compute, or not show.
///
/// A text that was saved from it has them as well. They are no values: what two files could not compute is
/// not the same thing.
enum SpreadsheetError {
    private static let words: Set<String> = [
        "#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#SPILL!", "#CALC!",
        "#FIELD!", "#BLOCKED!", "#CONNECT!", "#UNKNOWN!", "#BUSY!", "#GETTING_DATA",
    ]

    /// Whether the text stands where nothing could be computed.
    static func isOne(_ text: String) -> Bool {
        text.utf8.first == UInt8(ascii: "#") && words.contains(text)
    }

    /// Whether the text stands where a number or a time was wider than its column.
    static func isTooWide(_ text: String) -> Bool {
        text.utf8.count > 2 && text.utf8.allSatisfy { $0 == UInt8(ascii: "#") }
    }
}
