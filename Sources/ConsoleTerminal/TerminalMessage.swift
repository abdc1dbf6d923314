/// Sequences by which a terminal is told more than what to draw.
///
/// They do not pass curses, so that nothing but printable text may get into them.
package enum TerminalMessage {
    /// More base64 than this is refused by some terminals.
    package static let longestCopy = 74_994

    /// Puts a text on the clipboard (OSC 52).
    ///
    /// - Returns: The sequence; `nil` for a text that is too long for terminals.
    package static func copy(_ text: String) -> String? {
        let encoded = base64(Array(text.utf8))
        guard encoded.utf8.count <= longestCopy else { return nil }
        return "\u{1B}]52;c;\(encoded)\u{7}"
    }

    /// Shows a notification on the desktop.
    package static func notification(_ text: String, _ form: NotificationForm) -> String {
        let text = String(text.unicodeScalars.filter(isPrintable).map(Character.init))
        return switch form {
        case .osc9: "\u{1B}]9;\(text)\u{7}"
        // A semicolon would begin another part.
        case .osc777:
            "\u{1B}]777;notify;cancelsync;\(String(text.map { $0 == ";" ? "," : $0 }))\u{7}"
        }
    }

    /// Rings the bell.
    package static let bell = "\u{7}"

    private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value >= 0x20 && !(0x7F..<0xA0).contains(scalar.value)
    }

    private static func base64(_ bytes: [UInt8]) -> String {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
        var text = ""
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            var bits = group.reduce(0) { $0 << 8 | Int($1) }
            bits <<= 8 * (3 - group.count)
            for index in 0..<4 {
                let isPadding = index > group.count
                text.append(isPadding ? "=" : alphabet[bits >> (18 - 6 * index) & 63])
            }
        }
        return text
    }
}

/// How a terminal is asked for a notification; which one it obeys is a matter of the terminal.
package enum NotificationForm: String, Sendable, Hashable, CaseIterable {
    /// iTerm2, WezTerm, Windows Terminal, ConEmu and others.
    case osc9
    /// urxvt, foot, Ghostty, VTE and others.
    case osc777
}
