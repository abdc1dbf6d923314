/// One piece of screen text in both languages.
struct Bilingual: Sendable, Hashable {
    let korean: String
    let english: String

    init(_ korean: String, _ english: String) {
        self.korean = korean
        self.english = english
    }

    func text(in language: Language) -> String {
        switch language {
        case .korean: korean
        case .english: english
        }
    }
}
