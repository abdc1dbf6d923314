import MatchingCore
import SyncInterfaces

/// The list of accounts: the screen under all others.
struct MarketplacesState: Sendable {
    var cursor = ListCursor<AccountID>()
    var filter = ""
    var sort = AccountSort()
    /// The accounts that acts are about; none when acts are about the selected one.
    var marked: Set<AccountID> = []
    /// The accounts that the filter leaves, in order.
    var rows: [AccountID] = []
    /// How accounts were when they were last looked at, and what became of them since.
    var standings: [AccountID: AccountStanding] = [:]
    var changes = ChangeMarks<AccountID>()
    var steps = ViewSteps()

    /// Takes in how accounts are.
    mutating func note(_ standings: [AccountID: AccountStanding], keeping ids: [AccountID]) {
        let before = self.standings
        self.standings = standings
        var changed: [AccountID: RowChange] = [:]
        for (id, standing) in standings where before[id]?.isWorthMark(standing) ?? false {
            changed[id] = .changed
        }
        changes.note(changed, keeping: ids)
    }

    /// Takes in that the list is on screen.
    mutating func see(height: Int, _ setting: ChangeSetting) {
        changes.see(rows.dropFirst(cursor.top).prefix(height), setting)
    }
}

/// What an account's row tells that is worth a mark when it becomes another.
struct AccountStanding: Sendable, Hashable {
    let health: AccountHealth
    let heldCount: Int

    /// Whether the row is to be marked that tells `next` now.
    ///
    /// Whether anybody polls is told of all accounts at once, at the top of the screen.
    func isWorthMark(_ next: AccountStanding) -> Bool {
        if heldCount != next.heldCount { return true }
        return health != next.health && health != .notPolling && next.health != .notPolling
    }
}

/// A list of cancellations.
struct CancellationsState: Sendable {
    /// `nil` for all accounts.
    let account: AccountID?
    var tab: StatusTab
    /// What rows have to be like beside it; empty for all.
    var filter: RowFilter
    /// As chosen; lists that it is not offered for are sorted as usual.
    var sort: CancellationSort
    /// The marked rows as they were seen; they stay marked when the list shows others.
    var marked: [CancellationID: MarkedCancellation] = [:]
    /// The list whose rows were all marked at once, beyond those that have been read.
    var wholeMark: MarkScope?
    /// Whether the marked rows are to be read again: most of them may be in no list that is visible.
    var areMarksStale = false
    var marksRequest = Request()
    var steps = ViewSteps()
    var list = CursoredList<CancellationRow>()
    /// The explanation of the selected row.
    var pane = ExplanationPane()
    /// Those of the rows around it.
    var ahead = ReadAhead()

    init(
        account: AccountID?,
        tab: StatusTab,
        filter: RowFilter = RowFilter(),
        sort: CancellationSort = CancellationSort()
    ) {
        self.account = account
        self.tab = tab
        self.filter = filter
        self.sort = sort
    }
}

/// A text that scrolls: help, or anything that is only read.
struct HelpState: Sendable {
    let context: ActionContext
    var text = ScrollingText()
}

/// A screen above the list of accounts.
///
/// Indirect, as each frame and each key look at screens many times, which must not copy them.
indirect enum Screen: Sendable {
    case cancellations(CancellationsState)
    case explanation(ExplanationPane)
    case help(HelpState)
    case page(any ScreenPage)

    var context: ActionContext {
        switch self {
        case .cancellations: .cancellations
        case .explanation: .explanation
        case .help: .help
        case .page(let page): page.context
        }
    }
}
