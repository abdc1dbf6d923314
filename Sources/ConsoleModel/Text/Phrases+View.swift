// What is said of how lists are looked at, where that is taken back.
extension Phrases {
    /// Nothing was changed here that could be taken back.
    var noViewChange: String {
        pick("이 화면에서 바꾼 보기가 없습니다.", "Nothing of this view was changed here.")
    }

    /// A word or two for what Esc does.
    func title(of wayOut: WayOut) -> String {
        switch wayOut {
        case .stopMarkedAct, .stopExport, .stopMarking: pick("중지", "Stop")
        case .stopResync: pick("재수집 중지", "Stop resync")
        case .stopSearch: pick("찾기 중지", "Stop search")
        case .clearMarks: pick("표시 해제", "Clear marks")
        case .clearFilter: pick("찾기 해제", "Clear search")
        case .closePart: pick("닫기", "Close")
        case .leave, .nothing: pick("뒤로", "Back")
        }
    }

    /// Accounts in trouble that are not listed: `숨은 계정: 실패 2 · 늦음 1`.
    func hidden(_ troubles: [(health: AccountHealth, count: Int)]) -> String {
        let counts = troubles.map { "\(word(for: $0.health)) \(number($0.count))" }
        return pick("숨은 계정: ", "hidden: ") + counts.joined(separator: " · ")
    }

    /// What of the view is as it was before: `보기 되돌림: 찾기 해제 · 표시 3개 되살림`.
    func viewTakenBack(_ changes: [String]) -> String {
        pick("보기 되돌림: ", "view as before: ") + changes.joined(separator: " · ")
    }

    /// What a list is found by; nothing when `text` is empty.
    func find(_ text: String) -> String {
        text.isEmpty ? pick("찾기 해제", "no search") : pick("찾기 '\(text)'", "search '\(text)'")
    }

    /// Which list it is.
    func list(of name: String) -> String { pick("\(name) 목록", "list: \(name)") }

    /// What a list is sorted by.
    func sorted(by order: String) -> String { pick("정렬 \(order)", "sorted \(order)") }

    var columnsAsBefore: String { pick("열 원래대로", "columns as they were") }

    func marksBack(_ count: Int) -> String {
        pick("표시 \(number(count))개 되살림", "\(marks(count)) put back")
    }

    func marksGone(_ count: Int) -> String {
        pick("표시 \(number(count))개 지움", "\(marks(count)) taken away")
    }

    /// Marks were cleared, and how they come back.
    func marksCleared(_ count: Int, key: String) -> String {
        pick(
            "표시를 지웠습니다(\(number(count))개). \(key): 되살리기",
            "\(marks(count)) cleared. \(key) puts them back."
        )
    }

    private func marks(_ count: Int) -> String { "\(number(count)) mark\(plural(count))" }
}
