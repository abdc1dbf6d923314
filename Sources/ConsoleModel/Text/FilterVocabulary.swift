package import MatchingCore
import SyncInterfaces

/// The names and words of filters in both languages, those of the accounts among them.
package struct FilterVocabulary: Sendable {
    package let list: FilteredList
    let language: Language
    let statuses: FilterWords<Status>
    let reasons: FilterWords<ReasonCode>
    let shippingStates: FilterWords<ShippingState>
    let truths: FilterWords<Bool>
    let acts: FilterWords<JournalEntry.Act>
    /// The word for the program, where people's names stand.
    let automatic: FilterWords<Bool>
    let accountIDs: FilterWords<AccountID>
    let healths: FilterWords<AccountHealth>
    private let fields: FilterWords<FilterField>

    /// Creates the vocabulary.
    ///
    /// - Parameters:
    ///   - list: The list that is filtered.
    ///   - language: The language that completion and printing prefer.
    ///   - accounts: The accounts, in the order in which they are offered.
    package init(_ list: FilteredList, language: Language, accounts: [Account]) {
        self.list = list
        self.language = language
        let (korean, english) = (Phrases(language: .korean), Phrases(language: .english))
        func words<Meaning: Hashable & Sendable>(
            _ meanings: [Meaning],
            word: (Phrases, Meaning) -> String,
            others: (Meaning) -> [String]
        ) -> FilterWords<Meaning> {
            FilterWords(
                meanings.map { meaning in
                    let own = Bilingual(word(korean, meaning), word(english, meaning))
                    return (meaning, own, others(meaning))
                },
                language: language
            )
        }
        statuses = words(
            Status.allCases,
            word: { $0.word(for: $1) },
            others: { [$0.rawValue] + ($0 == .held ? ["보류"] : []) }
        )
        reasons = words(
            Self.cancellationReasons,
            word: { $0.language == .korean ? $0.word(for: $1) : $1.rawValue },
            others: { [english.word(for: $0)] }
        )
        shippingStates = words(
            ShippingState.allCases,
            word: { $0.word(for: $1) },
            others: { [$0.rawValue] }
        )
        truths = words([true, false], word: { $0.yesOrNo($1) }, others: { [String($0)] })
        acts = words(
            JournalEntry.Act.allCases,
            word: { $0.word(for: $1) },
            others: { [$0.rawValue] }
        )
        automatic = words(
            [true],
            word: { phrases, _ in phrases.name(of: .system) },
            others: { _ in ["automatic"] }
        )
        let healths = AccountHealth.allCases
        self.healths = words(healths, word: { $0.word(for: $1) }, others: { [$0.rawValue] })
        fields = Self.fields(of: list, language: language)
        accountIDs = Self.words(of: accounts, language: language)
    }

    /// The names of the list's own fields, and those of others, which are refused by name.
    private static func fields(
        of list: FilteredList,
        language: Language
    ) -> FilterWords<FilterField> {
        FilterWords(
            (FilterField.allCases.filter { $0.lists.contains(list) }
                + FilterField.allCases.filter { !$0.lists.contains(list) })
                .map { ($0, $0.name, $0.otherNames) },
            language: language
        )
    }

    private static func words(
        of accounts: [Account],
        language: Language
    ) -> FilterWords<AccountID> {
        let names = Dictionary(grouping: accounts, by: \.name)
        return FilterWords(
            accounts.map { account in
                // Of two accounts with one name only the ids say which is meant.
                let isOnly = names[account.name]?.count == 1
                let name = isOnly ? account.name : account.id.rawValue
                let isImplicit = account.id.rawValue == account.marketplace.id.rawValue
                let aliases = isImplicit ? account.marketplace.aliases : []
                return (account.id, Bilingual(name, name), [account.id.rawValue] + aliases)
            },
            language: language
        )
    }

    /// The field of either list that is called so.
    func field(named name: String) -> FilterField? { fields.meaning(of: name) }

    /// The name that may be meant by one that no field has.
    func fieldName(like name: String) -> String? {
        fields.word(like: name) { $0.lists.contains(list) }
    }

    /// The names of the list's fields in the language.
    var fieldNames: [(name: String, field: FilterField)] { fieldNames(in: language) }

    /// The names of the list's fields in the language, then in the other one.
    var acceptedFieldNames: [(name: String, field: FilterField)] {
        fieldNames + fieldNames(in: language == .korean ? .english : .korean)
    }

    private func fieldNames(in language: Language) -> [(name: String, field: FilterField)] {
        FilterField.allCases.filter { $0.lists.contains(list) }
            .map { ($0.name.text(in: language), $0) }
    }

    /// The words that find a row as they stand, where they are known.
    var freeWords: [String] { list == .accounts ? accountIDs.shown + healths.shown : [] }

    /// The words that can stand behind the field, the best first; empty where there is no list.
    func words(of field: FilterField) -> [String] {
        switch field.kind {
        case .status: statuses.shown
        case .account: accountIDs.shown
        case .reason: reasons.shown
        case .shipping: shippingStates.shown
        case .hold: truths.shown
        case .act: acts.shown
        case .actor: automatic.shown
        case .health: healths.shown
        case .time:
            FilterTimeText.days.map { $0.text(in: language) }
                + [3600, 86_400, 604_800].map {
                    FilterTimeText.text(.age(seconds: $0), in: language)
                }
        case .text, .number, .column: []
        }
    }

    /// All words that are taken behind the field, those that are shown among them.
    func acceptedWords(of field: FilterField) -> [String] {
        switch field.kind {
        case .status: statuses.accepted
        case .account: accountIDs.accepted
        case .reason: reasons.accepted
        case .shipping: shippingStates.accepted
        case .hold: truths.accepted
        case .act: acts.accepted
        case .actor: automatic.accepted
        case .health: healths.accepted
        case .time, .text, .number, .column: []
        }
    }

    /// The reasons that cancellations have; the others are those of order lines.
    static let cancellationReasons: [ReasonCode] = [
        .applied, .alreadyCancelled, .stateNotSynced, .needsConfirmation, .noCancelStates,
        .noMatchRule, .keyMissingInCancellation, .orderNotFound, .orderInOtherAccount,
        .keyMissingInOrder, .keyDiffers, .ambiguous, .quantityExceedsOrder, .shipped, .withdrawn,
        .dismissed, .undone,
    ]
}

