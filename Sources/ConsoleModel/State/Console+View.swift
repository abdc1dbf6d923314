import MatchingCore
import SyncInterfaces

// What an operator changed of how the visible list is looked at, and how it is taken back. Changes
// are seen by comparing before and after each key, so that no way of changing something is left out.
extension Console {
    /// Notes how the list is looked at before the operator does something.
    mutating func seeView(before event: ConsoleEvent) {
        guard event.isOperators, !isFindingAccounts else { return }
        viewBefore = look.map { SeenView(look: $0, depth: stack.count) }
    }

    /// Keeps what the operator has changed of the list that was visible.
    mutating func keepViewChange(after event: ConsoleEvent) {
        guard event.isOperators, !isFindingAccounts, let seen = viewBefore, let look,
            stack.count == seen.depth, look != seen.look
        else { return }
        viewBefore = nil
        viewSteps.append(ViewStep(from: seen.look, to: look))
    }

    /// Whether accounts are found letter by letter: one change, once the prompt is closed.
    var isFindingAccounts: Bool {
        if case .prompt(let prompt) = overlay, case .filterAccounts = prompt.purpose { return true }
        return false
    }

    /// Whether anything can be taken back here.
    var hasViewSteps: Bool { !viewSteps.isEmpty }

    /// Takes the last change back, and says what that was.
    mutating func undoView(now: Timestamp) {
        guard let current = look else { return }
        // What is taken back is no change of its own.
        viewBefore = nil
        guard let earlier = viewSteps.takeBack(from: current) else {
            return show(.information, now: now) { $0.phrases.noViewChange }
        }
        setLook(earlier, now: now)
        show(.information, now: now) {
            $0.phrases.viewTakenBack($0.changes(from: current, to: earlier, now: now))
        }
    }

    /// The changes that were made on the visible screen.
    private var viewSteps: ViewSteps {
        get {
            switch stack.last {
            case nil: marketplaces.steps
            case .cancellations(let state): state.steps
            case .page(let page): page.viewSteps
            case .explanation, .help: ViewSteps()
            }
        }
        set {
            switch stack.last {
            case nil: marketplaces.steps = newValue
            case .cancellations(var state):
                state.steps = newValue
                replaceTop(with: .cancellations(state))
            case .page(var page):
                page.viewSteps = newValue
                replaceTop(with: .page(page))
            case .explanation, .help: break
            }
        }
    }

    /// How the visible list is looked at; `nil` on screens that are none.
    private var look: ViewLook? {
        guard let list = columnedList else { return nil }
        var look = ViewLook()
        look.columns = memory.columns(of: list)
        switch stack.last {
        case nil:
            look.words = marketplaces.filter
            look.sort = marketplaces.sort.keptName
            look.markedAccounts = marketplaces.marked
        case .cancellations(let state):
            look.tab = state.tab
            look.filter = state.filter
            look.sort = state.sort.keptName
            look.marked = state.marked
        case .page(let page):
            look.filter = page.filter
            look.sort = page.sortName ?? ""
            look.onlyAccount = page.onlyAccount
        case .explanation, .help: return nil
        }
        return look
    }

    private mutating func setLook(_ look: ViewLook, now: Timestamp) {
        if let list = columnedList { memory.keep(columns: look.columns, of: list) }
        switch stack.last {
        case nil:
            marketplaces.filter = look.words
            marketplaces.sort = AccountSort(named: look.sort) ?? AccountSort()
            memory.keep(accountSort: marketplaces.sort)
            marketplaces.marked = look.markedAccounts
            arrangeMarketplaces(now: now)
        case .cancellations(var state):
            state.marked = look.marked
            state.wholeMark = nil
            state.seeMarkedAgain()
            state.areMarksStale = true
            state.turn(to: look)
            remember(state)
            replaceTop(with: .cancellations(state))
        case .page(var page):
            if page.filter != look.filter { page.submit(look.filter) }
            page.sort(by: look.sort)
            page.onlyAccount = look.onlyAccount
            remember(page)
            replaceTop(with: .page(page))
        case .explanation, .help: break
        }
    }

    /// What is different between two looks of the visible list, in words.
    private func changes(from old: ViewLook, to new: ViewLook, now: Timestamp) -> [String] {
        var changes: [String] = []
        if new.words != old.words { changes.append(phrases.find(new.words)) }
        if new.filter != old.filter, let list = FilteredList(context) {
            changes.append(phrases.find(filterText(new.filter, list)))
        }
        if new.tab != old.tab, let tab = new.tab {
            changes.append(phrases.list(of: tab.title(phrases)))
        }
        if new.onlyAccount != old.onlyAccount {
            let name = new.onlyAccount.map { phrases.name(of: $0) }
            changes.append(phrases.list(of: name ?? phrases.pick("모든 계정", "all accounts")))
        }
        if new.sort != old.sort, let offer = sortOffer(now: now) {
            let title = offer.choices.first { $0.name == offer.current }?.title
            changes.append(phrases.sorted(by: title ?? offer.current))
        }
        if new.columns != old.columns { changes.append(phrases.columnsAsBefore) }
        let (now, before) = (Set(new.marked.keys), Set(old.marked.keys))
        let back =
            now.subtracting(before).count
            + new.markedAccounts.subtracting(old.markedAccounts).count
        let gone =
            before.subtracting(now).count
            + old.markedAccounts.subtracting(new.markedAccounts).count
        if back > 0 { changes.append(phrases.marksBack(back)) }
        if gone > 0 { changes.append(phrases.marksGone(gone)) }
        return changes
    }
}

/// How a list was looked at before the operator did something.
struct SeenView: Sendable {
    let look: ViewLook
    /// How many screens lay over the list of accounts.
    let depth: Int
}

extension CancellationsState {
    /// Shows what `look` says, but for its marks.
    fileprivate mutating func turn(to look: ViewLook) {
        let tab = look.tab ?? tab
        let sort = CancellationSort(named: look.sort) ?? CancellationSort()
        guard tab != self.tab || sort != self.sort || look.filter != filter else { return }
        (self.tab, self.sort, filter) = (tab, sort, look.filter)
        list.restart()
    }
}

extension ConsoleEvent {
    /// Whether it comes from the person at this console.
    fileprivate var isOperators: Bool {
        switch self {
        case .key, .mouse, .pasted: true
        // What a key asked for.
        case .marksCollected: true
        default: false
        }
    }
}
