/// Where the store, the inbox and the configuration lie; the XDG folders unless options say otherwise.
struct Folders: Sendable, Hashable {
    /// The store's file.
    let store: String
    let inbox: String
    let configuration: String
    /// Whether somebody said where the configuration lies, so that it has to be there.
    var namesConfiguration = false
    /// What may be lost.
    let state: String
    /// Where the console's exports go: beside the store.
    var exports: String {
        let parent = store.lastIndex(of: "/").map { store[..<$0] } ?? "."
        return "\(parent)/exports"
    }

    /// Where tokens go that the store's owner is given in exchange for others: beside the store.
    var tokens: String {
        let parent = store.lastIndex(of: "/").map { store[..<$0] } ?? "."
        return "\(parent)/tokens"
    }

    /// Where it is kept how the calls of APIs and the runs of programs went, for whoever looks at the
    /// store: beside it.
    var connectionReports: String {
        let parent = store.lastIndex(of: "/").map { store[..<$0] } ?? "."
        return "\(parent)/connections"
    }

    /// Resolves the options against the variables `XDG_DATA_HOME`, `XDG_CONFIG_HOME`, `XDG_STATE_HOME`
    /// and `HOME`.
    init(
        store: String?,
        inbox: String?,
        configuration: String?,
        state: String? = nil,
        variable: (String) -> String?
    ) {
        let home = variable("HOME") ?? "/"
        let data = Self.folder(variable("XDG_DATA_HOME"), default: "\(home)/.local/share")
        let config = Self.folder(variable("XDG_CONFIG_HOME"), default: "\(home)/.config")
        self.store = store ?? "\(data)/cancelsync/store.sqlite"
        self.inbox = inbox ?? "\(data)/cancelsync/inbox"
        self.configuration = configuration ?? "\(config)/cancelsync"
        let states = Self.folder(variable("XDG_STATE_HOME"), default: "\(home)/.local/state")
        self.state = state ?? "\(states)/cancelsync"
    }

    // The XDG specification: a path that is not absolute is to be ignored.
    private static func folder(_ path: String?, default fallback: String) -> String {
        guard let path, path.hasPrefix("/") else { return fallback }
        return path
    }
}
