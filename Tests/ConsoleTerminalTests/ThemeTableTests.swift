import ConsoleModel
import ConsoleTerminal
import Testing

/// What golden frames name by roles, as each theme shows it: a change of a color is a change here.
@Suite("Roles in every theme")
struct ThemeTableTests {
    /// Per theme the color of 256 and of 8, and with 256 the attributes: bold, dim, underlined,
    /// reversed.
    private static let table = """
        role              dark              light             mono              color-blind       color-blind-light
        text              -/-               -/-               -/-               -/-               -/-
        secondary         247/-             241/-             -/- d             247/-             241/-
        title             -/- b             -/- b             -/- b             -/- b             -/- b
        header            -/- b             -/- b             -/- b             -/- b             -/- b
        border            240/-             249/-             -/- d             240/-             249/-
        key               80/6 b            25/4 b            -/- b             153/6 b           24/4 b
        good              114/2             28/-              -/-               75/6              26/4
        attention         221/3 b           130/5 b           -/- b             228/3 b           94/5 b
        problem           203/1 b           160/1 b           -/- b             208/5 b           130/1 b
        waiting           117/6             26/4              -/-               153/-             24/-
        difference        213/5 bu          90/5 bu           -/- bu            175/5 bu          90/5 bu
        demo              221/3 br          90/5 br           -/- br            228/3 br          90/5 br
        """

    private func cell(_ role: Role, _ theme: Theme) -> String {
        let many = theme.appearance(of: Style(role), colorCount: 256)
        let few = theme.appearance(of: Style(role), colorCount: 8)
        let colors = [many, few].map { $0.foreground.map { String($0) } ?? "-" }
        let attributes: [(Appearance.Attributes, String)] = [
            (.bold, "b"), (.dim, "d"), (.underlined, "u"), (.reversed, "r"),
        ]
        let letters = attributes.filter { many.attributes.contains($0.0) }.map(\.1).joined()
        return colors.joined(separator: "/") + (letters.isEmpty ? "" : " \(letters)")
    }

    private func padded(_ text: String) -> String {
        text + String(repeating: " ", count: max(0, 18 - text.count))
    }

    private func row(_ cells: [String]) -> String {
        String(cells.map(padded).joined().reversed().drop { $0 == " " }.reversed())
    }

    @Test("Each role looks in each theme as it was reviewed")
    func looks() {
        let themes = Theme.allCases
        let rows = Role.allCases.map { role in
            row(["\(role)"] + themes.map { cell(role, $0) })
        }
        let table = ([row(["role"] + themes.map(\.rawValue))] + rows).joined(separator: "\n")
        #expect(table == Self.table, "\(table)")
    }
}
