/// Bars of blocks, to an eighth of a cell.
enum Bars {
    private static let levels: [Character] = [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]
    private static let widths: [Character] = [" ", "▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"]

    /// Upright bars, one per value, as rows of text from the top.
    ///
    /// - Parameters:
    ///   - values: From the left; the highest one is as high as the chart.
    ///   - height: Rows.
    ///   - width: Cells of each bar.
    /// - Returns: As many rows as the height.
    static func upright(_ values: [Int], height: Int, width: Int) -> [String] {
        let most = values.max() ?? 0
        let eighths = values.map { share(of: $0, in: most, steps: height * 8) }
        return (0..<height).reversed().map { row in
            eighths.map { filled in
                let level = levels[min(8, max(0, filled - row * 8))]
                return String(repeating: level, count: width)
            }
            .joined()
        }
    }

    /// A lying bar as long as `value` is of `most`, filled with blanks to `width` cells.
    static func lying(_ value: Int, of most: Int, width: Int) -> String {
        let filled = share(of: value, in: most, steps: width * 8)
        let rest = filled % 8 == 0 ? "" : String(widths[filled % 8])
        return DisplayText.padded(String(repeating: "█", count: filled / 8) + rest, to: width)
    }

    /// Steps for a value; at least one for anything above nothing.
    private static func share(of value: Int, in most: Int, steps: Int) -> Int {
        guard value > 0, most > 0 else { return 0 }
        let share = Double(value) / Double(most) * Double(steps)
        return min(steps, max(1, Int(share + 0.5)))
    }
}
