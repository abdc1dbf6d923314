/// A key of what lies over a screen, and what it does there.
struct OverlayKey {
    let key: String
    let title: String
}

extension Overlay {
    /// The keys that are taken, the most useful first; none for a prompt, which takes the footer's place.
    func keys(_ phrases: Phrases) -> [OverlayKey] {
        switch self {
        case .dialog(let dialog): dialog.keys(phrases)
        case .palette:
            [
                .choose(phrases), .enter(phrases.pick("실행", "Run"), phrases),
                .escape(phrases, phrases.pick("닫기", "Close")),
            ]
        case .columns:
            [
                .choose(phrases),
                OverlayKey(
                    key: Key.character(" ").name(in: phrases.language),
                    title: phrases.pick("보이기/숨기기", "Show or hide")
                ),
                .enter(phrases.pick("적용", "Keep"), phrases), .escape(phrases),
            ]
        case .prompt: []
        }
    }
}

extension Dialog {
    /// The keys of a question in general.
    static func keys(_ phrases: Phrases) -> [OverlayKey] {
        [.choose(phrases), .enter(phrases.pick("확인", "Accept"), phrases), .escape(phrases)]
    }

    fileprivate func keys(_ phrases: Phrases) -> [OverlayKey] {
        guard isTyping else { return Self.keys(phrases) }
        return [.enter(phrases.pick("선택으로", "To the choices"), phrases), .escape(phrases)]
    }
}

extension OverlayKey {
    fileprivate static func choose(_ phrases: Phrases) -> OverlayKey {
        OverlayKey(key: "↑↓", title: phrases.pick("선택", "Choose"))
    }

    fileprivate static func enter(_ title: String, _ phrases: Phrases) -> OverlayKey {
        OverlayKey(key: Key.enter.name(in: phrases.language), title: title)
    }

    fileprivate static func escape(_ phrases: Phrases, _ title: String? = nil) -> OverlayKey {
        OverlayKey(
            key: Key.escape.name(in: phrases.language),
            title: title ?? phrases.pick("그만두기", "Back out")
        )
    }
}
