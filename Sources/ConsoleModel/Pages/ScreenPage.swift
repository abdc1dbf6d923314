import MatchingCore
import SyncInterfaces

/// A screen that keeps its own query, cursor and scroll, and asks, moves and draws by itself.
///
/// The console keeps pages on its stack and offers them what happens; it knows none of them.
protocol ScreenPage: Sendable {
    var context: ActionContext { get }
    /// The account that the page, or its selected row, is about; `nil` when that is none.
    var account: AccountID? { get }
    /// The order that the selected row is about; `nil` where that is none, or on a page of orders.
    var orderOfRow: OrderKey? { get }
    /// The number by which the selected row is looked up elsewhere; `nil` where there is none.
    var copyableNumber: String? { get }
    /// The page's list as it is filtered, whole; `nil` for a page that is none.
    func exportList(now: Timestamp) -> ExportList?
    /// What the rows of the page's list are to a filter; `nil` where it is not filtered.
    var filteredList: FilteredList? { get }
    /// What the page's list is filtered by; empty for all of it.
    var filter: RowFilter { get }
    /// The list whose filter and order are kept for the next time; `nil` where none are.
    var rememberedList: ConsoleMemory.List? { get }
    /// The filter as it is kept for the next time.
    var rememberedFilter: RowFilter { get }
    /// The order of the page's list as it is kept for the next time, empty for the usual one; `nil`
    /// for a list that has but one.
    var sortName: String? { get }
    /// What opens the page again at the next start; `nil` for one that is only for the moment.
    var kept: KeptScreen? { get }
    /// The account that a list of all accounts is narrowed to; `nil` for none.
    var onlyAccount: AccountID? { get set }
    /// What the operator changed of how the page's list is looked at.
    var viewSteps: ViewSteps { get set }
    /// What the page is about, as a case; `nil` where it is about several or none.
    var caseSubject: CaseSubject? { get }
    /// Whether the rows that keys are about are still to come.
    var isAwaited: Bool { get }
    /// Whether everything has come that is shown at first, and what is scrolled to next.
    var hasBeginning: Bool { get }
    /// Whether a time runs on the page.
    var showsCountdown: Bool { get }
    /// Its name in the path at the top.
    func title(_ phrases: Phrases) -> String

    /// Notes that the store changed.
    mutating func markStale()
    /// Brings cursor and texts in line with what is known, and asks for what is missing.
    mutating func settle(_ setting: PageSetting, _ tokens: inout TokenSource) -> [ConsoleEffect]
    /// Makes room for what is, or would be, on screen.
    mutating func layOut(_ layout: ScreenLayout)
    mutating func move(_ movement: Movement, _ layout: ScreenLayout)
    /// Selects a row of the page's list by its place on screen, from 0.
    ///
    /// - Returns: Whether there is one.
    mutating func selectRow(_ row: Int, height: Int) -> Bool
    /// The orders in which the page's list can be read; `nil` where there is but one.
    func sortOffer(_ setting: PageSetting) -> SortOffer?
    /// Sorts the page's list from now on, by the order's name; an empty one is the usual order.
    mutating func sort(by name: String)
    /// The order of which the column is the key whose head is at a place, from the left; `nil` where
    /// it is none.
    func sortColumn(at place: Int, _ setting: PageSetting) -> String?
    /// The columns of the page's list that can be chosen; empty where none can.
    func offeredColumns(_ setting: PageSetting) -> ColumnChooser.Offer
    /// Takes an answer in.
    ///
    /// - Returns: Whether the page had asked for it.
    mutating func take(_ event: ConsoleEvent, _ layout: ScreenLayout) -> Bool
    /// Takes in that a question could not be answered, or that there is nothing of that name.
    ///
    /// - Returns: Whether the question was the page's.
    mutating func fail(_ token: RequestToken, isMissing: Bool) -> Bool

    /// Why an action can do nothing now; `nil` when it can.
    func obstacle(to action: Action.Identifier, _ phrases: Phrases) -> String?
    mutating func perform(
        _ action: Action.Identifier,
        key: Key,
        _ setting: PageSetting
    ) -> PageOutcome
    /// Takes what was typed into the page's prompt.
    mutating func submit(_ text: String)
    /// Takes a filter that was typed.
    mutating func submit(_ filter: RowFilter)
    /// The step back that there is within the page; `nil` when there is none, so that it is left.
    var wayBack: WayOut? { get }
    /// Takes the step back that ``wayBack`` names.
    mutating func goBack()

    func draw(on canvas: inout Canvas, _ setting: PageSetting)
}

extension ScreenPage {
    var account: AccountID? { nil }
    var copyableNumber: String? { nil }
    func exportList(now: Timestamp) -> ExportList? { nil }
    var caseSubject: CaseSubject? { nil }
    var isAwaited: Bool { false }
    var hasBeginning: Bool { !isAwaited }
    var showsCountdown: Bool { false }
    func obstacle(to action: Action.Identifier, _ phrases: Phrases) -> String? { nil }
    mutating func layOut(_ layout: ScreenLayout) {}
    mutating func selectRow(_ row: Int, height: Int) -> Bool { false }
    func sortOffer(_ setting: PageSetting) -> SortOffer? { nil }
    mutating func sort(by name: String) {}
    func sortColumn(at place: Int, _ setting: PageSetting) -> String? { nil }
    func offeredColumns(_ setting: PageSetting) -> ColumnChooser.Offer { ColumnChooser.Offer() }
    mutating func submit(_ text: String) {}
    mutating func submit(_ filter: RowFilter) {}
    var orderOfRow: OrderKey? { nil }
    var filter: RowFilter { RowFilter() }
    var filteredList: FilteredList? { nil }
    var rememberedList: ConsoleMemory.List? { nil }
    var rememberedFilter: RowFilter { filter }
    var sortName: String? { nil }
    var kept: KeptScreen? { nil }
    var onlyAccount: AccountID? {
        get { nil }
        set {}
    }
    var viewSteps: ViewSteps {
        get { ViewSteps() }
        set {}
    }
    var wayBack: WayOut? { nil }
    mutating func goBack() {}
}

/// What a page can see of the console around it.
struct PageSetting {
    let console: Console
    let layout: ScreenLayout
    let now: Timestamp

    var phrases: Phrases { console.phrases }

    /// An account's name as lists show it.
    func name(of account: AccountID) -> String {
        console.accountTexts[account]?.name ?? phrases.name(of: account)
    }

    /// The column of accounts' names.
    func accountColumn<Column>(_ id: Column, priority: Int) -> TableColumn<Column> {
        let widest = max(8, min(16, console.textWidths.name))
        return TableColumn(id: id, least: 8, most: widest, priority: priority)
    }
}

/// What a key on a page leads to, beside a change of the page itself.
enum PageOutcome {
    case nothing
    case open(Screen)
    case ask(Prompt)
    case effects([ConsoleEffect])
}
