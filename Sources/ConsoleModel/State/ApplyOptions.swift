import MatchingCore

/// What a cancellation can be applied to by hand, read from its explanation.
struct ApplyOptions: Sendable {
    /// The lines of the claim's order, each once, in line order.
    let lines: [LineOnFile]
    /// The lines that the rule found and that have not been shipped.
    let found: [LineOnFile]
    private let claimedUnits: Int?
    private let isUndecided: Bool

    /// Collects the lines; `only` keeps those with one of these ids.
    init(_ explanation: Explanation, only ids: [LineID]? = nil) {
        var seen: [OrderLineKey: LineOnFile] = [:]
        for trace in explanation.branches.flatMap(\.lines) {
            seen[trace.line.line.key] = trace.line
        }
        // Without a rule there are no branches, but the lines of the same order are near misses.
        for miss in explanation.nearestMisses where miss.kind == .sameOrder {
            seen[miss.line.line.key] = miss.line
        }
        lines = seen.values.sorted { $0.line.key < $1.line.key }
            .filter { line in ids?.contains(line.line.key.lineID) ?? true }
        found =
            explanation.branches.first { $0.outcome == .fired }?.lines
            .filter { $0.satisfies && $0.line.line.shipping != .shipped }.map(\.line) ?? []
        claimedUnits = explanation.claim.quantity
        isUndecided = explanation.reason == .ambiguous
    }

    /// The most units that can be taken of a line, at least 1.
    func mostUnits(of id: LineID) -> Int {
        let open = lines.first { $0.line.key.lineID == id }?.openUnits ?? 1
        return max(1, min(open, claimedUnits ?? open))
    }

    /// Asks whether to take what the rule finds, or which line.
    func dialog(for id: CancellationID, phrases: Phrases) -> Dialog {
        guard !found.isEmpty, !isUndecided else { return lineDialog(for: id, phrases: phrases) }
        let open = found.reduce(0) { $0 + $1.openUnits }
        let units = phrases.units(claimedUnits.map { min($0, open) } ?? open)
        let body =
            [
                phrases.pick("매칭 기준이 찾은 품목:", "The lines that the rule finds:")
            ] + found.prefix(5).map { Self.title(of: $0, phrases: phrases) }
            + (found.count > 5
                ? [phrases.pick("외 \(found.count - 5)건", "and \(found.count - 5) more")] : [])
        var choices: [Dialog.Choice] = [
            .doNothing(phrases),
            Dialog.Choice(
                text: phrases.pick(
                    "\(phrases.orderLines(found.count)), \(units) 취소·보류",
                    "Cancel and hold \(phrases.orderLines(found.count)), \(units)"
                ),
                outcome: .act(.apply(id, line: nil, units: nil))
            ),
        ]
        if lines.count > 1 {
            choices.append(
                Dialog.Choice(
                    text: phrases.pick("품목 하나 고르기…", "Choose one line…"),
                    outcome: .chooseLine(id)
                )
            )
        }
        let title = phrases.pick("취소건 #\(id) 적용", "Apply cancellation #\(id)")
        return Dialog(title: title, body: body, choices: choices)
    }

    /// Asks for the line.
    func lineDialog(for id: CancellationID, phrases: Phrases) -> Dialog {
        let claimed = phrases.claimedUnits(claimedUnits)
        return Dialog(
            title: phrases.pick("취소건 #\(id) 적용", "Apply cancellation #\(id)"),
            body: [
                lines.isEmpty
                    ? phrases.pick("이 주문의 품목이 없습니다.", "The order has no lines on file.")
                    : phrases.pick(
                        "취소 수량 \(claimed). 어느 품목에 적용할까요?",
                        "Claimed: \(claimed). Which line is it?"
                    )
            ],
            choices: [.doNothing(phrases)]
                + lines.map { line in
                    Dialog.Choice(
                        text: Self.title(of: line, phrases: phrases),
                        outcome: .line(id, line.line.key.lineID)
                    )
                }
        )
    }

    /// A line on one line: id, product, option, open units, shipping.
    static func title(of line: LineOnFile, phrases: Phrases) -> String {
        let fields = line.line.fields
        let product = [fields[.productName], fields[.option]].compactMap { $0 }
            .map(DisplayText.sanitized).joined(separator: " / ")
        let units = "\(line.openUnits)/\(line.line.quantity)"
        return [
            DisplayText.sanitized(line.line.key.lineID.rawValue),
            product,
            phrases.pick("남은 수량 \(units)", "open \(units)"),
            phrases.word(for: line.line.shipping),
        ]
        .filter { !$0.isEmpty }.joined(separator: " · ")
    }
}
