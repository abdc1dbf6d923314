import Glibc
import MatchingCore
package import SyncInterfaces
import Synchronization

/// The settings of one account's connection: asked for where they lie, kept in memory for some
/// minutes, and nowhere else.
///
/// A class, because the secrets that are handed out ask it each time they are needed.
package final class ConnectionSettings: Sendable {
    /// What the process was started with, and what time it is.
    package struct Surroundings: Sendable {
        let environment: [String: String]
        let time: any TimeSource

        /// Creates the surroundings.
        package init(environment: [String: String], time: any TimeSource) {
            self.environment = environment
            self.time = time
        }
    }

    /// The values as they become known, for whoever must not show them.
    package let words: SecretWords

    private let sources: [String: SettingSource]
    private let secretNames: Set<String>
    private let surroundings: Surroundings
    private let known = Mutex<[String: (value: String, at: Timestamp)]>([:])

    /// How long a value is used before it is asked for again.
    private static let life = Duration.seconds(300)
    private static let commandTime = Duration.seconds(20)
    private static let longestValue = 64 << 10

    /// Creates the settings of a connection.
    ///
    /// - Parameters:
    ///   - sources: Where each is, by its name.
    ///   - secretNames: Those that must not be shown.
    ///   - surroundings: Where variables are looked up.
    package init(
        _ sources: [String: SettingSource],
        secretNames: Set<String>,
        surroundings: Surroundings
    ) {
        self.sources = sources
        self.secretNames = secretNames
        self.surroundings = surroundings
        words = SecretWords()
    }

    /// Asks for every value that is not known or has become old.
    ///
    /// - Throws: ``ServiceFailure`` for the first that cannot be had.
    package func prepare() async throws {
        for name in sources.keys.sorted() where isOld(name) {
            if case .command(let command) = sources[name] {
                keep(try await output(of: command, for: name), as: name)
            } else {
                keep(try load(name), as: name)
            }
        }
    }

    /// The value of a setting that has to be there.
    ///
    /// - Throws: ``ServiceFailure``.
    package func value(_ name: String) throws -> String {
        if let value = known.withLock({ $0[name]?.value }) { return value }
        let value = try load(name)
        keep(value, as: name)
        return value
    }

    /// The value of a setting that may be left out.
    ///
    /// - Throws: ``ServiceFailure`` when it is given and cannot be had.
    package func optional(_ name: String) throws -> String? {
        sources[name] == nil ? nil : try value(name)
    }

    /// The value as a secret, asked for when it is used.
    package func secret(_ name: String) -> Secret { Secret { try self.value(name) } }

    /// The same of a setting that may be left out.
    package func optionalSecret(_ name: String) -> Secret? {
        sources[name] == nil ? nil : secret(name)
    }

    // MARK: Loading

    private func isOld(_ name: String) -> Bool {
        let now = surroundings.time.now()
        return known.withLock { $0[name].map { $0.at.duration(to: now) >= Self.life } ?? true }
    }

    private func keep(_ value: String, as name: String) {
        if secretNames.contains(name) { words.add(value) }
        let now = surroundings.time.now()
        known.withLock { $0[name] = (value, now) }
    }

    private func load(_ name: String) throws(ServiceFailure) -> String {
        switch sources[name] {
        case nil: throw ServiceFailure(.missingSetting(name))
        case .text(let text): return text
        case .environment(let variable):
            guard let value = surroundings.environment[variable], !value.isEmpty else {
                throw notAvailable(name, "$\(variable)")
            }
            return value
        case .file(let path): return try contents(of: path, for: name)
        // It is asked for in `prepare()`, where waiting costs nobody.
        case .command(let command): throw notAvailable(name, command.first ?? "")
        }
    }

    private func notAvailable(_ name: String, _ reason: String) -> ServiceFailure {
        ServiceFailure(.secretNotAvailable(name, reason: reason))
    }

    private func contents(of path: String, for name: String) throws(ServiceFailure) -> String {
        var path = path
        if path.hasPrefix("~/"), let home = surroundings.environment["HOME"] {
            path = home + path.dropFirst()
        }
        let file: OpenFile
        var bytes: [UInt8] = []
        do throws(FeedError) {
            file = try OpenFile(path: path, followingLinks: true)
            var status = stat()
            fstat(file.descriptor, &status)
            let mode = status.st_mode & 0o7777
            guard mode & 0o077 == 0 else {
                let text = String(mode, radix: 8)
                throw FeedError(
                    problem: .service(.secretReadableByOthers(path: path, mode: text)),
                    location: .init(file: path)
                )
            }
            _ = try file.read(Self.longestValue, at: 0, appendingTo: &bytes)
        } catch {
            switch error.problem {
            case .service(let problem): throw ServiceFailure(problem)
            case .fileNotReadable(let reason): throw notAvailable(name, "\(path): \(reason)")
            default: throw notAvailable(name, path)
            }
        }
        return try text(bytes, for: name, from: path)
    }

    private func output(of command: [String], for name: String) async throws -> String {
        let process = ChildProcess(
            command: command,
            environment: surroundings.environment.map { "\($0.key)=\($0.value)" },
            sizeLimit: Self.longestValue
        )
        let program = command.first ?? ""
        let (ending, bytes): (ChildProcess.Ending, [UInt8])
        do {
            (ending, bytes) = try await process.output(within: Self.commandTime)
        } catch is TimeLimitPassed {
            throw notAvailable(name, "\(program): > \(Self.commandTime.wholeSeconds) s")
        } catch is ServiceFailure {
            throw notAvailable(name, program)
        }
        guard ending.status == 0, !ending.exceededLimit else {
            // What it said stays out: nobody knows whether it repeats what it was asked for.
            throw notAvailable(name, "\(program): exit \(ending.status)")
        }
        return try text(bytes, for: name, from: program)
    }

    private func text(
        _ bytes: [UInt8],
        for name: String,
        from place: String
    ) throws(ServiceFailure) -> String {
        var bytes = bytes[...]
        while let last = bytes.last, last == 0x0A || last == 0x0D { bytes.removeLast() }
        guard !bytes.isEmpty, let text = String(validating: bytes, as: UTF8.self) else {
            throw notAvailable(name, place)
        }
        return text
    }
}
