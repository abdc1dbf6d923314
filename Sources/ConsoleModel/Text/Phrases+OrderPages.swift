import MatchingCore
import SyncInterfaces

extension Phrases {
    /// What an order contains: its first product, and how many further lines.
    func contents(of row: OrderRow, naming line: LineOnFile? = nil) -> String {
        guard let first = line ?? row.lines.first else { return "" }
        let rest = row.lines.count - 1
        let contents = contents(of: first)
        guard rest > 0 else { return contents }
        return pick("\(contents) 외 \(number(rest))", "\(contents) and \(number(rest)) more")
    }

    /// A line's product and option; its name where it has neither.
    func contents(of line: LineOnFile) -> String {
        let fields = line.line.fields
        let names = [fields[.productName], fields[.option]].compactMap { $0 }
        let text = names.isEmpty ? line.line.key.lineID.rawValue : names.joined(separator: " / ")
        return DisplayText.sanitized(text)
    }

    /// Whether a parcel may leave, in words that can be read from afar.
    package func verdict(on answer: ParcelAnswer) -> String {
        let word = word(for: answer.verdict)
        guard answer.isUndecided, answer.verdict != .check else { return word }
        return word + pick(" · 나머지는 확인 필요", " · CHECK THE REST FIRST")
    }

    private func word(for verdict: ParcelAnswer.Verdict) -> String {
        switch verdict {
        case .notFound: pick("없는 번호", "NOT FOUND")
        case .ship: pick("정상 출고", "OK TO SHIP")
        case .check: pick("정지 · 확인 필요", "STOP · CHECK FIRST")
        case .pull: pick("PULL · 당기십시오", "PULL IT")
        case .pullPart: pick("PULL · 일부를 빼십시오", "PULL PART OF IT")
        case .pulled: pick("이미 당김", "PULLED ALREADY")
        case .recalled: pick("이미 회수함", "BACK ALREADY")
        case .recall: pick("이미 출고됨 · 회수하십시오", "ALREADY LEFT · RECALL IT")
        }
    }

    /// What is to become, or has become, of a line on hold.
    func hold(_ mark: PullMark?, hasLeft: Bool) -> String {
        if mark?.urgency == .recall { return pick("회수 필요", "to recall") }
        guard mark?.pulledAt != nil else { return onHoldWord }
        return hasLeft
            ? pick("회수함", "came back") : onHoldWord + pick("·당김", ", pulled")
    }

    /// What a mark on the pull list, or taking it back, did to a line.
    ///
    /// - Parameters:
    ///   - place: The line.
    ///   - hasLeft: Whether its parcel has left, so that it was to come back.
    ///   - isPulled: Whether it was marked.
    /// - Returns: What the operator who did it is told.
    func marked(_ place: String, _ hasLeft: Bool, _ isPulled: Bool) -> String {
        switch (hasLeft, isPulled) {
        case (false, true): pick("당김: \(place) (u 되돌리기)", "pulled: \(place) (u takes it back)")
        case (true, true): pick("회수함: \(place) (u 되돌리기)", "came back: \(place) (u takes it back)")
        case (false, false):
            pick("당길 송장으로 되돌림: \(place)", "back on the pull list: \(place)")
        case (true, false): pick("회수할 택배로 되돌림: \(place)", "to be recalled again: \(place)")
        }
    }

    /// No order line has a number, and cancellations name it.
    func namedOnly(_ number: String, by count: Int) -> String {
        let number = DisplayText.sanitized(number)
        return pick(
            "주문 '\(number)'의 품목은 아직 들어오지 않았지만, 이 번호를 말하는 취소건이 \(self.number(count))건 있습니다:",
            "No line of the order '\(number)' has come in, but \(self.number(count)) cancellation"
                + "\(plural(count)) name\(count == 1 ? "s" : "") it:"
        )
    }

    /// A claim that names an order: `취소건 #1 대기 · 주문 없음 · 취소요청 · 2026… · 쿠팡`.
    func line(for record: ClaimRecord) -> String {
        let standing = record.standing
        let (status, reason) = (word(for: standing.status), word(for: standing.reason))
        var parts = [
            pick("취소건 #\(record.id) \(status)", "claim #\(record.id) \(status)"), reason,
            standing.state,
        ]
        if let notice = record.notices.last {
            parts += [notice.orderNumber.rawValue, name(of: notice.account)]
        }
        return DisplayText.sanitized(parts.joined(separator: " · "))
    }

    /// One sighting of a claim: `#3 취소요청 · 1개 · C-1003 · 요청 2026-11-25 10:57 · 적용`.
    func line(for notice: CancellationNotice, of record: ClaimRecord) -> String {
        var parts = ["#\(record.id) \(notice.state)"]
        parts.append(claimedUnits(notice.quantity))
        parts.append(notice.claimID.rawValue)
        if let requested = notice.requestedAt {
            let time = givenTime(requested)
            parts.append(pick("요청 \(time)", "requested \(time)"))
        }
        if let word = notice.remarks.cancelledBy {
            parts.append("\(name(of: .cancelledBy)) \(word)")
        }
        if let word = notice.remarks.shippingWord { parts.append(word) }
        if let reason = notice.buyerReason { parts.append(reason) }
        parts.append(word(for: record.standing.status))
        if let origin = notice.origin { parts.append("\(origin)") }
        return DisplayText.sanitized(parts.joined(separator: " · "))
    }
}
