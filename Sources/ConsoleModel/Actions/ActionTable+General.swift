extension ActionTable {
    static let movement: [Action] = [
        Action(
            .moveDown,
            keys: [.character("j"), .down],
            in: Set(ActionContext.allCases),
            texts: (
                Bilingual("아래", "Down"),
                Bilingual("한 행 아래로 갑니다.", "Moves one row down.")
            )
        ),
        Action(
            .moveUp,
            keys: [.character("k"), .up],
            in: Set(ActionContext.allCases),
            texts: (
                Bilingual("위", "Up"), Bilingual("한 행 위로 갑니다.", "Moves one row up.")
            )
        ),
        Action(
            .pageDown,
            keys: [.pageDown, .control("d"), .control("f")],
            in: Set(ActionContext.allCases),
            texts: (
                Bilingual("다음 쪽", "Page down"),
                Bilingual("한 화면 아래로 갑니다.", "Moves one page down.")
            )
        ),
        Action(
            .pageUp,
            keys: [.pageUp, .control("u")],
            in: Set(ActionContext.allCases),
            texts: (
                Bilingual("앞 쪽", "Page up"),
                Bilingual("한 화면 위로 갑니다.", "Moves one page up.")
            )
        ),
        Action(
            .toStart,
            keys: [.character("g"), .home],
            in: Set(ActionContext.allCases),
            texts: (
                Bilingual("처음", "Start"), Bilingual("맨 처음으로 갑니다.", "Moves to the start.")
            )
        ),
        Action(
            .toEnd,
            keys: [.character("G"), .end],
            in: Set(ActionContext.allCases),
            texts: (Bilingual("끝", "End"), Bilingual("맨 끝으로 갑니다.", "Moves to the end."))
        ),
        Action(
            .nextTab,
            keys: [.tab, .right, .character("l")],
            in: [.cancellations],
            texts: (
                Bilingual("다음 상태", "Next status"),
                Bilingual("다음 상태의 목록을 봅니다.", "Shows the list of the next status.")
            ),
            footerRank: 15
        ),
        Action(
            .previousTab,
            keys: [.backTab, .left, .character("h")],
            in: [.cancellations],
            texts: (
                Bilingual("앞 상태", "Previous status"),
                Bilingual("앞 상태의 목록을 봅니다.", "Shows the list of the previous status.")
            )
        ),
        Action(
            .nextItem,
            keys: [.character("l"), .right, .tab],
            in: [.explanation],
            texts: (
                Bilingual("다음 취소건", "Next"),
                Bilingual("목록의 다음 취소건을 설명합니다.", "Explains the next one of the list.")
            ),
            footerRank: 12
        ),
        Action(
            .previousItem,
            keys: [.character("h"), .left, .backTab],
            in: [.explanation],
            texts: (
                Bilingual("앞 취소건", "Previous"),
                Bilingual(
                    "목록의 앞 취소건을 설명합니다.",
                    "Explains the previous one of the list."
                )
            ),
            footerRank: 12
        ),
    ]

    static let program: [Action] = [
        Action(
            .palette,
            keys: [.character(":")],
            in: Set(ActionContext.allCases),
            texts: (
                Bilingual("명령", "Commands"),
                Bilingual(
                    "이 화면의 모든 명령을 찾아 실행합니다.",
                    "Finds and runs any command of this screen."
                )
            ),
            footerRank: 18
        ),
        Action(
            .help,
            keys: [.character("?"), .function(1)],
            in: Set(ActionContext.allCases).subtracting([.help]),
            texts: (
                Bilingual("도움말", "Help"),
                Bilingual("이 화면에서 쓰는 키를 봅니다.", "Shows the keys of this screen.")
            ),
            footerRank: 2
        ),
        Action(
            .changeLanguage,
            keys: [.character("L"), .function(2)],
            in: Set(ActionContext.allCases),
            texts: (
                Bilingual("English", "한국어"),
                Bilingual("화면을 영어로 바꿉니다.", "Changes the screen to Korean.")
            ),
            footerRank: 17
        ),
        Action(
            .quit,
            keys: [.character("q")],
            in: [.marketplaces],
            texts: (Bilingual("끝내기", "Quit"), Bilingual("콘솔을 끝냅니다.", "Quits the console.")),
            footerRank: 10
        ),
        Action(
            .quitNow,
            keys: [.control("c")],
            in: Set(ActionContext.allCases),
            texts: (
                Bilingual("바로 끝내기", "Quit at once"),
                Bilingual("어디서든 콘솔을 끝냅니다.", "Quits the console from anywhere.")
            )
        ),
        Action(
            .suspend,
            keys: [.control("z")],
            in: Set(ActionContext.allCases),
            texts: (
                Bilingual("셸로", "Suspend"),
                Bilingual("잠시 셸로 나갑니다. fg로 돌아옵니다.", "Suspends to the shell; fg comes back.")
            )
        ),
        Action(
            .redraw,
            keys: [.control("l")],
            in: Set(ActionContext.allCases),
            texts: (
                Bilingual("다시 그리기", "Redraw"),
                Bilingual("화면을 처음부터 다시 그립니다.", "Draws the screen anew.")
            )
        ),
        Action(
            .toggleMouse,
            keys: [.character("M"), .function(8)],
            in: Set(ActionContext.allCases),
            texts: (
                Bilingual("마우스", "Mouse"),
                Bilingual(
                    "마우스를 터미널에 맡겨 글자를 고르거나, 다시 콘솔에서 씁니다.",
                    "Leaves the mouse to the terminal, to select text with it; or takes it again."
                )
            )
        ),
    ]
}
