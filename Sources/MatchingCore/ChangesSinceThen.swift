extension Evaluation {
    /// The facts that are not what `then` says they were, in a fixed order.
    ///
    /// Fields are compared as far as the rule of that time named them: of others the evidence
    /// does not tell what they were.
    ///
    /// - Parameters:
    ///   - then: What was known.
    ///   - rule: The account's rule by now.
    /// - Returns: The facts, of which each differs.
    func changes(since then: Evidence, rule: String?) -> [ChangeSinceThen] {
        let now = evidence
        let known = then.fieldsKnown
        var changes: [ChangeSinceThen] = []
        if then.rule != rule { changes.append(.rule(then: then.rule, now: rule)) }
        if then.state != now.state { changes.append(.state(then: then.state, now: now.state)) }
        for field in known.ofClaim where then.fields[field] != claim.fields[field] {
            changes.append(
                .claimField(field, then: then.fields[field], now: claim.fields[field])
            )
        }
        if then.quantity != now.quantity {
            changes.append(.claimQuantity(then: then.quantity, now: now.quantity))
        }
        return changes + lineChanges(since: then, now: now, fields: known.ofLines)
    }

    private func lineChanges(
        since then: Evidence,
        now: Evidence,
        fields: [KeyField]
    ) -> [ChangeSinceThen] {
        let before = Dictionary(then.lines.map { ($0.key, $0) }) { first, _ in first }
        let current = Set(now.lines.map(\.key))
        let gone = then.lines.filter { !current.contains($0.key) }
        let kept = known.flatMap { line -> [ChangeSinceThen] in
            let key = line.line.key
            if let old = before[key] { return differences(of: line, since: old, fields: fields) }
            // Passes do not look at the orders that replaced the claim's.
            return key.orderNumber == claim.orderNumber ? [.lineAppeared(key.lineID)] : []
        }
        return kept + gone.map { .lineDisappeared($0.key.lineID) }
    }

    private func differences(
        of candidate: LineOnFile,
        since then: Evidence.Line,
        fields: [KeyField]
    ) -> [ChangeSinceThen] {
        let line = candidate.line
        let id = line.key.lineID
        var changes: [ChangeSinceThen] = []
        for field in fields where then.fields[field] != line.fields[field] {
            changes.append(
                .lineField(id, field, then: then.fields[field], now: line.fields[field])
            )
        }
        if then.quantity != line.quantity {
            changes.append(.lineQuantity(id, then: then.quantity, now: line.quantity))
        }
        if then.shipping != line.shipping {
            changes.append(.lineShipping(id, then: then.shipping, now: line.shipping))
        }
        return changes
    }
}

extension Evidence {
    /// The fields whose values the evidence tells, absent ones included.
    fileprivate var fieldsKnown: (ofClaim: [KeyField], ofLines: [KeyField]) {
        guard let rule else { return (KeyField.all, [.orderNumber]) }
        // A rule that a later version no longer reads leaves what the evidence holds.
        guard let parsed = try? MatchRule(parsing: rule) else {
            return (fields.entries.map(\.field), [.orderNumber])
        }
        return (parsed.fields, parsed.fields)
    }
}
