/// The keys of the visible screen, the most useful first, as many as fit.
struct FooterView {
    /// Where an action is named, and the key that a click on it stands for.
    struct Slot {
        let action: Action
        let key: Key
        let keyText: String
        let area: Rect
    }

    /// A key, a blank and a letter.
    private static let fewestColumns = 3

    let console: Console

    func draw(on canvas: inout Canvas, in area: Rect) {
        // What lies over the screen takes all keys.
        let keys = console.overlay?.keys(console.phrases) ?? []
        guard keys.isEmpty else { return draw(keys, on: &canvas, in: area) }
        for slot in slots(in: area) {
            let end = canvas.write(slot.keyText, in: slot.area, Style(.key, isBold: true))
            canvas.write(
                console.title(of: slot.action),
                in: slot.area.dropping(end + 1 - slot.area.column),
                Style(.secondary)
            )
        }
    }

    private func draw(_ keys: [OverlayKey], on canvas: inout Canvas, in area: Rect) {
        var rest = area.insetColumns(1)
        for key in keys {
            let width = DisplayText.width(of: key.key) + 1 + DisplayText.width(of: key.title)
            guard width <= rest.columns else { return }
            let end = canvas.write(key.key + " ", in: rest, Style(.key, isBold: true))
            canvas.write(key.title, in: rest.dropping(end - rest.column), Style(.secondary))
            rest = rest.dropping(width + 2)
        }
    }

    /// What can be done now, from the left, as far as there is room; what cannot is left to help.
    func slots(in area: Rect) -> [Slot] {
        let language = console.language
        var rest = area.insetColumns(1)
        var slots: [Slot] = []
        for action in console.bindings.footerActions(in: console.context) {
            guard rest.columns >= Self.fewestColumns else { break }
            guard let key = action.keys.first, let text = action.footerKeys(in: language)
            else { continue }
            let title = console.title(of: action)
            let width = DisplayText.width(of: text) + 1 + DisplayText.width(of: title)
            guard width <= rest.columns, console.obstacle(to: action.id) == nil else { continue }
            var place = rest
            place.columns = width
            slots.append(Slot(action: action, key: key, keyText: text, area: place))
            rest = rest.dropping(width + 2)
        }
        return slots
    }
}

extension Action {
    /// Whether the keys are digits in a row, of which the first and the last are named.
    var hasKeyRange: Bool { id == .chooseStatus || id == .typeNumber }

    /// The key for the footer: the first one, or the range of digits.
    func footerKeys(in language: Language) -> String? {
        guard let first = keys.first, let last = keys.last else { return nil }
        guard hasKeyRange else { return first.name(in: language) }
        return "\(first.name(in: language))-\(last.name(in: language))"
    }
}
