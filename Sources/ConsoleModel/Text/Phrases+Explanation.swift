package import MatchingCore

extension Phrases {
    /// Why a cancellation stands where it stands, with the values that decided it.
    ///
    /// One or two sentences: the order number, the branch that found lines, the lines and units,
    /// or what is missing or differs, and how. One more where it would be decided otherwise now.
    package func sentence(for explanation: Explanation) -> String {
        let facts = ExplanationFacts(explanation)
        let reason = facts.suffice ? sentence(facts) : sentence(for: explanation.reason)
        let why = reason + requestsRemark(explanation)
        guard let now = facts.reasonNow.map({ word(for: $0) }) else { return why }
        return why + pick(" 지금 다시 판단하면 '\(now)'입니다.", " Decided again now: \(now).")
    }

    private func sentence(_ facts: ExplanationFacts) -> String {
        switch facts.explanation.reason {
        case .applied: return appliedSentence(facts)
        case .alreadyCancelled: return alreadyCancelledSentence(facts)
        case .quantityExceedsOrder: return exceedingSentence(facts)
        case .ambiguous: return ambiguousSentence(facts)
        case .shipped: return shippedSentence(facts)
        case .keyMissingInCancellation: return missingInCancellationSentence(facts)
        case .keyMissingInOrder: return missingInOrderSentence(facts)
        case .keyDiffers: return differingSentence(facts)
        case .orderNotFound: return orderNotFoundSentence(facts)
        case .orderInOtherAccount: return otherAccountSentence(facts)
        case .stateNotSynced: return notSyncedSentence(facts)
        case .needsConfirmation:
            return facts.isAppliedByHand
                ? appliedByHandSentence(facts) : confirmationSentence(facts)
        case .noCancelStates: return noCancelStatesSentence(facts)
        case .noMatchRule: return noMatchRuleSentence(facts)
        case .withdrawn: return withdrawnSentence(facts)
        case .dismissed: return dismissedSentence(facts)
        case .undone: return undoneSentence(facts)
        case .noCancellationSeen, .accountNotPolledSince, .accountPaused, .accountFailing,
            .coverageGap:
            return sentence(for: facts.explanation.reason)
        }
    }

    /// The order in words that begin a sentence: `주문번호 A-1`, `Order A-1`.
    func order(_ facts: ExplanationFacts) -> String {
        pick("주문번호 \(facts.orderNumber)", "Order \(facts.orderNumber)")
    }

    /// What was taken: `품목 01의 3개 중 2개`, `품목 2건의 5개`.
    func taken(_ facts: ExplanationFacts) -> String { taken(facts.applications, facts) }

    private func taken(_ applications: [Application], _ facts: ExplanationFacts) -> String {
        let units = units(applications.saturatingSum(of: \.units))
        guard let only = applications.first, applications.count == 1 else {
            let lines = orderLines(applications.count)
            return pick("\(lines)의 \(units)", "\(units) of \(lines)")
        }
        let id = only.line.lineID
        if only.line.orderNumber != facts.explanation.claim.orderNumber {
            let order = only.line.orderNumber
            guard facts.explanation.replacing.contains(where: { $0.line.key == only.line }) else {
                return pick(
                    "다른 주문 \(order)의 품목 \(id) \(units)",
                    "\(units) of line \(id) of another order (\(order))"
                )
            }
            return pick(
                "교환 주문 \(order)의 품목 \(id) \(units)",
                "\(units) of line \(id) of order \(order) (which replaced it)"
            )
        }
        guard let quantity = facts.line(only.line)?.line.quantity, quantity > only.units else {
            return pick("품목 \(id)의 \(units)", "\(units) of line \(id)")
        }
        let part = number(only.units)
        let whole = number(quantity)
        return pick("품목 \(id)의 \(whole)개 중 \(units)", "\(part) of \(whole) units of line \(id)")
    }

