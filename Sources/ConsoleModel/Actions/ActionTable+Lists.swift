// Marks on rows of lists, and how lists are looked at.
extension ActionTable {
    private static let markedLists: Set<ActionContext> = [.marketplaces, .cancellations]
    private static let sortedLists: Set<ActionContext> = [
        .marketplaces, .cancellations, .orders, .pullList, .activity,
    ]

    static let marks: [Action] = [
        Action(
            .toggleMark,
            keys: [.character(" ")],
            in: markedLists,
            texts: (
                Bilingual("표시", "Mark"),
                Bilingual(
                    "이 행을 표시하거나 표시를 지웁니다. 계정은 r t p, 취소건은 a d u가 표시한 것에 작용합니다.",
                    "Marks this row, or unmarks it. r t p act on marked accounts, a d u on cancellations."
                )
            ),
            footerRank: 12
        ),
        Action(
            .toggleAllMarks,
            keys: [.character("*")],
            in: markedLists,
            texts: (
                Bilingual("모두 표시", "Mark all"),
                Bilingual(
                    "찾은 목록 전체를 10,000건까지 표시하거나 표시를 지웁니다.",
                    "Marks the whole list as filtered, up to 10,000 rows, or takes the marks away."
                )
            )
        ),
        Action(
            .clearMarks,
            keys: [.character("\\")],
            in: markedLists,
            texts: (
                Bilingual("표시 해제", "Clear marks"),
                Bilingual("표시를 모두 지웁니다.", "Takes all marks away.")
            )
        ),
        Action(
            .nextMark,
            keys: [.character("n")],
            in: markedLists,
            texts: (
                Bilingual("다음 표시", "Next mark"),
                Bilingual("다음에 있는 표시한 행으로 갑니다.", "Goes to the next marked row.")
            )
        ),
        Action(
            .previousMark,
            keys: [.character("N"), .function(7)],
            in: markedLists,
            texts: (
                Bilingual("앞 표시", "Previous mark"),
                Bilingual("앞에 있는 표시한 행으로 갑니다.", "Goes to the previous marked row.")
            )
        ),
    ]

    static let looks: [Action] = [
        Action(
            .changeOrder,
            keys: [.character("s")],
            in: sortedLists,
            texts: (
                Bilingual("정렬", "Sort"),
                Bilingual(
                    "목록을 고른 열로 정렬합니다. 열 이름을 클릭해도 됩니다.",
                    "Sorts the list by a column of your choice; so does a click on its head."
                )
            ),
            footerRank: 16
        ),
        Action(
            .sortOnward,
            keys: [.character(">")],
            in: sortedLists,
            texts: (
                Bilingual("다음 정렬", "Next order"),
                Bilingual(
                    "묻지 않고 다음 순서로 정렬합니다.",
                    "Sorts the list in the next order without asking."
                )
            )
        ),
        Action(
            .sortBack,
            keys: [.character("<")],
            in: sortedLists,
            texts: (
                Bilingual("앞 정렬", "Previous order"),
                Bilingual(
                    "묻지 않고 앞 순서로 정렬합니다.",
                    "Sorts the list in the previous order without asking."
                )
            )
        ),
        Action(
            .freeze,
            keys: [.character("z")],
            in: sortedLists,
            texts: (
                Bilingual("화면 고정", "Freeze"),
                Bilingual(
                    "새로 들어오는 것이 있어도 목록을 그대로 둡니다. 한 번 더 누르면 따라갑니다.",
                    "Keeps lists as they are whatever comes in; once more, and they follow again."
                )
            )
        ),
        Action(
            .undoView,
            // No letter: with a Korean input method on, the capital of u would be u.
            keys: [.backspace],
            in: sortedLists,
            texts: (
                Bilingual("보기 되돌리기", "Undo view"),
                Bilingual(
                    "여기서 마지막으로 바꾼 찾기·상태·정렬·열·표시를 되돌립니다. 취소건은 그대로입니다.",
                    "Takes back the last change of search, status, order, columns or marks made here."
                )
            )
        ),
    ]
}
