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
    /// matching needs is a problem of its page and costs nothing else. A part of the window that is
    /// refused keeps no other from being read.
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
package struct APIReading: Sendable {
    /// Both ends included; in the marketplace's own time where it knows only days.
    package let window: TimeWindow
    /// What notices are stamped with.
    package let observedAt: Timestamp
    /// Whether order lines are wanted; without, no call is made that claims do not need.
    package let wantsOrders: Bool
    /// What the API refused so far.
    let refusals = Refusals()

    package init(_ window: TimeWindow, observedAt: Timestamp, wantsOrders: Bool = true) {
        self.window = window
        self.observedAt = observedAt
        self.wantsOrders = wantsOrders
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

    /// Why nothing of the page could be read, where that is because of its form.
    ///
    /// One odd row is that row's problem, be it alone in its answer: it would keep the account from
    /// being read for ever, and kept aside it is counted and stops scans until somebody has seen to it.
    /// When several are odd and none is good, the answer is another one than is documented, for a
    /// moment or from now on: its time counts as not read, until the rows can be.
    var changedForm: ServiceProblem? {
        guard notices.isEmpty, lines.isEmpty, let mistake else { return nil }
        let oddRows = Set(problems.compactMap(\.row))
        return oddRows.count == 1
            ? nil : .unexpectedAnswer("\(mistake.path): \(mistake.detail)")
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
        /// What the row is about.
        let numbers: RowNumbers

        init(
            call: String,
            row: Int? = nil,
            field: String? = nil,
            numbers: RowNumbers = RowNumbers(),
            _ problem: FeedError.Problem
        ) {
            self.call = call
            self.row = row
            self.field = field
            self.numbers = numbers
            self.problem = problem
        }

        /// What is kept of the row: no more than what it is about.
        fileprivate var keptLine: String {
            var line = JSONWriter()
            line.object { line in
                line.member("call", call)
                for (name, value) in numbers.values.sorted(by: { $0.key < $1.key }) {
                    line.member(name, value)
                }
            }
            return String(decoding: line.utf8, as: UTF8.self)
        }
    }
}

/// A connector as a feed.
package struct HTTPFeed: Feed {
    private let account: AccountID
    private let connector: any MarketplaceConnector
    private let policy: SyncPolicy?
    private let readsOrders: Bool
    private let aside: RowsAside?

    /// Creates the feed of one account, with or without the orders that the API lists.
    ///
    /// - Parameters:
    ///   - account: Whose feed it is.
    ///   - connector: What asks the API.
    ///   - policy: What words for states mean to the operator, though the API's documentation does
    ///     not have them; such a word is no problem.
    ///   - readsOrders: Whether orders are asked for, and lines that come with claims handed on.
    ///   - aside: Where it is kept which rows could not be taken in; without it nobody else sees that.
    package init(
        account: AccountID,
        connector: any MarketplaceConnector,
        policy: SyncPolicy? = nil,
        readsOrders: Bool = true,
        aside: RowsAside? = nil
    ) {
        self.account = account
        self.connector = connector
        self.policy = policy
        self.readsOrders = readsOrders
        self.aside = aside
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
        var failure: ServiceFailure?
        do {
            try await connector.read(reading) { page in
                // What other pages say is no less true: the reading goes on.
                if let problem = page.changedForm {
                    return await reading.refusals.note(oddAnswer: problem)
                }
                try await take(page, pages, deliver)
            }
        } catch let problem as ServiceFailure {
            failure = problem
        }
        try await keepRows(of: pages)
        var report = await pages.report
        report.refusal = try failure.map { try refusal($0, of: request.window) }
        return report
    }

    /// What was refused, where that is not the whole window.
    private func refusal(
        _ failure: ServiceFailure,
        of window: TimeWindow
    ) throws(FeedError) -> FeedRefusal {
        let error = FeedError(
            problem: .service(failure.problem),
            location: .init(file: account.rawValue, source: .answer)
        )
        guard let periods = failure.unread, !window.without(periods).isEmpty else { throw error }
        return FeedRefusal(periods: periods, reason: failure.problem, location: error.location)
    }

    private func take(
        _ page: FeedPage,
        _ pages: PageCounter,
        _ deliver: @Sendable (FeedBatch) async throws -> Void
    ) async throws {
        guard !page.isEmpty else { return await pages.add() }
        let badRows = page.problems.filter { $0.row != nil }
        try await deliver(
            FeedBatch(
                mark: nil,
                notices: page.notices,
                lines: readsOrders ? page.lines : [],
                rejectedRowCount: badRows.count
            )
        )
        await pages.add(page.problems.filter { !isSettled($0) }.map { error($0) }, badRows)
    }

    /// Keeps the rows that could not be taken in where those of files are.
    private func keepRows(of pages: PageCounter) async throws {
        guard var rows = aside?.rows(of: account.rawValue, form: .jsonLines, at: account) else {
            return
        }
        for row in await pages.badRows { try rows.add([row.keptLine], error(row)) }
        try rows.finish()
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
    /// Those that could not be taken in.
    private(set) var badRows: [FeedPage.RowProblem] = []

    func add(_ problems: [FeedError] = [], _ badRows: [FeedPage.RowProblem] = []) {
        report.sourceCount += 1
        report.problems += problems
        self.badRows += badRows
    }
}
