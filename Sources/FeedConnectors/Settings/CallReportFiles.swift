import Foundation
package import MatchingCore
package import SyncInterfaces

/// Keeps how each account's calls went where every process finds it: one small file an account.
///
/// Nothing is decided by them. A file that cannot be written or read is as good as none, for no poll
/// fails for it.
package struct CallReportFiles: Sendable {
    private let folder: String

    /// Keeps them in a folder, which is made when the first is written.
    package init(folder: String) { self.folder = folder }

    /// How an account's calls went; `nil` where nobody has made any.
    package func report(of account: AccountID) -> CallReport? {
        guard let data = FileManager.default.contents(atPath: path(of: account)) else { return nil }
        return try? JSONDecoder().decode(CallReport.self, from: data)
    }

    func keep(_ report: CallReport, of account: AccountID) {
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
