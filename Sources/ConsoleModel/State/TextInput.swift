/// One line of text that is being typed, with its caret.
struct TextInput: Sendable, Hashable {
    /// More is not taken; no name or number that can be found is longer.
    static let longest = 200

    private(set) var characters: [Character] = []
    /// 0…`characters.count`.
    private(set) var caret = 0
    /// What was typed last, where that are letters which join into syllables.
    private var letters = Letters()

    /// Decomposed Hangul as it was typed, letter by letter, and the characters before the caret that it
    /// makes.
    private struct Letters: Hashable {
        var text = ""
        var count = 0
    }

    init(_ text: String = "") { insert(text) }

    var text: String { String(characters) }
    var isEmpty: Bool { characters.isEmpty }

    /// The text without white space at its ends.
    var trimmed: String {
        let isSpace = { (character: Character) in character.isWhitespace }
        guard let first = characters.firstIndex(where: { !isSpace($0) }),
            let last = characters.lastIndex(where: { !isSpace($0) })
        else { return "" }
        return String(characters[first...last])
    }

    /// Inserts at the caret what of `text` is printable.
    mutating func insert(_ text: String) {
        letters = Letters()
        let room = Self.longest - characters.count
        let added = DisplayText.sanitized(text).prefix(max(0, room))
        characters.insert(contentsOf: added, at: caret)
        caret += added.count
    }

    /// Puts `text` in the place of what stands between `start` and the caret.
    mutating func replace(from start: Int, with text: String) {
        removeBackward(to: start)
        insert(text)
    }

    mutating func placeCaret(at position: Int) {
        letters = Letters()
        caret = min(max(0, position), characters.count)
    }

    /// Inserts a character at the caret; a letter of decomposed Hangul joins those typed before it.
    ///
    /// Files of some systems are named so, and what is dragged into a terminal arrives as if typed.
    private mutating func type(_ character: Character, after before: Letters) {
        guard character.unicodeScalars.allSatisfy({ (0x1100...0x11FF).contains($0.value) }) else {
            return insert(String(character))
        }
        let joined = before.text + String(character)
        removeBackward(to: caret - before.count)
        let start = caret
        insert(joined)
        letters = Letters(text: joined, count: caret - start)
    }

    /// Takes an editing key.
    ///
    /// - Returns: Whether the key was one.
    mutating func handle(_ key: Key) -> Bool {
        let before = letters
        letters = Letters()
        switch key {
        case .character(let character): type(character, after: before)
        case .backspace, .control("h"): removeBackward(to: caret - 1)
        case .control("w"): removeBackward(to: startOfWord)
        case .control("u"): removeBackward(to: 0)
        case .delete, .control("d"):
            if caret < characters.count { characters.remove(at: caret) }
        case .left, .control("b"): caret = max(0, caret - 1)
        case .right, .control("f"): caret = min(characters.count, caret + 1)
        case .home, .control("a"): caret = 0
        case .end, .control("e"): caret = characters.count
        case .control, .enter, .escape, .tab, .backTab, .up, .down, .shifted, .pageUp, .pageDown,
            .function:
            return false
        }
        return true
    }

    private var startOfWord: Int {
        var position = caret
        while position > 0 && characters[position - 1].isWhitespace { position -= 1 }
        while position > 0 && !characters[position - 1].isWhitespace { position -= 1 }
        return position
    }

    private mutating func removeBackward(to position: Int) {
        let start = max(0, position)
        guard start < caret else { return }
        characters.removeSubrange(start..<caret)
        caret = start
    }
}