/// Words for a set of meanings, found without regard to width, case and white space.
struct FilterWords<Meaning: Hashable & Sendable>: Sendable {
    /// The word of each meaning in the language, without white space where it need not be quoted.
    private(set) var shown: [String] = []
    /// Every word of every meaning.
    private(set) var accepted: [String] = []
    private var meanings: [Wording: Meaning] = [:]
    private var words: [Meaning: Bilingual] = [:]

    /// Creates the table; of two meanings of one word the first one counts.
    init(_ entries: [(meaning: Meaning, word: Bilingual, others: [String])], language: Language) {
        for (meaning, word, others) in entries {
            let closed = Bilingual(word.korean.withoutSpaces, word.english.withoutSpaces)
            words[meaning] = closed
            shown.append(closed.text(in: language))
            for text in [closed.korean, closed.english] + others
            where meanings[Wording(text)] == nil {
                meanings[Wording(text)] = meaning
                accepted.append(text)
            }
        }
    }

    func meaning(of text: String) -> Meaning? { meanings[Wording(text)] }

    /// What is meant by any word in which `text` stands.
    func meanings(with text: String) -> Set<Meaning> {
        let part = Wording(text)
        return Set(meanings.filter { $0.key.contains(part) }.values)
    }

    /// The word for `meaning`, which has to be in the table.
    func word(for meaning: Meaning, in language: Language) -> String? {
        words[meaning]?.text(in: language)
    }

