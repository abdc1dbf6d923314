import ConsoleModel
import MatchingCore
import SyncInterfaces

/// Values that the tests of phrases share.
enum PhraseSamples {
    static let account = AccountID("alpha")
    static let other = AccountID("beta")

    /// Names in ASCII, so that Hangul in a text can only come from the phrases.
    static let accounts: [Account] = [
        Account(id: account, marketplace: marketplace(id: "alpha", name: "Alpha")),
        Account(id: other, marketplace: marketplace(id: "beta", name: "Beta")),
    ]

    static let korean = Phrases(language: .korean, accounts: accounts)
    static let english = Phrases(language: .english, accounts: accounts)

    static func phrases(_ language: Language) -> Phrases {
        language == .korean ? korean : english
    }

    static func marketplace(
        id: MarketplaceID,
        name: String,
        cancelStates: [String] = ["CANCEL"],
        rule: MatchRule? = rule("order_no + (code6 | product_name + option)"),
        headers: [RecordField: [String]] = [:]
    ) -> Marketplace {
        Marketplace(
            id: id,
            name: name,
            policy: SyncPolicy(cancelStates: cancelStates, rule: rule),
            pollIntervalMinutes: 10,
            columnNames: headers
        )
    }

    /// Only for texts that are rules; `nil` otherwise.
    static func rule(_ text: String) -> MatchRule? {
        do { return try MatchRule(parsing: text) } catch { return nil }
    }

    static func line(
        _ id: LineID,
        quantity: Int = 1,
        shipping: ShippingState = .received,
        cancelled: Int = 0,
        order: OrderNumber = "A-1",
        fields: FieldValues = [:]
    ) -> LineOnFile {
        let key = OrderLineKey(account: account, orderNumber: order, lineID: id)
        return LineOnFile(
            OrderLine(key: key, fields: fields, quantity: quantity, shipping: shipping),
            cancelledUnits: cancelled
        )
    }

    static func clause(
        _ field: KeyField,
        _ inCancellation: String?,
        _ inOrder: String?,
        _ verdict: Clause.Verdict = .equal
    ) -> Clause {
        Clause(
            field: field,
            inCancellation: inCancellation,
            inOrder: inOrder,
            comparedInCancellation: inCancellation,
            comparedInOrder: inOrder,
            verdict: verdict
        )
    }

    static func claim(
        state: String = "CANCEL",
        fields: FieldValues = [.orderNumber: "A-1"],
        quantity: Int? = nil
    ) -> Claim {
        let notice = CancellationNotice(
            account: account,
            claimID: "C-1",
            state: state,
            fields: fields,
            quantity: quantity,
            observedAt: Timestamp(seconds: 1_700_000_000)
        )
        let policy = SyncPolicy(cancelStates: ["CANCEL"], rule: nil)
        return ClaimHistory(first: notice, policy: policy).claim
    }

    /// A branch of `order_no` alone that found these lines.
    static func fired(_ lines: [LineOnFile]) -> BranchTrace {
        BranchTrace(fields: [.orderNumber], outcome: .fired, lines: lines.map(equal))
    }

    static func equal(_ line: LineOnFile) -> LineTrace {
        LineTrace(line: line, clauses: [clause(.orderNumber, "A-1", "A-1")])
    }

    static func taking(_ units: Int, of line: LineOnFile) -> Application {
        Application(line: line.line.key, units: units)
    }
}

/// An explanation whose parts a test names only where they matter.
struct ExplanationDraft {
    var status: Status = .pending
    var reason: ReasonCode
    var claim = PhraseSamples.claim()
    var ruling: Ruling?
    var rule = PhraseSamples.rule("order_no")
    var branches: [BranchTrace] = []
    var applications: [Application] = []
    var unitsLeft = 0
    var replacing: [LineOnFile] = []
    var then: Evidence?
    var nearestMisses: [NearMiss] = []
    var nextStep = NextStep.nothing
    var nearestState: NearState?

    init(_ reason: ReasonCode) { self.reason = reason }

    var explanation: Explanation {
        Explanation(
            status: status,
            reason: reason,
            claim: claim,
            ruling: ruling,
            stateMeaning: .cancel,
            nearestState: nearestState,
            rule: rule,
            branches: branches,
            applications: applications,
            unitsLeft: unitsLeft,
            then: then,
            changesSinceThen: [],
            nearestMisses: nearestMisses,
            replacing: replacing,
            nextStep: nextStep
        )
    }
}

extension String {
    var hasHangul: Bool {
        unicodeScalars.contains {
            (0xAC00...0xD7A3).contains($0.value) || (0x3131...0x318E).contains($0.value)
        }
    }
}
