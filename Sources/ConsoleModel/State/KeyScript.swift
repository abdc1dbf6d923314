/// Keys written as words, as a person would report them: `j j Enter / 2026 Enter`.
///
/// A word is the name of a key (``Key/init(named:)``), or characters that are pressed one after the
/// other. Words stand between blanks and line breaks; a line that begins with `#` and a blank, or
/// holds nothing else, is a remark.
package enum KeyScript {
    /// The keys of a script, in order.
    package static func keys(in text: String) -> [Key] {
        text.split(whereSeparator: \.isNewline)
            .filter { !($0.drop { $0 == " " } + " ").hasPrefix("# ") }
            .flatMap { $0.split(whereSeparator: \.isWhitespace) }
            .flatMap { keys(ofWord: String($0)) }
    }

    private static func keys(ofWord word: String) -> [Key] {
        Key(named: word).map { [$0] } ?? word.map { .character($0) }
    }
}

extension Key {
    /// The key that scripts and configurations call `name`; `nil` when there is none.
    ///
    /// A single character is its own name; others are `Enter`, `Esc`, `Space`, `Up`, `PgDn`, `F1`,
    /// `Ctrl-d` and so on. `Ctrl-m` is Enter, as it is on every terminal.
    package init?(named name: String) {
        if let key = Self.keysByName[name] {
            self = key
        } else if name.count == 1, let character = name.first, !character.isWhitespace {
            self = .character(character)
        } else if name.hasPrefix("Ctrl-"), name.count == 6, let letter = name.last,
            letter.isASCII, letter.isLetter
        {
            let name = letter.lowercased()
            self = Self.keysOfControl[name] ?? .control(Character(name))
        } else if name.first == "F", let number = Int(name.dropFirst()),
            (1...63).contains(number)
        {
            self = .function(number)
        } else {
            return nil
        }
    }

    /// The names of keys that are not single characters, as they are shown where one is asked for.
    package static let names =
        keysByName.keys.filter { $0 != "BackTab" }.sorted() + ["F1 … F12", "Ctrl-a … Ctrl-z"]

    /// What terminals send for these letters with Ctrl is what they send for another key.
    private static let keysOfControl: [String: Key] = [
        "h": .backspace, "i": .tab, "j": .enter, "m": .enter,
    ]

    private static let keysByName: [String: Key] = [
        "Enter": .enter, "Esc": .escape, "Tab": .tab, "BackTab": .backTab, "Shift-Tab": .backTab,
        "Up": .up, "Down": .down, "Left": .left, "Right": .right, "PgUp": .pageUp,
        "PgDn": .pageDown, "Home": .home, "End": .end, "Backspace": .backspace,
        "Delete": .delete, "Space": .character(" "), "Shift-Up": .shifted(.up),
        "Shift-Down": .shifted(.down), "Shift-Left": .shifted(.left),
        "Shift-Right": .shifted(.right),
    ]
}
