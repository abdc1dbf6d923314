import MatchingCore
import SyncInterfaces

/// Draws the whole console: the visible screen with its frame, and what lies over it.
struct ConsoleView {
    let console: Console
    let now: Timestamp

    private var phrases: Phrases { console.phrases }

    func draw(on canvas: inout Canvas) {
        guard console.size.isUsable else { return drawNotice(on: &canvas) }
        let layout = ScreenLayout(size: console.size, context: console.context)
        HeaderView(console: console, now: now).draw(on: &canvas, in: layout.header)
        switch console.stack.last {
        case nil:
            MarketplacesView(console: console, now: now).draw(on: &canvas, layout)
        case .cancellations(let state):
            CancellationsView(console: console, state: state, now: now).draw(on: &canvas, layout)
        case .explanation(let pane):
            drawExplanation(pane, on: &canvas, in: layout.body)
        case .help(let state):
            canvas.draw(state.text, in: layout.body, phrases)
        case .page(let page):
            page.draw(on: &canvas, PageSetting(console: console, layout: layout, now: now))
        }
        drawFooter(on: &canvas, layout)
        switch console.overlay {
        case .dialog(let dialog): DialogView(dialog: dialog).draw(on: &canvas)
        case .prompt(let prompt):
            let view = PromptView(prompt: prompt, phrases: phrases)
            view.draw(on: &canvas, in: layout, console.words(of: prompt))
        case .columns(let chooser):
            DialogView(dialog: chooser.dialog(phrases)).draw(on: &canvas)
        case .palette(let palette):
            PaletteView(palette: palette, console: console).draw(on: &canvas)
        case nil: break
        }
    }

    private func drawExplanation(_ pane: ExplanationPane, on canvas: inout Canvas, in area: Rect) {
        if pane.answer != nil {
            canvas.draw(pane.text, in: area, phrases)
        } else {
            let text =
                pane.isMissing
                ? phrases.pick("이 취소건은 저장소에 없습니다.", "The store has no such cancellation.")
                : phrases.pick("설명을 읽는 중…", "Reading the explanation…")
            canvas.write(text, in: area.insetColumns(1), Style(.secondary))
        }
    }

    /// Below the usable size there is one line: what is needed, and what there is.
    private func drawNotice(on canvas: inout Canvas) {
        let size = "\(console.size.columns)×\(console.size.rows)"
        let text = phrases.pick("40×8 이상 필요 · 지금 \(size)", "Needs 40×8 · now \(size)")
        canvas.write(text, in: canvas.bounds.line(0), Style(.attention))
    }

    private func drawFooter(on canvas: inout Canvas, _ layout: ScreenLayout) {
        let message = MessageView(console: console, now: now)
        // Where the footer is the only row, what is said takes it.
        if layout.message != layout.footer || message.isEmpty {
            FooterView(console: console).draw(on: &canvas, in: layout.footer)
        }
        var area = layout.message
        // What is typed into lies over the last lines.
        if case .prompt(let prompt) = console.overlay {
            area.row = min(area.row, layout.footer.row - prompt.purpose.rowCount)
        }
        message.draw(on: &canvas, in: area)
    }
}
