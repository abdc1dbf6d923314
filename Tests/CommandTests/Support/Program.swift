import Foundation

/// The program under test, and the repository that it comes from.
enum Program {
    /// What a finished process left behind.
    struct Outcome: Sendable {
        let code: Int32
        let output: String
        let problems: String

        /// The lines of standard output.
        var lines: [String] { output.split(separator: "\n").map(String.init) }

        /// Standard output as one JSON object a line.
        func rows() throws -> [JSONRow] {
            try lines.map { try JSONDecoder().decode(JSONRow.self, from: Data($0.utf8)) }
        }
    }

    /// `CANCELSYNC_BINARY`, or the binary that was built beside the tests.
    static let path: String = {
        if let path = ProcessInfo.processInfo.environment["CANCELSYNC_BINARY"] { return path }
        let tests = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
        let beside = tests.map { "\(($0 as NSString).deletingLastPathComponent)/cancelsync" }
        let built = repository.appending(path: ".build/debug/cancelsync").path
        return [beside, built].compactMap(\.self)
            .first { FileManager.default.isExecutableFile(atPath: $0) } ?? built
    }()

    static let repository = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// The path of a fixture, such as `orders/auction-orders.csv`.
    static func fixture(_ name: String) -> String {
        repository.appending(path: "Fixtures/\(name)").path
    }

    /// Waits until `condition` holds.
    ///
    /// - Returns: Whether it came to hold within a minute.
    static func eventually(_ condition: () async throws -> Bool) async throws -> Bool {
        let clock = ContinuousClock()
        let deadline = clock.now.advanced(by: .seconds(60))
        while clock.now < deadline {
            if try await condition() { return true }
            try await Task.sleep(for: .milliseconds(20))
        }
        return false
    }
}
