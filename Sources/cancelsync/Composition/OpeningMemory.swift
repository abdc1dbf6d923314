import CProgramCode
import MatchingCore
import SyncInterfaces

/// The memory of code that nothing needs once a command is at work, such as what reads and decodes the
/// configuration.
enum OpeningMemory {
    /// Gives it back when `delay` has passed, unless the command is over by then.
    ///
    /// The delay is at least what opening takes: what is still needed has to be mapped again.
    static func giveBack(after delay: Duration, _ time: any TimeSource) async {
        do {
            try await time.sleep(until: time.now().advanced(by: delay))
            program_code_give_back()
        } catch {
            // The command was over before.
        }
    }
}
