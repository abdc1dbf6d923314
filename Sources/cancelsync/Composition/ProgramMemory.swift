import Foundation
import Glibc

/// The memory in which the program's own code lies.
enum ProgramMemory {
    /// Gives the system back what is in memory of the program's code.
    ///
    /// Parsing arguments, the catalogue and the store's tables take most of the code that is ever
    /// touched, and a console runs for weeks. What is needed again comes back from the file by itself,
    /// in some ten thousandths of a second in all.
    static func trim() {
        for code in code {
            madvise(UnsafeMutableRawPointer(bitPattern: code.lowerBound), code.count, MADV_DONTNEED)
        }
    }

    /// Does work that may take long, and gives code back meanwhile: a large import needs its memory
    /// for rows.
    static func trimming<Value>(_ work: () async throws -> Value) async rethrows -> Value {
        async let _: Void = trim(after: .milliseconds(100))
        return try await work()
    }

    private static func trim(after delay: Duration) async {
        do {
            try await Task.sleep(for: delay)
        } catch {
            return
        }
        trim()
    }

    /// Where the program's own file is mapped to be run, and not to be written, by address: there, and
    /// only there, is every byte the file's for as long as the process lives.
    private static let code: [Range<UInt>] = {
        guard
            let program = try? FileManager.default.destinationOfSymbolicLink(
                atPath: "/proc/self/exe"
            ),
            let maps = FileManager.default.contents(atPath: "/proc/self/maps")
        else { return [] }
        return String(decoding: maps, as: UTF8.self).split(separator: "\n").compactMap { line in
            let parts = line.split(separator: " ", maxSplits: 5)
            guard parts.count == 6, parts[1] == "r-xp",
                parts[5].drop(while: { $0 == " " }) == program
            else { return nil }
            let bounds = parts[0].split(separator: "-").compactMap { UInt($0, radix: 16) }
            guard bounds.count == 2, bounds[0] < bounds[1] else { return nil }
            return bounds[0]..<bounds[1]
        }
    }()
}
