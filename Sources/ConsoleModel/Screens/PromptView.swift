/// A line of text being typed, over the footer, with the caret of the terminal in it.
struct PromptView {
    let prompt: Prompt
    let phrases: Phrases

    /// Draws the line, and under it what helps to write a filter.
    func draw(on canvas: inout Canvas, in layout: ScreenLayout, _ words: [FilterVocabulary]) {
        guard prompt.purpose.isFilter else {
            draw(on: &canvas, in: layout.footer)
            return
        }
        var area = layout.footer
        area.row = max(0, area.row - 1)
        let text = draw(on: &canvas, in: area)
        let help = FilterHelpView(prompt: prompt, phrases: phrases, words: words)
        help.draw(on: &canvas, in: layout.footer, under: text)
    }

    /// Draws the line.
    ///
    /// - Returns: Where the text is.
    @discardableResult
    private func draw(on canvas: inout Canvas, in area: Rect) -> Rect {
        canvas.fill(area)
        var rest = area.insetColumns(1)
        let end = canvas.write(label + " ", in: rest, Style(.key, isBold: true))
        rest = Rect(row: rest.row, column: end, columns: area.endColumn - end, rows: 1)
        guard rest.columns > 2 else { return rest }
        let textEnd = canvas.write(prompt.input, in: rest)
        if prompt.input.isEmpty {
            let hintArea = Rect(
                row: rest.row,
                column: textEnd + 2,
                columns: rest.endColumn - textEnd - 2,
                rows: 1
            )
            canvas.write(hint, in: hintArea, Style(.secondary))
        }
        return rest
    }

    private var label: String {
        switch prompt.purpose {
        case .filterAccounts, .find: "/"
        case .lookUpParcel: phrases.pick("송장·주문번호:", "Tracking or order number:")
        case .rule: phrases.pick("시험할 기준:", "Rule to try:")
        case .dismissalReason, .dismissalReasonOfMarked: phrases.pick("제외 사유:", "Reason:")
        case .period: phrases.pick("기간:", "Period:")
        case .units(_, _, let most): phrases.pick("수량 (1~\(most)):", "Units (1–\(most)):")
        }
    }

    private var hint: String {
        switch prompt.purpose {
        case .filterAccounts: hint(to: .accounts)
        case .find(let list): hint(to: list)
        case .dismissalReason, .dismissalReasonOfMarked: phrases.pick("Esc 그만두기", "Esc backs out")
        case .period:
            phrases.pick(
                "2026-11-24 09:00 ~ 18:00, 또는 09:00 ~",
                "09:00 ~ 18:00, or 2026-11-24 09:00 ~"
            )
        case .lookUpParcel: phrases.pick("바코드를 찍거나 입력 후 Enter", "scan, or type and press Enter")
        case .rule: "order_no + (code18 | product_name + option)"
        case .units: ""
        }
    }

    /// What can be typed to find rows of a list.
    private func hint(to list: FilteredList) -> String {
        switch list {
        case .accounts:
            phrases.pick(
                "판매처, 상태:실패, 대기>4, 주문·취소번호 앞부분 · Tab 완성",
                "name, health:failing, pending>4, start of a number · Tab completes"
            )
        case .cancellations, .journal:
            phrases.pick(
                "주문·취소번호 앞부분, 또는 조건 · Tab 완성",
                "start of a number, or a filter · Tab completes"
            )
        case .orderLines:
            phrases.pick(
                "주문·관리·송장번호 앞부분, 또는 조건 · Tab 완성",
                "start of an order, line or tracking number, or a filter · Tab"
            )
        case .pullList:
            phrases.pick(
                "송장·주문번호 전체, 또는 조건 · Tab 완성",
                "a whole tracking or order number, or a filter · Tab completes"
            )
        }
    }
}
