import ConsoleModel
import ConsoleTerminal
import Foundation
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

    /// Contrast of two colors as WCAG counts it, by their numbers among xterm's 256.
    private func contrast(of color: Int32, on background: Int32) -> Double {
        let (one, other) = (luminance(color), luminance(background))
        return (max(one, other) + 0.05) / (min(one, other) + 0.05)
    }

    private func luminance(_ color: Int32) -> Double {
        let basic: [[Double]] = [
            [0, 0, 0], [205, 0, 0], [0, 205, 0], [205, 205, 0], [0, 0, 238], [205, 0, 205],
            [0, 205, 205], [229, 229, 229],
        ]
        var parts = [255.0, 255, 255]
        switch color {
        case 0..<8: parts = basic[Int(color)]
        case 16..<232:
            let index = color - 16
            parts = [index / 36, index / 6 % 6, index % 6].map {
                $0 == 0 ? 0 : Double(55 + 40 * $0)
            }
        case 232...255: parts = [Double](repeating: Double(8 + 10 * (color - 232)), count: 3)
        default: break
        }
        let linear = parts.map { part in
            part / 255 <= 0.03928 ? part / 255 / 12.92 : pow((part / 255 + 0.055) / 1.055, 2.4)
        }
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    }

    @Test("Every color can be read on its background", arguments: Theme.allCases)
    func legible(theme: Theme) {
        let isLight = theme == .light || theme == .colorBlindLight
        for role in Role.allCases where role != .border {
            for (count, least) in [(8, 3.0), (16, 3.0), (256, 4.5)] {
                let style = Style(role)
                let color = theme.appearance(of: style, colorCount: count).foreground
                guard let color else { continue }
                let contrast = contrast(of: color, on: isLight ? 15 : 0)
                #expect(contrast >= least, "\(role) of \(count): \(contrast)")
            }
        }
    }

    @Test(
        "Where red and green look alike, what is good differs from what is not in brightness",
        arguments: [Theme.colorBlind, .colorBlindLight]
    )
    func colorBlind(theme: Theme) throws {
        let colors = [Role.good, .attention, .problem].map {
            theme.appearance(of: Style($0), colorCount: 256).foreground
        }
        #expect(Set(colors).count == 3)
        let good = try #require(colors[0])
        #expect(!(28...34).contains(good))
    }

    @Test("Values that differ are told without color", arguments: Theme.allCases)
    func difference(theme: Theme) {
        let attributes = theme.appearance(of: Style(.difference), colorCount: 256).attributes
        #expect(attributes.isSuperset(of: [.bold, .underlined]))
    }

    @Test(
        "Without color, what calls for somebody still stands out, and what differs from that",
        arguments: Theme.allCases
    )
    func emphasis(theme: Theme) {
        for (theme, count) in [(theme, 0), (theme, 8), (.mono, 256)] {
            func attributes(_ role: Role) -> Appearance.Attributes {
                theme.appearance(of: Style(role), colorCount: count).attributes
            }
            for role in [Role.attention, .problem, .difference, .title, .key] {
                #expect(attributes(role).contains(.bold), "\(role)")
            }
            #expect(attributes(.difference) != attributes(.attention))
            #expect(attributes(.text).isEmpty)
            #expect(!attributes(.secondary).contains(.bold))
            #expect(attributes(.demo).contains(.reversed))
        }
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
