import MatchingCore

/// Something that was done with the mouse, at a cell of the screen from 0.
package struct MouseEvent: Sendable, Hashable {
    /// What was done; nothing is known of where the mouse is otherwise.
    package enum Kind: Sendable, Hashable {
        /// The left button was pressed.
        case press
        case wheelUp
        case wheelDown
    }

    package let kind: Kind
    package let row: Int
    package let column: Int

    /// Creates an event; a place outside the screen does no harm.
    package init(_ kind: Kind, row: Int, column: Int) {
        self.kind = kind
        self.row = row
        self.column = column
    }
}

/// The last press of the button, by which a second one at the same place opens.
struct MousePress: Sendable, Hashable {
    let row: Int
    let moment: Timestamp

    /// Real milliseconds within which two presses are one double click.
    static let doubleClickMilliseconds = 500
}
