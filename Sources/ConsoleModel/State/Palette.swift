/// Every action of a screen, to be found by typing and run with Enter; those of other screens are
/// found by their names, and then said not to be on this one.
struct Palette: Sendable {
    /// Something that can be chosen.
    struct Entry: Sendable, Hashable {
        let action: Action
        /// Whether the screen has it.
        let isHere: Bool
        /// The key that is pressed when it is chosen; `nil` for an action that has none.
        let key: Key?
        let title: Bilingual
    }

    private(set) var input = TextInput()
    private(set) var selected = 0
    /// All that the screen offers, in the order of help.
    let entries: [Entry]
    /// What only other screens offer.
    private let others: [Entry]

    /// What a key led to.
    enum Outcome: Sendable, Hashable {
        case close
        case run(Entry)
    }

    /// Creates the palette of a screen with its actions, beside those of other screens.
    init(_ actions: [Action], others: [Action]) {
        entries = actions.filter { $0.id != .palette }.flatMap {
            Self.entries(of: $0, isHere: true)
        }
        self.others = others.flatMap { Self.entries(of: $0, isHere: false) }
    }

    /// The entries that what was typed leaves.
    ///
    /// Each word must occur in a title or in a sentence of help, in either language, or be the name of
    /// a key. The one comes first that is called so, or has the key of that name; then those whose
    /// titles have the words, then those whose own names or keys do, then such of other screens: who
    /// types the name of one of these does not mean what only has it in a sentence of help. Where
    /// nothing is meant by what was typed with a Korean input method on, its Latin letters are tried.
    var found: [Entry] {
        let found = entries(for: input.text)
        return found.isEmpty ? entries(for: Key.latinText(input.text)) : found
    }

    private func entries(for text: String) -> [Entry] {
        let typed = text.split(separator: " ").map(String.init)
        let words = typed.map { $0.lowercased() }
        guard !words.isEmpty else { return entries }
        let whole = typed.joined(separator: " ")
        let tests: [(Entry) -> Bool] = [
            { $0.hasTitle(whole) },
            { entry in entry.keys.contains { $0.name(in: .english) == whole } },
            { entry in words.count == 1 && entry.hasKey(words[0]) },
            { entry in words.allSatisfy { entry.isCalled($0) } },
            { entry in words.allSatisfy { entry.isNamed($0) } },
        ]
        func named(_ entries: [Entry]) -> [Entry] {
            let ranks = entries.map { entry in tests.firstIndex { $0(entry) } }
            return tests.indices.flatMap { rank in
                zip(entries, ranks).filter { $0.1 == rank }.map(\.0)
            }
        }
        let named = (here: named(entries), elsewhere: named(others))
        let meant = entries.filter { entry in words.allSatisfy { entry.isMeant(by: $0) } }
        return named.here + named.elsewhere + meant.filter { !named.here.contains($0) }
    }

    /// Takes a key in.
    ///
    /// - Returns: What it led to; `nil` while the palette stays open.
    mutating func handle(_ key: Key) -> Outcome? {
        let count = found.count
        switch key {
        case .escape: return .close
        case .enter:
            let found = found
            return found.indices.contains(selected) ? .run(found[selected]) : nil
        case .down, .tab, .control("n"): selected = count > 0 ? (selected + 1) % count : 0
        case .up, .backTab, .control("p"):
            selected = count > 0 ? (selected + count - 1) % count : 0
        case .pageDown: selected = max(0, min(count - 1, selected + 5))
        case .pageUp: selected = max(0, selected - 5)
        case .character, .control, .backspace, .delete, .left, .right, .shifted, .home, .end,
            .function:
            let before = input.text
            _ = input.handle(key)
            if input.text != before { selected = 0 }
        }
        return nil
    }

    /// Takes text that was pasted.
    mutating func insert(_ text: String) {
        input.insert(text)
        selected = 0
    }

    /// Selects an entry by its place among the found ones, as a click does.
    mutating func select(_ index: Int) {
        if found.indices.contains(index) { selected = index }
    }

    private static func entries(of action: Action, isHere: Bool) -> [Entry] {
        guard action.id == .chooseStatus else {
            let key = action.keys.first
            return [Entry(action: action, isHere: isHere, key: key, title: action.title)]
        }
        return zip(StatusTab.allCases, action.keys).map { tab, key in
            let (korean, english) = (Phrases(language: .korean), Phrases(language: .english))
            return Entry(
                action: action,
                isHere: isHere,
                key: key,
                title: Bilingual(
                    "\(tab.title(korean)) 목록",
                    "List: \(tab.title(english))"
                )
            )
        }
    }
}

extension Palette.Entry {
    /// All keys that do the same.
    var keys: [Key] { action.id == .chooseStatus ? [key].compactMap(\.self) : action.keys }

    /// Whether it is called exactly so, in either language.
    fileprivate func hasTitle(_ words: String) -> Bool {
        Language.allCases.contains { title.text(in: $0).lowercased() == words.lowercased() }
    }

    /// Whether one of its keys has the name, in small letters.
    fileprivate func hasKey(_ word: String) -> Bool {
        keys.contains { $0.name(in: .english).lowercased() == word }
    }

    fileprivate func isCalled(_ word: String) -> Bool { Self.contains(word, title) }

    /// Whether it is in the title, in the name by which keys are given to the action, or one of its keys.
    fileprivate func isNamed(_ word: String) -> Bool {
        isCalled(word) || hasKey(word) || action.id.configurationName.contains(word)
    }

    fileprivate func isMeant(by word: String) -> Bool {
        isNamed(word) || Self.contains(word, action.help)
    }

    private static func contains(_ word: String, _ text: Bilingual) -> Bool {
        Language.allCases.contains { text.text(in: $0).lowercased().contains(word) }
    }
}
