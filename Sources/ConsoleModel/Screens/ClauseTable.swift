import MatchingCore

/// Comparisons as tables: field, cancellation, order, verdict; candidates side by side when wide.
struct ClauseTable {
    let phrases: Phrases
    let account: AccountID
    let width: Int

    /// Candidates beside one another need this width.
    private static let sideBySideWidth = 100
    private static let leastCandidateWidth = 28
    /// So that tables one after the other have columns of a width as long as values are short.
    private static let leastValueWidth = 24

    /// The tables of several candidate lines.
    func lines(of traces: [LineTrace]) -> [StyledLine] {
        guard traces.count > 1, width >= Self.sideBySideWidth else {
            let all = traces.flatMap(\.clauses)
            return traces.flatMap { trace in
                [[Span(" " + title(of: trace.line), Style(.text, isBold: true))]]
                    + lines(of: trace.clauses, among: all)
            }
        }
        let fieldWidth = fieldWidth(of: traces.flatMap(\.clauses))
        let claimWidth = min(30, width / 5)
        let room = width - fieldWidth - claimWidth - 5
        let perRow = max(1, min(traces.count, room / (Self.leastCandidateWidth + 2)))
        return stride(from: 0, to: traces.count, by: perRow).flatMap { start in
            sideBySide(
                Array(traces[start..<min(traces.count, start + perRow)]),
                widths: (fieldWidth, claimWidth, room / perRow - 2)
            )
        }
    }

    /// The table of one candidate.
    ///
    /// - Parameters:
    ///   - clauses: Its clauses.
    ///   - all: Those of all candidates whose tables stand under one another, if there are others.
    /// - Returns: The lines; columns are as wide as their values, where there is room.
    func lines(of clauses: [Clause], among all: [Clause] = []) -> [StyledLine] {
        let all = all.isEmpty ? clauses : all
        let fieldWidth = fieldWidth(of: all)
        let verdicts = clauses.map { phrases.word(for: $0.verdict) }
        let verdictWidth = min(
            26,
            all.map { DisplayText.width(of: phrases.word(for: $0.verdict)) }.max() ?? 0
        )
        let room = (width - 3 - fieldWidth - verdictWidth - 6) / 2
        let valueWidth = min(room, max(Self.leastValueWidth, widest(of: all)))
        guard room >= 10 else { return clauses.flatMap { stacked($0) } }
        var result = [head(fieldWidth: fieldWidth, valueWidth: valueWidth)]
        for (clause, verdict) in zip(clauses, verdicts) {
            result.append(
                row(
                    name(of: clause.field),
                    values(of: clause, compared: false, width: valueWidth),
                    verdict: Span(verdict, Style(Self.role(of: clause.verdict))),
                    widths: (fieldWidth, valueWidth)
                )
            )
            guard showsCompared(clause) else { continue }
            result.append(
                row(
                    phrases.pick("  비교값", "  compared"),
                    values(of: clause, compared: true, width: valueWidth),
                    verdict: Span(""),
                    widths: (fieldWidth, valueWidth)
                )
            )
        }
        return result
    }

    /// An order line on one line.
    func title(of line: LineOnFile) -> String { ApplyOptions.title(of: line, phrases: phrases) }

    static func role(of verdict: Clause.Verdict) -> Role {
        switch verdict {
        case .equal: .good
        case .differs: .difference
        case .missingInCancellation, .missingInOrder, .missingInBoth: .attention
        }
    }

    private func head(fieldWidth: Int, valueWidth: Int) -> StyledLine {
        let style = Style(.header)
        let texts = [
            ("", fieldWidth), (phrases.pick("취소건", "Cancellation"), valueWidth),
            (phrases.pick("주문", "Order"), valueWidth),
        ]
        return [Span("   ")]
            + texts.map { Span(DisplayText.fitted($0.0, to: $0.1) + "  ", style) }
    }

    private func row(
        _ name: String,
        _ values: (claim: StyledLine, order: StyledLine),
        verdict: Span,
        widths: (field: Int, value: Int)
    ) -> StyledLine {
        [Span("   " + DisplayText.fitted(name, to: widths.field) + "  ", Style(.secondary))]
            + values.claim.fitted(to: widths.value) + [Span("  ")]
            + values.order.fitted(to: widths.value) + [Span("  "), verdict]
    }

