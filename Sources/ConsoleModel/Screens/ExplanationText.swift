import MatchingCore
import SyncInterfaces

/// An explanation as lines of text: the sentence first, then what to do, then the evidence.
///
/// Times are absolute, so that the text does not change while it is read.
struct ExplanationText {
    let answer: ExplanationAnswer
    let phrases: Phrases
    let width: Int

    /// Candidate lines beyond this many are only counted.
    private static let mostCandidates = 12

    private var explanation: Explanation { answer.explanation }
    private var account: AccountID { explanation.claim.account }
    private var table: ClauseTable {
        ClauseTable(phrases: phrases, account: account, width: width - 1)
    }

    var lines: [StyledLine] {
        guard width > 4 else { return [] }
        return conclusion + exchanges + rule + nearMisses + changes + itemFacts
            + applications + alternatives
            + facts + history
    }

    private var conclusion: [StyledLine] {
        let role = explanation.status.role
        var lines = paragraph(
            phrases.sentence(for: explanation),
            Style(role, isBold: true)
        )
        lines += paragraph(
            "→ " + phrases.line(for: explanation.nextStep, in: account),
            Style(explanation.nextStep == .nothing ? .secondary : .key)
        )
        if let tally = answer.unlistedState {
            let state = explanation.claim.state
            lines += paragraph(phrases.line(for: tally, ofUnlisted: state), Style(.attention))
        }
        if let word = explanation.claim.remarks.cancelledBy {
            lines += paragraph("\(phrases.name(of: .cancelledBy)): \(word)", Style(.text))
        }
        lines += answer.setAside.flatMap {
            paragraph("! " + phrases.line(for: $0), Style(.problem))
        }
        return lines
    }

    private var exchanges: [StyledLine] {
        itemText.exchanges(answer.lineage, seenFrom: explanation.claim.orderNumber)
    }

    /// What the rule does not compare: the item's names, its parcel, and what it was before.
    private var itemFacts: [StyledLine] {
        let lines = ApplyOptions(explanation).lines
        let compared = Set(explanation.branches.flatMap(\.fields))
        return itemText.items(explanation.claim.fields, lines, beside: compared)
            + itemText.shipping(
                lines,
                claimed: explanation.claim.remarks.shippingWord,
                isAsked: explanation.reason == .shipped
            )
            + itemText.revisions(answer.revisions, namesLine: true)
    }

    private var itemText: ItemText { ItemText(phrases: phrases, account: account, width: width) }

    private var rule: [StyledLine] {
        guard let rule = explanation.rule else {
            return paragraph(
                phrases.pick("매칭 기준: 설정 안 됨", "Match rule: not set up"),
                Style(.attention)
            )
        }
        var lines = paragraph(
            phrases.pick("매칭 기준: ", "Match rule: ") + phrases.ruleInWords(rule, in: account),
            Style(.text)
        )
        let hasSeveral = explanation.branches.count > 1
        for (index, branch) in explanation.branches.enumerated() {
            if hasSeveral { lines += paragraph(heading(of: branch, index), Style(.header)) }
            lines += evidence(of: branch)
        }
        return lines
    }

    /// The tables of a branch, the nearest candidate first.
    private func evidence(of branch: BranchTrace) -> [StyledLine] {
        let missing = fieldsMissingInClaim(branch)
        if !missing.isEmpty {
            return missing.flatMap { clause in
                paragraph(
                    "  \(phrases.name(of: clause.field, in: account)): "
                        + phrases.word(for: clause.verdict),
                    Style(.attention)
                )
            }
        }
        let ranked = branch.lines.enumerated().sorted { left, right in
            let distances = (Self.distance(left.element), Self.distance(right.element))
            return distances.0 != distances.1
                ? distances.0 < distances.1 : left.offset < right.offset
        }
        var lines = table.lines(of: ranked.prefix(Self.mostCandidates).map(\.element))
        let others = branch.lines.count - Self.mostCandidates
        if others > 0 {
            let count = phrases.orderLines(others)
            lines += paragraph(phrases.pick("외 \(count)", "and \(count) more"), Style(.secondary))
        }
        return lines
    }

