import MatchingCore

/// Sentences about cancellations that found no line, or that the rules did not decide.
extension Phrases {
    func missingInCancellationSentence(_ facts: ExplanationFacts) -> String {
        let fields = facts.fieldsMissingInCancellation.map { name(of: $0, in: facts.account) }
        let missing =
            fields.isEmpty ? pick("매칭에 필요한 값", "a value that the rule needs") : list(fields)
        let count = facts.candidates.count
        let lines = orderLines(count)
        let sentence = pick(
            "\(order(facts)): 취소건에 \(KoreanParticle.subject.after(missing)) 없어 매칭할 수 없습니다.",
            "\(order(facts)): the cancellation has no \(missing), so it cannot be matched."
        )
        guard count > 0 else { return sentence }
        return sentence
            + pick(" 이 주문에는 \(lines)이 있습니다.", " The order has \(lines).")
    }

    func missingInOrderSentence(_ facts: ExplanationFacts) -> String {
        guard let nearest = facts.nearestIncomplete else { return differingSentence(facts) }
        let values = nearest.clauses.map { clause in
            let name = name(of: clause.field, in: facts.account)
            return pick(
                "\(name)(취소건 \(quoted(clause.inCancellation)))",
                "\(name) (cancellation: \(quoted(clause.inCancellation)))"
            )
        }
        let line = lines([nearest.line])
        let fields = list(values)
        return pick(
            "\(order(facts)): \(line)에 \(fields) 값이 없어 매칭할 수 없습니다.",
            "\(order(facts)): \(line) has no value for \(fields), so it cannot be matched."
        )
    }

    func differingSentence(_ facts: ExplanationFacts) -> String {
        guard let nearest = facts.nearest else { return sentence(for: .keyDiffers) }
        let line = lines([nearest.line])
        let clauses = nearest.clauses.map { clauseInWords($0, in: facts.account) }
            .joined(separator: "; ")
        let others = facts.candidates.count - 1
        let sentence = pick(
            "\(order(facts)): 주문은 있으나 \(line)의 값이 다릅니다. \(clauses).",
            "\(order(facts)): the order is there, but \(line) does not match: \(clauses)."
        )
        guard others > 0 else { return sentence }
        let rest = orderLines(others)
        return sentence
            + pick(" 다른 \(rest)도 맞지 않습니다.", " No match either: \(rest) besides it.")
    }

    func orderNotFoundSentence(_ facts: ExplanationFacts) -> String {
        let account = name(of: facts.account)
        let misses = facts.explanation.nearestMisses
        if let exchange = misses.first(where: { $0.kind == .exchanged })?.line.line.key {
            return pick(
                "\(order(facts)): \(account)에 이 번호의 주문은 없지만, 교환으로 이어진 주문 "
                    + "\(KoreanParticle.subject.after(exchange.orderNumber.rawValue)) 있습니다.",
                "\(order(facts)) is not on file in \(account), but its exchange is: "
                    + "\(exchange.orderNumber)."
            )
        }
        let similar = misses.count { $0.kind == .sameFields }
        let sentence = pick(
            "\(order(facts)): \(account)에 이 주문이 아직 없습니다. 주문이 들어오면 자동으로 다시 판단합니다.",
            "\(order(facts)) is not on file in \(account) yet. It is decided again when it comes."
        )
        guard similar > 0 else { return sentence }
        return sentence
            + pick(
                " 주문번호만 다른 비슷한 품목이 \(number(similar))건 있습니다.",
                " Similar lines with another order number: \(number(similar))."
            )
    }

    func otherAccountSentence(_ facts: ExplanationFacts) -> String {
        let account = name(of: facts.account)
        let others = list(facts.otherAccounts.map { name(of: $0) })
        return pick(
            "\(order(facts)): \(account)에는 없고 \(others)에 있습니다. 다른 계정의 주문은 취소하지 않습니다.",
            "\(order(facts)) is not in \(account) but in \(others). "
                + "Orders of another account are never cancelled."
        )
    }

    func notSyncedSentence(_ facts: ExplanationFacts) -> String {
        let account = name(of: facts.account)
        let state = facts.explanation.claim.state
        let particle = KoreanParticle.topic.form(after: state)
        return pick(
            "\(order(facts)): 취소상태 '\(state)'\(particle) \(account)에서 연동하지 않는 상태라 기록만 합니다.",
            "\(order(facts)): '\(state)' is not a state that \(account) syncs; it is only recorded."
        ) + nearestStateSentence(facts) + keptSentence(facts)
    }

