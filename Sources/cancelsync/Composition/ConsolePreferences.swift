import ConsoleTerminal
import MarketplaceCatalog

/// How an operator wants the console, as `console.yaml` of the configuration folder says it.
struct ConsolePreferences: Sendable {
    /// `nil` leaves it to the terminal.
    var theme: Theme?
    var usesMouse = true
    var usesBell = true
    /// `nil` for no notifications.
    var notifications: NotificationForm?
    /// Whether the console begins with the screens that were open when it was closed.
    var reopensScreens = false

    /// What holds without a file.
    static let standard = ConsolePreferences()

    static let fileName = "console.yaml"

    private static let settings = [
        ChoicesFile.Setting("theme", Theme.allCases.map(\.rawValue)),
        ChoicesFile.Setting("mouse", ["on", "off"]),
        ChoicesFile.Setting("bell", ["on", "off"]),
        ChoicesFile.Setting("reopen", ["on", "off"]),
        ChoicesFile.Setting("notifications", ["off"] + NotificationForm.allCases.map(\.rawValue)),
    ]

    /// Reads the file of a folder.
    ///
    /// - Throws: `CatalogError` at the first thing in the file that is wrong.
    static func load(configurationFolder: String) throws -> ConsolePreferences {
        let choices = try ChoicesFile.load(
            fileName,
            configurationFolder: configurationFolder,
            settings: settings
        )
        return ConsolePreferences(
            theme: choices["theme"].flatMap(Theme.init(rawValue:)),
            usesMouse: choices["mouse"] != "off",
            usesBell: choices["bell"] != "off",
            notifications: choices["notifications"].flatMap(NotificationForm.init(rawValue:)),
            reopensScreens: choices["reopen"] == "on"
        )
    }
}
