import ArgumentParser
import ConsoleModel
import OrderStore
import SyncInterfaces

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
        var folders = Folders(
            store: store,
            inbox: inbox,
            configuration: config,
            variable: Environment.variable
        )
        folders.namesConfiguration = config != nil
        return folders
    }

    /// The language in force.
    var language: Language { lang ?? Environment.language }

    /// Opens the workspace for a console: to be written, where that is wanted and possible.
    ///
    /// - Returns: The workspace, and why nothing can be changed in it, if so.
    /// - Throws: What ``Workspace`` throws.
    func consoleWorkspace(
        isReadOnly: Bool,
        time: any TimeSource
    ) throws -> (Workspace, ReadOnlyReason?) {
        func reading() throws -> Workspace {
            try Workspace(folders: folders, language: language, time: time, mode: .readOnly)
        }
        if isReadOnly { return (try reading(), .asked) }
        do {
            return (try Workspace(folders: folders, language: language, time: time), nil)
        } catch let error as StoreError {
            switch error.problem {
            case .madeByNewerVersion: return (try reading(), .newerStore)
            case .readOnly:
                // Where there is nothing to read either, what cannot be written is the reason.
                guard let workspace = try? reading() else { throw error }
                return (workspace, .notWritable)
            case .notAStore, .isFolder, .notPermitted, .olderVersion, .diskFull, .damaged, .busy,
                .other:
                throw error
            }
        }
    }
}

extension Language: ExpressibleByArgument {}
