import MatchingCore

/// What a toast said, to be read again.
struct Message: Sendable, Hashable {
    /// Older ones are forgotten.
    static let mostKept = 500

    let level: NoticeLevel
    /// Clean and one line.
    let text: Bilingual
    let at: Timestamp
}

/// A short message at the bottom that goes away by itself.
struct Toast: Sendable, Hashable {
    /// The graver one of what it says.
    let level: NoticeLevel
    /// Clean and one line.
    let text: Bilingual
    /// What was said last, which is all that it says but for an earlier message that is unread.
    let message: Message
    let expiresAt: Timestamp
    /// When it has been read, and may be cut short for what is under way.
    let readAt: Timestamp
    /// Whether it has as many lines as it needs; the next key folds it into one.
    var isUnfolded = true
    /// The screen whose keys it is about, with which it goes; `nil` for none.
    var context: ActionContext?

    /// Real seconds for which a message has its line to itself.
    private static let secondsToRead = 6

    /// Real seconds for which a message stays.
    private static func seconds(for level: NoticeLevel) -> Int {
        switch level {
        case .information, .success: secondsToRead
        case .problem: 15
        }
    }

    /// Says something, behind what `earlier` said last where nobody can have read that yet.
    ///
    /// What comes by itself and what one waits for come at once; neither is to hide the other.
    init(
        _ level: NoticeLevel,
        _ text: Bilingual,
        after earlier: Toast? = nil,
        now: Timestamp,
        timeFactor: Int
    ) {
        message = Message(
            level: level,
            text: Bilingual(
                DisplayText.sanitized(text.korean),
                DisplayText.sanitized(text.english)
            ),
            at: now
        )
        if let unread = earlier?.unread(at: now), unread.text != message.text {
            self.level = unread.level == .problem ? .problem : level
            self.text = Bilingual(
                "\(unread.text.korean) · \(level.mark) \(message.text.korean)",
                "\(unread.text.english) · \(level.mark) \(message.text.english)"
            )
        } else {
            self.level = level
            self.text = message.text
        }
        expiresAt = now.advanced(by: .seconds(Self.seconds(for: level) * timeFactor))
        readAt = now.advanced(by: .seconds(Self.secondsToRead * timeFactor))
    }

    /// What it said last, where that matters and no key has been pressed since.
    private func unread(at now: Timestamp) -> Message? {
        guard isUnfolded, readAt > now else { return nil }
        return message.level == .information ? nil : message
    }

    /// When it next changes by itself, beside what is under way where `isSharing` says so.
    func deadline(after now: Timestamp, isSharing: Bool) -> Timestamp {
        isSharing && readAt > now ? readAt : expiresAt
    }

    var role: Role { level.role }
    /// The text behind the mark of its level.
    func line(in language: Language) -> String { "\(level.mark) \(text.text(in: language))" }
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
