import Foundation
import MarketplaceSimulator
import MatchingCore

/// A configuration folder that points at the simulator: connections, keys, and what the world is.
struct SimulationFolder {
    let path: String

    private struct Plan: Codable {
        let seed: UInt64
        let orders: Int
        let claims: Int
        /// Milliseconds since 1970.
        let start: Int64
        let end: Int64
    }

    private var planFile: URL { URL(filePath: "\(path)/simulation.json") }

    /// The file of somebody else's configuration that writing would replace; `nil` when there is
    /// none, or when the folder was written for a simulation before.
    var foreignFile: String? {
        if (try? self.plan()) != nil { return nil }
        return ["connections.yaml", "marketplaces.yaml"].map { "\(path)/\($0)" }
            .first(where: FileManager.default.fileExists(atPath:))
    }

    /// Writes the folder; what an earlier simulation has written is replaced.
    ///
    /// - Throws: What the system says.
    func write(_ plan: SimulationPlan, addresses: [String: String]) throws {
        let keys = "\(path)/keys"
        try FileManager.default.createDirectory(
            atPath: keys,
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
        // Says first that the folder is a simulation's, should the rest be interrupted.
        try writePlan(plan)
        var yaml = "connections:\n"
        for seat in SimulatedSeat.all {
            yaml += "  \(seat.marketplace):\n    connector: \(seat.api)\n"
            yaml += "    base: \(addresses[seat.api] ?? "")\n"
            for setting in seat.settings {
                guard setting.isSecret else {
                    yaml += "    \(setting.name): \(setting.value)\n"
                    continue
                }
                let file = "\(keys)/\(seat.marketplace)-\(setting.name)"
                try writePrivately(setting.value, to: file)
                yaml += "    \(setting.name): { file: \(file) }\n"
            }
        }
        try writePrivately(yaml, to: "\(path)/connections.yaml")
        let entries = SimulatedSeat.all.filter { !$0.entry.isEmpty }.map { seat in
            seat.entry.reduce("  - id: \(seat.marketplace)\n") { $0 + "    \($1)\n" }
        }
        try writePrivately("marketplaces:\n\(entries.joined())", to: "\(path)/marketplaces.yaml")
    }

    private func writePlan(_ plan: SimulationPlan) throws {
        let stored = Plan(
            seed: plan.seed,
            orders: plan.orderCount,
            claims: plan.claimCount,
            start: plan.window.start.rawValue,
            end: plan.window.end.rawValue
        )
        try JSONEncoder().encode(stored).write(to: planFile)
    }

    /// The plan of the world that the folder was written for.
    ///
    /// - Throws: What the system says, or `DecodingError`.
    func plan() throws -> SimulationPlan {
        let stored = try JSONDecoder().decode(Plan.self, from: Data(contentsOf: planFile))
        return SimulationPlan(
            seed: stored.seed,
            orderCount: stored.orders,
            claimCount: stored.claims,
            window: TimeWindow(
                start: Timestamp(rawValue: stored.start),
                end: Timestamp(rawValue: stored.end)
            )
        )
    }

    private func writePrivately(_ text: String, to path: String) throws {
        try? FileManager.default.removeItem(atPath: path)
        let isWritten = FileManager.default.createFile(
            atPath: path,
            contents: Data(text.utf8),
            attributes: [.posixPermissions: 0o600]
        )
        guard isWritten else { throw CocoaError(.fileWriteUnknown) }
    }
}
