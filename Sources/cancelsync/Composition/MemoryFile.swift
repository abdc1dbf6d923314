import ConsoleModel
import Foundation

/// The file in which the console keeps from one run to the next how its lists were filtered
/// and which screens were open.
struct MemoryFile: Sendable {
    let path: String

    /// Creates the file's name in a folder for state.
    init(folder: String) { path = "\(folder)/console.json" }

    /// What was kept; nothing where there is no file, or none that can be understood.
    ///
    /// Nothing is lost by it but how the console was left, so that no console fails to open for it.
    func load() -> ConsoleMemory {
        guard let data = FileManager.default.contents(atPath: path) else { return ConsoleMemory() }
        do {
            return try JSONDecoder().decode(ConsoleMemory.self, from: data)
        } catch {
            return ConsoleMemory()
        }
    }

    /// Writes the file anew, whole or not at all, for this user alone.
    func save(_ memory: ConsoleMemory) throws {
        let file = URL(filePath: path)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(),
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        try encoder.encode(memory).write(to: file, options: .atomic)
    }
}
