import MatchingCore
import SyncInterfaces

// Where the rows that a filter wants can be.
extension RowFilter {
    /// The accounts that a wanted row can have.
    func accounts(among all: [AccountID]) -> [AccountID] {
        all.filter { account in
            clauses.allSatisfy { clause in
                guard case .account(let listed) = clause.condition else { return true }
                return listed.contains(account) != clause.isNegated
            }
        }
    }

    /// Whether it matters which account a row has.
    var namesAccounts: Bool {
        clauses.contains { if case .account = $0.condition { true } else { false } }
    }

    /// The account of every wanted row; `nil` where several can be meant.
    var onlyAccount: AccountID? {
        for clause in clauses where !clause.isNegated {
            if case .account(let all) = clause.condition, all.count == 1 { return all[0] }
        }
        return nil
    }

    /// Whether anything but status and account decides.
    var looksAtRows: Bool {
        clauses.contains { clause in
            switch clause.condition {
            case .status, .account: false
            case .reason, .shipping, .isHeld, .act, .isAutomatic, .text, .number, .time: true
            }
        }
    }
}
