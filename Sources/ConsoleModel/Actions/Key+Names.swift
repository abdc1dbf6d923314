extension Key {
    /// The key that a Latin keyboard would have sent: a jamo of the two-set layout becomes its letter.
    ///
    /// So command keys work while a Korean input method is on; text that is typed never comes here.
    package var latinEquivalent: Key {
        guard case .character(let character) = self,
            let letter = Self.lettersByJamo[character]
        else { return self }
        return .character(letter)
    }

    /// Whether the key is Hangul that stands for no command, as a whole syllable is.
    package var isComposedHangul: Bool {
        guard case .character(let character) = self,
            let scalar = character.unicodeScalars.first
        else { return false }
        return (0xAC00...0xD7A3).contains(scalar.value) || (0x3131...0x318E).contains(scalar.value)
    }

    /// Whether a Korean input method sends the same for it as for another key: the jamo of most
    /// capital letters are those of the small ones.
    package var isLostInHangul: Bool {
        guard case .character(let character) = self, character.isASCII, character.isLetter
        else { return false }
        return !Self.lettersByJamo.values.contains(character)
    }

    /// What a Latin keyboard would have typed while a Korean input method was on: `help` for `ㅗ디ㅔ`.
    static func latinText(_ text: String) -> String {
        String(
            text.flatMap { HangulLetters.typed($0) }.flatMap { letter in
                lettersByJamo[letter].map { String($0) } ?? lettersByDoubleJamo[letter]
                    ?? String(letter)
            }
        )
    }

    /// The key's name as help and footer print it.
    func name(in language: Language) -> String {
        switch self {
        case .character(" "): Bilingual("스페이스", "Space").text(in: language)
        case .character(let character): String(character)
        case .control(let letter): "Ctrl-\(letter.uppercased())"
        case .enter: "Enter"
        case .escape: "Esc"
        case .tab: "Tab"
        case .backTab: "Shift-Tab"
        case .backspace: "Backspace"
        case .delete: "Del"
        case .up: "↑"
        case .down: "↓"
        case .left: "←"
        case .right: "→"
        case .shifted(.up): "Shift-↑"
        case .shifted(.down): "Shift-↓"
        case .shifted(.left): "Shift-←"
        case .shifted(.right): "Shift-→"
        case .pageUp: "PgUp"
        case .pageDown: "PgDn"
        case .home: "Home"
        case .end: "End"
        case .function(let number): "F\(number)"
        }
    }

    private static let lettersByJamo: [Character: Character] = [
        "ㅂ": "q", "ㅈ": "w", "ㄷ": "e", "ㄱ": "r", "ㅅ": "t", "ㅛ": "y", "ㅕ": "u", "ㅑ": "i",
        "ㅐ": "o", "ㅔ": "p", "ㅁ": "a", "ㄴ": "s", "ㅇ": "d", "ㄹ": "f", "ㅎ": "g", "ㅗ": "h",
        "ㅓ": "j", "ㅏ": "k", "ㅣ": "l", "ㅋ": "z", "ㅌ": "x", "ㅊ": "c", "ㅍ": "v", "ㅠ": "b",
        "ㅜ": "n", "ㅡ": "m", "ㅃ": "Q", "ㅉ": "W", "ㄸ": "E", "ㄲ": "R", "ㅆ": "T", "ㅒ": "O",
        "ㅖ": "P",
    ]

    private static let lettersByDoubleJamo: [Character: String] = [
        "ㄳ": "rt", "ㄵ": "sw", "ㄶ": "sg", "ㄺ": "fr", "ㄻ": "fa", "ㄼ": "fq", "ㄽ": "ft", "ㄾ": "fx",
        "ㄿ": "fv", "ㅀ": "fg", "ㅄ": "qt", "ㅘ": "hk", "ㅙ": "ho", "ㅚ": "hl", "ㅝ": "nj", "ㅞ": "np",
        "ㅟ": "nl", "ㅢ": "ml",
    ]
}
