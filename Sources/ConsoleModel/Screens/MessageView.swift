import MatchingCore
import SyncInterfaces

/// The line over the keys: what was said last, and how far that is which is under way.
///
/// Both stand there where they fit. Where they do not, the message has the line to itself for as
/// long as it takes to read it; then the work has its place back, in short, and the rest of the
/// message stands before it.
struct MessageView {
    private let toast: Toast?
    private let work: Work?
    private let now: Timestamp

    /// What is under way, in full and in short.
    private struct Work {
        let full: String
        let short: String
        let style: Style
    }

    /// Cells between a message and what is under way.
    private static let gap = 2
    /// Fewer cells of a message say nothing.
    private static let leastMessage = 24

    init(console: Console, now: Timestamp) {
        self.now = now
        toast = console.toast.flatMap { $0.expiresAt > now ? $0 : nil }
        work = Self.work(of: console)
    }

    /// Whether there is nothing to say.
    var isEmpty: Bool { toast == nil && work == nil }

    func draw(on canvas: inout Canvas, in area: Rect) {
        guard !isEmpty else { return }
        canvas.fill(area)
        var line = area.insetColumns(1)
        guard let toast else {
            if let work { canvas.write(work.full, in: line, work.style) }
            return
        }
        if let work, let text = text(of: work, beside: toast, in: line) {
            canvas.write(text, in: line.takeRight(DisplayText.width(of: text)), work.style)
            _ = line.takeRight(Self.gap)
        }
        canvas.write(toast.line, in: line, Style(toast.role, isBold: true))
    }

    /// What stands of the work beside a message; `nil` while the message needs the whole line.
    private func text(of work: Work, beside toast: Toast, in line: Rect) -> String? {
        let room = line.columns - Self.gap
        let rest = room - DisplayText.width(of: toast.line)
        let fitting = [work.full, work.short].first { DisplayText.width(of: $0) <= rest }
        if let fitting { return fitting }
        let isRead = toast.readAt <= now
        let hasRoom = DisplayText.width(of: work.short) <= room - Self.leastMessage
        return isRead && hasRoom ? work.short : nil
    }

    private static func work(of console: Console) -> Work? {
        let phrases = console.phrases
        if let progress = console.markedProgress {
            let text = phrases.line(for: progress)
            return Work(full: text, short: text, style: Style(.waiting, isBold: true))
        }
        let resync = console.resync ?? console.othersResync?.progress
        let full =
            console.resync.map { phrases.line(for: $0) }
            ?? console.othersResync.map { phrases.line(for: $0) }
        let export = console.exportedRowCount.map { phrases.exporting(rowCount: $0) }
        let marking = console.awaitedMarks.map { _ in phrases.marking }
        let short = resync.map { phrases.shortLine(for: $0) }
        let texts = [full, export, marking].compactMap(\.self)
        guard !texts.isEmpty else { return nil }
        return Work(
            full: texts.joined(separator: " · "),
            short: [short, export, marking].compactMap(\.self).joined(separator: " · "),
            style: Style(.waiting)
        )
    }
}
