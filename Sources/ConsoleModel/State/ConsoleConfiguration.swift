package import MatchingCore

/// How the console is set up for as long as it runs.
package struct ConsoleConfiguration: Sendable, Hashable {
    /// The language at the start; a key changes it.
    package var language: Language
    /// Whether lines, bars and marks are drawn with ASCII only; Hangul stays.
    package var usesASCII: Bool
    /// Whether the store is a demonstration, which the screen then says.
    package var isDemo: Bool
    /// Seconds of the console's clock per real second; 1 but in demonstrations.
    package var timeFactor: Int
    /// Who is at the keyboard.
    package var operatorName: String
    /// Which keys do what.
    package var bindings: KeyBindings
    /// Why nothing can be changed; `nil` when it can.
    package var readOnly: ReadOnlyReason?
    /// What was kept from the run before.
    package var memory: ConsoleMemory
    /// Whether the screens that were open then are opened again.
    package var reopensScreens: Bool
    /// Whether the mouse is used at the start; a key changes it.
    package var usesMouse: Bool
    /// The accounts that are read over their marketplace's API.
    package var accountsWithAPI: Set<AccountID>

    package init(
        language: Language = .korean,
        usesASCII: Bool = false,
        isDemo: Bool = false,
        timeFactor: Int = 1,
        operatorName: String = "",
        bindings: KeyBindings = .standard,
        readOnly: ReadOnlyReason? = nil,
        memory: ConsoleMemory = ConsoleMemory(),
        reopensScreens: Bool = false,
        usesMouse: Bool = true,
        accountsWithAPI: Set<AccountID> = []
    ) {
        self.language = language
        self.usesASCII = usesASCII
        self.isDemo = isDemo
        self.timeFactor = max(1, timeFactor)
        self.operatorName = operatorName
        self.bindings = bindings
        self.readOnly = readOnly
        self.memory = memory
        self.reopensScreens = reopensScreens
        self.usesMouse = usesMouse
        self.accountsWithAPI = accountsWithAPI
    }
}
