/// What a piece of the screen means; themes give each role its colours.
///
/// Meaning never hangs on colour alone: words, marks and places say the same.
package enum Role: UInt8, Sendable, Hashable, CaseIterable {
    case text
    /// Less important than ``text``.
    case secondary
    case title
    case header
    case border
    /// Keys in the footer and in help.
    case key
    case good
    case attention
    case problem
    /// Pending, waiting.
    case waiting
    /// Values that differ in an explanation.
    case difference
    case demo
}

/// How a cell looks.
package struct Style: Sendable, Hashable {
    package var role: Role
    package var isBold: Bool
    /// Reversed, as the selected row is.
    package var isSelected: Bool
    package var isUnderlined: Bool

    package init(
        _ role: Role = .text,
        isBold: Bool = false,
        isSelected: Bool = false,
        isUnderlined: Bool = false
    ) {
        self.role = role
        self.isBold = isBold
        self.isSelected = isSelected
        self.isUnderlined = isUnderlined
    }
}
