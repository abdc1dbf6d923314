package import MatchingCore

extension Phrases {
    /// The verdict of one comparison, for a column: `같음`, `다름: 앞자리 0`, `취소건에 없음`.
    package func word(for verdict: Clause.Verdict) -> String {
        switch verdict {
        case .equal: return pick("같음", "equal")
        case .differs(let differences):
            let ways = list(differences.map { word(for: $0) })
            let detail = ways.isEmpty ? "" : ": \(ways)"
            return pick("다름\(detail)", "differs\(detail)")
        case .missingInCancellation: return pick("취소건에 없음", "not in cancellation")
        case .missingInOrder: return pick("주문에 없음", "not in order")
        case .missingInBoth: return pick("양쪽에 없음", "in neither")
        }
    }

    /// How two values differ, in a word or two (띄어쓰기, 앞자리 0…).
    package func word(for difference: ValueDifference) -> String {
        switch difference {
        case .whiteSpace: pick("띄어쓰기", "white space")
        case .width: pick("전각/반각", "full/half width")
        case .letterCase: pick("대소문자", "letter case")
        case .leadingZeros: pick("앞자리 0", "leading zeros")
        case .punctuation: pick("문장부호", "punctuation")
        case .invisibleCharacters: pick("보이지 않는 문자", "invisible characters")
        case .editDistance(let count):
            pick("\(number(count))글자", "\(number(count)) character\(count == 1 ? "" : "s")")
        }
    }

    /// What became of a branch (매칭됨, 해당 없음…).
    package func word(for outcome: BranchTrace.Outcome) -> String {
        switch outcome {
        case .fired: pick("매칭됨", "matched")
        case .foundNothing: pick("해당 품목 없음", "found nothing")
        case .cannotDecide: pick("값이 없어 판정 불가", "cannot decide: value missing")
        case .notTried: pick("확인 안 함", "not tried")
        }
    }

    /// One comparison with both values: `옵션 다름(띄어쓰기): 취소건 '레드 L', 주문 '레드L'`.
    package func clauseInWords(_ clause: Clause, in account: AccountID? = nil) -> String {
        let name = name(of: clause.field, in: account)
        let mine = quoted(clause.distinguishable(clause.inCancellation))
        let theirs = quoted(clause.distinguishable(clause.inOrder))
        switch clause.verdict {
        case .equal: return pick("\(name) 같음 \(theirs)", "\(name) equal \(theirs)")
        case .differs(let differences):
            let ways = list(differences.map { word(for: $0) })
            let korean = ways.isEmpty ? "" : "(\(ways))"
            let english = ways.isEmpty ? "" : " (\(ways))"
            return pick(
                "\(name) 다름\(korean): 취소건 \(mine), 주문 \(theirs)",
                "\(name) differs\(english): cancellation \(mine), order \(theirs)"
            )
        case .missingInCancellation:
            return pick(
                "\(name) 취소건에 없음: 주문 \(theirs)",
                "\(name) not in cancellation: order \(theirs)"
            )
        case .missingInOrder:
            return pick(
                "\(name) 주문에 없음: 취소건 \(mine)",
                "\(name) not in order: cancellation \(mine)"
            )
        case .missingInBoth: return pick("\(name) 양쪽에 없음", "\(name) in neither")
        }
    }
}

extension Clause {
    /// A value of the clause in which one sees what differs: characters that draw nothing, and blanks
    /// that are not the usual one, as their codes.
    func distinguishable(_ value: String?) -> String? {
        guard let value, case .differs(let differences) = verdict,
            differences.contains(.whiteSpace) || differences.contains(.invisibleCharacters)
        else { return value }
        return DisplayText.revealing(value)
    }
}
