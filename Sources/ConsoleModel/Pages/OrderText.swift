import MatchingCore
import SyncInterfaces

/// What is known about an order as lines of text: why, who named it, and what happened when.
struct OrderText {
    let answer: OrderAnswer?
    /// About the lines that are to be explained; empty until that was read.
    let whys: [OrderExplanation]
    let phrases: Phrases
    let width: Int

    private var blocks: TextBlocks { TextBlocks(width: width) }

    var lines: [StyledLine] {
        guard width > 4 else { return [] }
        // Where what we have of an item is in question, that comes before what happened when.
        let isInQuestion = isShippingAhead || isItemChanged
        return reasons + setAside + exchanges
            + (isInQuestion ? itemFacts + history : history + itemFacts) + notices
    }

    private var reasons: [StyledLine] {
        if let answer, answer.lines.isEmpty {
            return blocks.paragraph(
                phrases.pick(
                    "이 번호의 주문 품목은 아직 들어오지 않았습니다.",
                    "No line of an order with this number has come in yet."
                ),
                Style(.attention, isBold: true)
            )
        }
        guard !whys.isEmpty else {
            return blocks.paragraph(phrases.pick("설명을 읽는 중…", "Reading the explanation…"))
        }
        return whys.flatMap { reasons($0) }
    }

    private var setAside: [StyledLine] {
        (answer?.setAside ?? []).flatMap {
            blocks.paragraph("! " + phrases.line(for: $0), Style(.problem))
        }
    }

    private var exchanges: [StyledLine] {
        guard let answer else { return [] }
        return ItemText(phrases: phrases, account: answer.id.account, width: width)
            .exchanges(answer.lineage, seenFrom: answer.id.orderNumber)
    }

    private var isItemChanged: Bool { revisions.contains { $0.aspect.isAboutItem } }

    /// What imports changed of the lines that are explained.
    private var revisions: [LineRevision] {
        let keys = Set(whys.map(\.line.line.key))
        return answer?.revisions.filter { keys.contains($0.line) } ?? []
    }

    private var isShippingAhead: Bool {
        whys.contains { ShippingFacts($0.line, claimed: claims.last?.remarks.shippingWord).isAhead }
    }

    private var claims: [Claim] {
        whys.first?.cancellations.map(\.explanation.claim) ?? []
    }

    private var shipping: [StyledLine] {
        let lines = whys.map(\.line)
        return itemText?.shipping(
            lines,
            claimed: claims.last?.remarks.shippingWord,
            isAsked: lines.contains { $0.line.shipping == .shipped } && !claims.isEmpty
        ) ?? []
    }

    private var itemText: ItemText? {
        answer.map { ItemText(phrases: phrases, account: $0.id.account, width: width) }
    }

    /// What the lines that are explained were before, and what the marketplace says of them.
    private var itemFacts: [StyledLine] {
        guard let text = itemText else { return [] }
        let lines = whys.map(\.line)
        return claims.suffix(1).flatMap { text.items($0.fields, lines) } + shipping
            + text.revisions(revisions, namesLine: lines.count > 1)
    }

    private func reasons(_ why: OrderExplanation) -> [StyledLine] {
        let account = why.line.line.key.account
        let isTaken = why.line.cancelledUnits > 0
        var lines = blocks.paragraph(
            phrases.sentence(for: why),
            Style(isTaken ? .good : .attention, isBold: true)
        )
        if let step = phrases.nextStep(for: why, isRowAside: !(answer?.setAside ?? []).isEmpty) {
            lines += blocks.paragraph("→ " + step, Style(.key))
        }
        for naming in why.cancellations {
            // The sentence about the line says the same of the only one already.
            if why.cancellations.count > 1 {
                lines += blocks.paragraph(
                    "#\(naming.id) · \(phrases.sentence(for: naming.explanation))",
                    Style(naming.explanation.status.role)
                )
            }
            lines += blocks.paragraph(
                "  → " + phrases.line(for: naming.explanation.nextStep, in: account),
                Style(naming.explanation.nextStep == .nothing ? .secondary : .key)
            )
        }
        return lines
    }

    /// Every sighting, by claim.
    private var notices: [StyledLine] {
        guard let answer else { return [] }
        let title = phrases.pick("이 주문을 가리킨 취소 통지", "Notices that named this order")
        guard !answer.claims.isEmpty else {
            return blocks.section(title)
                + blocks.paragraph(phrases.pick("없음", "none"), Style(.secondary))
        }
        return blocks.section(title)
            + answer.claims.flatMap { record in
                record.notices.flatMap { notice in
                    blocks.hanging(
                        phrases.dateAndTime(notice.observedAt),
                        phrases.line(for: notice, of: record),
                        Style(record.standing.status.role)
                    )
                }
            }
    }

    private var history: [StyledLine] {
        guard let answer else { return [] }
        var chronicle = ClaimChronicle(phrases: phrases)
        if let ordered = answer.lines.compactMap(\.line.orderedAt).min() {
            chronicle.add(phrases.pick("구매자: 주문", "buyer: ordered"), at: ordered)
        }
        for record in answer.claims {
            if let requested = record.notices.compactMap(\.requestedAt).min() {
                chronicle.add(
                    phrases.pick(
                        "#\(record.id) 취소 요청",
                        "#\(record.id) cancellation requested"
                    ),
                    at: requested
                )
            }
            chronicle.add(record.notices, of: "#\(record.id) ")
        }
        chronicle.add(answer.revisions)
        for entry in answer.journal {
            chronicle.add([entry], of: entry.cancellation.map { "#\($0) " } ?? "")
        }
        let events = chronicle.events
        guard !events.isEmpty else { return [] }
        return blocks.section(phrases.pick("시간순", "Timeline"))
            + events.flatMap { blocks.hanging($0.time, $0.text) }
    }
}
