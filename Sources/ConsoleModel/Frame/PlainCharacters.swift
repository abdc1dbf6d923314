/// ASCII stand-ins for the characters that some terminals draw two cells wide or not at all.
///
/// All of them take one cell, so that nothing moves when they are replaced.
enum PlainCharacters {
    /// The character to draw where only ASCII is drawn; `character` itself where there is none.
    static func equivalent(of character: Character) -> Character {
        equivalents[character] ?? character
    }

    private static let equivalents: [Character: Character] = [
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
