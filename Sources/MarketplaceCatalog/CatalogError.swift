package import MatchingCore

/// What is wrong with a catalogue or configuration file, where, and what would be right.
package struct CatalogError: Error, Sendable, Hashable {
    /// The kinds of values that a file can hold.
    package enum ValueKind: Sendable, Hashable {
        case text
        case wholeNumber
        case list
        case mapping
        /// Nothing was written after the colon or the dash.
        case nothing
    }

    /// What is wrong.
    package enum Problem: Sendable, Hashable {
        /// The file is there but cannot be read; the system's reason.
        case fileNotReadable(String)
        /// It lies otherwise than it should.
        case place(PlaceMistake)
        case notUTF8
        /// Not YAML; the parser's own words.
        case syntax(String)
        case unknownKey(String)
        case duplicateKey(String)
        /// A marketplace that the catalogue does not know, or an account, lacks a key it needs.
        case missingKey(String, entry: String)
        case wrongType(key: String, expected: ValueKind, found: ValueKind)
        case emptyText(key: String)
        /// A name, state or note with a line break or another control character.
        case controlCharacter(key: String)
        case invalidID(String)
        /// An id that is the name of one of the inbox's own folders.
        case reservedID(String)
        case duplicateID(String)
        /// A name or alias that another marketplace or account already answers to.
        case duplicateName(String, owner: String)
        case duplicateValue(String, key: String)
        /// Minutes between polls outside ``MarketplaceCatalog/pollIntervalMinutes``.
        case intervalOutOfRange(Int)
        case invalidRule(MatchRuleError.Problem)
        /// Not a field that a column can be read into.
        case unknownField(String)
        /// A header that names two fields.
        case duplicateHeader(String, field: RecordField)
        case unknownMarketplace(String)
        case unknownChoice(String, key: String)
        /// A state under `confirm` that is not under `cancel_states`.
        case confirmStateNotListed(String)
        /// A synonym for a word that is neither a cancel state nor a withdrawal.
        case synonymOfUnlistedState(String)
        /// A word that is listed itself cannot stand for another one.
        case synonymIsListedState(String)
        /// A state under both `cancel_states` and `withdrawal`.
        case cancelStateIsWithdrawal(String)
        /// A mistake that only `connections.yaml` can have.
        case connection(ConnectionMistake)
        /// A key that another action of the same screen has.
        case keyTaken(String, owner: String)
        /// An action with too few or too many keys; `nil` wants at least one.
        case wrongKeyCount(action: String, wanted: Int?)
    }

    /// What is wrong with where a file lies.
    package enum PlaceMistake: Sendable, Hashable {
        /// A folder has the file's name.
        case folderInsteadOfFile
        /// There is no folder where one was said to be.
        case noSuchFolder
        /// A file that is meant to be read, and whose name ends otherwise than it should.
        case otherEnding(wanted: String)
    }

    /// What is wrong with a connection.
    package enum ConnectionMistake: Sendable, Hashable {
        case unknownAccount(String)
        /// No connector is made for the marketplace; what its entry notes.
        case noConnector(marketplace: String, note: String)
        /// A connector of another marketplace.
        case foreignConnector(String, marketplace: String)
        /// A secret that stands in the file itself.
        case inlineSecret(String)
        /// A setting that does not say one place from which to take its value.
        case notOneSource(String)
        case numberOutOfRange(Int, key: String, ClosedRange<Int>)
        /// Not an address of the form `https://host`.
        case invalidAddress(String)
        /// Not a value of the form that a setting has.
        case otherForm(String, key: String)
    }

    /// The path of the operator's file, or `marketplaces.yaml (embedded)`.
    package let file: String
    /// Counts from 1; 0 when the file as a whole is meant.
    package let line: Int
    /// Counts from 1, in Unicode scalars; 0 when the file as a whole is meant.
    package let column: Int
    package let problem: Problem
    /// What may stand at the place, in the order in which to show it; empty where that is open.
    package let validChoices: [String]
    /// The valid choice that was probably meant.
    package let suggestion: String?

    init(
        _ problem: Problem,
        at place: Place,
        validChoices: [String] = [],
        meant word: String? = nil
    ) {
        self.problem = problem
        file = place.file
        line = place.line
        column = place.column
        self.validChoices = validChoices
        suggestion = word.flatMap { Spelling.nearest(to: $0, among: validChoices) }
    }
}
