package import MatchingCore

extension Phrases {
    /// A fact that changed since the decision: `품목 01 배송상태: 접수 → 배송`.
    package func line(for change: ChangeSinceThen, in account: AccountID) -> String {
        switch change {
        case .rule(let then, let now):
            let label = pick("매칭 기준", "match rule")
            return arrow(label, rule(then, in: account), rule(now, in: account))
        case .state(let then, let now): return arrow(pick("취소상태", "state"), then, now)
        case .claimField(let field, let then, let now):
            let label = "\(pick("취소건", "cancellation")) \(name(of: field, in: account))"
            return arrow(label, quoted(then), quoted(now))
        case .claimQuantity(let then, let now):
            return arrow(pick("취소 수량", "claimed"), claimedUnits(then), claimedUnits(now))
        case .lineField(let id, let field, let then, let now):
            let label = "\(lineName(id)) \(name(of: field, in: account))"
            return arrow(label, quoted(then), quoted(now))
        case .lineQuantity(let id, let then, let now):
            return arrow("\(lineName(id)) \(pick("수량", "quantity"))", units(then), units(now))
        case .lineShipping(let id, let then, let now):
            let label = "\(lineName(id)) \(pick("배송상태", "shipping"))"
            return arrow(label, word(for: then), word(for: now))
        case .lineAppeared(let id): return pick("\(lineName(id)) 추가됨", "\(lineName(id)) appeared")
        case .lineDisappeared(let id): return pick("\(lineName(id)) 없어짐", "\(lineName(id)) is gone")
        case .outcome(let then, let now):
            return arrow(pick("지금 판단하면", "decided now"), word(for: then), word(for: now))
        }
    }

    /// A line by its name: `품목 01`.
    func lineName(_ id: LineID) -> String { pick("품목 \(id)", "line \(id)") }

    private func arrow(_ label: String, _ then: String, _ now: String) -> String {
        DisplayText.sanitized("\(label): \(then) → \(now)")
    }

    private func rule(_ text: String?, in account: AccountID) -> String {
        guard let text else { return none }
        do {
            return ruleInWords(try MatchRule(parsing: text), in: account)
        } catch {
            // A rule kept by another version may not parse here; its text says as much.
            return text
        }
    }
}
