import MatchingCore
import SyncInterfaces

// The words of filters, and how lists were left.
extension Console {
    /// The words of filters of `list` in the language of the screen.
    func words(of list: FilteredList) -> FilterVocabulary {
        switch list {
        case .cancellations: filterWords
        case .orderLines: orderWords
        }
    }

    /// The words of the filter that is typed into `prompt`.
    func words(of prompt: Prompt) -> FilterVocabulary {
        words(of: prompt.purpose == .findOrders ? .orderLines : .cancellations)
    }

    /// The filter as its prompt shows it.
    func filterText(_ filter: RowFilter, _ list: FilteredList) -> String {
        FilterPrinter(words(of: list)).text(filter)
    }

    /// Keeps how a list is filtered.
    mutating func remember(_ filter: RowFilter, of list: ConsoleMemory.List) {
        let kind: FilteredList =
            switch list {
            case .cancellations: .cancellations
            case .orders: .orderLines
            }
        memory.keep(
            filter,
            of: list,
            FilterVocabulary(kind, language: .english, accounts: accounts)
        )
    }

    /// Keeps how a page's list is filtered.
    mutating func remember(_ page: any ScreenPage) {
        guard let (list, filter) = page.rememberedFilter else { return }
        remember(filter, of: list)
    }
}
