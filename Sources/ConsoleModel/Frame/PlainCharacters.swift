/// ASCII stand-ins for the characters that some terminals draw two cells wide or not at all.
///
/// All of them take one cell, so that nothing moves when they are replaced.
enum PlainCharacters {
    /// The character to draw where only ASCII is drawn; `base` itself where there is none.
    static func equivalent(of base: Unicode.Scalar) -> Unicode.Scalar {
        equivalents[base] ?? base
    }

    private static let equivalents: [Unicode.Scalar: Unicode.Scalar] = [
        "│": "|", "─": "-", "┌": "+", "┐": "+", "└": "+", "┘": "+", "…": "~", "·": ".", "–": "-",
        "—": "-", "×": "x", "→": ">", "←": "<", "↑": "^", "↓": "v", "‹": "<", "›": ">", "␣": "_",
        "●": "+",
        "○": "o", "▲": ">", "▼": "v", "✖": "!", "‖": "=", "◇": "?", "✓": "v", "↩": "<", "▁": ".",
        "▂": ":",
        "▃": "-", "▄": "=", "▅": "+", "▆": "*", "▇": "%", "█": "#",
        "░": "_", "▒": ":", "▏": ".", "▎": ".", "▍": ":", "▌": "-", "▋": "=", "▊": "+",
        "▉": "*", "÷": "/",
    ]
}
