package import MatchingCore

/// What a person has vouched for, or taken back, as the journal has it.
package struct VouchedTime: Sendable, Hashable {
    package let window: TimeWindow
    /// `nil` where none was given.
    package let reason: String?

    package init(_ window: TimeWindow, reason: String?) {
        self.window = window
        self.reason = reason
    }

    /// Reads the note of an entry; `nil` for one of another act.
    package init?(_ entry: JournalEntry) {
        guard [.vouch, .takeBackVouch].contains(entry.act), let note = entry.note else {
            return nil
        }
        let parts = note.split(separator: " ", maxSplits: 1)
        let ends = parts.first?.split(separator: "/").compactMap { TimeText.timestamp(String($0)) }
        guard let ends, ends.count == 2 else { return nil }
        window = TimeWindow(start: ends[0], end: ends[1])
        reason = parts.dropFirst().first.map(String.init)
    }

    /// The note of the journal's entry: the window, then the reason.
    package var note: String {
        "\(window.start.iso8601)/\(window.end.iso8601)" + (reason.map { " \($0)" } ?? "")
    }
}