    private func appliedSentence(_ facts: ExplanationFacts) -> String {
        if facts.isAppliedByHand { return appliedByHandSentence(facts) }
        if let fields = facts.fieldsOfOtherRule {
            let taken = taken(facts)
            let key = branchInWords(fields, in: facts.account)
            return pick(
                "\(order(facts)): 그때의 매칭 기준대로 \(KoreanParticle.subject.after(key)) 같은 "
                    + "\(KoreanParticle.object.after(taken)) 취소했습니다. 그 뒤 매칭 기준이 바뀌었습니다.",
                "\(order(facts)): \(taken) cancelled, matched by \(key), as the rule was then. "
                    + "The rule has changed since."
            )
        }
        let found = facts.applicationsToFoundLines
        guard let branch = facts.firedBranch, !found.isEmpty else {
            return keptOnlySentence(facts)
        }
        let (key, taken) = (
            branchInWords(branch.fields, in: facts.account), taken(found, facts)
        )
        let sentence = pick(
            "\(order(facts)): \(KoreanParticle.subject.after(key)) 같은 "
                + "\(KoreanParticle.object.after(taken)) 취소했습니다.",
            "\(order(facts)): \(taken) cancelled, matched by \(key)."
        )
        return sentence + takenByOthersSentence(facts) + fallBackSentence(facts)
            + unmatchedSentence(facts)
    }

    /// How much of the claim other claims had taken before; empty where none had.
    private func takenByOthersSentence(_ facts: ExplanationFacts) -> String {
        let others = facts.unitsTakenByOthers
        guard others > 0, let claimed = facts.explanation.claim.quantity else { return "" }
        return pick(
            " 취소 수량 \(units(claimed)) 중 \(units(others))는 다른 취소건이 먼저 취소했습니다.",
            " Of \(units(claimed)) claimed, \(number(others)) had been cancelled by another claim."
        )
    }

    /// Nothing was taken of what the rule finds, if it finds anything.
    private func keptOnlySentence(_ facts: ExplanationFacts) -> String {
        let taken = taken(facts)
        let act = pick(
            "\(order(facts)): 앞서 \(KoreanParticle.object.after(taken)) 취소했습니다.",
            "\(order(facts)): \(taken) cancelled before."
        )
        guard !facts.foundLines.isEmpty else {
            return act
                + pick(
                    " 지금은 매칭 기준에 맞는 품목이 없지만 취소는 유지합니다.",
                    " No line matches the rule now, but what was cancelled stays cancelled."
                )
        }
        let found = lines(facts.foundLines)
        return act
            + pick(
                " 지금 매칭 기준에 맞는 것은 \(found)이지만 취소는 유지합니다.",
                " What matches the rule now is \(found), but what was cancelled stays cancelled."
            )
    }

    /// What it took beside the lines that the rule finds; empty where it took nothing else.
    private func unmatchedSentence(_ facts: ExplanationFacts) -> String {
        let others = facts.applicationsToOtherLines
        guard !others.isEmpty else { return "" }
        let taken = taken(others, facts)
        return pick(
            " 지금은 이 기준에 맞지 않지만 앞서 취소한 \(KoreanParticle.topic.after(taken)) 취소된 채로 있습니다.",
            " Cancelled before, and kept though it does not match now: \(taken)."
        )
    }

    private func appliedByHandSentence(_ facts: ExplanationFacts) -> String {
        let left = settledSentence(facts)
        // What was left so may have been taken by the rule.
        let act = left.isEmpty ? pick("운영자가 직접 적용했습니다. ", "A person applied it by hand. ") : ""
        guard !facts.applications.isEmpty else {
            return pick("\(act)취소한 수량은 없습니다.", "\(act)No units were cancelled.") + left
        }
        let taken = taken(facts)
        return pick(
            "\(act)\(order(facts)): \(KoreanParticle.object.after(taken)) 취소했습니다.",
            "\(act)\(order(facts)): \(taken) cancelled."
        ) + leftSentence(facts) + left
    }

