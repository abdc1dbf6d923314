import MatchingCore
import SyncInterfaces

/// One order: its lines with the three axes, why the selected one is or is not cancelled, every
/// notice that named the order, and what was done.
struct OrderPage: ScreenPage {
    private enum Column: Hashable, Sendable {
        case mark, line, product, quantity, cancelled, open, shipping, theirs, held, tracking
    }

    private let key: OrderKey
    private var pane: AnswerPane<OrderAnswer>
    /// Why the selected line stands where it stands.
    private var why = AnswerPane<LineAnswer>()
    private var cursor = ListCursor<OrderLineKey>()
    private var text = ScrollingText()
    private var layoutKeys: [LayoutKey] = []
    /// Whether the text takes the whole screen and the keys of movement.
    private var isReading = false

    init(_ key: OrderKey) {
        self.key = key
        pane = AnswerPane(id: key)
    }

    var context: ActionContext { .order }
    var isAwaited: Bool { pane.isAwaited }
    var account: AccountID? { key.account }
    var copyableNumber: String? { key.orderNumber.rawValue }
    var caseSubject: CaseSubject? { .order(key) }

    func title(_ phrases: Phrases) -> String {
        DisplayText.sanitized(
            phrases.pick("주문 \(key.orderNumber)", "Order \(key.orderNumber)")
        )
    }

    private var lines: [LineOnFile] { pane.answer?.lines ?? [] }
    private var lineKeys: [OrderLineKey] { lines.map(\.line.key) }
    private var selectedMark: PullMark? { cursor.selected.flatMap { pane.answer?.marks[$0] } }

    mutating func markStale() {
        pane.markStale()
        why.markStale()
    }

    mutating func settle(
        _ setting: PageSetting,
        _ tokens: inout TokenSource
    ) -> [ConsoleEffect] {
        cursor.follow(lineKeys, height: setting.layout.list.rows)
        why.turn(to: cursor.selected)
        let area = isReading ? setting.layout.body : setting.layout.pane
        let keys = [pane.answer?.token, why.answer?.token].map {
            LayoutKey(
                token: $0,
                width: area.columns,
                language: setting.console.language,
                isMissing: pane.isMissing
            )
        }
        if keys != layoutKeys {
            layoutKeys = keys
            let text = OrderText(
                answer: pane.answer,
                whys: why.answer.map { [$0.explanation] } ?? [],
                phrases: setting.phrases,
                width: area.columns
            )
            self.text.show(text.lines, height: area.rows)
        }
        text.scroll(to: text.top, height: area.rows)
        var effects: [ConsoleEffect] = []
        if let question = pane.nextQuestion(&tokens) {
            effects.append(.ask(.order(question.id), question.token))
        }
        if let question = why.nextQuestion(&tokens) {
            effects.append(.ask(.line(question.id), question.token))
        }
        return effects
    }

    mutating func move(_ movement: Movement, _ layout: ScreenLayout) {
        guard !isReading else { return text.scroll(movement, height: layout.body.rows) }
        cursor.move(movement, in: lineKeys, height: layout.list.rows)
    }

    mutating func selectRow(_ row: Int, height: Int) -> Bool {
        isReading ? false : cursor.selectRow(row, in: lineKeys, height: height)
    }

    mutating func take(_ event: ConsoleEvent, _ layout: ScreenLayout) -> Bool {
        switch event {
        case .order(let answer): pane.take(answer)
        case .lineExplanation(let answer): why.take(answer)
        default: false
        }
    }

    mutating func fail(_ token: RequestToken, isMissing: Bool) -> Bool {
        if isMissing ? pane.miss(token) : pane.fail(token) { return true }
        return isMissing ? why.miss(token) : why.fail(token)
    }

    func obstacle(to action: Action.Identifier, _ phrases: Phrases) -> String? {
        switch action {
        case .enter:
            return isReading
                ? phrases.pick("이미 모두 보고 있습니다.", "All of it is on screen already.") : nil
        case .pull:
            guard let mark = selectedMark else {
                return phrases.pick("보류된 품목이 아닙니다.", "Nothing holds this line.")
            }
            return mark.pulledAt == nil
                ? nil
                : phrases.pick(
                    "이미 당겼거나 회수한 품목입니다.",
                    "It was pulled, or came back, already."
                )
        case .undoPull:
            return selectedMark?.pulledAt == nil
                ? phrases.pick(
                    "당김·회수로 표시된 품목이 아닙니다.",
                    "It is not marked as pulled or back."
                ) : nil
        default: return nil
        }
    }

    mutating func perform(
        _ action: Action.Identifier,
        key: Key,
        _ setting: PageSetting
    ) -> PageOutcome {
        switch action {
        case .enter:
            isReading = true
            return .nothing
        case .pull: return cursor.selected.map { .effects([.setPulled($0, true)]) } ?? .nothing
        case .undoPull: return cursor.selected.map { .effects([.setPulled($0, false)]) } ?? .nothing
        default: return .nothing
        }
    }

    var wayBack: WayOut? { isReading ? .closePart : nil }

    mutating func goBack() {
        isReading = false
        text.scroll(to: 0, height: 1)
    }

