import Foundation

/// The built `cancelsync`.
enum ProgramUnderTest {
    /// Its path: `CANCELSYNC_BINARY`, or what was built beside the tests.
    static var path: String {
        if let path = ProcessInfo.processInfo.environment["CANCELSYNC_BINARY"] { return path }
        let tests = URL(fileURLWithPath: CommandLine.arguments.first ?? "")
        return tests.deletingLastPathComponent().appendingPathComponent("cancelsync").path
    }
}
