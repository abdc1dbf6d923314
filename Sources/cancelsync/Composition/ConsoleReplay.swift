import ConsoleModel
import ConsoleTerminal
import ListExports
import MatchingCore

/// Plays keys on the console without a terminal and writes the screen that they lead to.
///
/// It is the same console with the same effects; after each key everything that it asked for is
/// awaited, and what is on screen is read anew, so that a script always ends with the same screen.
struct ConsoleReplay: Sendable {
    let keys: [Key]
    let size: Size
    /// The file that takes the screen; `-` is standard output.
    let output: String

    /// Plays the keys up to the one that quits, and writes the screen.
    ///
    /// - Parameters:
    ///   - console: The console, before anything was read.
    ///   - session: Carries its effects out.
    ///   - mailbox: Where the session leaves what came of them.
    ///   - now: The console's time.
    /// - Throws: What keeps the screen from being written.
    func run(
        _ console: Console,
        session: ConsoleSession,
        mailbox: EventMailbox,
        now: @escaping @Sendable () -> Timestamp
    ) async throws {
        var console = console
        let script = [ConsoleEvent.resized(size)] + keys.map { .key($0) }
        for event in script {
            let goesOn = await play(event, on: &console, session, mailbox, now)
            // Who works on a terminal sees what changed before the next key.
            guard goesOn, await play(.storeChanged, on: &console, session, mailbox, now) else {
                break
            }
        }
        try write(console.frame(now: now()).text)
    }

    /// Takes an event in, and everything that comes of it.
    ///
    /// - Returns: Whether the console goes on.
    private func play(
        _ event: ConsoleEvent,
        on console: inout Console,
        _ session: ConsoleSession,
        _ mailbox: EventMailbox,
        _ now: () -> Timestamp
    ) async -> Bool {
        var events = [event]
        while !events.isEmpty {
            for event in events {
                for effect in console.handle(event, now: now()) {
                    if case .quit = effect { return false }
                    session.perform(effect)
                }
            }
            await session.finishWork()
            events = mailbox.takeAll()
        }
        return true
    }

    private func write(_ text: String) throws {
        let lines = text.split(separator: "\n").map(String.init)
        guard output != "-" else {
            var output = Output()
            output.lines(lines)
            return try output.flush()
        }
        try TextFile.write(lines, to: output)
    }
}
