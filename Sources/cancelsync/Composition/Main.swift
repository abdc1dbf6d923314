import ArgumentParser

/// Starts the command that was asked for.
///
/// The console's loop blocks the thread that it runs on; it must be the first one, so a command that
/// is not asynchronous runs right here.
@main
enum Main {
    static func main() async {
        do {
            var command = try CancelSync.parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch {
            CancelSync.exit(withError: error)
        }
    }
}
