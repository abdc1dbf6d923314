import ConsoleModel
import MarketplaceCatalog
import SyncInterfaces

extension Workspace {
    /// Reads a filter of a command line.
    ///
    /// - Throws: ``CommandFailure`` with the filter, the place under it, and what is wrong there.
    func filter(_ text: String, of list: FilteredList) throws -> RowFilter {
        let words = FilterVocabulary(
            list,
            language: phrases.language,
            accounts: catalogue.accounts
        )
        do {
            return try FilterParser(words).filter(text)
        } catch {
            let line = DisplayText.sanitized(text)
            let place = error.pointer(in: line)
            throw CommandFailure(
                "--where: \(phrases.line(for: error))\n  \(line)\n  \(place)",
                status: .usage
            )
        }
    }
}