    func draw(on canvas: inout Canvas, _ setting: PageSetting) {
        let (phrases, layout) = (setting.phrases, setting.layout)
        guard pane.answer != nil else {
            let text =
                pane.isMissing
                ? phrases.pick(
                    "이 주문은 이 계정에 없습니다. 주문 파일이 들어오면 나타납니다.",
                    "The order is not on file in this account; it appears when it is imported."
                )
                : phrases.pick("읽는 중…", "Reading…")
            canvas.write(text, in: layout.body.insetColumns(1), Style(.secondary))
            return
        }
        if isReading {
            canvas.draw(text, in: layout.body, phrases)
            return
        }
        let table = TableLayout(
            columns(phrases).holding { TableHead(head(of: $0, phrases)) },
            width: layout.list.columns - 1
        )
        canvas.draw(
            table,
            rows: lines,
            id: \.line.key,
            cursor,
            layout,
            head: { TableHead(head(of: $0, phrases)) },
            cell: { cell($0.id, of: $1, phrases) }
        )
        drawPane(on: &canvas, layout, phrases)
    }

    private func drawPane(on canvas: inout Canvas, _ layout: ScreenLayout, _ phrases: Phrases) {
        let line = cursor.selected.map { DisplayText.sanitized($0.lineID.rawValue) } ?? ""
        let title = phrases.pick(" \(line): 왜? ", " \(line): why? ")
        let more = phrases.pick(" Enter 모두 읽기 ", " Enter: read all ")
        canvas.drawPane(text, title: title, more: more, layout)
    }

    private func columns(_ phrases: Phrases) -> [TableColumn<Column>] {
        let names = lines.map { DisplayText.width(of: $0.line.key.lineID.rawValue) }.max() ?? 0
        let hold = lines.map { DisplayText.width(of: holdText(of: $0, phrases)) }.max() ?? 0
        let isTold = lines.contains { $0.line.remarks.shippingWord != nil }
        let all: [TableColumn<Column>] = [
            TableColumn(id: .mark, width: 1, priority: 0),
            TableColumn(
                id: .line,
                least: max(8, min(16, names)),
                most: max(8, min(28, names)),
                priority: 1
            ),
            TableColumn(id: .product, least: 12, most: 60, priority: 6),
            TableColumn(id: .quantity, least: 4, most: 6, priority: 5, alignment: .right),
            TableColumn(id: .cancelled, least: 5, most: 6, priority: 3, alignment: .right),
            TableColumn(id: .open, least: 4, most: 6, priority: 4, alignment: .right),
            TableColumn(id: .shipping, least: 8, most: 9, priority: 2),
            TableColumn(id: .theirs, least: 8, most: 14, priority: 3),
            TableColumn(id: .held, least: max(8, min(14, hold)), most: 14, priority: 2),
            TableColumn(id: .tracking, least: 12, most: 18, priority: 7),
        ]
        return all.filter { $0.id != .theirs || isTold }
    }

    /// What is to become, or has become, of a line on hold; empty for one that is not.
    private func holdText(of line: LineOnFile, _ phrases: Phrases) -> String {
        guard line.isHeld else { return "" }
        let mark = pane.answer?.marks[line.line.key]
        return phrases.hold(mark, hasLeft: line.line.shipping == .shipped)
    }

    private func head(of column: Column, _ phrases: Phrases) -> String {
        switch column {
        case .mark: ""
        case .line: phrases.pick("관리번호", "Line")
        case .product: phrases.productHead
        case .quantity: phrases.pick("주문", "Qty")
        case .cancelled: phrases.pick("취소", "Canc.")
        case .open: phrases.pick("남음", "Open")
        case .shipping: phrases.pick("배송", "Shipping")
        case .theirs: phrases.pick("판매처", "Theirs")
        case .held: phrases.pick("보류", "Hold")
        case .tracking: phrases.pick("송장번호", "Tracking")
        }
    }

    private func cell(_ column: Column, of line: LineOnFile, _ phrases: Phrases) -> Span {
        switch column {
        case .mark: return line.isHeld ? Span("!", Style(.attention, isBold: true)) : Span("")
        case .line: return Span(DisplayText.sanitized(line.line.key.lineID.rawValue))
        case .product: return Span(phrases.contents(of: line), Style(.secondary))
        case .quantity: return Span(phrases.number(line.line.quantity))
        case .cancelled:
            let count = line.cancelledUnits
            return Span(phrases.number(count), Style(count > 0 ? .attention : .secondary))
        case .open: return Span(phrases.number(line.openUnits))
        case .shipping:
            let state = line.line.shipping
            return Span(phrases.word(for: state), Style(state.role))
        case .theirs:
            let isAhead = ShippingFacts(line, claimed: nil).isAhead
            return Span(
                DisplayText.sanitized(line.line.remarks.shippingWord ?? ""),
                Style(isAhead ? .problem : .secondary)
            )
        case .held:
            guard line.isHeld else { return Span(phrases.pick("없음", "none"), Style(.secondary)) }
            let mark = pane.answer?.marks[line.line.key]
            return Span(
                holdText(of: line, phrases),
                Style(mark?.urgency == .recall ? .problem : .attention)
            )
        case .tracking:
            return Span(DisplayText.sanitized(line.line.trackingNumber ?? ""), Style(.secondary))
        }
    }
}
