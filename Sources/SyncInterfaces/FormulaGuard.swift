/// The apostrophe before a text in CSV that a spreadsheet would otherwise compute.
///
/// What writes such files and what reads them have it from here, so that every text reads back as it
/// was. A text that begins with apostrophes and then such a character gets one more, so that none of
/// its own is taken for this one.
///
/// No spreadsheet writes its own apostrophe into CSV, so that one before such a character in a file
/// from elsewhere is this guard as well.
package enum FormulaGuard {
    /// What a spreadsheet would take for the beginning of a formula, also in its wide form.
    private static let starts: Set<Unicode.Scalar> = [
        "=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠",
    ]

    /// The text as CSV has it.
    package static func guarded(_ text: String) -> String {
        isFormula(text.unicodeScalars.drop { $0 == "'" }) ? "'" + text : text
    }

    /// The text that CSV has as `text`.
    package static func unguarded(_ text: String) -> String {
        let scalars = text.unicodeScalars
        guard scalars.first == "'", isFormula(scalars.drop { $0 == "'" }) else { return text }
        return String(scalars.dropFirst())
    }

    /// A cell of somebody's CSV so that a spreadsheet computes nothing of it and it still means the same.
    package static func harmless(_ cell: String) -> String {
        isFormula(cell.unicodeScalars) ? "'" + cell : cell
    }

    private static func isFormula(_ scalars: some Sequence<Unicode.Scalar>) -> Bool {
        scalars.first { _ in true }.map(starts.contains) ?? false
    }
}
