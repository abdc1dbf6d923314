import MatchingCore

/// What a toast said, to be read again.
struct Message: Sendable, Hashable {
    /// Older ones are forgotten.
    static let mostKept = 500

    let level: NoticeLevel
    /// Clean and one line.
    let text: String
    let at: Timestamp
}

/// A short message at the bottom that goes away by itself.
struct Toast: Sendable, Hashable {
    let level: NoticeLevel
    /// Clean and one line.
    let text: String
    let expiresAt: Timestamp

    /// Real seconds for which a message stays.
    private static func seconds(for level: NoticeLevel) -> Int {
        switch level {
        case .information, .success: 6
        case .problem: 15
        }
    }

    init(_ level: NoticeLevel, _ text: String, now: Timestamp, timeFactor: Int) {
        self.level = level
        self.text = DisplayText.sanitized(text)
        expiresAt = now.advanced(by: .seconds(Self.seconds(for: level) * timeFactor))
    }

    var role: Role { level.role }
    /// The text behind the mark of its level.
    var line: String { "\(level.mark) \(text)" }
}

extension NoticeLevel {
    /// Says by itself, without color, how much a message matters.
    var mark: String {
        switch self {
        case .information: "·"
        case .success: "✓"
        case .problem: "✖"
        }
    }

    var role: Role {
        switch self {
        case .information: .text
        case .success: .good
        case .problem: .problem
        }
    }
}
