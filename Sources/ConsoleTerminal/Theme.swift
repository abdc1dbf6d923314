import CNcurses
package import ConsoleModel

/// A set of colors for the roles on the screen.
///
/// The background is always the terminal's own.
package enum Theme: String, Sendable, Hashable, CaseIterable {
    case dark
    case light
    /// No color at all.
    case mono
    /// For a dark background and eyes that tell red from green badly: blue is good, orange is not.
    case colorBlind = "color-blind"
    /// The same for a light background.
    case colorBlindLight = "color-blind-light"

    /// Creates the theme for the background that `COLORFGBG` names last, such as 15 in `0;15`.
    ///
    /// Returns `nil` when it names none.
    package init?(colorPair: String) {
        guard
            let last = colorPair.split(separator: ";").last,
            let color = Int(last), (0...15).contains(color)
        else { return nil }
        self = color == 7 || color > 8 ? .light : .dark
    }

    /// Returns how cells of a style are shown by a terminal with so many colors.
    package func appearance(of style: Style, colorCount: Int) -> Appearance {
        var appearance = appearance(of: style.role, colorCount: colorCount)
        if style.isBold { appearance.attributes.insert(.bold) }
        if style.isUnderlined { appearance.attributes.insert(.underlined) }
        if style.isSelected {
            // Dim and reversed is unreadable on many terminals.
            appearance.attributes.remove(.dim)
            appearance.attributes.formSymmetricDifference(.reversed)
        }
        return appearance
    }

    private func appearance(of role: Role, colorCount: Int) -> Appearance {
        Appearance(
            foreground: foreground(of: role, colorCount: colorCount),
            attributes: attributes(of: role, colorCount: colorCount)
        )
    }

    private func foreground(of role: Role, colorCount: Int) -> Int32? {
        guard colorCount >= 8, let colors = palette?(role) else { return nil }
        return colorCount >= 256 ? colors.of256 : colors.of8
    }

    private func attributes(of role: Role, colorCount: Int) -> Appearance.Attributes {
        // Gray needs 256 colors; dim stands in for it.
        let hasGray = self != .mono && colorCount >= 256
        return switch role {
        case .text, .good, .waiting: []
        case .secondary, .border: hasGray ? [] : .dim
        case .title, .header, .key, .attention, .problem: .bold
        case .difference: [.bold, .underlined]
        case .demo: [.bold, .reversed]
        }
    }
}

/// A foreground color with attributes.
package struct Appearance: Sendable, Hashable {
    /// The attributes that every terminal has, or leaves out without harm.
    package struct Attributes: OptionSet, Sendable, Hashable {
        package let rawValue: UInt32

        package init(rawValue: UInt32) { self.rawValue = rawValue }

        package static let bold = Attributes(rawValue: SCREEN_BOLD.rawValue)
        package static let dim = Attributes(rawValue: SCREEN_DIM.rawValue)
        package static let underlined = Attributes(rawValue: SCREEN_UNDERLINED.rawValue)
        package static let reversed = Attributes(rawValue: SCREEN_REVERSED.rawValue)
    }

    /// The number of the color; `nil` is the terminal's own foreground.
    package var foreground: Int32?
    package var attributes: Attributes
}

/// The colors that each terminal with color has; those with 16 have them too.
enum Color {
    static let red: Int32 = 1
    static let green: Int32 = 2
    static let yellow: Int32 = 3
    static let blue: Int32 = 4
    static let magenta: Int32 = 5
    static let cyan: Int32 = 6
}
