/// The file-backed memory of everything: order lines, cancellations, journal, polls, timers.
///
/// The only state that processes share. Every backend passes the same contract tests.
package protocol OrderStore: Sendable {
    /// Runs `body` on one consistent snapshot; several reads can run beside one write.
    ///
    /// - Throws: ``StoreError``, and whatever `body` throws.
    func read<Value: Sendable>(
        _ body: @escaping @Sendable (any LedgerReader) throws -> Value
    ) async throws -> Value

    /// Runs `body` in one durable transaction; when it throws, nothing of it happened.
    ///
    /// - Parameters:
    ///   - scale: How much it will write.
    ///   - isFollowed: Whether the next transaction of the same stream comes at once, so that what can wait
    ///     may be done beside it.
    ///   - body: What is done; asks and changes the ledger, and nothing else.
    /// - Returns: What `body` returned, once it is durable.
    /// - Throws: ``StoreError``, and whatever `body` throws.
    func write<Value: Sendable>(
        _ scale: WriteScale,
        isFollowed: Bool,
        _ body: @escaping @Sendable (any Ledger) throws -> Value
    ) async throws -> Value

    /// Yields after each committed change, by this process or another; bursts are merged.
    func changes() -> AsyncStream<Void>

    /// Checks everything that must always hold; proportional to the store's size.
    ///
    /// - Parameter progress: Called before each of the checks with how many are done, and of how
    ///   many, from another thread.
    /// - Returns: What does not hold; empty for a sound store.
    /// - Throws: ``StoreError`` when the store cannot be read at all.
    func audit(
        progress: @escaping @Sendable (_ done: Int, _ count: Int) -> Void
    ) async throws -> [AuditFinding]
}

/// How much a transaction writes, so that a store can prepare for it.
package enum WriteScale: Sendable, Hashable {
    case few
    /// Hundreds of cancellations or more.
    case many
}

extension OrderStore {
    /// Runs `body` in one durable transaction that writes little; when it throws, nothing of it happened.
    ///
    /// - Throws: ``StoreError``, and whatever `body` throws.
    package func write<Value: Sendable>(
        _ body: @escaping @Sendable (any Ledger) throws -> Value
    ) async throws -> Value {
        try await write(.few, body)
    }

    /// Runs `body` in one durable transaction that stands alone; when it throws, nothing of it happened.
    ///
    /// - Throws: ``StoreError``, and whatever `body` throws.
    package func write<Value: Sendable>(
        _ scale: WriteScale,
        _ body: @escaping @Sendable (any Ledger) throws -> Value
    ) async throws -> Value {
        try await write(scale, isFollowed: false, body)
    }

    /// Checks everything that must always hold, without saying how far it is.
    package func audit() async throws -> [AuditFinding] { try await audit { _, _ in } }
}

/// Something in a store that must never be, and was found by ``OrderStore/audit()``.
package struct AuditFinding: Sendable, Hashable {
    /// What does not hold, to switch on.
    package enum Problem: String, Sendable, Hashable {
        case damagedFile
        case brokenReference
        case unitsExceedOrder
        case unitsExceedClaim
        case cancelStateDiffersFromApplications
        case countDiffers
        case pullListDiffers
        case restoreListDiffers
        /// A search would not find a line.
        case textIndexDiffers
        case applicationWithoutJournal
    }

    package let problem: Problem
    /// What it was found at: an order line, a cancellation, an account.
    package let place: String
    package let detail: String

    package init(problem: Problem, place: String, detail: String) {
        self.problem = problem
        self.place = place
        self.detail = detail
    }
}

/// Why a store could not be opened, read or written.
package struct StoreError: Error, Sendable, Hashable {
    /// What went wrong, to switch on.
    package enum Problem: Sendable, Hashable {
        /// The file is not a store of ours.
        case notAStore
        /// There is a folder where the file should be.
        case isFolder
        /// The system does not let this user read the file, or make it in its folder.
        case notPermitted
        /// A newer program made the store; the schema versions.
        case madeByNewerVersion(found: String)
        /// An older program made the store, and it cannot be brought up to date by who only reads.
        case olderVersion(found: String)
        case diskFull
        case readOnly
        case damaged
        /// Another process kept the store locked for longer than we wait.
        case busy
        /// Anything else that the database says.
        case other(String)
    }

    package let problem: Problem
    /// The store's file.
    package let path: String

    package init(problem: Problem, path: String) {
        self.problem = problem
        self.path = path
    }
}
