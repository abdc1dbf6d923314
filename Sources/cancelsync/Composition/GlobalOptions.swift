import ArgumentParser
import ConsoleModel

/// The options that go with every command.
struct GlobalOptions: ParsableArguments {
    @Option(help: "The store's file (default: $XDG_DATA_HOME/cancelsync/store.sqlite).")
    var store: String?

    @Option(help: "The inbox folder (default: $XDG_DATA_HOME/cancelsync/inbox).")
    var inbox: String?

    @Option(help: "The configuration folder (default: $XDG_CONFIG_HOME/cancelsync).")
    var config: String?

    @Option(help: "The language: ko or en (default: by the locale).")
    var lang: Language?

    func validate() throws {
        for (name, path) in [("store", store), ("inbox", inbox), ("config", config)]
        where path?.isEmpty ?? false {
            throw ValidationError("--\(name) needs a path.")
        }
    }

    /// The folders in force.
    var folders: Folders {
        Folders(
            store: store,
            inbox: inbox,
            configuration: config,
            variable: Environment.variable
        )
    }

    /// The language in force.
    var language: Language { lang ?? Environment.language }
}

extension Language: ExpressibleByArgument {}
