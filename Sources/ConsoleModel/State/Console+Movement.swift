import MatchingCore

/// A way to go within a list or a text.
enum Movement: Sendable, Hashable {
    case lineDown, lineUp, pageDown, pageUp, toStart, toEnd

    /// The movement that an action stands for; `nil` for an action that is none.
    init?(_ action: Action.Identifier) {
        switch action {
        case .moveDown: self = .lineDown
        case .moveUp: self = .lineUp
        case .pageDown: self = .pageDown
        case .pageUp: self = .pageUp
        case .toStart: self = .toStart
        case .toEnd: self = .toEnd
        default: return nil
        }
    }

    /// Where the movement leads from `index` when a screen has `page` rows and the list `count`.
    func target(from index: Int, page: Int, count: Int) -> Int {
        switch self {
        case .lineDown: index + 1
        case .lineUp: index - 1
        case .pageDown: index + max(1, page - 1)
        case .pageUp: index - max(1, page - 1)
        case .toStart: 0
        case .toEnd: count - 1
        }
    }
}

extension Console {
    mutating func move(_ movement: Movement) {
        let layout = ScreenLayout(size: size, context: context)
        switch stack.last {
        case nil:
            marketplaces.cursor.move(movement, in: marketplaces.rows, height: layout.list.rows)
        case .cancellations(var state):
            state.list.move(movement, height: layout.list.rows)
            replaceTop(with: .cancellations(state))
        case .explanation(var pane):
            pane.text.scroll(movement, height: layout.body.rows)
            replaceTop(with: .explanation(pane))
        case .help(var state):
            state.text.scroll(movement, height: layout.body.rows)
            replaceTop(with: .help(state))
        case .page(var page):
            page.move(movement, layout)
            replaceTop(with: .page(page))
        }
    }

    /// Turns the explanation to another row of the list under it.
    mutating func moveItem(_ distance: Int) {
        guard case .explanation(var pane) = stack.last, stack.count >= 2,
            case .cancellations(var state) = stack[stack.count - 2]
        else { return }
        let height = ScreenLayout(size: size, context: .cancellations).list.rows
        // When the explained row has left the list, the one in its place is the next one.
        let isGone = state.list.selectedID != pane.id
        let step = isGone && distance > 0 ? distance - 1 : distance
        state.list.step(step, height: height)
        pane.turn(to: state.list.selectedID, known: state.selectedAhead)
        stack[stack.count - 2] = .cancellations(state)
        replaceTop(with: .explanation(pane))
    }
}
