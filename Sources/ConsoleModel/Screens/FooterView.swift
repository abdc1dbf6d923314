/// The keys of the visible screen, the most useful first, as many as fit.
struct FooterView {
    let console: Console

    func draw(on canvas: inout Canvas, in area: Rect) {
        let language = console.language
        var rest = area.insetColumns(1)
        for action in actions {
            guard let key = action.footerKeys(in: language) else { continue }
            let title = action.title.text(in: language)
            let width = DisplayText.width(of: key) + 1 + DisplayText.width(of: title)
            guard width <= rest.columns else { continue }
            let end = canvas.write(key, in: rest, Style(.key, isBold: true))
            let titleArea = Rect(
                row: rest.row,
                column: end + 1,
                columns: rest.endColumn - end - 1,
                rows: 1
            )
            canvas.write(title, in: titleArea, Style(.secondary))
            rest = Rect(
                row: rest.row,
                column: rest.column + width + 2,
                columns: rest.columns - width - 2,
                rows: 1
            )
        }
    }

    /// What can be done now; what cannot is left to help.
    private var actions: [Action] {
        ActionTable.actions(in: console.context)
            .filter { $0.footerRank != nil && console.obstacle(to: $0.id) == nil }
            .sorted { ($0.footerRank ?? 0) < ($1.footerRank ?? 0) }
    }
}

extension Action {
    /// The key for the footer: the first one, or the range of digits.
    func footerKeys(in language: Language) -> String? {
        guard let first = keys.first, let last = keys.last else { return nil }
        guard id == .chooseStatus else { return first.name(in: language) }
        return "\(first.name(in: language))-\(last.name(in: language))"
    }
}
