import ConsoleModel
import Foundation
import Testing

/// Frames as text that people can review, and golden files of them.
enum FrameText {
    /// Compares with the golden file `name`, exactly.
    ///
    /// With `CANCELSYNC_RECORD_FRAMES=1` the file is rewritten, and the test fails, so that nobody
    /// commits a screen unread.
    static func expect(
        _ text: String,
        matches name: String,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Frames")
        let file = folder.appending(path: "\(name).txt")
        if ProcessInfo.processInfo.environment["CANCELSYNC_RECORD_FRAMES"] == "1" {
            try text.write(to: file, atomically: true, encoding: .utf8)
            Issue.record("Recorded \(name); look at it.", sourceLocation: sourceLocation)
            return
        }
        let expected = try String(contentsOf: file, encoding: .utf8)
        #expect(text == expected, "\(name):\n\(text)", sourceLocation: sourceLocation)
    }

    /// What is wrong with a frame; empty for a sound one.
    static func faults(in frame: Frame) -> [String] {
        let columns = max(0, frame.size.columns)
        guard frame.cells.count == columns * max(0, frame.size.rows) else { return ["cell count"] }
        var faults: [String] = []
        for (index, cell) in frame.cells.enumerated() {
            let column = index % columns
            switch cell.width {
            case 0:
                if column == 0 || frame.cells[index - 1].width != 2 { faults.append("lone half") }
            case 1:
                if DisplayText.width(of: cell.glyph.character) != 1 {
                    faults.append("width of \(cell.glyph.character)")
                }
            default:
                if column == columns - 1 || frame.cells[index + 1].width != 0 {
                    faults.append("halved \(cell.glyph.character)")
                }
            }
        }
        if let caret = frame.caret,
            caret.row >= frame.size.rows || caret.column >= columns
        {
            faults.append("caret outside")
        }
        return faults
    }
}
