/// One piece of screen text in both languages.
package struct Bilingual: Sendable, Hashable {
    package let korean: String
    package let english: String

    package init(_ korean: String, _ english: String) {
        self.korean = korean
        self.english = english
    }

    /// Creates a text that reads the same in both languages, such as a name.
    package init(both text: String) { self.init(text, text) }

    /// The text in `language`.
    package func text(in language: Language) -> String {
        switch language {
        case .korean: korean
        case .english: english
        }
    }
}
