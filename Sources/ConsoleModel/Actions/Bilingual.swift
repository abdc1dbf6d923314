/// One piece of screen text in both languages.
package struct Bilingual: Sendable, Hashable {
    package let korean: String
    package let english: String

    package init(_ korean: String, _ english: String) {
        self.korean = korean
        self.english = english
    }

    /// The text in `language`.
    package func text(in language: Language) -> String {
        switch language {
        case .korean: korean
        case .english: english
        }
    }
}
