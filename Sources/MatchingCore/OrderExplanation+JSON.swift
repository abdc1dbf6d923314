extension JSONWriter {
    /// Writes why an order line is or is not cancelled.
    ///
    /// The members are `account`, `line_id`, `order_no`, `reason`, `fields`, `quantity`,
    /// `cancelled_quantity`, `shipping`, `held`, `ordered_at`, `coverage` and `cancellations`;
    /// each of the last has `id`, `quantity` and the members of its explanation.
    ///
    /// - Parameters:
    ///   - explanation: The explanation.
    ///   - sentence: Says in the reader's language what was wrong with a poll.
    package mutating func members(
        of explanation: OrderExplanation,
        sentence: (KeptProblem) -> String
    ) {
        let line = explanation.line.line
        member("account", line.key.account.rawValue)
        member("line_id", line.key.lineID.rawValue)
        member("order_no", line.key.orderNumber.rawValue)
        member("reason", explanation.reason.rawValue)
        member("fields", object: { $0.members(of: line.fields) })
        member("quantity", line.quantity)
        member("cancelled_quantity", explanation.line.cancelledUnits)
        member("shipping", line.shipping.rawValue)
        member("held", explanation.line.isHeld)
        member("ordered_at", line.orderedAt?.iso8601)
        member("coverage", object: { $0.members(of: explanation.coverage, sentence) })
        member("cancellations", objects: explanation.cancellations) { writer, naming in
            writer.member("id", naming.id.rawValue)
            writer.member("quantity", naming.units)
            writer.members(of: naming.explanation)
        }
    }

    private mutating func members(
        of coverage: AccountCoverage,
        _ sentence: (KeptProblem) -> String
    ) {
        member("paused", coverage.isPaused)
        member("consecutive_failures", coverage.consecutiveFailures)
        member("last_failure", coverage.lastFailure.map(sentence))
        if let failure = coverage.lastFailure { members(of: failure, code: "problem") }
        member("last_success_at", coverage.lastSuccessAt?.iso8601)
        for (name, windows) in [("gaps", coverage.gaps), ("vouched", coverage.vouched)] {
            member(name, objects: windows) { writer, window in
                writer.member("from", window.start.iso8601)
                writer.member("until", window.end.iso8601)
            }
        }
    }
}
