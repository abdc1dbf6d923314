package import MatchingCore

/// What can be asked of a store within one snapshot.
///
/// Lists come in pages, by key.
package protocol LedgerReader {
    // MARK: Matching

    /// Every line with this order number, in any account, in line order.
    func lines(orderNumber: OrderNumber) throws -> [LineOnFile]

    /// Lines of `account` that resemble a claim and have another order number; at most `limit`.
    ///
    /// Those with an order number that differs by little, and those with the same identifying
    /// fields, the newest first.
    func linesResembling(_ claim: Claim, limit: Int) throws -> [LineOnFile]

    /// Every claim of `account` that names this order, oldest first; several of one name when a claim
    /// names several order lines.
    func claims(account: AccountID, orderNumber: OrderNumber) throws -> [ClaimRecord]

    /// The claims of a notice's order that it can speak of, oldest first: with the marketplace's name of
    /// its claim, those of that name and those that came without one; without, all of them.
    func claims(meantBy notice: CancellationNotice) throws -> [ClaimRecord]

    /// Every claim that names this order, in any account, oldest first; as many look-ups as there
    /// are accounts.
    func claims(orderNumber: OrderNumber) throws -> [ClaimRecord]

    /// Every pending claim that names this order, in any account, oldest first.
    func waitingClaims(orderNumber: OrderNumber) throws -> [ClaimRecord]

    /// The orders that held claims of `account` name; `nil` where there are more than `limit` claims.
    func heldOrders(account: AccountID, limit: Int) throws -> Set<OrderNumber>?

    /// Whether any claim that names this order is held.
    func hasHeldClaim(of order: OrderKey) throws -> Bool

    func claim(_ id: CancellationID) throws -> ClaimRecord?

    /// The claims of `account` with one of `statuses` that stand so since later than `after`, what
    /// has stood longest first; a page.
    func claims(
        account: AccountID,
        statuses: Set<Status>,
        after: ClaimPosition?,
        limit: Int
    ) throws -> ClaimPage

    /// Whether any claim at all names an order of `account`; constant time.
    func hasClaims(account: AccountID) throws -> Bool

    // MARK: Polling

    func timer(of account: AccountID) throws -> AccountTimer
    /// The policy under which the account's cancellations were last decided; `nil` before the first.
    func policyFingerprint(of account: AccountID) throws -> String?
    /// The newest versions of the account's policy, newest first; empty before the first.
    func policyVersions(of account: AccountID, limit: Int) throws -> [PolicyVersion]
    /// How far a source has been taken in; `nil` when it never was.
    func intake(of source: SourceID) throws -> IntakeMark?
    /// The windows of `account` that were read and end after `since`, oldest first, merged.
    func coverage(of account: AccountID, since: Timestamp) throws -> [TimeWindow]
    func lease() throws -> PollerLease?

    // MARK: Requests

    /// `nil` for a request that was never made, or finished long ago.
    func resyncRequest(_ id: ResyncRequestID) throws -> ResyncRequest?
    /// The requests that are not finished, oldest first; few at any time.
    func openResyncRequests() throws -> [ResyncRequest]
    /// The polls that a request has led to so far, oldest first.
    func polls(of request: ResyncRequestID) throws -> [PollRecord]

    // MARK: Screens and commands

    /// The last hours of every account, for charts; costs as much as there are accounts and hours.
    func charts(now: Timestamp) throws -> [AccountChart]
    /// One summary per account that has ever been registered; proportional to their number.
    func accountSummaries(now: Timestamp) throws -> [AccountSummary]
    /// A page of cancellations; looks at so few of them that it never takes long.
    func search(_ query: CancellationQuery) throws -> CancellationSlice
    /// A page of order lines; looks at so few of them that it never takes long.
    func search(_ query: OrderLineQuery) throws -> OrderLineSlice
    func orderLine(_ key: OrderLineKey) throws -> LineOnFile?
    /// What imports changed of the lines of an order, oldest first.
    func revisions(of order: OrderKey) throws -> [LineRevision]
    /// The exchanges that made the order, or that replaced it; see ``lineage(of:)`` for all.
    func exchanges(of order: OrderKey) throws -> [OrderLink]
    /// Units that each cancellation took of a line.
    func takers(of line: OrderLineKey) throws -> [CancellationID: Int]
    /// Journal entries about a cancellation, oldest first.
    func journal(of cancellation: CancellationID) throws -> [JournalEntry]
    /// A page of the journal without the evidence of decisions and with the orders
    /// that it is about; looks at so few entries that it never takes long.
    ///
    /// - Parameters:
    ///   - query: What is asked for.
    ///   - notes: The notes of an entry as people read them, in any number of languages; by those a
    ///     filter finds it.
    /// - Returns: The page, and how far the search got.
    /// - Throws: ``StoreError`` when the store cannot be read.
    func search(_ query: JournalQuery, notes: NotesOfEntry) throws -> JournalSlice
    /// A page of orders, newest first; see ``OrderQuery/find`` for the order of what is found.
    ///
    /// Looks at so few of them that it never takes long.
    func search(_ query: OrderQuery) throws -> OrderSlice
    /// The lines in a parcel, in line order; empty for a number that is not on file.
    func lines(trackingNumber: String) throws -> [LineOnFile]
    /// A page of the pull list; looks at so few lines that it never takes long.
    func search(_ query: PullQuery) throws -> PullSlice
    /// What is known about pulling a line; `nil` for one that is not on hold.
    func pullMark(of line: OrderLineKey) throws -> PullMark?
    /// The state words of its marketplace in which cancellations of an account stand.
    func stateTallies(of account: AccountID) throws -> [String: StateTally]
    /// How many cancellations of an account came in the hours up to now, the running one included, in
    /// each of the earlier weeks, the last week first.
    ///
    /// At most four weeks, and only those from which the account has a history.
    func usualCounts(of account: AccountID, inHours count: Int, now: Timestamp) throws -> [Int]
    /// How far the texts of orders are indexed; constant time.
    func textIndexing() throws -> TextIndexing
    /// Whether waybill numbers may be on file as older builds kept them; constant time.
    func hasOldWaybills() throws -> Bool
    /// The newest polls of an account, newest first.
    func polls(of account: AccountID, limit: Int) throws -> [PollRecord]
}

