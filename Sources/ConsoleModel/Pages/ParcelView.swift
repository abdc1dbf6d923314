import MatchingCore
import SyncInterfaces

/// A parcel as somebody at the packing table has to see it: from afar, whether it may leave.
struct ParcelView {
    let phrases: Phrases

    /// Draws what a scan found.
    func draw(_ answer: ParcelAnswer, on canvas: inout Canvas, in area: Rect) {
        var rest = area
        let verdict = answer.verdict
        let lines = lines(of: answer, width: area.columns)
        // A large word is worth less than a line of what is to be done.
        let isLarge = area.rows >= max(7, lines.count + 3)
        drawBanner(
            Span(phrases.verdict(on: answer), Style(verdict.role, isBold: true)),
            on: &canvas,
            in: rest.takeTop(isLarge ? 3 : 1)
        )
        for line in lines where !rest.isEmpty { canvas.write(line, in: rest.takeTop(1)) }
    }

    /// Draws what a scan would find, without the verdict.
    func drawContents(of answer: ParcelAnswer, on canvas: inout Canvas, in area: Rect) {
        for (offset, line) in lines(of: answer, width: area.columns).prefix(area.rows).enumerated()
        {
            canvas.write(line, in: area.line(offset))
        }
    }

    /// What stands under the verdict.
    private func lines(of answer: ParcelAnswer, width: Int) -> [StyledLine] {
        let blocks = TextBlocks(width: width)
        guard answer.verdict != .notFound || !answer.naming.isEmpty else {
            return blocks.paragraph(unknown(answer), Style(.attention))
        }
        let number = Span(" " + DisplayText.sanitized(answer.id), Style(.title, isBold: true))
        return [[number]]
            + contents(of: answer).flatMap { blocks.paragraph($0.text, $0.style) }
    }

    /// What is to be done with each line of a parcel.
    func texts(of answer: ParcelAnswer) -> [String] {
        answer.verdict == .notFound && answer.naming.isEmpty
            ? [unknown(answer)] : contents(of: answer).map(\.text)
    }

    /// What has to be taken out, then what has to be decided or read before, then what else there
    /// is.
    private func contents(of answer: ParcelAnswer) -> [Span] {
        let held = answer.lines.filter(\.isHeld).map {
            Span(text(ofHeld: $0), Style(.problem, isBold: true))
        }
        let waiting = claims(of: answer)
        let unread = answer.unread.flatMap { doubt in
            [Span(phrases.sentence(for: doubt), Style(.problem, isBold: true))]
                + (phrases.nextStep(for: doubt).map { [Span("→ \($0)", Style(.attention))] } ?? [])
        }
        let aside = answer.aside.rows.map {
            Span("! \(phrases.line(for: $0))", Style(.problem, isBold: true))
        }
        let others = answer.lines.filter { !$0.isHeld || answer.isInDoubt($0) }.map { line in
            let isInDoubt = answer.isInDoubt(line)
            let role: Role = isInDoubt ? .attention : .good
            return Span(text(ofOpen: line, isInDoubt: isInDoubt), Style(role))
        }
        return held + waiting + unread + aside + others + remarks(about: answer)
    }

    /// What has to be decided before; where no line has the number, everything that names it.
    private func claims(of answer: ParcelAnswer) -> [Span] {
        let waiting = answer.waiting.map {
            Span(phrases.line(for: $0), Style(.problem, isBold: true))
        }
        guard !answer.naming.isEmpty else { return waiting }
        let ids = Set(answer.waiting.map(\.id))
        let decided = answer.naming.filter { !ids.contains($0.id) }
        return [Span(phrases.namedOnly(answer.id, by: answer.naming.count), Style(.attention))]
            + waiting + decided.map { Span(phrases.line(for: $0)) }
    }

    /// What lies aside without naming an order of the parcel: it may be meant all the same.
    private func remarks(about answer: ParcelAnswer) -> [Span] {
        guard answer.aside.rows.isEmpty else { return [] }
        return answer.aside.counts.sorted { $0.key < $1.key }.compactMap { account, rows in
            phrases.setAsideSentence(rows, in: "inbox/rejected/\(account)")
                .map { Span("! \($0)", Style(.attention)) }
        }
    }