    /// What the claim itself lacks; it lacks it for every line, so that no table is needed.
    private func fieldsMissingInClaim(_ branch: BranchTrace) -> [Clause] {
        (branch.lines.first?.clauses ?? []).filter { $0.inCancellation == nil }
    }

    private static func distance(_ trace: LineTrace) -> Int {
        trace.clauses.count { $0.verdict != .equal }
    }

    private func heading(of branch: BranchTrace, _ index: Int) -> String {
        let fields = phrases.branchInWords(branch.fields, in: account)
        return "\(index + 1)) \(fields): \(phrases.word(for: branch.outcome))"
    }

    private var nearMisses: [StyledLine] {
        guard !explanation.nearestMisses.isEmpty else { return [] }
        var lines = section(phrases.pick("가까운 주문 품목", "Nearest order lines"))
        for miss in explanation.nearestMisses {
            lines += paragraph("· " + phrases.line(for: miss, in: account), Style(.text))
            // Lines of the same order were compared above already.
            if miss.kind != .sameOrder || explanation.branches.isEmpty {
                lines += [[Span(" " + table.title(of: miss.line), Style(.text, isBold: true))]]
                lines += table.lines(of: miss.clauses)
            }
        }
        return lines
    }

    /// What else the claim may have meant, beside the lines that were found.
    private var alternatives: [StyledLine] {
        guard !explanation.alternatives.isEmpty else { return [] }
        return section(phrases.pick("이 품목일 수도 있었습니다", "Could also have been"))
            + explanation.alternatives.flatMap { miss in
                paragraph("· " + phrases.line(forAlternative: miss, in: account), Style(.text))
                    + [[Span(" " + table.title(of: miss.line), Style(.secondary))]]
            }
    }

    private var changes: [StyledLine] {
        guard !explanation.changesSinceThen.isEmpty else { return [] }
        return section(phrases.pick("판단 당시와 지금", "Then and now"))
            + explanation.changesSinceThen.flatMap {
                paragraph("· " + phrases.line(for: $0, in: account), Style(.difference))
            }
    }

    private var applications: [StyledLine] {
        guard explanation.status == .applied, !explanation.applications.isEmpty else { return [] }
        return section(phrases.pick("적용된 품목", "Applied to"))
            + explanation.applications.flatMap { application in
                paragraph(
                    "· \(application.line.orderNumber) · \(application.line.lineID) · "
                        + phrases.units(application.units),
                    Style(.text)
                )
            }
    }

    private var facts: [StyledLine] {
        let claim = explanation.claim
        var facts = [
            (phrases.pick("판매처", "Marketplace"), phrases.name(of: account)),
            (phrases.pick("주문번호", "Order number"), claim.orderNumber.rawValue),
            (phrases.pick("취소번호", "Claim"), claim.claimID.rawValue),
            (phrases.pick("취소상태", "State"), claim.state),
            (phrases.pick("취소 수량", "Claimed"), phrases.claimedUnits(of: claim)),
        ]
        if let requested = claim.requestedAt {
            facts.append((phrases.pick("요청 시각", "Requested"), phrases.givenTime(requested)))
        }
        if let word = claim.remarks.shippingWord {
            facts.append((phrases.name(of: .shippingWord), word))
        }
        if let reason = claim.buyerReason {
            facts.append((phrases.pick("취소사유", "Reason given"), reason))
        }
        for entry in claim.fields.entries where entry.field != .orderNumber {
            facts.append((phrases.name(of: entry.field, in: account), entry.value))
        }
        return blocks.section(phrases.pick("취소건", "The claim"))
            + blocks.facts(facts.map { ($0.0, Span($0.1)) })
    }

    private var history: [StyledLine] {
        var chronicle = ClaimChronicle(phrases: phrases)
        chronicle.add(answer.notices)
        chronicle.add(answer.journal)
        let events = chronicle.events
        guard !events.isEmpty else { return [] }
        return section(phrases.pick("이력", "History"))
            + events.flatMap { blocks.hanging($0.time, $0.text) }
    }

    private var blocks: TextBlocks { TextBlocks(width: width) }
    private func section(_ title: String) -> [StyledLine] { blocks.section(title) }

    private func paragraph(_ text: String, _ style: Style) -> [StyledLine] {
        blocks.paragraph(text, style)
    }
}