    /// For narrow screens: the verdict beside the field, the values under it.
    private func stacked(_ clause: Clause) -> [StyledLine] {
        let values = values(of: clause, compared: false, width: max(2, width - 12))
        let verdict = phrases.word(for: clause.verdict)
        var lines: [StyledLine] = [
            [
                Span("   " + name(of: clause.field) + " ", Style(.secondary)),
                Span(verdict, Style(Self.role(of: clause.verdict))),
            ],
            [Span("     " + phrases.pick("취소건 ", "claim "), Style(.secondary))] + values.claim,
        ]
        if clause.verdict != .equal {
            lines.append(
                [Span("     " + phrases.pick("주문   ", "order "), Style(.secondary))] + values.order
            )
        }
        return lines
    }

    private func sideBySide(
        _ traces: [LineTrace],
        widths: (field: Int, claim: Int, candidate: Int)
    ) -> [StyledLine] {
        let style = Style(.header)
        let blank = DisplayText.padded("", to: widths.field)
        let claim = DisplayText.fitted(phrases.pick("취소건", "Cancellation"), to: widths.claim)
        var lines: [StyledLine] = [
            [Span("   \(blank)  \(claim)", style)]
                + traces.map { trace in
                    Span(
                        "  " + DisplayText.fitted(title(of: trace.line), to: widths.candidate),
                        style
                    )
                }
        ]
        for index in (traces.first?.clauses ?? []).indices {
            guard let first = traces.first?.clauses[index] else { continue }
            let label = DisplayText.fitted(name(of: first.field), to: widths.field)
            let shown = [Span(visible(first.inCancellation, first))]
            var line: StyledLine = [Span("   \(label)  ", Style(.secondary))]
            line += shown.fitted(to: widths.claim)
            for trace in traces where trace.clauses.indices.contains(index) {
                line.append(Span("  "))
                line += candidate(trace.clauses[index], width: widths.candidate)
            }
            lines.append(line)
        }
        return lines + [[]]
    }

    /// Value and verdict of one candidate in one cell.
    private func candidate(_ clause: Clause, width: Int) -> StyledLine {
        let verdict = phrases.word(for: clause.verdict)
        let verdictWidth = min(DisplayText.width(of: verdict), width / 2)
        let valueWidth = max(1, width - verdictWidth - 1)
        let value = values(of: clause, compared: false, width: valueWidth).order
        return value.fitted(to: valueWidth)
            + [
                Span(" "),
                Span(
                    DisplayText.fitted(verdict, to: verdictWidth),
                    Style(Self.role(of: clause.verdict))
                ),
            ]
    }

    private func values(
        of clause: Clause,
        compared: Bool,
        width: Int
    ) -> (claim: StyledLine, order: StyledLine) {
        let pair =
            compared
            ? (clause.comparedInCancellation, clause.comparedInOrder)
            : (clause.inCancellation, clause.inOrder)
        let claim = visible(pair.0, clause)
        let order = visible(pair.1, clause)
        guard case .differs = clause.verdict else { return ([Span(claim)], [Span(order)]) }
        return (
            DifferingValue.spans(claim, against: order, width: width),
            DifferingValue.spans(order, against: claim, width: width)
        )
    }

    /// A value fit to be drawn; spaces are made visible where they are what differs.
    private func visible(_ value: String?, _ clause: Clause) -> String {
        guard let value = clause.distinguishable(value) else { return "–" }
        let text = DisplayText.sanitized(value)
        guard case .differs(let differences) = clause.verdict, differences.contains(.whiteSpace)
        else { return text }
        return String(text.map { $0 == " " ? "␣" : $0 })
    }

    private func showsCompared(_ clause: Clause) -> Bool {
        clause.verdict != .equal
            && (clause.inCancellation != clause.comparedInCancellation
                || clause.inOrder != clause.comparedInOrder)
    }

    private func name(of field: KeyField) -> String { phrases.name(of: field, in: account) }

    /// The cells of the longest value.
    private func widest(of clauses: [Clause]) -> Int {
        let values = clauses.flatMap { clause in
            [
                clause.inCancellation, clause.inOrder, clause.comparedInCancellation,
                clause.comparedInOrder,
            ]
        }
        return values.compactMap(\.self)
            .map { DisplayText.width(of: DisplayText.sanitized($0)) }.max() ?? 0
    }

    private func fieldWidth(of clauses: [Clause]) -> Int {
        let widest = clauses.map { DisplayText.width(of: name(of: $0.field)) }.max() ?? 0
        return min(max(20, width * 3 / 10), widest)
    }
}
