import MatchingCore
import SyncInterfaces

/// What became of an order beside its cancellations: exchanges, changed values, two views of one
/// item and of one parcel; each as a section, empty where there is nothing to tell.
struct ItemText {
    let phrases: Phrases
    let account: AccountID
    let width: Int

    /// Lines beyond this many are only counted.
    private static let mostLines = 12

    private var blocks: TextBlocks { TextBlocks(width: width) }

    /// The numbers that the purchase had, from the oldest to the newest.
    func exchanges(_ lineage: Lineage, seenFrom number: OrderNumber) -> [StyledLine] {
        guard !lineage.links.isEmpty else { return [] }
        let title = phrases.pick("교환", "Exchange")
        return blocks.section(title)
            + lineage.links.flatMap { link in
                blocks.paragraph(phrases.line(for: link, seenFrom: number), Style(.attention))
            }
    }

    /// The marketplace's item beside ours, for each line in which they differ.
    ///
    /// Fields in `known`, which the rule compares anyway, are left out.
    func items(
        _ fields: FieldValues,
        _ lines: [LineOnFile],
        beside known: Set<KeyField> = []
    ) -> [StyledLine] {
        let table = ClauseTable(phrases: phrases, account: account, width: width - 1)
        let compared = lines.map { line in
            let clauses = Comparison.item(fields, line.line.fields)
                .filter { !known.contains($0.field) }
            return (line, clauses.contains { $0.isDifference } ? clauses : [])
        }
        .filter { !$0.1.isEmpty }
        guard !compared.isEmpty else { return [] }
        var text = blocks.section(
            phrases.pick("판매처의 품목과 우리 품목", "The marketplace's item and ours")
        )
        for (line, clauses) in compared.prefix(Self.mostLines) {
            if lines.count > 1 {
                text.append([Span(" " + table.title(of: line), Style(.text, isBold: true))])
            }
            text += table.lines(of: clauses)
        }
        return text + rest(compared.count)
    }

    /// Our shipping state beside the marketplace's, line by line.
    ///
    /// `claimed` is what the newest notice says, where it says anything. `isAsked` shows ours also
    /// where the marketplace says nothing.
    func shipping(_ lines: [LineOnFile], claimed: String?, isAsked: Bool) -> [StyledLine] {
        let isTold = claimed != nil || lines.contains { $0.line.remarks.shippingWord != nil }
        guard !lines.isEmpty, isTold || isAsked else { return [] }
        return blocks.section(phrases.pick("배송상태: 우리 · 판매처", "Shipping: ours · marketplace's"))
            + lines.prefix(Self.mostLines).flatMap { line in
                let words = ShippingFacts(line, claimed: claimed)
                return blocks.hanging(
                    DisplayText.sanitized(line.line.key.lineID.rawValue),
                    phrases.line(for: words),
                    Style(words.isAhead ? .problem : .text)
                )
            } + rest(lines.count)
    }

    /// What imports changed of lines, oldest first.
    func revisions(_ revisions: [LineRevision], namesLine: Bool) -> [StyledLine] {
        guard !revisions.isEmpty else { return [] }
        return blocks.section(
            phrases.pick("가져온 뒤 바뀐 값", "Changed since it was imported")
        )
            + revisions.flatMap { revision in
                blocks.hanging(
                    phrases.dateAndTime(revision.at),
                    phrases.line(for: revision, namesLine: namesLine),
                    Style(revision.aspect.isAboutItem ? .difference : .text)
                )
            }
    }

    private func rest(_ count: Int) -> [StyledLine] {
        guard count > Self.mostLines else { return [] }
        let others = phrases.orderLines(count - Self.mostLines)
        return blocks.paragraph(
            phrases.pick("외 \(others)", "and \(others) more"),
            Style(.secondary)
        )
    }
}

/// What both sides say of one parcel.
struct ShippingFacts {
    let ours: ShippingState
    /// By the order's import.
    let ofOrder: String?
    /// By the newest notice, which is about a claim and so mostly the newer of the two.
    let ofClaim: String?

    init(_ line: LineOnFile, claimed: String?) {
        ours = line.line.shipping
        ofOrder = line.line.remarks.shippingWord
        ofClaim = claimed
    }

    /// Whether we say that the parcel left and the marketplace knows it has not: 가배송.
    var isAhead: Bool {
        guard ours == .shipped, let word = ofClaim ?? ofOrder,
            let theirs = ShippingWords.state(word)
        else { return false }
        return theirs != .shipped
    }
}

extension Clause {
    /// Whether both sides have a value, and not the same.
    fileprivate var isDifference: Bool {
        if case .differs = verdict { true } else { false }
    }
}

extension LineRevision.Aspect {
    /// Whether it says what is packed, and not how far that is.
    var isAboutItem: Bool {
        switch self {
        case .field, .quantity: true
        case .shipping, .orderedAt, .trackingNumber, .shippingWord, .originalOrderNumber: false
        }
    }
}
