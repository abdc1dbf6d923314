import MatchingCore
import SyncInterfaces

// What lists are sorted by: chosen in a dialog, or with the mouse by the columns' names.
extension Console {
    mutating func openSort(of state: CancellationsState) {
        let current = state.sort.offered(for: state.tab.status)
        let choices = CancellationSort.Column.allCases.filter { column in
            CancellationSort(column).isOffered(for: state.tab.status)
                && (column != .account || state.account == nil)
        }
        .flatMap { column in
            [false, true].map { isReversed in
                let sort = CancellationSort(column, isReversed: isReversed)
                let mark = sort == current ? phrases.pick("  (지금)", "  (now)") : ""
                return Dialog.Choice(text: phrases.name(of: sort) + mark, outcome: .sort(sort))
            }
        }
        var body: [String] = []
        if !CancellationSort(.requested).isOffered(for: state.tab.status) {
            body.append(
                phrases.pick(
                    "요청 시각순은 적용되지 않은 상태별 목록에서만 됩니다.",
                    "By time of request: only in lists of one status that is not applied."
                )
            )
        }
        overlay = .dialog(
            Dialog(
                title: phrases.pick("정렬", "Sort"),
                body: body,
                choices: [.doNothing(phrases)] + choices
            )
        )
    }

    /// Sorts the visible list from now on.
    mutating func sortList(by sort: CancellationSort) {
        guard case .cancellations(var state) = stack.last, state.sort != sort else { return }
        state.sort = sort
        state.list.restart()
        remember(state)
        replaceTop(with: .cancellations(state))
    }

    /// Sorts by the column at a place of the heads, from the left; the other way round where it is sorted so.
    mutating func sortList(at place: Int, now: Timestamp) {
        guard case .cancellations(let state) = stack.last else { return }
        let layout = ScreenLayout(size: size, context: context)
        let table = CancellationsView(console: self, state: state, now: now).table(layout)
        let slot = table.slots.last { $0.column <= place }
        guard let wanted = slot?.id.sort, CancellationSort(wanted).isOffered(for: state.tab.status)
        else { return }
        let current = state.sort.offered(for: state.tab.status)
        let isReversed = current.column == wanted && !current.isReversed
        sortList(by: CancellationSort(wanted, isReversed: isReversed))
    }
}
