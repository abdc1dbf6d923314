extension JSONWriter {
    /// Writes an explanation; names are stable, values are those of the reason codes' kind.
    ///
    /// The members are `account`, `claim_id`, `order_no`, `status`, `reason`, `state`,
    /// `state_meaning`, `nearest_state`, `cancelled_by`, `ruling`, `ruling_reason`, `fields`,
    /// `claimed_quantity`, `requests`, `rule`, `branches`, `applications`, `unapplied_quantity`, `then`,
    /// `changes_since_then`, `nearest_misses`, `could_also_be`, `replacing` and `next_step`. An
    /// application says its `order_no` where that is not the claim's.
    package mutating func members(of explanation: Explanation) {
        let claim = explanation.claim
        member("account", claim.account.rawValue)
        member("claim_id", claim.claimID.rawValue)
        member("order_no", claim.orderNumber.rawValue)
        member("status", explanation.status.rawValue)
        member("reason", explanation.reason.rawValue)
        member("state", claim.state)
        member("state_meaning", explanation.stateMeaning.code)
        name("nearest_state")
        if let near = explanation.nearestState {
            object { $0.members(of: near) }
        } else {
            value(String?.none)
        }
        member("cancelled_by", claim.remarks.cancelledBy)
        member("ruling", explanation.ruling?.code)
        member("ruling_reason", explanation.ruling?.reasonGiven)
        member("fields", object: { $0.members(of: claim.fields) })
        members(askedBy: claim)
        member("rule", explanation.rule?.description)
        member("branches", objects: explanation.branches) { $0.members(of: $1) }
        member("applications", objects: explanation.applications) { writer, application in
            writer.members(of: application)
            if application.line.orderNumber != claim.orderNumber {
                writer.member("order_no", application.line.orderNumber.rawValue)
            }
        }
        member("unapplied_quantity", explanation.unitsLeft)
        name("then")
        if let then = explanation.then {
            object { $0.members(of: then) }
        } else {
            value(String?.none)
        }
        member("changes_since_then", objects: explanation.changesSinceThen) {
            $0.members(of: $1)
        }
        member("nearest_misses", objects: explanation.nearestMisses) { $0.members(of: $1) }
        member("could_also_be", objects: explanation.alternatives) { $0.members(of: $1) }
        member("replacing", objects: explanation.replacing) { writer, line in
            writer.member("order_no", line.line.key.orderNumber.rawValue)
            writer.member("line_id", line.line.key.lineID.rawValue)
            writer.member("open", line.openUnits)
            writer.member("shipping", line.line.shipping.rawValue)
        }
        member("next_step", object: { $0.members(of: explanation.nextStep) })
    }

    private mutating func members(askedBy claim: Claim) {
        member("claimed_quantity", claim.quantity)
        member("requests", objects: claim.requests) { writer, request in
            writer.member("requested_at", request.requestedAt.iso8601)
            writer.member("quantity", request.quantity)
        }
    }

    private mutating func members(of near: NearState) {
        member("state", near.state)
        members(of: near.differences)
    }

    /// Writes `differences` and `edit_distance`.
    private mutating func members(of differences: [ValueDifference]) {
        member("differences", texts: differences.map(\.code))
        member("edit_distance", differences.lazy.compactMap(\.distance).first)
    }

    private mutating func members(of branch: BranchTrace) {
        member("fields", texts: branch.fields.map(\.name))
        member("outcome", branch.outcome.rawValue)
        member("lines", objects: branch.lines) { writer, trace in
            writer.member("line_id", trace.line.line.key.lineID.rawValue)
            writer.member("account", trace.line.line.key.account.rawValue)
            writer.member("satisfies", trace.satisfies)
            writer.member("clauses", objects: trace.clauses) { $0.members(of: $1) }
        }
    }

    private mutating func members(of clause: Clause) {
        member("field", clause.field.name)
        member("in_cancellation", clause.inCancellation)
        member("in_order", clause.inOrder)
        member("compared_in_cancellation", clause.comparedInCancellation)
        member("compared_in_order", clause.comparedInOrder)
        member("verdict", clause.verdict.code)
        members(of: clause.verdict.differences)
    }

    private mutating func members(of miss: NearMiss) {
        let key = miss.line.line.key
        member("kind", miss.kind.code)
        member("account", key.account.rawValue)
        member("order_no", key.orderNumber.rawValue)
        member("line_id", key.lineID.rawValue)
        member("branch", miss.branch)
        member("clauses", objects: miss.clauses) { $0.members(of: $1) }
        member(
            "repair",
            object: { writer in
                switch miss.repair {
                case .changeOrder(let clauses):
                    writer.member("repair", "changeOrder")
                    writer.member("set", objects: clauses) { writer, clause in
                        writer.member("field", clause.field.name)
                        writer.member("value", clause.inCancellation)
                    }
                case .completeCancellation(let clauses):
                    writer.member("repair", "completeCancellation")
                    writer.member("set", objects: clauses) { writer, clause in
                        writer.member("field", clause.field.name)
                        writer.member("value", clause.inOrder)
                    }
                case .changeBoth(let clauses):
                    writer.member("repair", "changeBoth")
                    writer.member("set", objects: clauses) { writer, clause in
                        writer.member("field", clause.field.name)
                        writer.member("value", clause.inCancellation ?? clause.inOrder)
                        writer.member("side", clause.sideToChange)
                    }
                case .moveToAccount(let account):
                    writer.member("repair", "moveToAccount")
                    writer.member("account", account.rawValue)
                }
            }
        )
    }
}

extension Clause {
    fileprivate var sideToChange: String {
        switch verdict {
        case .missingInBoth: "both"
        case .missingInCancellation: "cancellation"
        case .missingInOrder, .differs, .equal: "order"
        }
    }
}

extension SyncPolicy.StateMeaning {
    fileprivate var code: String {
        switch self {
        case .cancel: "cancel"
        case .confirm: "confirm"
        case .withdrawal: "withdrawal"
        case .notSynced: "notSynced"
        case .unknown: "unknown"
        }
    }
}

extension Ruling {
    fileprivate var code: String {
        switch self {
        case .applied: "applied"
        case .dismissed: "dismissed"
        case .undone: "undone"
        case .settled: "settled"
        }
    }

    fileprivate var reasonGiven: String? {
        switch self {
        case .dismissed(let reason), .settled(let reason): reason
        case .applied, .undone: nil
        }
    }
}

extension Clause.Verdict {
    fileprivate var code: String {
        switch self {
        case .equal: "equal"
        case .differs: "differs"
        case .missingInCancellation: "missingInCancellation"
        case .missingInOrder: "missingInOrder"
        case .missingInBoth: "missingInBoth"
        }
    }

    fileprivate var differences: [ValueDifference] {
        if case .differs(let differences) = self { differences } else { [] }
    }
}

extension ValueDifference {
    fileprivate var code: String {
        switch self {
        case .whiteSpace: "whiteSpace"
        case .width: "width"
        case .letterCase: "letterCase"
        case .leadingZeros: "leadingZeros"
        case .punctuation: "punctuation"
        case .invisibleCharacters: "invisibleCharacters"
        case .editDistance: "editDistance"
        }
    }

    fileprivate var distance: Int? {
        if case .editDistance(let distance) = self { distance } else { nil }
    }
}

extension NearMiss.Kind {
    fileprivate var code: String {
        switch self {
        case .sameOrder: "sameOrder"
        case .sameFields: "sameFields"
        case .exchanged: "exchanged"
        case .otherAccount: "otherAccount"
        }
    }
}
