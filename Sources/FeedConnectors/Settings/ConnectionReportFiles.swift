import Foundation
package import MatchingCore
package import SyncInterfaces

/// Keeps how each account's calls, or the runs of its program, went where every process finds it:
/// one small file an account.
///
/// Nothing is decided by them but how long an API is left alone that one of the processes was told to
/// leave alone. A file that cannot be written or read is as good as none, for no poll fails for it.
package struct ConnectionReportFiles: Sendable {
    private let folder: String

    /// Keeps them in a folder, which is made when the first is written.
    package init(folder: String) { self.folder = folder }

    /// How the calls of an account's API went; `nil` where nobody has made any.
    package func calls(of account: AccountID) -> CallReport? { report(of: account) }

    /// How the runs of an account's program went; `nil` where nobody has run it.
    package func runs(of account: AccountID) -> ProgramReport? { report(of: account) }

    func keep(_ calls: CallReport, of account: AccountID) { write(calls, of: account) }

    func keep(_ run: ProgramReport.Run, of account: AccountID) {
        var runs = runs(of: account) ?? ProgramReport()
        runs.add(run)
        write(runs, of: account)
    }

    private func report<Report: Decodable>(of account: AccountID) -> Report? {
        guard let data = FileManager.default.contents(atPath: path(of: account)) else { return nil }
        return try? JSONDecoder().decode(Report.self, from: data)
    }

    private func write(_ report: some Encodable, of account: AccountID) {
        let manager = FileManager.default
        try? manager.createDirectory(
            atPath: folder,
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
        guard let data = try? JSONEncoder().encode(report) else { return }
        try? data.write(to: URL(filePath: path(of: account)), options: .atomic)
    }

    private func path(of account: AccountID) -> String { "\(folder)/\(account).json" }
}
