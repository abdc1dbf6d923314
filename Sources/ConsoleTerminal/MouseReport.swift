import ConsoleModel

/// What a terminal says about the mouse: `button;column;row`, then M for a press, m for a release.
struct MouseReport: Sendable, Hashable {
    private var numbers = [0]
    private var isPress = false
    private var isSound = true

    /// More digits than any screen has columns.
    private static let greatest = 100_000

    /// Takes a byte in.
    ///
    /// - Returns: Whether the report is over.
    mutating func take(_ code: Int32) -> Bool {
        switch code {
        case 0x30...0x39:
            let number = numbers[numbers.count - 1] * 10 + Int(code - 0x30)
            numbers[numbers.count - 1] = min(number, Self.greatest)
            return false
        case 0x3B:
            numbers.append(0)
            // A report that never ends would swallow every key.
            isSound = numbers.count <= 3
            return !isSound
        case 0x4D: isPress = true
        case 0x6D: isPress = false
        default: isSound = false
        }
        return true
    }

    /// What was reported; `nil` for a release, another button, or what is no report.
    var event: MouseEvent? {
        guard isSound, isPress, numbers.count == 3, numbers[1] > 0, numbers[2] > 0 else {
            return nil
        }
        // Shift, Alt and Ctrl add 4, 8 and 16.
        let kind: MouseEvent.Kind? =
            switch numbers[0] & ~0b1_1100 {
            case 0: .press
            case 64: .wheelUp
            case 65: .wheelDown
            default: nil
            }
        return kind.map { MouseEvent($0, row: numbers[2] - 1, column: numbers[1] - 1) }
    }
}
