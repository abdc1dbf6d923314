import MatchingCore
import SyncInterfaces

// Marks of one cell say by themselves, without color, what stands beside them in words.

extension AccountHealth {
    var mark: String {
        switch self {
        case .healthy: "●"
        case .silent: "○"
        case .late: "▲"
        case .failing: "✖"
        case .paused: "‖"
        case .needsSetup: "◇"
        case .notPolling: "–"
        }
    }

    var role: Role {
        switch self {
        case .healthy: .good
        case .silent, .paused, .notPolling: .secondary
        case .late, .needsSetup: .attention
        case .failing: .problem
        }
    }
}

extension Status {
    var mark: String {
        switch self {
        case .pending: "…"
        case .held: "!"
        case .applied: "✓"
        case .withdrawn: "↩"
        case .dismissed: "x"
        case .ignored: "-"
        }
    }

    var role: Role {
        switch self {
        case .pending: .waiting
        case .held: .attention
        case .applied: .good
        case .withdrawn, .dismissed, .ignored: .secondary
        }
    }
}

extension CancellationRow {
    /// The sign of where it stands; what leaves something to do has that of a decision.
    var mark: String { shownStatus.mark }

    var role: Role { shownStatus.role }

    private var shownStatus: Status {
        restoring == .isNeeded || unitsLeft != nil ? .held : status
    }
}
