import ArgumentParser
import ConsoleTerminal

/// How a console looks, and whether it has the mouse.
struct LookOptions: ParsableArguments {
    @Option(help: "The colors: \(Theme.choices) (default: by the terminal).")
    var theme: Theme?

    @Flag(help: "Draw lines, bars and marks with ASCII only.")
    var ascii = false

    @Flag(name: .customLong("no-mouse"), help: "Leave the mouse to the terminal.")
    var noMouse = false

    /// What was configured, with what these options say instead.
    func applied(to configured: ConsolePreferences) -> ConsolePreferences {
        var preferences = configured
        preferences.theme = theme ?? preferences.theme
        preferences.usesMouse = preferences.usesMouse && !noMouse
        return preferences
    }
}

extension Theme: ExpressibleByArgument {
    static var choices: String { allCases.map(\.rawValue).joined(separator: ", ") }
}
