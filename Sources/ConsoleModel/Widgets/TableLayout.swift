/// A column of a table: how wide it wants to be, and how soon it gives way.
struct TableColumn<ID: Hashable & Sendable>: Sendable {
    let id: ID
    /// The width below which it is not shown.
    let least: Int
    /// The width beyond which more is no use.
    let most: Int
    /// The lowest is shown first.
    let priority: Int
    var alignment = DisplayText.Alignment.left
    /// The width that an operator chose; it is had before others grow, as far as there is room.
    var chosen: Int?
    /// Whether it is shown as long as nobody has chosen columns; it can be chosen all the same.
    var isUsual = true

    /// The width that it always has where it is shown.
    fileprivate var base: Int { min(least, chosen ?? least) }
    /// The width that it has where there is room.
    fileprivate var full: Int { chosen ?? most }
}

extension TableColumn {
    /// A column that has one width, whatever the room.
    init(
        id: ID,
        width: Int,
        priority: Int,
        alignment: DisplayText.Alignment = .left,
        isUsual: Bool = true
    ) {
        self.init(
            id: id,
            least: width,
            most: width,
            priority: priority,
            alignment: alignment,
            isUsual: isUsual
        )
    }
}

/// Which columns of a table are shown in a width, and where.
struct TableLayout<ID: Hashable & Sendable>: Sendable {
    struct Slot: Sendable {
        let id: ID
        let column: Int
        let width: Int
        let alignment: DisplayText.Alignment
    }

    /// The cells between two columns.
    static var gap: Int { 1 }

    let slots: [Slot]
    /// The cells that all of them share.
    let width: Int

    /// Lays out as many of `columns` as fit, keeping their order.
    ///
    /// Where one has no room, those that are less important and narrower can have it.
    init(_ columns: [TableColumn<ID>], width: Int) {
        self.width = width
        let gap = Self.gap
        var shown = Set<ID>()
        var used = -gap
        for column in columns.sorted(by: { $0.priority < $1.priority }) {
            guard used + gap + column.base <= width || shown.isEmpty else { continue }
            shown.insert(column.id)
            used += gap + column.base
        }
        let kept = columns.filter { shown.contains($0.id) }
        var widths = Dictionary(
            kept.map { ($0.id, $0.base) },
            uniquingKeysWith: { first, _ in first }
        )
        var room = width - used
        Self.share(&room, among: kept.filter { $0.chosen != nil }, &widths)
        Self.share(&room, among: kept, &widths)
        var position = 0
        slots = kept.map { column in
            let slot = Slot(
                id: column.id,
                column: position,
                width: min(widths[column.id, default: 0], max(0, width - position)),
                alignment: column.alignment
            )
            position += slot.width + gap
            return slot
        }
    }

    /// Gives room cell by cell to the columns that want more, in the order of importance.
    private static func share(
        _ room: inout Int,
        among columns: [TableColumn<ID>],
        _ widths: inout [ID: Int]
    ) {
        let columns = columns.sorted { $0.priority < $1.priority }
        var hasGiven = true
        while room > 0 && hasGiven {
            hasGiven = false
            for column in columns where room > 0 && widths[column.id, default: 0] < column.full {
                widths[column.id, default: 0] += 1
                room -= 1
                hasGiven = true
            }
        }
    }
}

extension Array {
    /// The columns, none of them narrower than its head, unless an operator wants it so.
    func holding<ID: Hashable & Sendable>(_ head: (ID) -> TableHead) -> [TableColumn<ID>]
    where Element == TableColumn<ID> {
        map { column in
            let width = head(column.id).width
            return TableColumn(
                id: column.id,
                least: Swift.max(column.least, width),
                most: Swift.max(column.most, width),
                priority: column.priority,
                alignment: column.alignment,
                chosen: column.chosen
            )
        }
    }
}

extension TableLayout {
    /// The column at a place from the left.
    func slot(at place: Int) -> Slot? { slots.last { $0.column <= place } }
}

/// The name of a column, with the direction in which the list is sorted by it.
struct TableHead {
    let name: String
    /// `nil` where the list is not sorted by the column.
    let isAscending: Bool?

    init(_ name: String, isAscending: Bool? = nil) {
        self.name = name
        self.isAscending = isAscending
    }

    /// The cells of the name, with the direction where there is one.
    var width: Int { DisplayText.width(of: name) + (isAscending == nil ? 0 : 1) }

    /// The head as it stands in so many cells; the direction stays in sight.
    func text(width: Int, usesASCII: Bool) -> String {
        guard let isAscending else { return name }
        let arrow =
            switch (isAscending, usesASCII) {
            case (true, false): "▲"
            case (false, false): "▼"
            case (true, true): "^"
            case (false, true): "v"
            }
        return DisplayText.clipped(name, to: max(0, width - 1)) + arrow
    }
}

extension Canvas {
    /// Writes one cell of a table into its place on `line`.
    mutating func write<ID>(
        _ text: String,
        in slot: TableLayout<ID>.Slot,
        of line: Rect,
        _ style: Style = Style()
    ) {
        let area = Rect(
            row: line.row,
            column: line.column + slot.column,
            columns: min(slot.width, line.columns - slot.column),
            rows: line.rows
        )
        switch slot.alignment {
        case .left: write(text, in: area, style)
        case .right: writeRight(text, in: area, style)
        }
    }

    /// Writes spans one after the other.
    mutating func write(_ line: StyledLine, in area: Rect) {
        var rest = area
        for span in line {
            let end = write(span.text, in: rest, span.style)
            rest = Rect(
                row: rest.row,
                column: end,
                columns: area.endColumn - end,
                rows: area.rows
            )
            if rest.isEmpty { return }
        }
    }

    /// Draws the visible part of a text, and says in the last row how much of it lies below.
    mutating func draw(_ text: ScrollingText, in area: Rect, _ phrases: Phrases) {
        draw(text, in: area) { below in
            phrases.pick(" 아래 \(below)행 ", " \(below) more ")
        }
    }

    /// Draws the visible part of a text; where it goes on below, a note stands in the last row.
    ///
    /// - Parameters:
    ///   - text: The text.
    ///   - area: Where it is drawn.
    ///   - note: What is said when so many lines lie below; it hides nothing but where rows are few.
    mutating func draw(_ text: ScrollingText, in area: Rect, note: (_ below: Int) -> String) {
        let below = text.countBelow(height: area.rows)
        guard below > 0, !area.isEmpty, area.columns > 12 else { return draw(text, in: area) }
        var (shown, words) = (area, note(below))
        let last = text.lines[text.top + area.rows - 1]
        if area.rows > 8, last.width + DisplayText.width(of: words) > area.columns {
            _ = shown.takeBottom(1)
            words = note(below + 1)
        }
        draw(text, in: shown)
        writeRight(words, in: area.line(area.rows - 1), Style(.key))
    }

    private mutating func draw(_ text: ScrollingText, in area: Rect) {
        for (offset, line) in text.lines.dropFirst(text.top).prefix(area.rows).enumerated() {
            write(line, in: area.line(offset))
        }
    }
}
