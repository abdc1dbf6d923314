/// A key press as the terminal reports it.
package enum Key: Sendable, Hashable {
    /// A printable character, a space among them.
    case character(Character)
    /// Control and a lower-case letter.
    case control(Character)
    case enter
    case escape
    case tab
    case backTab
    case backspace
    case delete
    case up
    case down
    case left
    case right
    /// An arrow key with Shift.
    case shifted(Arrow)
    case pageUp
    case pageDown
    case home
    case end
    /// F1 is 1.
    case function(Int)

    /// Where an arrow key points.
    package enum Arrow: Sendable, Hashable, CaseIterable {
        case up, down, left, right
    }
}
