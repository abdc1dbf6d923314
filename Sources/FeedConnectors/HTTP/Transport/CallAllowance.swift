package import SyncInterfaces

/// What an answer says of how often its call may be made.
package struct CallAllowance: Sendable, Hashable {
    /// The pace that the API keeps at the moment.
    package let pace: CallPace
    /// Whether nothing of it is left for now.
    package let isUsedUp: Bool

    /// Creates an allowance.
    package init(_ pace: CallPace, isUsedUp: Bool) {
        self.pace = pace
        self.isUsedUp = isUsedUp
    }
}
