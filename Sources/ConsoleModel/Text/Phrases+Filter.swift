extension Phrases {
    /// What is wrong with a filter and what would be right, one sentence.
    package func line(for error: FilterError) -> String {
        switch error.problem {
        case .unknownField(let name, let meant):
            pick(
                "항목 ‘\(name)’ 없음.\(hint(meant)) 글자 그대로는 따옴표로.",
                "no field ‘\(name)’.\(hint(meant)) Quote it to find it as it is."
            )
        case .fieldOfOtherList(let field):
            pick(
                "이 목록에는 ‘\(name(of: field))’ 항목이 없습니다.",
                "This list has no field ‘\(name(of: field))’."
            )
        case .unusableOperator(let field, let comparison):
            pick(
                "‘\(name(of: field))’에는 \(comparison.rawValue) 대신 \(operators(of: field))를 쓰십시오.",
                "Use \(operators(of: field)) with ‘\(name(of: field))’, not \(comparison.rawValue)."
            )
        case .missingValue(let field):
            pick("‘\(name(of: field))’의 값을 입력하십시오.", "Give a value for ‘\(name(of: field))’.")
        case .unknownValue(let field, let text, let meant):
            pick(
                "‘\(name(of: field))’에 ‘\(text)’\(KoreanParticle.called.form(after: text)) 값이 없습니다.\(hint(meant))",
                "‘\(name(of: field))’ has no value ‘\(text)’.\(hint(meant))"
            )
        case .notANumber(let text):
            pick("‘\(text)’ 대신 숫자를 입력하십시오.", "Give a whole number, not ‘\(text)’.")
        case .notATime(let text):
            pick(
                "‘\(text)’: 시간은 2시간, 3일, 오늘, 2026-11-25처럼 쓰십시오.",
                "‘\(text)’: write times as 2h, 3d, today or 2026-11-25."
            )
        case .ageWithoutComparison:
            pick("지난 시간은 <나 >로 비교하십시오: 요청>2시간", "Compare ages with < or >: requested>2h")
        case .severalValues: pick("여기에는 값을 하나만 쓰십시오.", "Only one value can stand here.")
        case .unclosedQuote: pick("따옴표를 닫으십시오.", "Close the quotes.")
        case .textAfterQuote: pick("따옴표 뒤에 빈칸을 두십시오.", "Put a space after the quotes.")
        case .nothingNegated:
            pick("찾을 것을 입력하십시오.", "There is nothing to find here.")
        }
    }

    /// How far a search is, how far it can go, and with which key it stops or goes on.
    func searchProgress(
        _ searched: (looked: Int, count: Int),
        found: Int,
        isStopped: Bool
    ) -> String {
        let share = Double(searched.looked) / Double(max(1, searched.count))
        let percentage = min(99, Int(share * 100))
        let (looked, all, count) = (number(searched.looked), number(searched.count), number(found))
        return isStopped
            ? pick(
                "\(all)행 중 \(looked)행(\(percentage)%)까지 찾음: \(count)건 · PgDn 계속",
                "\(count) found in \(looked) of \(all) rows (\(percentage)%) · PgDn goes on"
            )
            : pick(
                "찾는 중 \(looked)/\(all)행(\(percentage)%): \(count)건 · Esc 중지",
                "searching \(looked) of \(all) rows (\(percentage)%): \(count) found · Esc stops"
            )
    }

    /// What an empty list says when a filter left nothing.
    func nothingFound(by filter: String) -> String {
        pick(
            "'\(filter)'에 맞는 취소건이 없습니다. Esc: 찾기 해제",
            "No cancellation matches '\(filter)'. Esc: clear the search"
        )
    }

    /// What an empty list of orders says when a filter left nothing.
    func noOrderFound(by filter: String) -> String {
        pick(
            "'\(filter)'에 맞는 주문이 없습니다. Esc: 찾기 해제",
            "No order matches '\(filter)'. Esc: clear the search"
        )
    }

    /// What an empty pull list says when a filter left nothing.
    func nothingToPull(by filter: String) -> String {
        pick(
            "'\(filter)'에 맞는 송장이 없습니다. Esc: 찾기 해제",
            "Nothing to pull matches '\(filter)'. Esc: clear the search"
        )
    }

    /// What an empty journal says when a filter left nothing.
    func nothingInJournal(by filter: String) -> String {
        pick(
            "'\(filter)'에 맞는 이력이 없습니다. Esc: 찾기 해제",
            "Nothing that happened matches '\(filter)'. Esc: clear the search"
        )
    }

    private func name(of field: FilterField) -> String { field.name.text(in: language) }

    private func operators(of field: FilterField) -> String {
        field.operators.map(\.rawValue).joined(separator: " ")
    }

    private func hint(_ meant: String?) -> String {
        guard let meant else { return "" }
        return pick(" ‘\(meant)’?", " ‘\(meant)’?")
    }
}
