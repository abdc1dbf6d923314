import SyncInterfaces

/// Adds up the batches of a pass while it runs.
actor PassCounter {
    private(set) var tally = PassTally()

    /// Adds a batch's counts and returns the sum so far.
    func add(_ batch: PassTally) -> PassTally {
        tally.add(batch)
        return tally
    }
}
