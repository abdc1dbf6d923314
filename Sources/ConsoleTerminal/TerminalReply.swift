/// A control sequence that is no key: what a terminal answers to a question, or nothing of ours.
///
/// Kept without the bytes that begin it: `?2026;2$y` says that the terminal knows mode 2026.
package struct TerminalReply: Sendable, Hashable {
    /// Longer than any answer.
    private static let mostBytes = 64

    private var text = ""

    /// Whether it began as answers do, and no key that anybody types.
    var isPrivate: Bool { text.hasPrefix("?") }

    /// Takes a code in.
    mutating func take(_ code: Int32) {
        guard text.utf8.count < Self.mostBytes, let byte = UInt8(exactly: code) else { return }
        text.unicodeScalars.append(Unicode.Scalar(byte))
    }

    /// Whether it says that the terminal knows the mode, be it on or off.
    func knowsMode(_ mode: Int) -> Bool {
        (1...3).contains { text == "?\(mode);\($0)$y" }
    }

    /// Whether it says what the terminal is, which each answers.
    var isIdentity: Bool { isPrivate && text.hasSuffix("c") }
}

/// What a terminal has said about itself so far.
package struct TerminalAnswers: Sendable, Hashable {
    /// Whether it draws what comes between two marks at once.
    package private(set) var synchronizesOutput = false
    /// Whether nothing more will come.
    package private(set) var areComplete = false

    package init() {}

    mutating func take(_ reply: TerminalReply) {
        if reply.knowsMode(2026) { synchronizesOutput = true }
        if reply.isIdentity { areComplete = true }
    }
}
