package import MatchingCore

/// What an operator had on screen of a cancellation when deciding what to do about it.
///
/// An act carries it, so that of two operators the second is told what the first did.
package enum Sighting: Sendable, Hashable {
    /// Everything that the journal has on it, up to this entry; `nil` where it had nothing.
    case journal(upTo: Int64?)
    /// A row of a list: where it stands.
    case status(Status)
}

/// What happened to a cancellation after an operator saw it last.
package struct Overtaking: Sendable, Hashable {
    package let actor: Actor
    package let act: JournalEntry.Act
    /// Where the cancellation stands now.
    package let status: Status
    /// How long ago it happened.
    package let elapsed: Duration

    package init(actor: Actor, act: JournalEntry.Act, status: Status, elapsed: Duration) {
        self.actor = actor
        self.act = act
        self.status = status
        self.elapsed = elapsed
    }
}
