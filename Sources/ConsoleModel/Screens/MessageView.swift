import MatchingCore
import SyncInterfaces

/// The line over the keys: what was said last, and how far that is which is under way.
///
/// Both stand there where they fit. A message that is too long has further lines over it, for as
/// long as it takes to read it and until a key is pressed; then it is cut, and what is under way
/// stands behind it in short.
struct MessageView {
    private let toast: Toast?
    private let language: Language
    private let work: Work?
    private let now: Timestamp
    private let screenRows: Int

    /// What is under way, from the whole to the least.
    private struct Work {
        let texts: [String]
        /// Where those begin that leave room for a message.
        let shortStart: Int
        let style: Style

        /// The longest that fits.
        func text(within width: Int) -> String? { DisplayText.first(of: texts, within: width) }

        /// The longest of the short ones that fits.
        func shortText(within width: Int) -> String? {
            DisplayText.first(of: texts[shortStart...], within: width)
        }
    }

    /// Cells between a message and what is under way.
    private static let gap = 2
    /// Fewer cells of a message say nothing.
    private static let leastMessage = 24
    /// More lines would leave too little of the screen.
    private static let mostLines = 4

    init(console: Console, now: Timestamp) {
        self.now = now
        language = console.language
        screenRows = console.size.rows
        toast = console.toast.flatMap { $0.expiresAt > now ? $0 : nil }
        work = Self.work(of: console)
    }

    /// Whether there is nothing to say.
    var isEmpty: Bool { toast == nil && work == nil }

    /// The part of the screen that it takes, which ends with `area`; empty where there is nothing to say.
    func place(over area: Rect) -> Rect {
        guard !isEmpty else { return Rect(row: area.row, column: area.column, columns: 0, rows: 0) }
        guard let toast, isUnfolded(toast, in: area) else { return area }
        return unfolded(toast, over: area).place
    }

    func draw(on canvas: inout Canvas, in area: Rect) {
        guard !isEmpty else { return }
        var line = area.insetColumns(1)
        guard let toast else {
            canvas.fill(area)
            if let work {
                let text = work.text(within: line.columns) ?? work.texts[0]
                canvas.write(text, in: line, work.style)
            }
            return
        }
        if isUnfolded(toast, in: area) { return unfold(toast, on: &canvas, over: area) }
        canvas.fill(area)
        if let text = workText(beside: toast, in: line), let work {
            canvas.write(text, in: line.takeRight(DisplayText.width(of: text)), work.style)
            _ = line.takeRight(Self.gap)
        }
        canvas.write(toast.line(in: language), in: line, Style(toast.role, isBold: true))
    }

    private func isUnfolded(_ toast: Toast, in area: Rect) -> Bool {
        toast.isUnfolded && !fits(toast, in: area.insetColumns(1))
            && (work == nil || toast.readAt > now)
    }

    /// Whether message and work have room in one line.
    private func fits(_ toast: Toast, in line: Rect) -> Bool {
        let rest = line.columns - DisplayText.width(of: toast.line(in: language))
        return work.map { $0.text(within: rest - Self.gap) != nil } ?? (rest >= 0)
    }

    /// What stands of the work beside a message of one line.
    private func workText(beside toast: Toast, in line: Rect) -> String? {
        guard let work else { return nil }
        let room = line.columns - Self.gap
        return work.text(within: room - DisplayText.width(of: toast.line(in: language)))
            ?? work.shortText(within: room - Self.leastMessage)
    }

    /// A whole message in lines, and what is under way in the last one.
    private struct Unfolded {
        let lines: [String]
        let workText: String?
        let place: Rect
    }

    private func unfolded(_ toast: Toast, over area: Rect) -> Unfolded {
        let width = area.columns - 2
        let most = max(1, min(Self.mostLines, screenRows / 2))
        var lines = DisplayText.wrapped(toast.text.text(in: language), to: width - 2)
        if lines.count > most {
            lines = lines.prefix(most - 1) + [lines[(most - 1)...].joined(separator: " ")]
        }
        let rest = width - Self.gap - 2 - DisplayText.width(of: lines.last ?? "")
        let workText = work.flatMap { $0.text(within: rest) ?? $0.text(within: width) }
        let isApart = workText.map { DisplayText.width(of: $0) > rest } ?? false
        let count = lines.count + (isApart ? 1 : 0)
        let place = Rect(
            row: area.row - count + 1,
            column: area.column,
            columns: area.columns,
            rows: count
        )
        return Unfolded(lines: lines, workText: workText, place: place)
    }

    /// Draws the whole message in lines that end with `area`, the work in the last one.
    private func unfold(_ toast: Toast, on canvas: inout Canvas, over area: Rect) {
        let unfolded = unfolded(toast, over: area)
        canvas.fill(unfolded.place)
        let block = unfolded.place.insetColumns(1)
        let style = Style(toast.role, isBold: true)
        for (index, text) in unfolded.lines.enumerated() {
            let line = block.line(index)
            canvas.write(index == 0 ? toast.level.mark : "", in: line, style)
            canvas.write(text, in: line.dropping(2), style)
        }
        if let text = unfolded.workText, let work {
            canvas.writeRight(text, in: block.line(block.rows - 1), work.style)
        }
    }

    private static func work(of console: Console) -> Work? {
        let phrases = console.phrases
        if let progress = console.markedProgress {
            let text = phrases.line(for: progress)
            return Work(texts: [text], shortStart: 0, style: Style(.waiting, isBold: true))
        }
        let resync = console.resync ?? console.othersResync?.progress
        let longer = [true, false].map { isWhole in
            console.resync.map { phrases.line(for: $0, isWhole: isWhole) }
                ?? console.othersResync.map { phrases.line(for: $0, isWhole: isWhole) }
        }
        let export = console.exportedRowCount.map {
            phrases.exporting(rowCount: $0) + phrases.pick(" · Esc 중지", " · Esc stops")
        }
        let marking = console.awaitedMarks.map { _ in phrases.marking }
        let least = resync.map { phrases.share(of: $0) }
        let stops = stops(in: console)
        let texts = (longer + [resync.map { phrases.shortLine(for: $0) }, least]).flatMap { line in
            stops.map { stop in
                [line.map { $0 + stop }, export, marking].compactMap(\.self)
                    .joined(separator: " · ")
            }
        }
        guard !texts[0].isEmpty else { return nil }
        return Work(
            texts: texts + [least].compactMap(\.self),
            shortStart: longer.count * stops.count,
            style: Style(.waiting)
        )
    }

    /// The keys that stop a resync from this very screen, all of them and the one that does so on
    /// every screen; none while keys go elsewhere.
    private static func stops(in console: Console) -> [String] {
        guard console.overlay == nil, console.obstacle(to: .cancelResync) == nil else {
            return [""]
        }
        let phrases = console.phrases
        let keys = [Action.Identifier.cancelResync, .out]
            .map { console.bindings.keyName(of: $0, in: console.language) }
        let one = phrases.pick(" · \(keys[0]) 중지", " · \(keys[0]) stops")
        guard console.wayOut == .stopResync else { return [one] }
        let either = keys.joined(separator: phrases.pick("·", " or "))
        return [phrases.pick(" · \(either) 중지", " · \(either) stops"), one]
    }
}
