/// Keys that were pressed before the rows came that they are about.
///
/// Who opens a list and moves in it at once means its rows; over a slow line several keys arrive
/// together. They wait for the rows, so that none is lost and none meets another list.
struct TypedAhead: Sendable {
    /// More than anybody types blindly; what comes beyond is let go.
    private static let limit = 64

    private var keys: [Key] = []

    /// Keeps a key that has to wait; Esc and command keys with Ctrl wait for nothing.
    ///
    /// Esc also forgets what waits: it says that the list was not wanted.
    ///
    /// - Parameters:
    ///   - key: What was pressed.
    ///   - isAwaited: Whether the visible rows are still to come.
    /// - Returns: Whether the key is not to be taken now.
    mutating func holdsBack(_ key: Key, isAwaited: Bool) -> Bool {
        guard isAwaited else { return false }
        if key == .escape {
            keys = []
            return false
        }
        if case .control = key { return false }
        if keys.count < Self.limit { keys.append(key) }
        return true
    }

    /// The key that came first; it does not wait any more.
    mutating func next() -> Key? { keys.isEmpty ? nil : keys.removeFirst() }
}
