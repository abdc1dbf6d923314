import ConsoleModel
import ConsoleTerminal
import Testing

@Suite("A theme gives each role its colors")
struct ThemeTests {
    @Test("Without color no role has one", arguments: Role.allCases)
    func mono(role: Role) {
        #expect(Theme.mono.appearance(of: Style(role), colorCount: 256).foreground == nil)
    }

    @Test("A terminal with few colors gets none that it lacks", arguments: Theme.allCases)
    func eightColors(theme: Theme) {
        for role in Role.allCases {
            let color = theme.appearance(of: Style(role), colorCount: 8).foreground
            #expect(color.map { (0..<8).contains($0) } ?? true)
        }
    }

    @Test("A terminal without color gets none", arguments: Theme.allCases)
    func noColors(theme: Theme) {
        for role in Role.allCases {
            #expect(theme.appearance(of: Style(role), colorCount: 0).foreground == nil)
        }
    }

    @Test(
        "The selected row is told from its neighbors, whatever the role",
        arguments: Role.allCases
    )
    func selection(role: Role) {
        for theme in Theme.allCases {
            let plain = theme.appearance(of: Style(role), colorCount: 8).attributes
            let selected = theme.appearance(of: Style(role, isSelected: true), colorCount: 8)
                .attributes
            #expect(plain.contains(.reversed) != selected.contains(.reversed))
        }
    }

    @Test("Values that differ are told without color", arguments: Theme.allCases)
    func difference(theme: Theme) {
        let attributes = theme.appearance(of: Style(.difference), colorCount: 256).attributes
        #expect(attributes.isSuperset(of: [.bold, .underlined]))
    }

    @Test(
        "The background is read from COLORFGBG",
        arguments: [
            ("15;0", Theme.dark), ("0;15", .light), ("0;default;15", .light), ("12;8", .dark),
            ("0;7", .light),
        ]
    )
    func background(value: String, theme: Theme) {
        #expect(TerminalOptions(environment: ["COLORFGBG": value].value(of:)).theme == theme)
    }

    @Test(
        "A COLORFGBG that names no color is ignored",
        arguments: ["", "x", "0;default", "0;99", ";"]
    )
    func noBackground(value: String) {
        #expect(TerminalOptions(environment: ["COLORFGBG": value].value(of:)).theme == .dark)
    }

    @Test("NO_COLOR leaves out color even where a theme is chosen")
    func noColor() {
        let options = TerminalOptions(environment: ["NO_COLOR": "1"].value(of:), theme: .light)
        #expect(options.theme == .mono)
    }

    @Test("An empty NO_COLOR asks for nothing")
    func emptyNoColor() {
        #expect(TerminalOptions(environment: ["NO_COLOR": ""].value(of:)).theme == .dark)
    }

    @Test("A frame counter that is no number is left out", arguments: ["", "x", "99999999999"])
    func frameCounter(value: String) {
        let options = TerminalOptions(environment: ["CANCELSYNC_FRAME_FD": value].value(of:))
        #expect(options.frameCounterDescriptor == nil)
    }
}

extension [String: String] {
    fileprivate func value(of name: String) -> String? { self[name] }
}
