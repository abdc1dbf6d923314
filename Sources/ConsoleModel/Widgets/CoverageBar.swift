import MatchingCore

/// A stretch of time as a row of blocks in which what nobody read stands out.
///
/// ```
/// ██████████░░░░▒████████████····
/// read      gap      read     not yet
/// ```
struct CoverageBar {
    private enum Cell {
        case read, partly, gap, notYet
    }

    let window: TimeWindow
    let gaps: [TimeWindow]
    /// What lies behind is not a gap yet: the next poll reads it.
    let readUntil: Timestamp
    let width: Int

    var spans: StyledLine {
        var spans: StyledLine = []
        var previous: Cell?
        var run = ""
        func close() {
            if let previous, !run.isEmpty { spans.append(Span(run, Self.style(of: previous))) }
            run = ""
        }
        for index in 0..<max(0, width) {
            let cell = cell(index)
            if cell != previous { close() }
            previous = cell
            run.append(Self.sign(of: cell))
        }
        close()
        return spans
    }

    /// The times at both ends, under the bar.
    func scale(from start: String, to end: String) -> String {
        let room = width - DisplayText.width(of: start) - DisplayText.width(of: end)
        return start + String(repeating: " ", count: max(1, room)) + end
    }

    private func cell(_ index: Int) -> Cell {
        let length = window.start.duration(to: window.end).wholeMilliseconds
        let start = window.start.rawValue + length * Int64(index) / Int64(width)
        let end = window.start.rawValue + length * Int64(index + 1) / Int64(width)
        guard end > start else { return .notYet }
        var unread: Int64 = 0
        for gap in gaps {
            unread += max(0, min(end, gap.end.rawValue) - max(start, gap.start.rawValue))
        }
        if unread >= end - start { return .gap }
        if unread > 0 { return .partly }
        return start >= readUntil.rawValue ? .notYet : .read
    }

    private static func sign(of cell: Cell) -> Character {
        switch cell {
        case .read: "█"
        case .partly: "▒"
        case .gap: "░"
        case .notYet: "·"
        }
    }

    private static func style(of cell: Cell) -> Style {
        switch cell {
        case .read: Style(.good)
        case .partly, .gap: Style(.problem, isBold: true)
        case .notYet: Style(.secondary)
        }
    }
}
