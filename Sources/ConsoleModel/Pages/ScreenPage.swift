import MatchingCore
import SyncInterfaces

/// A screen that keeps its own query, cursor and scroll, and asks, moves and draws by itself.
///
/// The console keeps pages on its stack and offers them what happens; it knows none of them.
protocol ScreenPage: Sendable {
    var context: ActionContext { get }
    /// The account that the page, or its selected row, is about; `nil` when that is none.
    var account: AccountID? { get }
    /// The number by which the selected row is looked up elsewhere; `nil` where there is none.
    var copyableNumber: String? { get }
    /// Whether a time runs on the page.
    var showsCountdown: Bool { get }
    /// Its name in the path at the top.
    func title(_ phrases: Phrases) -> String

    /// Notes that the store changed.
    mutating func markStale()
    /// Brings cursor and texts in line with what is known, and asks for what is missing.
    mutating func settle(_ setting: PageSetting, _ tokens: inout TokenSource) -> [ConsoleEffect]
    mutating func move(_ movement: Movement, _ layout: ScreenLayout)
    /// Selects a row of the page's list by its place on screen, from 0.
    ///
    /// - Returns: Whether there is one.
    mutating func selectRow(_ row: Int, height: Int) -> Bool
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
    /// Takes one step back within the page.
    ///
    /// - Returns: `false` when there is none, so that the page is left.
    mutating func goBack() -> Bool

    func draw(on canvas: inout Canvas, _ setting: PageSetting)
}

extension ScreenPage {
    var account: AccountID? { nil }
    var copyableNumber: String? { nil }
    var showsCountdown: Bool { false }
    func obstacle(to action: Action.Identifier, _ phrases: Phrases) -> String? { nil }
    mutating func selectRow(_ row: Int, height: Int) -> Bool { false }
    mutating func submit(_ text: String) {}
    mutating func goBack() -> Bool { false }
}

/// What a page can see of the console around it.
struct PageSetting {
    let console: Console
    let layout: ScreenLayout
    let now: Timestamp

    var phrases: Phrases { console.phrases }
}

/// What a key on a page leads to, beside a change of the page itself.
enum PageOutcome {
    case nothing
    case open(Screen)
    case ask(Prompt)
    case effects([ConsoleEffect])
}

extension ListCursor {
    /// Moves within a list that is read in pages; its ends may have to be read first.
    mutating func move<Row: ListedRow>(
        _ movement: Movement,
        in list: inout PagedList<Row>,
        height: Int
    ) where Row.ID == ID {
        if movement == .lineDown || movement == .pageDown { list.resumeSearch() }
        if movement == .toStart && list.jump(toOldest: false) { return }
        if movement == .toEnd && list.jump(toOldest: true) { return }
        let target = movement.target(from: index, page: height, count: list.ids.count)
        select(target, in: list.ids, height: height)
    }

    /// Selects the row at a place on screen, from 0.
    ///
    /// - Returns: Whether there is one.
    mutating func selectRow(_ row: Int, in rows: [ID], height: Int) -> Bool {
        guard rows.indices.contains(top + row) else { return false }
        select(top + row, in: rows, height: height)
        return true
    }

    /// Follows a page that came into `list`.
    mutating func follow<Row: ListedRow>(
        _ move: CursorMove,
        in list: PagedList<Row>,
        height: Int
    ) where Row.ID == ID {
        switch move {
        case .toStart: select(0, in: list.ids, height: height)
        case .toEnd: select(list.ids.count - 1, in: list.ids, height: height)
        case .stay: follow(list.ids, height: height, keepsBeginning: false)
        case .stayAtBeginning: follow(list.ids, height: height)
        }
    }
}

extension PagedList {
    /// What stands where there are no rows.
    func emptyText(_ phrases: Phrases, none: @autoclosure () -> String) -> String {
        if isLoaded { return none() }
        return hasFailed
            ? phrases.pick("목록을 읽지 못했습니다.", "The list could not be read.")
            : phrases.pick("읽는 중…", "Reading…")
    }
}

extension Canvas {
    /// Draws the visible rows of a table under its heads; the selected one is reversed.
    mutating func draw<Column, Row, ID>(
        _ table: TableLayout<Column>,
        rows: [Row],
        id: KeyPath<Row, ID>,
        _ cursor: ListCursor<ID>,
        _ layout: ScreenLayout,
        head: (Column) -> String,
        cell: (Column, Row) -> Span
    ) {
        for slot in table.slots {
            write(head(slot.id), in: slot, of: layout.heads, Style(.header))
        }
        let visible = rows.dropFirst(cursor.top).prefix(layout.list.rows)
        for (offset, row) in visible.enumerated() {
            let line = layout.list.line(offset)
            for slot in table.slots {
                let span = cell(slot.id, row)
                write(span.text, in: slot, of: line, span.style)
            }
            if row[keyPath: id] == cursor.selected { select(line) }
        }
    }
}