    /// Which state the claim's nearly is, and how it differs; empty where it comes near none.
    private func nearestStateSentence(_ facts: ExplanationFacts) -> String {
        guard let near = facts.explanation.nearestState else { return "" }
        let ways = list(near.differences.map { word(for: $0) })
        let state = facts.explanation.claim.state
        let seen = DisplayText.revealing(state)
        let shown = pick(" 온 값은 '\(seen)'입니다.", " What came is '\(seen)'.")
        return pick(
            " 등록된 상태 '\(near.state)'\(KoreanParticle.and.form(after: near.state)) "
                + "비슷합니다(차이: \(ways)).",
            " It resembles '\(near.state)', which is listed (difference: \(ways))."
        ) + (seen == state ? "" : shown)
    }

    func confirmationSentence(_ facts: ExplanationFacts) -> String {
        let account = name(of: facts.account)
        let state = facts.explanation.claim.state
        let particle = KoreanParticle.topic.form(after: state)
        return pick(
            "\(order(facts)): \(account)의 취소상태 '\(state)'\(particle) 확인 후 적용하도록 설정되어 있어 "
                + "운영자의 판단을 기다립니다.",
            "\(order(facts)): '\(state)' of \(account) is applied only after a person confirms it."
        ) + keptSentence(facts)
    }

    func noCancelStatesSentence(_ facts: ExplanationFacts) -> String {
        let account = name(of: facts.account)
        let state = facts.explanation.claim.state
        return pick(
            "\(order(facts)): \(account)에 연동할 취소상태가 설정되어 있지 않아 '\(state)'의 뜻을 알 수 없습니다.",
            "\(order(facts)): \(account) has no cancel states set up, so '\(state)' means nothing yet."
        ) + keptSentence(facts)
    }

    func noMatchRuleSentence(_ facts: ExplanationFacts) -> String {
        let account = name(of: facts.account)
        return pick(
            "\(order(facts)): \(account)에 매칭 기준이 설정되어 있지 않아 품목을 찾을 수 없습니다.",
            "\(order(facts)): \(account) has no match rule set up, so no line can be found."
        ) + keptSentence(facts)
    }

    func withdrawnSentence(_ facts: ExplanationFacts) -> String {
        let state = facts.explanation.claim.state
        let sentence = pick(
            "\(order(facts)): 취소가 철회되었습니다('\(state)').",
            "\(order(facts)): the claim was taken back ('\(state)')."
        )
        guard !facts.applications.isEmpty else {
            return sentence + pick(" 취소된 수량은 없습니다.", " No units of it are cancelled.")
        }
        return sentence + keptSentence(facts) + settledSentence(facts)
    }

    /// That a person left it so, and why; empty where nobody said so.
    func settledSentence(_ facts: ExplanationFacts) -> String {
        guard case .settled(let reason) = facts.explanation.ruling else { return "" }
        return pick(
            " 운영자가 그대로 두기로 했습니다(사유: \(reason)).",
            " A person left it so (reason: \(reason))."
        )
    }

    /// What was applied before and stays so; empty when nothing was.
    func keptSentence(_ facts: ExplanationFacts) -> String {
        guard !facts.applications.isEmpty else { return "" }
        let taken = taken(facts)
        return pick(
            " 앞서 적용한 \(KoreanParticle.topic.after(taken)) 취소된 채로 있습니다.",
            " What was applied before stays cancelled: \(taken)."
        )
    }

    func dismissedSentence(_ facts: ExplanationFacts) -> String {
        guard case .dismissed(let reason) = facts.explanation.ruling else {
            return sentence(for: ReasonCode.dismissed)
        }
        return pick(
            "\(order(facts)): 운영자가 제외했습니다(사유: \(reason)).",
            "\(order(facts)): a person dismissed it (reason: \(reason))."
        ) + keptSentence(facts)
    }

    func undoneSentence(_ facts: ExplanationFacts) -> String {
        pick(
            "\(order(facts)): 운영자가 적용을 되돌렸습니다. 자동으로 다시 적용하지 않고 판단을 기다립니다.",
            "\(order(facts)): a person undid the application. It is not applied again by itself."
        )
    }
}
