import MatchingCore
import SyncInterfaces

// The words of filters, and how lists were left.
extension Console {
    /// The words of filters of `list` in the language of the screen.
    func words(of list: FilteredList) -> FilterVocabulary {
        filterWords[list] ?? FilterVocabulary(list, language: language, accounts: accounts)
    }

    /// The words of the filter that is typed into `prompt`: those of each list it can be meant for.
    func words(of prompt: Prompt) -> [FilterVocabulary] {
        prompt.purpose.list?.searched.map { words(of: $0) } ?? []
    }

    /// The filter as its prompt shows it.
    func filterText(_ filter: RowFilter, _ list: FilteredList) -> String {
        FilterPrinter(words(of: list)).text(filter)
    }

    /// Keeps how a list is filtered.
    mutating func remember(_ filter: RowFilter, of list: ConsoleMemory.List) {
        memory.keep(filter, of: list, words(of: list.kind))
    }

    /// Keeps how a page's list is filtered and sorted.
    mutating func remember(_ page: any ScreenPage) {
        guard let list = page.rememberedList else { return }
        remember(page.rememberedFilter, of: list)
        if let sort = page.sortName { memory.keep(sort: sort, of: list) }
    }

    /// What rows of that kind were found by, the latest first, in the language of the screen.
    ///
    /// What cannot be understood any more is left out.
    func recentFilters(of list: FilteredList) -> [String] {
        // An account's condition is kept as it was typed: either language understands it.
        if list == .accounts { return memory.recentFilters(of: list) }
        let words = words(of: list)
        let parser = FilterParser(words)
        return memory.recentFilters(of: list).compactMap { text in
            do {
                return FilterPrinter(words).text(try parser.filter(text))
            } catch {
                // It names an account that is gone, for instance.
                return nil
            }
        }
    }

    /// Shows the rows of the visible list that a filter finds, which may have been read already.
    mutating func show(_ filter: RowFilter) {
        guard let top = stack.last,
            let found = draft?.screen(for: filter) ?? top.filtered(by: filter)
        else { return }
        replaced = [top, draft?.screen].compactMap(\.self)
        switch found {
        case .cancellations(let state): remember(state)
        case .page(let page): remember(page)
        case .explanation, .help: break
        }
        replaceTop(with: found)
    }

    /// Reads the beginning of what the filter finds that is being typed.
    ///
    /// One question at a time: of what is typed while one is under way, only the last is asked.
    mutating func settleDraft(now: Timestamp) -> [ConsoleEffect] {
        guard case .prompt(let prompt) = overlay, case .find(let list) = prompt.purpose else {
            draft = nil
            return []
        }
        let text = prompt.input.text
        if text != draft?.text {
            // What is wrong with it is said where it is typed.
            let filter = try? prompt.filter(words(of: list))
            if filter == draft?.filter {
                draft?.text = text
            } else {
                if draft?.isAsking ?? false { return [] }
                draft = stack.last.flatMap { screen in
                    filter.flatMap { FilterDraft($0, text, of: screen) }
                }
            }
        }
        guard var draft else { return [] }
        let effects = draft.settle { settleBeginning(of: &$0, now: now) }
        self.draft = draft
        return effects
    }

    /// What the accounts were found by when the console was closed; empty where nothing was, or where
    /// it names an account that is gone.
    var rememberedAccountFilter: String {
        let text = memory.accountFilter
        let filter = AccountFilter(text, words(of: .accounts))
        let names = accountTexts.values.map(\.searchable)
        return filter.isUnderstood(naming: names) ? text : ""
    }

    /// Keeps what the accounts are found by, unless it is still being typed.
    mutating func keepAccountFilter() {
        guard !isFindingAccounts else { return }
        memory.keep(accountFilter: marketplaces.filter)
    }

    /// How a list was filtered when it was last seen.
    func rememberedFilter(of list: ConsoleMemory.List) -> RowFilter {
        memory.filter(of: list, words(of: list.kind))
    }
}
