package import MatchingCore

extension Phrases {
    /// A near miss on one line: what resembles, what stands between, and the smallest change.
    package func line(for miss: NearMiss, in account: AccountID) -> String {
        let between = miss.clauses.filter { $0.verdict != .equal }
            .map { clauseInWords($0, in: account) }
        let parts = [heading(of: miss)] + between + [repair(miss.repair, in: account)]
        return parts.joined(separator: " · ")
    }

    /// What a claim that found lines may have meant as well: what they share, and what differs.
    package func line(forAlternative miss: NearMiss, in account: AccountID) -> String {
        let between = miss.clauses.filter { $0.verdict != .equal }
            .map { clauseInWords($0, in: account) }
        return ([heading(of: miss)] + between).joined(separator: " · ")
    }

    /// What a near miss has in common with the cancellation: `같은 주문 A-1, 품목 01`.
    package func heading(of miss: NearMiss) -> String {
        let key = miss.line.line.key
        let line = lineName(key.lineID)
        switch miss.kind {
        case .sameOrder: return pick("같은 주문, \(line)", "same order, \(line)")
        case .sameFields:
            return pick(
                "다른 값이 같은 주문 \(key.orderNumber), \(line)",
                "same other values, order \(key.orderNumber), \(line)"
            )
        case .exchanged:
            return pick(
                "교환으로 이어진 주문 \(key.orderNumber), \(line)",
                "exchanged order \(key.orderNumber), \(line)"
            )
        case .otherAccount(let account):
            let name = name(of: account)
            return pick("\(name)의 같은 주문번호, \(line)", "same order number in \(name), \(line)")
        }
    }

    /// The smallest change that would make a line match, one sentence.
    package func repair(_ repair: NearMiss.Repair, in account: AccountID) -> String {
        switch repair {
        case .changeOrder(let clauses):
            let values = clauses.map { value(of: $0, $0.inCancellation, in: account) }
            let all = list(values)
            return pick("주문이 \(all)이면 매칭됩니다", "matches with \(all) in the order")
        case .completeCancellation(let clauses):
            let all = list(clauses.map { value(of: $0, $0.inOrder, in: account) })
            return pick("취소건이 \(all)이면 매칭됩니다", "matches with \(all) in the cancellation")
        case .changeBoth(let clauses): return changeBoth(clauses, in: account)
        case .moveToAccount(let other):
            let name = name(of: other)
            return pick("\(name)의 취소건이면 매칭됩니다", "matches as a cancellation of \(name)")
        }
    }

    private func changeBoth(_ clauses: [Clause], in account: AccountID) -> String {
        func values(_ verdicts: (Clause) -> Bool, _ value: (Clause) -> String?) -> String? {
            let found = clauses.filter(verdicts).map { self.value(of: $0, value($0), in: account) }
            return found.isEmpty ? nil : list(found)
        }
        let order = values({ $0.inCancellation != nil }, \.inCancellation)
        let cancellation = values({ $0.verdict == .missingInCancellation }, \.inOrder)
        let unknown = clauses.filter { $0.verdict == .missingInBoth }
            .map { name(of: $0.field, in: account) }
        let both = unknown.isEmpty ? nil : list(unknown)
        let korean = [
            order.map { "주문이 \($0)" }, cancellation.map { "취소건이 \($0)" },
            both.map { "양쪽의 \($0) 값이 같" },
        ]
        let english = [
            order.map { "\($0) in the order" }, cancellation.map { "\($0) in the cancellation" },
            both.map { "the same \($0) on both sides" },
        ]
        let ending = both == nil ? "이면" : "으면"
        return pick(
            korean.compactMap(\.self).joined(separator: "이고 ") + "\(ending) 매칭됩니다",
            "matches with " + english.compactMap(\.self).joined(separator: " and ")
        )
    }

    private func value(of clause: Clause, _ value: String?, in account: AccountID) -> String {
        "\(name(of: clause.field, in: account)) \(quoted(value))"
    }
}
