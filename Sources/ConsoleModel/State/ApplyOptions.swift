import MatchingCore
import SyncInterfaces

/// What a cancellation can be applied to by hand, read from its explanation.
struct ApplyOptions: Sendable {
    /// The lines of the claim's order, each once, in line order.
    let lines: [LineOnFile]
    /// The lines of orders that replaced the claim's in an exchange, in line order.
    let replacing: [LineOnFile]
    /// The lines of further orders of which a person took some for the claim, in line order.
    let chosen: [LineOnFile]
    /// Other lines that are like the claim in all but the order number, the most alike first.
    let resembling: [LineOnFile]
    /// The lines that the rule found and that have not been shipped; where a person applied some of the
    /// claim, those of them that have units open.
    let found: [LineOnFile]
    /// Whether the rule also found lines that have been shipped.
    private let hasShippedOnes: Bool
    private let claimedUnits: Int?
    private let isUndecided: Bool
    private let claimedOrder: OrderNumber

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
        let isKept = { (line: LineOnFile) in ids?.contains(line.line.key.lineID) ?? true }
        lines = seen.values.sorted { $0.line.key < $1.line.key }.filter(isKept)
        replacing = explanation.replacing.filter(isKept)
        chosen = explanation.chosen.filter(isKept)
        let chosenKeys = Set(explanation.chosen.map(\.line.key))
        resembling = explanation.nearestMisses.filter { $0.kind == .sameFields }.map(\.line)
            .filter { isKept($0) && !chosenKeys.contains($0.line.key) }
        let satisfying =
            explanation.branches.first { $0.outcome == .fired }?.lines
            .filter(\.satisfies).map(\.line) ?? []
        let rest = explanation.unitsLeft
        let meant = rest > 0 ? satisfying.filter { $0.openUnits > 0 } : satisfying
        found = meant.filter { $0.line.shipping != .shipped }
        hasShippedOnes = found.count < meant.count
        claimedUnits = explanation.unitsToApply
        claimedOrder = explanation.claim.orderNumber
        let open = found.map(\.openUnits).filter { $0 > 0 }
        // The rule names several lines, and the claim does not cover them.
        let leavesChoice =
            open.count > 1 && claimedUnits.map { $0 < open.reduce(0, Int.saturatingSum) } ?? false
        // What is left of a claim of all is all that is open.
        let leavesNumber = rest > 0 && explanation.claim.quantityAtMost != nil
        isUndecided = explanation.reason == .ambiguous || leavesNumber || leavesChoice
    }

    /// The most units that can be taken of a line, at least 1.
    func mostUnits(of choice: LineChoice) -> Int {
        let open = line(choice)?.openUnits ?? 1
        return max(1, min(open, claimedUnits ?? open))
    }

    /// Whether there is no line to choose from.
    var isEmpty: Bool { lines.isEmpty && others.isEmpty }

    /// The lines of other orders than the claim's.
    private var others: [LineOnFile] { replacing + chosen + resembling }

    /// Whether no unit of any line is open.
    var isUsedUp: Bool { (lines + others).allSatisfy { $0.openUnits == 0 } }

    private func line(_ choice: LineChoice) -> LineOnFile? {
        (lines + others).first { line in
            line.line.key.lineID == choice.lineID
                && (choice.orderNumber.map { $0 == line.line.key.orderNumber } ?? true)
        }
    }

    /// A line on one line, with its order where that is not the claim's.
    func title(of choice: LineChoice, _ phrases: Phrases) -> String? {
        line(choice).map { line in
            choice.orderNumber == nil
                ? Self.title(of: line, phrases: phrases)
                : title(ofOther: line, phrases)
        }
    }

    /// Asks whether to take what the rule finds, or which line.
    ///
    /// - Parameters:
    ///   - id: The cancellation.
    ///   - seen: What the operator sees of it now.
    ///   - particulars: What is said last: which cancellation it is, and who acts.
    ///   - phrases: The language.
    /// - Returns: The dialog; choices that act come after the one that does nothing.
    func dialog(
        for id: CancellationID,
        seen: Sighting?,
        particulars: [String],
        phrases: Phrases
    ) -> Dialog {
        guard !found.isEmpty, !isUndecided else {
            return lineDialog(for: id, particulars: particulars, phrases: phrases)
        }
        let open = found.map(\.openUnits).reduce(0, Int.saturatingSum)
        let units = phrases.units(claimedUnits.map { min($0, open) } ?? open)
        let act = Dialog.Choice(
            text: phrases.pick(
                "\(phrases.orderLines(found.count)), \(units) 취소·보류",
                "Cancel and hold \(phrases.orderLines(found.count)), \(units)"
            ),
            outcome: .act(.apply(id, line: nil, units: nil, seen: seen))
        )
        let one = Dialog.Choice(
            text: phrases.pick("품목 하나 고르기…", "Choose one line…"),
            outcome: .chooseLine(id)
        )
        return Dialog(
            title: Self.title(id, phrases),
            body: foundLines(phrases) + particulars,
            choices: [.doNothing(phrases), act]
                + (lines.count + others.count > 1 ? [one] : []),
            reason: Dialog.ReasonField(phrases)
        )
    }

    /// Asks for the line.
    func lineDialog(for id: CancellationID, particulars: [String], phrases: Phrases) -> Dialog {
        let claimed = phrases.claimedUnits(claimedUnits)
        let question =
            isEmpty
            ? phrases.pick("이 주문의 품목이 없습니다.", "The order has no lines on file.")
            : phrases.pick(
                "취소 수량 \(claimed). 어느 품목에 적용할까요?",
                "Claimed: \(claimed). Which line is it?"
            )
        let choices = lines.map { line in
            Dialog.Choice(
                text: Self.choice(of: line, phrases),
                outcome: .line(id, LineChoice(line.line.key.lineID))
            )
        }
        let further = others.map { line in
            Dialog.Choice(
                text: title(ofOther: line, phrases),
                outcome: .line(id, LineChoice(line.line.key.lineID, of: line.line.key.orderNumber))
            )
        }
        return Dialog(
            title: Self.title(id, phrases),
            body: [question] + (replacing.isEmpty ? [] : [exchange(phrases)])
                + (chosen.isEmpty ? [] : [choice(phrases)])
                + (resembling.isEmpty ? [] : [resemblance(phrases)]) + particulars,
            choices: [.doNothing(phrases)] + choices + further
        )
    }

    private func foundLines(_ phrases: Phrases) -> [String] {
        let most = 5
        var texts = [phrases.pick("매칭 기준이 찾은 품목:", "The lines that the rule finds:")]
        texts += found.prefix(most).map { Self.title(of: $0, phrases: phrases) }
        if found.count > most {
            let others = phrases.orderLines(found.count - most)
            texts.append(phrases.pick("외 \(others)", "and \(others) more"))
        }
        if hasShippedOnes {
            texts.append(
                phrases.pick("배송된 품목은 제외합니다.", "Shipped lines are left out.")
            )
        }
        return texts
    }

    private func exchange(_ phrases: Phrases) -> String {
        let number = claimedOrder.rawValue
        return phrases.pick(
            "주문 \(KoreanParticle.topic.after(number)) 교환되었습니다. 교환 주문의 품목에도 적용할 수 있습니다.",
            "Order \(number) was exchanged; lines of the order that replaced it can be taken too."
        )
    }

    private func choice(_ phrases: Phrases) -> String {
        phrases.pick(
            "앞서 적용한 다른 주문의 품목에도 적용할 수 있습니다.",
            "Lines of the other order that it was applied to before can be taken too."
        )
    }

    private func resemblance(_ phrases: Phrases) -> String {
        phrases.pick(
            "주문번호만 다른 비슷한 품목이 있습니다. 같은 주문인지 판매처에서 확인한 뒤 고르십시오.",
            "Lines that differ in the order number alone: see on the marketplace's site whether one "
                + "is meant."
        )
    }

    private func title(ofOther line: LineOnFile, _ phrases: Phrases) -> String {
        let order = DisplayText.sanitized(line.line.key.orderNumber.rawValue)
        let isReplacing = replacing.contains { $0.line.key == line.line.key }
        let name =
            isReplacing
            ? phrases.pick("교환 주문 \(order)", "exchanged for \(order)")
            : phrases.pick("다른 주문 \(order)", "other order \(order)")
        return name + " · " + Self.choice(of: line, phrases)
    }

    private static func title(_ id: CancellationID, _ phrases: Phrases) -> String {
        phrases.pick("취소건 #\(id) 적용", "Apply cancellation #\(id)")
    }

    /// A line as a choice, which has little room: what it is comes after where it stands.
    private static func choice(of line: LineOnFile, _ phrases: Phrases) -> String {
        let (id, product, standing) = parts(of: line, phrases)
        return ([id] + standing.reversed() + product).joined(separator: " · ")
    }

    /// A line on one line: id, product, option, open units, shipping.
    static func title(of line: LineOnFile, phrases: Phrases) -> String {
        let (id, product, standing) = parts(of: line, phrases)
        return ([id] + product + standing).joined(separator: " · ")
    }

    private static func parts(
        of line: LineOnFile,
        _ phrases: Phrases
    ) -> (id: String, product: [String], standing: [String]) {
        let fields = line.line.fields
        let product = [fields[.productName], fields[.option]].compactMap { $0 }
            .map(DisplayText.sanitized).joined(separator: " / ")
        let units = "\(line.openUnits)/\(line.line.quantity)"
        return (
            DisplayText.sanitized(line.line.key.lineID.rawValue),
            product.isEmpty ? [] : [product],
            [
                phrases.pick("남은 수량 \(units)", "open \(units)"),
                phrases.word(for: line.line.shipping),
            ]
        )
    }
}

extension Explanation {
    /// Units that can be applied by hand as far as the claim goes; `nil` means all.
    fileprivate var unitsToApply: Int? {
        if unitsLeft > 0 { return unitsLeft }
        guard !claim.requests.isEmpty else { return claim.quantity }
        let taken = applications.map(\.units).reduce(0, Int.saturatingSum)
        return claim.quantityAtMost.map { max(0, $0 - taken) }
    }
}
