package import MatchingCore

extension Phrases {
    /// Why an order line is, or is not, cancelled: one or two sentences.
    package func sentence(for explanation: OrderExplanation) -> String {
        switch explanation.reason {
        case .noCancellationSeen: return notSeenSentence(explanation)
        case .accountNotPolledSince: return notPolledSentence(explanation)
        case .accountPaused, .accountFailing: return stoppedSentence(explanation)
        case .coverageGap: return gapSentence(explanation)
        case .applied, .alreadyCancelled, .stateNotSynced, .needsConfirmation, .noCancelStates,
            .noMatchRule, .keyMissingInCancellation, .orderNotFound, .orderInOtherAccount,
            .keyMissingInOrder, .keyDiffers, .ambiguous, .quantityExceedsOrder, .shipped,
            .withdrawn, .dismissed, .undone:
            let takers = explanation.cancellations.filter { $0.units > 0 }
            return takers.isEmpty && explanation.line.cancelledUnits <= 0
                ? untakenSentence(explanation) : takenSentence(explanation, by: takers)
        }
    }

    private func takenSentence(
        _ explanation: OrderExplanation,
        by takers: [OrderExplanation.Naming]
    ) -> String {
        let line = explanation.line
        let names = list(takers.map { "#\($0.id)" })
        let (by, englishBy) = names.isEmpty ? ("", "") : ("취소건 \(names)에 의해 ", " by \(names)")
        let cancelled = number(line.cancelledUnits)
        let ordered = number(line.line.quantity)
        let last = takers.last.map { " " + sentence(for: $0.explanation) } ?? ""
        let place = place(of: explanation)
        if line.openUnits <= 0 {
            return pick(
                "\(place): \(by)\(ordered)개 모두 취소되었습니다.\(last)",
                "\(place): all of \(units(line.line.quantity)) cancelled\(englishBy).\(last)"
            )
        }
        return pick(
            "\(place): \(by)\(ordered)개 중 \(cancelled)개가 취소되었습니다.\(last)",
            "\(place): \(cancelled) of \(ordered) units cancelled\(englishBy).\(last)"
        )
    }

    /// A cancellation named the order and left the line alone.
    private func untakenSentence(_ explanation: OrderExplanation) -> String {
        let place = place(of: explanation)
        let naming =
            explanation.cancellations.last { $0.explanation.reason == explanation.reason }
            ?? explanation.cancellations.last
        guard let naming else {
            return pick("\(place): ", "\(place): ") + sentence(for: explanation.reason)
        }
        let why = sentence(for: naming.explanation)
        let named = naming.explanation.claim.orderNumber
        guard named == explanation.line.line.key.orderNumber else {
            let line = explanation.line.line.key
            let isReplacing = naming.explanation.replacing.contains { $0.line.key == line }
            let order = KoreanParticle.object.after(named.rawValue)
            return pick(
                "\(place): 취소건 \(KoreanParticle.subject.after("#\(naming.id)")) "
                    + (isReplacing ? "교환 전 주문 \(order)" : "주문 \(order)")
                    + " 가리키며 이 품목은 취소되지 않았습니다. \(why)",
                "\(place): cancellation #\(naming.id) names order \(named)"
                    + (isReplacing ? ", which this one replaced," : "")
                    + " and did not take this line. \(why)"
            )
        }
        return pick(
            "\(place): 취소건 \(KoreanParticle.subject.after("#\(naming.id)")) 이 주문을 가리키지만 이 품목은 취소되지 않았습니다. \(why)",
            "\(place): cancellation #\(naming.id) names the order but did not take this line. \(why)"
        )
    }

    private func notSeenSentence(_ explanation: OrderExplanation) -> String {
        let place = place(of: explanation)
        let account = name(of: explanation.coverage.account)
        guard let last = explanation.coverage.lastSuccessAt else {
            return "\(place): \(sentence(for: .noCancellationSeen))"
        }
        let until = dateAndTime(last)
        return pick(
            "\(place): 취소 통지가 없습니다. \(account)의 수집은 \(until)까지 정상입니다.",
            "\(place): no cancellation names it. Polls of \(account) are complete until \(until)."
        ) + vouchedWords(explanation.coverage.vouched)
    }

    private func notPolledSentence(_ explanation: OrderExplanation) -> String {
        let place = place(of: explanation)
        let account = name(of: explanation.coverage.account)
        let last = explanation.coverage.lastSuccessAt.map(dateAndTime) ?? none
        return pick(
            "\(place): 주문 이후 \(account)의 수집이 없어 취소 여부를 알 수 없습니다. 마지막 수집: \(last).",
            "\(place): \(account) has not been polled since the order. Last poll: \(last)."
        )
    }

    private func stoppedSentence(_ explanation: OrderExplanation) -> String {
        let place = place(of: explanation)
        let account = name(of: explanation.coverage.account)
        let last = explanation.coverage.lastSuccessAt.map(dateAndTime) ?? none
        if explanation.reason == .accountPaused {
            return pick(
                "\(place): \(account) 계정이 일시정지되어 취소 여부를 알 수 없습니다. 마지막 수집: \(last).",
                "\(place): \(account) is paused, so nothing can be known. Last poll: \(last)."
            )
        }
        let count = number(explanation.coverage.consecutiveFailures)
        let failure = explanation.coverage.lastFailure.map { line(for: $0) }
        let (why, english) = failure.map { (" 마지막 오류: \($0)", " Last error: \($0)") } ?? ("", "")
        return pick(
            "\(place): \(account)의 수집이 \(count)회 연속 실패해 취소 여부를 알 수 없습니다. 마지막 성공: \(last).\(why)",
            "\(place): \(count) polls of \(account) failed in a row. Last success: \(last).\(english)"
        )
    }

    private func gapSentence(_ explanation: OrderExplanation) -> String {
        let place = place(of: explanation)
        let account = name(of: explanation.coverage.account)
        let gaps = explanation.coverage.gaps
        guard let first = gaps.first else { return "\(place): \(sentence(for: .coverageGap))" }
        let times = period(first)
        let more = others(than: gaps)
        return pick(
            "\(place): \(account)에 수집하지 못한 시간대가 있어 취소 통지를 놓쳤을 수 있습니다: \(times)\(more).",
            "\(place): \(account) was not read at \(times)\(more); a cancellation may be missing."
        )
    }

    private func place(of explanation: OrderExplanation) -> String {
        let key = explanation.line.line.key
        return pick(
            "주문번호 \(key.orderNumber) 품목 \(key.lineID)",
            "Order \(key.orderNumber), line \(key.lineID)"
        )
    }
}