    /// What is claimed beyond what a person took, and whether the order has it; empty for nothing.
    private func leftSentence(_ facts: ExplanationFacts) -> String {
        let open = facts.explanation.unitsLeft
        guard let claimed = facts.explanation.claim.quantityAtMost else {
            return open == 0
                ? ""
                : pick(
                    " 취소 수량 전체 중 \(units(open))는 적용하지 않았습니다.",
                    " Of all that is claimed, \(units(open)) not applied."
                )
        }
        guard claimed > facts.appliedUnits else { return "" }
        let left = claimed - facts.appliedUnits
        let sentence = pick(
            " 취소 수량 \(units(claimed)) 중 \(units(left))는 적용하지 않았습니다.",
            " Of \(units(claimed)) claimed, \(number(left)) not applied."
        )
        // Of what the order does not have open, nothing can be applied.
        guard open > 0, open < left else { return sentence }
        return sentence
            + pick(" 그중 \(units(open))는 적용할 수 있습니다.", " \(units(open)) can be applied still.")
    }

    /// Which alternatives were passed over before one found lines; empty when the first did.
    private func fallBackSentence(_ facts: ExplanationFacts) -> String {
        guard let last = facts.branchesPassedOver.last else { return "" }
        let key = branchInWords(last.fields, in: facts.account)
        if last.outcome == .cannotDecide {
            return pick(
                " 앞선 기준 '\(key)'에는 값이 없어 다음 기준을 썼습니다.",
                " The alternative before it, \(key), could not decide: a value is missing."
            )
        }
        return pick(
            " 앞선 기준 '\(key)'에 맞는 품목이 없어 다음 기준을 썼습니다.",
            " The alternative before it, \(key), found no line."
        )
    }

    private func alreadyCancelledSentence(_ facts: ExplanationFacts) -> String {
        let lines = lines(facts.foundLines)
        return pick(
            "\(order(facts)): \(KoreanParticle.topic.after(lines)) 다른 취소건으로 이미 모두 "
                + "취소되어 더 취소할 수량이 없습니다.",
            "\(order(facts)): other cancellations took all of \(lines) before; nothing is left."
        )
    }

    private func exceedingSentence(_ facts: ExplanationFacts) -> String {
        let claimed = claimedUnits(facts.explanation.claim.quantity)
        let ordered = units(facts.orderedUnits)
        let found = facts.applicationsToFoundLines
        let taken = taken(found.isEmpty ? facts.applications : found, facts)
        let sentence = pick(
            "\(order(facts)): 취소 수량 \(KoreanParticle.subject.after(claimed)) 주문 수량 \(ordered)보다 "
                + "많아 \(taken)까지만 취소했습니다.",
            "\(order(facts)): \(claimed) claimed, but only \(ordered) ordered; "
                + "\(taken) cancelled."
        )
        return found.isEmpty ? sentence : sentence + unmatchedSentence(facts)
    }

    /// The claim came down below what was taken.
    private func tooManySentence(_ facts: ExplanationFacts) -> String {
        let claimed = claimedUnits(facts.explanation.claim.quantity)
        let taken = taken(facts)
        let tooMany = units(facts.explanation.unitsTooMany)
        return pick(
            "\(order(facts)): 취소 수량이 \(claimed)로 줄었지만 앞서 "
                + "\(KoreanParticle.object.after(taken)) 취소했습니다. \(tooMany)를 되살릴지 판단을 기다립니다.",
            "\(order(facts)): the claim came down to \(claimed), but \(taken) cancelled before. "
                + "Whether to restore \(tooMany) is left to a person."
        )
    }

    private func ambiguousSentence(_ facts: ExplanationFacts) -> String {
        if facts.explanation.unitsTooMany > 0 { return tooManySentence(facts) }
        if facts.explanation.isOvertaken { return overtakenSentence(facts) }
        if !facts.explanation.requestsInQuestion.isEmpty { return requestsSentence(facts) }
        return "\(order(facts)): " + choice(facts) + keptSentence(facts)
    }

