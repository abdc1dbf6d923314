/// Every action of a screen, to be found by typing and run with Enter.
struct Palette: Sendable {
    /// Something that can be chosen.
    struct Entry: Sendable, Hashable {
        let action: Action
        /// The key that is pressed when it is chosen; `nil` for an action that has none.
        let key: Key?
        let title: Bilingual
    }

    private(set) var input = TextInput()
    private(set) var selected = 0
    /// All that the screen offers, in the order of help.
    let entries: [Entry]

    /// What a key led to.
    enum Outcome: Sendable, Hashable {
        case close
        case run(Entry)
    }

    init(_ actions: [Action]) {
        entries = actions.filter { $0.id != .palette }.flatMap(Self.entries)
    }

    /// The entries that what was typed leaves.
    ///
    /// Each word must occur in a title or in a sentence of help, in either language, or be the name of
    /// a key. Those come first whose titles have them, then those whose own names or keys do.
    var found: [Entry] {
        let words = input.text.lowercased().split(separator: " ").map(String.init)
        guard !words.isEmpty else { return entries }
        let found = entries.filter { entry in words.allSatisfy { entry.isMeant(by: $0) } }
        let titled = found.filter { entry in words.allSatisfy { entry.isCalled($0) } }
        let named = found.filter { entry in words.allSatisfy { entry.isNamed($0) } }
        return titled + named.filter { !titled.contains($0) }
            + found.filter { !titled.contains($0) && !named.contains($0) }
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

    private static func entries(of action: Action) -> [Entry] {
        guard action.id == .chooseStatus else {
            return [Entry(action: action, key: action.keys.first, title: action.title)]
        }
        return zip(StatusTab.allCases, action.keys).map { tab, key in
            let (korean, english) = (Phrases(language: .korean), Phrases(language: .english))
            return Entry(
                action: action,
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

    fileprivate func isCalled(_ word: String) -> Bool { Self.contains(word, title) }

    /// Whether it is in the title, in the name by which keys are given to the action, or one of its keys.
    fileprivate func isNamed(_ word: String) -> Bool {
        isCalled(word) || keys.contains { $0.name(in: .english).lowercased() == word }
            || action.id.configurationName.contains(word)
    }

    fileprivate func isMeant(by word: String) -> Bool {
        isNamed(word) || Self.contains(word, action.help)
    }

    private static func contains(_ word: String, _ text: Bilingual) -> Bool {
        Language.allCases.contains { text.text(in: $0).lowercased().contains(word) }
    }
}
