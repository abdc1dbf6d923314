import MatchingCore
import SyncInterfaces

/// The statuses over a list of cancellations, with as many counts as fit.
struct TabsView {
    /// Where a tab is drawn.
    struct Slot {
        let tab: StatusTab
        let area: Rect
    }

    let console: Console
    let state: CancellationsState

    private var phrases: Phrases { console.phrases }

    func draw(on canvas: inout Canvas, in area: Rect) {
        let area = area.insetColumns(1)
        canvas.write(Array(pieces(in: area).map(\.line).joined()), in: area)
    }

    /// Where the tabs are drawn, for the mouse.
    func slots(in area: Rect) -> [Slot] {
        let area = area.insetColumns(1)
        var column = area.column
        return pieces(in: area).map { piece in
            let width = piece.line.width
            defer { column += width }
            let room = min(width, area.endColumn - column)
            return Slot(
                tab: piece.tab,
                area: Rect(row: area.row, column: column, columns: room, rows: area.rows)
            )
        }
    }

    /// A tab with the gap behind it.
    private typealias Piece = (tab: StatusTab, line: StyledLine)

    private func pieces(in area: Rect) -> [Piece] {
        let counts =
            state.account.map { console.summaries[$0]?.counts } ?? console.totals?.counts
        // Counts are kept for whole lists, not for what a search leaves of them.
        let zeros = Dictionary(uniqueKeysWithValues: Status.allCases.map { ($0, 0) })
        let shown = state.filter.isEmpty ? counts.map { zeros.merging($0) { $1 } } : nil
        let some = shown?.filter { $0.value > 0 }
        let forms = [
            (shown, "  ", false), (shown, " ", false), (shown, " ", true), (some, " ", true),
            (nil, " ", false),
        ]
        return forms.lazy.map { pieces($0, gap: $1, isShort: $2) }
            .first { $0.reduce(0) { $0 + $1.line.width } <= area.columns }
            ?? pieces(nil, gap: " ", startsWithChosen: true)
    }

    private func pieces(
        _ counts: [Status: Int]?,
        gap: String,
        isShort: Bool = false,
        startsWithChosen: Bool = false
    ) -> [Piece] {
        var tabs = Array(StatusTab.allCases.enumerated())
        if startsWithChosen, let chosen = StatusTab.allCases.firstIndex(of: state.tab) {
            tabs = Array(tabs[chosen...] + tabs[..<chosen])
        }
        let keys = console.bindings.action(.chooseStatus)?.keys ?? []
        return tabs.enumerated().map { position, numbered in
            let (index, tab) = numbered
            let isChosen = tab == state.tab
            let key = keys.indices.contains(index) ? keys[index].name(in: console.language) : ""
            let line = [
                Span(key, Style(.key)), Span(":", Style(.border)),
                Span(
                    tab.title(phrases) + count(of: tab, in: counts, isShort: isShort),
                    Style(tab.status?.role ?? .text, isBold: isChosen, isSelected: isChosen)
                ),
            ]
            return (tab, position == tabs.count - 1 ? line : line + [Span(gap)])
        }
    }

    /// A blank and the count; nothing for a status that is not counted.
    private func count(of tab: StatusTab, in counts: [Status: Int]?, isShort: Bool) -> String {
        guard let counts, tab.status.map({ counts[$0] != nil }) ?? true else { return "" }
        let count = tab.count(in: counts)
        return " " + (isShort ? phrases.shortNumber(count) : phrases.number(count))
    }
}
