extension Phrases {
    /// A number with thousands separators: `1,234,567`.
    package func number(_ number: Int) -> String {
        let digits = Array(String(number.magnitude))
        var text = number < 0 ? "-" : ""
        for (index, digit) in digits.enumerated() {
            if index > 0 && (digits.count - index).isMultiple(of: 3) { text += "," }
            text.append(digit)
        }
        return text
    }

    /// A count where there is little room, rounded down: `9,999`, `1.2만`, `40만`; `12k`, `1.2M`.
    func shortNumber(_ number: Int) -> String {
        let units =
            language == .korean
            ? [(100_000_000, "억"), (10_000, "만")] : [(1_000_000, "M"), (1_000, "k")]
        guard number >= 10_000, let (unit, sign) = units.first(where: { $0.0 <= number }) else {
            return self.number(number)
        }
        let (whole, tenth) = (number / unit, number % unit / (unit / 10))
        return self.number(whole) + (whole < 10 && tenth > 0 ? ".\(tenth)" : "") + sign
    }

    /// Units of a product: `2개`, `2 units`.
    package func units(_ count: Int) -> String {
        pick("\(number(count))개", "\(number(count)) \(count == 1 ? "unit" : "units")")
    }

    /// What a claim asks for: `2개`; all where it names no quantity.
    package func claimedUnits(_ count: Int?) -> String {
        count.map(units) ?? pick("전체", "all")
    }

    /// Cancellations: `3건`, `3 cancellations`.
    package func cancellations(_ count: Int) -> String {
        pick("\(number(count))건", "\(number(count)) cancellation\(count == 1 ? "" : "s")")
    }

    /// Accounts: `계정 3곳`, `3 accounts`.
    package func accounts(_ count: Int) -> String {
        pick("계정 \(number(count))곳", "\(number(count)) account\(count == 1 ? "" : "s")")
    }

    /// Order lines: `품목 3건`, `3 order lines`.
    package func orderLines(_ count: Int) -> String {
        pick("품목 \(number(count))건", "\(number(count)) order line\(count == 1 ? "" : "s")")
    }

    /// Rows of a file: `3행`, `3 rows`.
    package func rows(_ count: Int) -> String {
        pick("\(number(count))행", "\(number(count)) row\(count == 1 ? "" : "s")")
    }

    /// Something that is absent: `없음`, `none`.
    package var none: String { pick("없음", "none") }

    /// A value in quotation marks; `없음` where there is none.
    func quoted(_ value: String?) -> String { value.map { "'\($0)'" } ?? none }
}
