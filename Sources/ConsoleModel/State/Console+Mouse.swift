import MatchingCore

// What the mouse does is what a key does at that place; nothing can only be done with the mouse.
extension Console {
    /// Whether a click is on a message: what lies under it was not clicked on.
    func isOnMessage(_ event: MouseEvent, now: Timestamp) -> Bool {
        guard event.kind == .press, overlay == nil, size.isUsable else { return false }
        let layout = ScreenLayout(size: size, context: context)
        return MessageView(console: self, now: now).place(over: layout.message).row(of: event)
            != nil
    }

    mutating func take(_ event: MouseEvent, now: Timestamp) -> [ConsoleEffect] {
        guard size.isUsable else { return [] }
        let press = lastPress
        lastPress = nil
        switch event.kind {
        case .wheelDown: return turnWheel(.lineDown)
        case .wheelUp: return turnWheel(.lineUp)
        case .press: break
        }
        let reach = Duration.milliseconds(MousePress.doubleClickMilliseconds)
        let isDouble = press.map { press in
            press.row == event.row
                && press.moment.duration(to: now) <= reach * configuration.timeFactor
        }
        if !(isDouble ?? false) { lastPress = MousePress(row: event.row, moment: now) }
        return click(event, isDouble: isDouble ?? false, now: now)
    }

    /// Leaves the mouse to the terminal, or takes it again.
    mutating func toggleMouse(now: Timestamp) -> [ConsoleEffect] {
        usesMouse.toggle()
        lastPress = nil
        show(.information, now: now) { console in
            let key = console.bindings.keyName(of: .toggleMouse, in: console.language)
            return console.usesMouse
                ? console.phrases.pick("마우스를 콘솔에서 씁니다.", "The console uses the mouse.")
                : console.phrases.pick(
                    "마우스를 터미널에 맡겼습니다. \(key): 다시 콘솔에서 쓰기",
                    "The mouse is left to the terminal. \(key) takes it again."
                )
        }
        return [.useMouse(usesMouse)]
    }

    /// Lines that one step of the wheel moves by.
    private static let wheelLines = 3

    private mutating func turnWheel(_ movement: Movement) -> [ConsoleEffect] {
        let key = movement == .lineDown ? Key.down : .up
        switch overlay {
        case .dialog(var dialog):
            _ = dialog.handle(key)
            overlay = .dialog(dialog)
        case .palette(var palette):
            _ = palette.handle(key)
            overlay = .palette(palette)
        case .columns(let chooser): choose(key, in: chooser)
        case .prompt: break
        case nil: for _ in 0..<Self.wheelLines { move(movement) }
        }
        return []
    }

    private mutating func click(
        _ event: MouseEvent,
        isDouble: Bool,
        now: Timestamp
    ) -> [ConsoleEffect] {
        awaitedQuestion = nil
        switch overlay {
        case .dialog(var dialog):
            let layout = DialogLayout(dialog, size: size)
            guard let offset = layout.choices.row(of: event) else { return [] }
            dialog.select(layout.firstChoice + offset)
            overlay = .dialog(dialog)
            return isDouble ? press(.enter, now: now) : []
        case .palette(var palette):
            let layout = PaletteLayout(size: size, entryCount: palette.entries.count)
            guard let offset = layout.list.row(of: event) else { return [] }
            palette.select(layout.first(selected: palette.selected) + offset)
            overlay = .palette(palette)
            return isDouble ? press(.enter, now: now) : []
        case .columns(var chooser):
            let layout = DialogLayout(chooser.dialog(phrases), size: size)
            guard let offset = layout.choices.row(of: event) else { return [] }
            chooser.select(layout.firstChoice + offset)
            let isBox = ColumnChooser.box.contains(event.column - layout.choices.column)
            // A double click beside the box does what two clicks on it would not.
            if isBox || isDouble { chooser.toggle() }
            overlay = .columns(chooser)
            return []
        case .prompt: return []
        case nil: return clickScreen(event, isDouble: isDouble, now: now)
        }
    }

    private mutating func clickScreen(
        _ event: MouseEvent,
        isDouble: Bool,
        now: Timestamp
    ) -> [ConsoleEffect] {
        let layout = ScreenLayout(size: size, context: context)
        if layout.footer.row(of: event) != nil {
            let slot = FooterView(console: self).slots(in: layout.footer)
                .first { $0.area.row(of: event) != nil }
            return slot.map { attempt($0.action.id, key: $0.key, now: now) } ?? []
        }
        if layout.heads.row(of: event) != nil {
            sortList(at: event.column - layout.heads.column, now: now)
            return []
        }
        if let tab = tab(at: event, layout) {
            switchTab { _ in tab }
            return []
        }
        guard let row = layout.list.row(of: event), selectRow(row, height: layout.list.rows)
        else { return [] }
        return isDouble ? attempt(.enter, key: .enter, now: now) : []
    }

    private func tab(at event: MouseEvent, _ layout: ScreenLayout) -> StatusTab? {
        guard case .cancellations(let state) = stack.last else { return nil }
        return TabsView(console: self, state: state).slots(in: layout.tabs)
            .first { $0.area.row(of: event) != nil }?.tab
    }

    /// Selects a row of the visible list by its place on screen.
    ///
    /// - Returns: Whether there is one.
    private mutating func selectRow(_ row: Int, height: Int) -> Bool {
        switch stack.last {
        case nil:
            return marketplaces.cursor.selectRow(row, in: marketplaces.rows, height: height)
        case .cancellations(var state):
            guard state.list.selectRow(row, height: height) else { return false }
            replaceTop(with: .cancellations(state))
        case .page(var page):
            guard page.selectRow(row, height: height) else { return false }
            replaceTop(with: .page(page))
        case .explanation, .help: return false
        }
        return true
    }
}

extension Rect {
    /// The row of the part, from 0, at which something was done with the mouse; `nil` outside.
    fileprivate func row(of event: MouseEvent) -> Int? {
        let isInside =
            (row..<endRow).contains(event.row) && (column..<endColumn).contains(event.column)
        return isInside ? event.row - row : nil
    }
}