    /// Why found lines leave a choice.
    private func choice(_ facts: ExplanationFacts) -> String {
        let lines = lines(facts.foundLines)
        let ordered = units(facts.orderedUnits)
        guard let quantity = facts.explanation.claim.quantity, quantity < facts.orderedUnits else {
            return pick(
                "\(KoreanParticle.subject.after(lines)) 매칭됩니다. 여러 품목이 "
                    + "매칭되면 보류하도록 설정되어 있어 운영자의 판단을 기다립니다.",
                "\(lines) match. The configuration holds matches of several lines for a person."
            )
        }
        let claimed = units(quantity)
        return pick(
            "매칭된 \(KoreanParticle.topic.after(lines)) 모두 \(ordered)인데 취소 수량은 "
                + "\(claimed)뿐이라 어느 품목인지 정할 수 없습니다.",
            "\(lines) match with \(ordered) in all, but the claim is for "
                + "\(claimed) and does not say which."
        )
    }

    /// It would be decided otherwise now, were it decided afresh.
    private func overtakenSentence(_ facts: ExplanationFacts) -> String {
        let taken = taken(facts)
        return pick(
            "\(order(facts)): 앞서 \(KoreanParticle.object.after(taken)) 취소했지만, 그 뒤 바뀐 내용으로는 "
                + "달리 판단됩니다. \(overtaking(facts)) 취소한 것은 그대로 두고 판단을 기다립니다.",
            "\(order(facts)): \(taken) cancelled before, which would be decided otherwise now. "
                + "\(overtaking(facts)) What is cancelled stays so until a person decides."
        )
    }

    /// What the rule finds now, where that is not what was taken.
    private func overtaking(_ facts: ExplanationFacts) -> String {
        guard let branch = facts.firedBranch else {
            return pick("지금은 매칭 기준에 맞는 품목이 없습니다.", "No line matches the rule now.")
        }
        if facts.explanation.areAllTakenFound { return pick("지금은 ", "Now ") + choice(facts) }
        let key = branchInWords(branch.fields, in: facts.account)
        let lines = lines(facts.foundLines)
        return pick(
            "지금은 \(KoreanParticle.subject.after(key)) 같은 \(KoreanParticle.subject.after(lines)) 매칭됩니다.",
            "By \(key) it matches \(lines) now."
        )
    }

    private func shippedSentence(_ facts: ExplanationFacts) -> String {
        if facts.foundLines.isEmpty { return appliedByHandSentence(facts) }
        let shipped = facts.shippedLines.isEmpty ? facts.foundLines : facts.shippedLines
        let lines = lines(shipped)
        let others = facts.openLines.filter { !shipped.contains($0) }.count
        let isKept = !facts.applications.isEmpty
        let sentence = pick(
            "\(order(facts)): \(KoreanParticle.subject.after(lines)) 이미 배송되어 "
                + (isKept ? "더 취소하지 않았습니다." : "취소하지 않았습니다."),
            "\(order(facts)): \(lines) shipped already, so nothing "
                + (isKept ? "more was cancelled." : "was cancelled.")
        )
        guard others > 0 else { return sentence + keptSentence(facts) }
        let rest = orderLines(others)
        return sentence
            + pick(
                " 함께 매칭된 \(rest)도 적용하지 않고 판단을 기다립니다.",
                " Also matched and left for a person: \(rest)."
            ) + keptSentence(facts)
    }

    /// Lines by name when they are few: `품목 01, 02`; else by number: `품목 12건`.
    func lines(_ lines: [LineOnFile]) -> String {
        guard (1...3).contains(lines.count) else { return orderLines(lines.count) }
        let names = list(lines.map(\.line.key.lineID.rawValue))
        return pick("품목 \(names)", "\(lines.count == 1 ? "line" : "lines") \(names)")
    }
}
