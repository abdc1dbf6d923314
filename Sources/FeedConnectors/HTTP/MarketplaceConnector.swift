package import MatchingCore
package import SyncInterfaces

/// Speaks one marketplace's API for one account.
///
/// A connector asks and translates. It retries nothing (``ServiceClient`` does), decides nothing
/// about cancelling, and keeps nothing between calls but tokens.
package protocol MarketplaceConnector: Sendable {
    /// Reads everything that happened in the request's window, page by page: claims and (where the
    /// API lists them, and they are wanted) orders.
    ///
    /// Windows longer than the API takes are cut; pages are read to the end. A row that lacks what
    /// matching needs is a problem of its page and costs nothing else.
    ///
    /// - Parameters:
    ///   - request: What is wanted.
    ///   - deliver: Takes one page; the next is asked for after it returned.
    /// - Throws: ``ServiceFailure``, and what `deliver` throws.
    func read(
        _ request: APIReading,
        deliver: @Sendable (FeedPage) async throws -> Void
    ) async throws

    /// Makes one harmless call that needs everything in order: keys, clock, address.
    ///
    /// - Returns: What was asked, for the operator, such as `returnRequests`.
    /// - Throws: ``ServiceFailure``.
    func check() async throws -> String
}

/// What one reading of an API is to bring.
package struct APIReading: Sendable, Hashable {
    /// Both ends included; in the marketplace's own time where it knows only days.
    package let window: TimeWindow
    /// What notices are stamped with.
    package let observedAt: Timestamp
    /// Whether order lines are wanted; without, no call is made that claims do not need.
    package let wantsOrders: Bool

    package init(_ window: TimeWindow, observedAt: Timestamp, wantsOrders: Bool = true) {
        self.window = window
        self.observedAt = observedAt
        self.wantsOrders = wantsOrders
    }
}

extension APIReading {
    /// Reads orders where they are wanted, and then claims, which no order that cannot be read hides.
    ///
    /// - Throws: What reading claims throws, else the ``ServiceFailure`` of the orders once the claims
    ///   have been read, so that the window stays open.
    func read(
        orders: () async throws -> Void,
        claims: () async throws -> Void
    ) async throws {
        var failure: ServiceFailure?
        if wantsOrders {
            do {
                try await orders()
            } catch let problem as ServiceFailure {
                failure = problem
            }
        }
        try await claims()
        if let failure { throw failure }
    }
}

/// What one answer of an API says.
package struct FeedPage: Sendable {
    package var notices: [CancellationNotice] = []
    package var lines: [IncomingOrderLine] = []
    /// What is wrong with single rows.
    package var problems: [RowProblem] = []
    /// The first place that is not of the documented form.
    var mistake: WireMistake?

    package init() {}

    package var isEmpty: Bool { notices.isEmpty && lines.isEmpty && problems.isEmpty }

    /// Throws when nothing of the page could be read because of its form.
    ///
    /// One odd row among good ones is that row's problem. When all are odd, the API has changed; the
    /// poll fails, so that its window stays open until the rows can be read.
    ///
    /// - Throws: ``ServiceFailure``.
    func checkForm() throws {
        guard notices.isEmpty, lines.isEmpty, let mistake else { return }
        throw ServiceFailure(.unexpectedAnswer("\(mistake.path): \(mistake.detail)"))
    }

    /// What is wrong with one row of an answer.
    package struct RowProblem: Sendable, Hashable {
        /// The call, as operators see it: `returnRequests`.
        package let call: String
        /// The row's place in the answer, from 1.
        package let row: Int?
        /// The field as the API spells it.
        package let field: String?
        package let problem: FeedError.Problem

        package init(
            call: String,
            row: Int? = nil,
            field: String? = nil,
            _ problem: FeedError.Problem
        ) {
            self.call = call
            self.row = row
            self.field = field
            self.problem = problem
        }
    }
}

/// A connector as a feed.
package struct HTTPFeed: Feed {
    private let account: AccountID
    private let connector: any MarketplaceConnector
    private let policy: SyncPolicy?
    private let readsOrders: Bool

    /// Creates the feed of one account, with or without the orders that the API lists.
    ///
    /// - Parameters:
    ///   - account: Whose feed it is.
    ///   - connector: What asks the API.
    ///   - policy: What words for states mean to the operator, though the API's documentation does
    ///     not have them; such a word is no problem.
    ///   - readsOrders: Whether orders are asked for, and lines that come with claims handed on.
    package init(
        account: AccountID,
        connector: any MarketplaceConnector,
        policy: SyncPolicy? = nil,
        readsOrders: Bool = true
    ) {
        self.account = account
        self.connector = connector
        self.policy = policy
        self.readsOrders = readsOrders
    }

    package func read(
        _ request: FeedRequest,
        deliver: @Sendable (FeedBatch) async throws -> Void
    ) async throws -> FeedReport {
        let pages = PageCounter()
        let reading = APIReading(
            request.window,
            observedAt: request.now,
            wantsOrders: readsOrders
        )
        do {
            try await connector.read(reading) { page in
                guard !page.isEmpty else { return await pages.add([]) }
                try page.checkForm()
                try await deliver(
                    FeedBatch(
                        mark: nil,
                        notices: page.notices,
                        lines: readsOrders ? page.lines : [],
                        rejectedRowCount: page.problems.count { $0.row != nil }
                    )
                )
                await pages.add(page.problems.filter { !isSettled($0) }.map { error($0) })
            }
        } catch let failure as ServiceFailure {
            throw FeedError(
                problem: .service(failure.problem),
                location: .init(file: account.rawValue, source: .answer)
            )
        }
        return await pages.report
    }

    private func isSettled(_ problem: FeedPage.RowProblem) -> Bool {
        guard case .service(.unknownState(let word)) = problem.problem, let policy else {
            return false
        }
        switch policy.meaning(ofState: word) {
        case .cancel, .confirm, .withdrawal: return true
        case .notSynced, .unknown: return false
        }
    }

    private func error(_ problem: FeedPage.RowProblem) -> FeedError {
        FeedError(
            problem: problem.problem,
            location: .init(
                file: "\(account) \(problem.call)",
                row: problem.row,
                column: problem.field,
                source: .answer
            )
        )
    }
}

/// Adds up the pages of one reading.
private actor PageCounter {
    private(set) var report = FeedReport()

    func add(_ problems: [FeedError]) {
        report.sourceCount += 1
        report.problems += problems
    }
}
