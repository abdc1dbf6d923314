import Glibc

/// A line on standard error that says how far the work is; silent where nobody watches.
struct ProgressLine: Sendable {
    private let isShown = isatty(STDERR_FILENO) == 1 && isatty(STDOUT_FILENO) == 1
    private static let clearLine = "\r\u{1B}[K"

    /// Shows `text` in place of what was shown before.
    func show(_ text: String) { write(Self.clearLine + text) }

    /// Takes the line away.
    func clear() { write(Self.clearLine) }

    private func write(_ text: String) {
        guard isShown else { return }
        let bytes = Array(text.utf8)
        _ = Glibc.write(STDERR_FILENO, bytes, bytes.count)
    }
}
