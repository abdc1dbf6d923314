import ConsoleModel

extension Theme {
    /// The colors of a role: where there are 256 of them, and where there are 8 or 16.
    ///
    /// Colors are legible on the background that the theme is for; tests hold the contrasts. `nil`
    /// is the terminal's own foreground.
    typealias Colors = (of256: Int32?, of8: Int32?)

    /// The colors by role; `nil` for a theme without color.
    var palette: ((Role) -> Colors?)? {
        switch self {
        case .dark: Self.dark
        case .light: Self.light
        case .mono: nil
        case .colorBlind: Self.colorBlind
        case .colorBlindLight: Self.colorBlindLight
        }
    }

    private static func dark(_ role: Role) -> Colors? {
        switch role {
        case .text, .title, .header: nil
        case .secondary: (247, nil)
        case .border: (240, nil)
        case .key: (80, Color.cyan)
        case .good: (114, Color.green)
        case .attention: (221, Color.yellow)
        case .problem: (203, Color.red)
        case .waiting: (117, Color.cyan)
        case .difference: (213, Color.magenta)
        case .demo: (221, Color.yellow)
        }
    }

    // Green, yellow and cyan of 8 are too pale for a white background.
    private static func light(_ role: Role) -> Colors? {
        switch role {
        case .text, .title, .header: nil
        case .secondary: (241, nil)
        case .border: (249, nil)
        case .key: (25, Color.blue)
        case .good: (28, nil)
        case .attention: (130, Color.magenta)
        case .problem: (160, Color.red)
        case .waiting: (26, Color.blue)
        case .difference: (90, Color.magenta)
        case .demo: (90, Color.magenta)
        }
    }

    // What must be told apart differs in brightness as well as in hue.
    private static func colorBlind(_ role: Role) -> Colors? {
        switch role {
        case .text, .title, .header: nil
        case .secondary: (247, nil)
        case .border: (240, nil)
        case .key: (153, Color.cyan)
        case .good: (75, Color.cyan)
        case .attention: (228, Color.yellow)
        case .problem: (208, Color.magenta)
        case .waiting: (153, nil)
        case .difference: (175, Color.magenta)
        case .demo: (228, Color.yellow)
        }
    }

    private static func colorBlindLight(_ role: Role) -> Colors? {
        switch role {
        case .text, .title, .header: nil
        case .secondary: (241, nil)
        case .border: (249, nil)
        case .key: (24, Color.blue)
        case .good: (26, Color.blue)
        case .attention: (94, Color.magenta)
        case .problem: (130, Color.red)
        case .waiting: (24, nil)
        case .difference: (90, Color.magenta)
        case .demo: (90, Color.magenta)
        }
    }
}