    private func unknown(_ answer: ParcelAnswer) -> String {
        phrases.pick(
            "'\(answer.id)' 번호의 송장이나 주문이 없습니다. 번호를 다시 확인하십시오.",
            "There is no parcel or order '\(answer.id)'. Check the number."
        )
    }

    /// Draws what is known of one line of the list.
    func draw(_ line: LineOnFile, on canvas: inout Canvas, in area: Rect) {
        let key = line.line.key
        let blocks = TextBlocks(width: area.columns)
        let tracking = line.line.trackingNumber ?? phrases.pick("없음", "none")
        let lines = blocks.facts([
            (phrases.pick("송장번호", "Tracking"), Span(tracking, Style(.title, isBold: true))),
            (
                phrases.pick("주문", "Order"),
                Span("\(phrases.name(of: key.account)) \(key.orderNumber)")
            ),
            (phrases.pick("관리번호", "Line"), Span(key.lineID.rawValue)),
            (phrases.pick("상품", "Product"), Span(phrases.contents(of: line))),
            (phrases.pick("수량", "Units"), Span(units(of: line))),
            (phrases.pick("배송", "Shipping"), Span(phrases.word(for: line.line.shipping))),
        ])
        for (offset, text) in lines.prefix(area.rows).enumerated() {
            canvas.write(text, in: area.line(offset))
        }
    }

    private func drawBanner(_ verdict: Span, on canvas: inout Canvas, in area: Rect) {
        canvas.fill(area, with: " ", verdict.style)
        canvas.select(area)
        let row = area.line(area.rows / 2)
        let width = DisplayText.width(of: verdict.text)
        var style = verdict.style
        style.isSelected = true
        canvas.write(
            verdict.text,
            in: Rect(
                row: row.row,
                column: row.column + max(0, (row.columns - width) / 2),
                columns: min(width, row.columns),
                rows: row.rows
            ),
            style
        )
    }

    /// What is to become, or has become, of what is cancelled of a line.
    private func text(ofHeld line: ParcelAnswer.Line) -> String {
        let names = phrases.list(line.takers.map { "#\($0)" })
        let what = what(of: line, by: names.isEmpty ? "" : " · \(names)")
        if line.hasLeft {
            return line.isToPull
                ? phrases.pick("회수 \(what)", "recall \(what)")
                : phrases.pick("회수함 \(what)", "came back \(what)")
        }
        return line.isToPull
            ? phrases.pick("빼기 \(what)", "take out \(what)")
            : phrases.pick("당김 \(what)", "pulled \(what)")
    }

    /// What is to become, or has become, of what is open of a line.
    private func text(ofOpen line: ParcelAnswer.Line, isInDoubt: Bool) -> String {
        let what = what(of: line, by: "")
        if line.hasLeft { return phrases.pick("출고됨 \(what)", "has left \(what)") }
        return isInDoubt
            ? phrases.pick("확인 \(what)", "check \(what)")
            : phrases.pick("출고 \(what)", "ship \(what)")
    }

    private func what(of line: ParcelAnswer.Line, by takers: String) -> String {
        let order = DisplayText.sanitized(line.line.line.key.orderNumber.rawValue)
        let units = units(of: line.line)
        return "\(phrases.contents(of: line.line)) · \(units)\(takers) · \(order)"
    }

    private func units(of line: LineOnFile) -> String {
        let (cancelled, ordered) = (line.cancelledUnits, line.line.quantity)
        return phrases.pick(
            "\(ordered)개 중 취소 \(cancelled)개, 남음 \(line.openUnits)개",
            "\(cancelled) of \(ordered) cancelled, \(line.openUnits) open"
        )
    }
}

extension ParcelAnswer.Verdict {
    fileprivate var role: Role {
        switch self {
        case .notFound, .pulled, .recalled: .attention
        case .ship: .good
        case .check, .pull, .pullPart, .recall: .problem
        }
    }
}
