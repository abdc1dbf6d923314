/// A row of bars, one per value, scaled to the highest of them.
enum Sparkline {
    private static let blocks: [Character] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]

    /// One character per value; a blank for 0, so that silence looks like silence.
    static func text(_ values: some Sequence<Int>) -> String {
        let values = Array(values)
        let most = values.max() ?? 0
        return String(
            values.map { value -> Character in
                guard value > 0, most > 0 else { return " " }
                // Counts are small, but a damaged store must not overflow the scale.
                let share = Double(value) / Double(most)
                return blocks[min(blocks.count - 1, Int(share * Double(blocks.count - 1) + 0.5))]
            }
        )
    }
}
