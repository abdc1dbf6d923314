import MatchingCore

/// One account, its policy, and what is on file: the setting of most tests.
struct Scene {
    static let account: AccountID = "shop"

    var matcher: Matcher
    var input: MatchInput

    init(
        rule: String? = "order_no",
        states: [String] = ["취소요청", "취소완료"],
        confirmStates: [String] = [],
        onSeveral: SyncPolicy.SeveralLines = .apply,
        state: String = "취소요청",
        claim fields: FieldValues = [.orderNumber: "1001"],
        quantity: Int? = nil,
        lines: [LineOnFile] = []
    ) throws {
        let policy = SyncPolicy(
            cancelStates: states + confirmStates,
            confirmStates: confirmStates,
            rule: try rule.map { try MatchRule(parsing: $0) },
            onSeveral: onSeveral
        )
        matcher = Matcher(account: Self.account, policy: policy)
        input = MatchInput(
            claim: .example(state: state, fields: fields, quantity: quantity),
            ruling: nil,
            taken: [],
            lines: lines
        )
    }

    /// The decision, as a value that is easy to compare.
    var outcome: Outcome { Outcome(matcher.decide(input)) }

    var explanation: Explanation { explanation(resembling: []) }

    func explanation(resembling: [LineOnFile], exchanged: [LineOnFile] = []) -> Explanation {
        matcher.explain(
            input,
            standing: nil,
            then: nil,
            amid: Surroundings(resembling: resembling, exchanged: exchanged)
        )
    }

    /// What to do next when somebody has seen to the parcels of some lines.
    func nextStep(parcelsSeenTo lines: [LineOnFile]) -> NextStep {
        matcher.explain(
            input,
            standing: nil,
            then: nil,
            amid: Surroundings(parcelsSeenTo: Set(lines.map(\.line.key)))
        ).nextStep
    }

    /// The scene after its decision was carried out.
    var applied: Scene {
        var next = self
        next.input.taken = matcher.decide(input).applications
        for index in next.input.lines.indices {
            let key = next.input.lines[index].line.key
            next.input.lines[index].cancelledUnits +=
                next.input.taken.units(of: key) - input.taken.units(of: key)
        }
        return next
    }
}

/// Status, reason and units by line, without the evidence.
struct Outcome: Hashable {
    var status: Status
    var reason: ReasonCode
    var units: [LineID: Int]

    init(_ status: Status, _ reason: ReasonCode, _ units: [LineID: Int] = [:]) {
        self.status = status
        self.reason = reason
        self.units = units
    }

    init(_ decision: Decision) {
        self.init(decision.status, decision.reason, decision.applications.unitsByLine)
    }

    init(_ explanation: Explanation) {
        self.init(explanation.status, explanation.reason, explanation.applications.unitsByLine)
    }
}

extension [Application] {
    var unitsByLine: [LineID: Int] {
        reduce(into: [:]) { $0[$1.line.lineID, default: 0] += $1.units }
    }

    func units(of key: OrderLineKey) -> Int {
        filter { $0.line == key }.reduce(0) { $0 + $1.units }
    }
}

extension Claim {
    static func example(
        state: String = "취소요청",
        fields: FieldValues = [.orderNumber: "1001"],
        quantity: Int? = nil,
        requests: [Int] = []
    ) -> Claim {
        Claim(
            account: Scene.account,
            claimID: "C1",
            state: state,
            fields: fields,
            quantity: requests.last ?? quantity,
            requestedAt: nil,
            changedAt: nil,
            buyerReason: nil,
            firstSeenAt: Timestamp(seconds: 1_000),
            wasAskedAgain: false,
            requests: requests.enumerated().map {
                ClaimRequest(requestedAt: Timestamp(seconds: Int64($0)), quantity: $1)
            }
        )
    }
}

extension LineOnFile {
    static func example(
        _ id: LineID,
        _ fields: FieldValues = [:],
        order: OrderNumber = "1001",
        account: AccountID = Scene.account,
        quantity: Int = 1
    ) -> LineOnFile {
        LineOnFile(
            OrderLine(
                key: OrderLineKey(account: account, orderNumber: order, lineID: id),
                fields: fields,
                quantity: quantity
            )
        )
    }

    func shipping(_ state: ShippingState) -> LineOnFile {
        var copy = self
        copy.line.shipping = state
        return copy
    }

    func cancelled(_ units: Int) -> LineOnFile {
        var copy = self
        copy.cancelledUnits = units
        return copy
    }
}
