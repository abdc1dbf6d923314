extension JSONWriter {
    /// Writes `change` with what it is about, and `then` and `now` where there are such values.
    mutating func members(of change: ChangeSinceThen) {
        switch change {
        case .rule(let then, let now): texts("rule", then, now)
        case .state(let then, let now): texts("state", then, now)
        case .claimField(let field, let then, let now):
            texts("claimField", field: field, then, now)
        case .claimQuantity(let then, let now): numbers("claimQuantity", then, now)
        case .lineField(let line, let field, let then, let now):
            texts("lineField", line: line, field: field, then, now)
        case .lineQuantity(let line, let then, let now):
            numbers("lineQuantity", line: line, then, now)
        case .lineShipping(let line, let then, let now):
            texts("lineShipping", line: line, then.rawValue, now.rawValue)
        case .lineAppeared(let line): about("lineAppeared", line: line)
        case .lineDisappeared(let line): about("lineDisappeared", line: line)
        case .outcome(let then, let now): texts("outcome", then.rawValue, now.rawValue)
        }
    }

    /// Writes `step` with the lines, fields, state or account that it is about.
    mutating func members(of step: NextStep) {
        switch step {
        case .nothing: member("step", "nothing")
        case .pullParcel(let lines):
            member("step", "pullParcel")
            member("lines", texts: lines.map(\.rawValue))
        case .recallParcel(let lines):
            member("step", "recallParcel")
            member("lines", texts: lines.map(\.rawValue))
        case .applyRest(let units): members(ofStep: "applyRest", quantity: units)
        case .applyFurtherRequests(let units):
            members(ofStep: "applyFurtherRequests", quantity: units)
        case .giveUnitsBack(let units): members(ofStep: "giveUnitsBack", quantity: units)
        case .correctOrKeep: member("step", "correctOrKeep")
        case .importOrder: member("step", "importOrder")
        case .addAccount: member("step", "addAccount")
        case .addCancelStates: member("step", "addCancelStates")
        case .addMatchRule: member("step", "addMatchRule")
        case .addState(let state):
            member("step", "addState")
            member("state", state)
        case .addSynonym(let state, let listed):
            member("step", "addSynonym")
            member("state", state)
            member("counts_as", listed)
        case .completeOrder(let fields):
            member("step", "completeOrder")
            member("fields", texts: fields.map(\.name))
        case .completeCancellation(let fields):
            member("step", "completeCancellation")
            member("fields", texts: fields.map(\.name))
        case .chooseLine: member("step", "chooseLine")
        case .confirmOrDismiss: member("step", "confirmOrDismiss")
        case .recallOrReturn: member("step", "recallOrReturn")
        case .restoreOrKeep: member("step", "restoreOrKeep")
        case .restoreOrRecall(let lines):
            member("step", "restoreOrRecall")
            member("lines", texts: lines.map(\.rawValue))
        case .checkAccount(let account):
            member("step", "checkAccount")
            member("account", account.rawValue)
        case .compareValues: member("step", "compareValues")
        case .seeExchange(let order):
            member("step", "seeExchange")
            member("order_no", order.rawValue)
        }
    }

    private mutating func members(ofStep step: String, quantity: Int) {
        member("step", step)
        member("quantity", quantity)
    }

    private mutating func about(_ change: String, line: LineID?, field: KeyField? = nil) {
        member("change", change)
        if let line { member("line_id", line.rawValue) }
        if let field { member("field", field.name) }
    }

    private mutating func texts(
        _ change: String,
        line: LineID? = nil,
        field: KeyField? = nil,
        _ then: String?,
        _ now: String?
    ) {
        about(change, line: line, field: field)
        member("then", then)
        member("now", now)
    }

    private mutating func numbers(
        _ change: String,
        line: LineID? = nil,
        _ then: Int?,
        _ now: Int?
    ) {
        about(change, line: line)
        member("then", then)
        member("now", now)
    }
}
