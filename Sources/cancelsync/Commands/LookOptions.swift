import ArgumentParser
import ConsoleTerminal

/// How a console looks, and whether it has the mouse.
struct LookOptions: ParsableArguments {
    @Option(help: "The colors: \(Theme.choices) (default: by the terminal).")
    var theme: Theme?

    @Flag(name: .customLong("no-color"), help: "No colors, as with NO_COLOR or --theme mono.")
    var noColor = false

    @Flag(help: "Draw lines, bars and marks with ASCII only.")
    var ascii = false

    @Flag(name: .customLong("no-mouse"), help: "Leave the mouse to the terminal.")
    var noMouse = false

    /// What was configured, with what these options say instead.
    func applied(to configured: ConsolePreferences) -> ConsolePreferences {
        var preferences = configured
        preferences.theme = noColor ? .mono : theme ?? preferences.theme
        preferences.usesMouse = preferences.usesMouse && !noMouse
        return preferences
    }
}

extension Theme: ExpressibleByArgument {
    static var choices: String { allCases.map(\.rawValue).joined(separator: ", ") }
}