extension LedgerReader {
    /// A whole page of cancellations, however far it has to look.
    package func cancellations(_ query: CancellationQuery) throws -> [CancellationRow] {
        try query.wholePage { try search($0) }
    }

    /// A whole page of orders, however far it has to look.
    package func orders(_ query: OrderQuery) throws -> [OrderRow] {
        try query.wholePage { try search($0) }
    }

    /// A whole page of the pull list, however far it has to look.
    package func pullList(_ query: PullQuery) throws -> [PullRow] {
        try query.wholePage { try search($0) }
    }

    /// A whole page of the journal, however far it has to look; without `notes` a filter finds what
    /// was typed, or taken in, and nothing that is kept as a code.
    package func journal(
        _ query: JournalQuery,
        notes: NotesOfEntry = { $0.note.map { [$0] } ?? [] }
    ) throws -> [JournalEntry] {
        try query.wholePage { try search($0, notes: notes) }
    }
}

/// What can be changed in a store within one transaction.
package protocol Ledger: LedgerReader {
    /// Makes sure that the account has a row, a timer and counts.
    func register(_ account: AccountID) throws

    // MARK: Orders

    /// Inserts or updates lines; what an incoming line does not say stays as it was.
    ///
    /// What changes of a line that was on file is kept as a ``LineRevision`` of `at`.
    ///
    /// - Parameters:
    ///   - lines: What came together.
    ///   - naming: Finds the lines of orders on file that they are; it is not asked of new orders.
    ///   - at: The moment.
    /// - Returns: What changed, the orders with changed lines among it.
    /// - Throws: ``StoreError`` when the store cannot be written.
    func upsert(
        _ lines: [IncomingOrderLine],
        naming: any LineNaming,
        at: Timestamp
    ) throws -> OrderImportResult

    /// Indexes the texts of some of the orders that came in before there was an index, newest first.
    ///
    /// Takes a moment, and ends at once when somebody else wants to write; nobody is told of a change,
    /// as searches find the same before and after.
    ///
    /// - Returns: How far all of them are now.
    func indexTexts() throws -> TextIndexing
    /// Brings some of the waybill numbers that older builds kept as they came into the form of labels,
    /// by which parcels are looked up.
    ///
    /// Takes a moment, and ends at once when somebody else wants to write. What imports said of a line
    /// is no other for it.
    ///
    /// - Returns: Whether all are.
    func renewWaybills() throws -> Bool

    // MARK: Cancellations

    /// Puts a new claim on file with its first notices.
    func insert(
        _ notices: [CancellationNotice],
        standing: Standing,
        at: Timestamp
    ) throws -> CancellationID

    /// Appends a notice to a claim.
    func append(_ notice: CancellationNotice, to cancellation: CancellationID) throws

    /// Gives a cancellation the name by which the marketplace knows its claim.
    func rename(_ cancellation: CancellationID, to name: ClaimID) throws

    /// Records where a cancellation stands now.
    func setStanding(_ standing: Standing, of cancellation: CancellationID, at: Timestamp) throws

    /// Changes what a cancellation takes of order lines; the wide line is not rewritten.
    func change(_ lines: [LineChange], by cancellation: CancellationID, at: Timestamp) throws

    /// Takes a line that is on hold off the pull list, or puts it back with `nil`.
    func setPulled(_ line: OrderLineKey, at: Timestamp?) throws

    /// Appends to the journal; the entry's id is given by the store.
    func append(_ entry: JournalEntry) throws

    // MARK: Polling

    func setTimer(_ timer: AccountTimer) throws
    func setPolicyFingerprint(_ fingerprint: String, of account: AccountID) throws
    /// Puts another version of an account's policy on record; its number is the next one.
    func append(_ version: PolicyVersion, of account: AccountID) throws
    func setIntake(_ mark: IntakeMark) throws
    /// Records a finished poll; what it covered is for ``cover(_:in:)``.
    func append(_ poll: PollRecord) throws
    /// Records that a stretch of time was read; windows that touch become one.
    func cover(_ account: AccountID, in window: TimeWindow) throws
    /// Takes back that a stretch of time was read.
    func uncover(_ account: AccountID, in window: TimeWindow) throws
    /// Takes or renews the lease unless another holder's still runs.
    ///
    /// - Returns: The lease in force afterwards.
    func acquireLease(holder: String, now: Timestamp, lasting: Duration) throws -> PollerLease
    func releaseLease(holder: String) throws

    // MARK: Requests

    /// Asks the process that polls for a resync of the accounts that `order` names.
    func ask(_ order: ResyncOrder, asker: String, at: Timestamp) throws -> ResyncRequestID
    /// Puts on record that `holder` carries an open request out from now on.
    func claim(_ request: ResyncRequestID, holder: String) throws
    /// Puts on record how far a request is; ignored unless `holder` carries it out.
    func setProgress(
        _ progress: ResyncProgress,
        of request: ResyncRequestID,
        holder: String
    ) throws
    /// Asks for an open request to be stopped; one that nobody carries out is finished by that.
    func cancel(_ request: ResyncRequestID, by person: String?, at: Timestamp) throws
    /// Ends a request, with the reason where it could not be carried out; ignored unless `holder`
    /// carries it out.
    func finish(
        _ request: ResyncRequestID,
        holder: String,
        failure: KeptProblem?,
        at: Timestamp
    ) throws
}
