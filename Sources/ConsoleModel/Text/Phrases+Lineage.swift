import MatchingCore
import SyncInterfaces

extension Phrases {
    /// An exchange in words, said of one of its two orders.
    func line(for link: OrderLink, seenFrom number: OrderNumber) -> String {
        if number == link.replacement {
            return pick(
                "이 주문은 원주문 \(link.original)의 교환 주문입니다.",
                "This order replaces \(link.original), which was exchanged."
            )
        }
        if number == link.original {
            return pick(
                "이 주문은 교환되어 주문번호가 \(KoreanParticle.by.after(link.replacement.rawValue)) "
                    + "바뀌었습니다.",
                "This order was exchanged; its number is \(link.replacement) now."
            )
        }
        return pick(
            "주문 \(link.original) → 교환 주문 \(link.replacement)",
            "order \(link.original) → exchanged for \(link.replacement)"
        )
    }

    /// Our shipping state beside what the marketplace says: `배송 · 판매처 배송준비중 (주문 파일)`.
    func line(for facts: ShippingFacts) -> String {
        let theirs = [
            facts.ofClaim.map { pick("\($0) (취소 통지)", "\($0) (notice)") },
            facts.ofOrder.map { pick("\($0) (주문 파일)", "\($0) (order file)") },
        ]
        .compactMap(\.self)
        let told = theirs.isEmpty ? pick("알려 주지 않음", "not told") : theirs.joined(separator: ", ")
        let ours = word(for: facts.ours)
        let line = pick("우리 \(ours) · 판매처 \(told)", "ours \(ours) · marketplace's \(told)")
        guard facts.isAhead else { return line }
        return line
            + pick(
                " · 가배송일 수 있습니다: 택배가 실제로 나갔는지 확인하십시오.",
                " · marked as shipped early? See whether the parcel really left."
            )
    }

    /// A value that an import changed: `품목 01 옵션: '블랙' → '화이트'`.
    func line(for revision: LineRevision, namesLine: Bool) -> String {
        let what = name(of: revision.aspect, in: revision.line.account)
        let label = namesLine ? "\(lineName(revision.line.lineID)) \(what)" : what
        let before = value(revision.before, of: revision.aspect)
        let after = value(revision.after, of: revision.aspect)
        return DisplayText.sanitized("\(label): \(before) → \(after)")
    }

    private func name(of aspect: LineRevision.Aspect, in account: AccountID) -> String {
        if case .field(let field) = aspect { return name(of: field, in: account) }
        return name(of: aspect.column)
    }

    private func value(_ value: String?, of aspect: LineRevision.Aspect) -> String {
        guard let value else { return none }
        switch aspect {
        case .shipping: return ShippingState(rawValue: value).map { word(for: $0) } ?? value
        case .quantity: return Int(value).map { units($0) } ?? value
        case .orderedAt: return TimeText.timestamp(value).map { dateAndTime($0) } ?? value
        case .field, .trackingNumber, .shippingWord, .originalOrderNumber: return quoted(value)
        }
    }
}