    /// A word that a slip of the finger could have turned into `text`.
    ///
    /// - Parameters:
    ///   - text: What is no word.
    ///   - isMeant: Whether a meaning comes into question.
    /// - Returns: The shortest such word; `nil` without one.
    func word(like text: String, isMeant: (Meaning) -> Bool = { _ in true }) -> String? {
        let wanted = Array(Wording(text).text)
        guard wanted.count > 1 else { return nil }
        return meanings.filter { isMeant($0.value) }.keys.map(\.text)
            .filter { Self.isNear(Array($0), wanted) }
            .min { ($0.count, $0) < ($1.count, $1) }
    }

    /// Whether two texts begin alike or differ in one character, or in two neighbours' places.
    private static func isNear(_ one: [Character], _ other: [Character]) -> Bool {
        if one.starts(with: other) { return true }
        let head = zip(one, other).prefix { $0 == $1 }.count
        let (left, right) = (one[head...], other[head...])
        let tail = zip(left.reversed(), right.reversed()).prefix { $0 == $1 }.count
        let (a, b) = (left.dropLast(tail), right.dropLast(tail))
        let isSwapped = a.count == 2 && b.count == 2 && a.elementsEqual(b.reversed())
        return max(a.count, b.count) <= 1 && min(one.count, other.count) > 1 || isSwapped
    }
}

extension String {
    fileprivate var withoutSpaces: String { filter { !$0.isWhitespace } }
}

extension FilterField {
    /// The name that is shown and completed.
    var name: Bilingual {
        switch self {
        case .status: Bilingual("상태", "status")
        case .account: Bilingual("판매처", "account")
        case .reason: Bilingual("사유", "reason")
        case .state: Bilingual("취소상태", "state")
        case .order: Bilingual("주문번호", "order")
        case .claim: Bilingual("취소번호", "claim")
        case .line: Bilingual("관리번호", "line")
        case .product: Bilingual("상품", "product")
        case .option: Bilingual("옵션", "option")
        case .quantity: Bilingual("수량", "quantity")
        case .cancelled: Bilingual("취소수량", "cancelled")
        case .open: Bilingual("남은수량", "open")
        case .requested: Bilingual("요청", "requested")
        case .since: Bilingual("이후", "since")
        case .ordered: Bilingual("주문일", "ordered")
        case .shipping: Bilingual("배송상태", "shipping")
        case .held: Bilingual("보류", "held")
        case .tracking: Bilingual("송장번호", "tracking")
        case .done: Bilingual("시각", "time")
        case .actor: Bilingual("누가", "who")
        case .act: Bilingual("한일", "act")
        case .cancellation: Bilingual("취소건", "cancellation")
        case .note: Bilingual("내용", "note")
        case .health: Self.head(of: .health)
        case .heldCount: Self.head(of: .held)
        case .pendingCount: Self.head(of: .pending)
        case .appliedToday: Self.head(of: .appliedToday)
        case .interval: Self.head(of: .interval)
        }
    }

    /// A column of the accounts is called as its head is.
    private static func head(of column: AccountSortKey) -> Bilingual {
        func name(_ language: Language) -> String {
            Phrases(language: language).head(of: column).withoutSpaces.lowercased()
        }
        return Bilingual(name(.korean), name(.english))
    }

    /// Other names that mean the field.
    fileprivate var otherNames: [String] {
        switch self {
        case .status: ["결과", "outcome"]
        case .account: ["계정", "marketplace"]
        case .reason: ["이유"]
        case .state: []
        case .order: ["주문", "order_no"]
        case .claim: ["클레임번호", "claim_id"]
        case .line: ["line_id"]
        case .product: ["상품명", "product_name"]
        case .option: []
        case .quantity: ["qty"]
        case .cancelled, .since, .held: []
        case .open: ["남음"]
        case .requested: ["요청일", "requested_at"]
        case .ordered: ["ordered_at"]
        case .shipping: ["배송"]
        case .tracking: ["송장", "tracking_no"]
        case .done: ["at"]
        case .actor: ["행위자", "actor"]
        case .act, .note, .health, .heldCount, .pendingCount, .appliedToday, .interval: []
        case .cancellation: ["번호", "id"]
        }
    }
}
