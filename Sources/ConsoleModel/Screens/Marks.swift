import MatchingCore

/// Marks of one cell that say by themselves, without colour, what stands beside them in words.
struct Marks: Sendable {
    let usesASCII: Bool

    func mark(for health: AccountHealth) -> String {
        switch health {
        case .healthy: usesASCII ? "+" : "●"
        case .silent: usesASCII ? "o" : "○"
        case .late: usesASCII ? ">" : "▲"
        case .failing: usesASCII ? "!" : "✖"
        case .paused: usesASCII ? "=" : "‖"
        case .needsSetup: usesASCII ? "?" : "◇"
        case .notPolling: usesASCII ? "-" : "–"
        }
    }

    func mark(for status: Status) -> String {
        switch status {
        case .pending: usesASCII ? "." : "…"
        case .held: "!"
        case .applied: usesASCII ? "v" : "✓"
        case .withdrawn: usesASCII ? "<" : "↩"
        case .dismissed: "x"
        case .ignored: "-"
        }
    }

    var pointer: String { usesASCII ? ">" : "›" }
    var separator: String { usesASCII ? "|" : "│" }
}

extension AccountHealth {
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
    var role: Role {
        switch self {
        case .pending: .waiting
        case .held: .attention
        case .applied: .good
        case .withdrawn: .secondary
        case .dismissed, .ignored: .secondary
        }
    }
}
