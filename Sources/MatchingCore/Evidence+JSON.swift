extension JSONWriter {
    /// Writes what a decision knew.
    ///
    /// The members are `rule`, `fired_branch`, `state`, `fields`, `quantity`, `account`,
    /// `order_no`, `lines` and `other_accounts`. Account and order number are those of the lines,
    /// said once; a line repeats them only where its own differ.
    package mutating func members(of evidence: Evidence) {
        let order = evidence.lines.first?.key
        member("rule", evidence.rule)
        member("fired_branch", evidence.firedBranch)
        member("state", evidence.state)
        member("fields", object: { $0.members(of: evidence.fields) })
        member("quantity", evidence.quantity)
        member("account", order?.account.rawValue)
        member("order_no", order?.orderNumber.rawValue)
        member("lines", objects: evidence.lines) { writer, line in
            writer.member("line_id", line.key.lineID.rawValue)
            if line.key.account != order?.account {
                writer.member("account", line.key.account.rawValue)
            }
            if line.key.orderNumber != order?.orderNumber {
                writer.member("order_no", line.key.orderNumber.rawValue)
            }
            writer.member("fields", object: { $0.members(of: line.fields) })
            writer.member("quantity", line.quantity)
            writer.member("taken_by_others", line.unitsTakenByOthers)
            writer.member("shipping", line.shipping.rawValue)
        }
        member("other_accounts", texts: evidence.otherAccounts.lazy.map(\.rawValue))
    }
}
